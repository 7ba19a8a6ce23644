"""What is handed to whoever deploys this: samples that run, and pages that name what is there."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.admission.tokens import Tokens
from portal.settings import access_of, read_settings
from tests.doors import ROOT
from tests.portal.signing import PORTAL, SECRET

DEPLOY = ROOT / "deploy"
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@contextmanager
def endpoint(*command: str) -> Iterator[str]:
    """A token endpoint as its own first lines say to start it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"SOURCELINE_TOKEN_SECRET": SECRET, "PORTAL_ORIGIN": PORTAL, "PORT": str(port)}
    process = subprocess.Popen(command, env={**os.environ, **told})
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/sourceline-token"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.mark.parametrize(
    ("program", "sample"),
    [(sys.executable, "token_endpoint.py"), (shutil.which("node"), "token-endpoint.mjs")],
)
def test_a_token_endpoint_makes_tokens_that_are_accepted(program: str | None, sample: str) -> None:
    if program is None:
        pytest.skip("no node on this machine")
    with endpoint(program, str(DEPLOY / sample)) as url:
        who = {"X-Forwarded-User": "ayla öz", "X-Forwarded-Groups": "desk, transport"}
        sent = {name: value.encode().decode("latin-1") for name, value in who.items()}
        with urllib.request.urlopen(urllib.request.Request(url, headers=sent)) as told:  # noqa: S310
            assert told.headers["cache-control"] == "no-store"
            token = json.load(told)["token"]
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url)  # noqa: S310
        assert refused.value.code == 401
    person, origin = Tokens(SECRET, "", None).person(token, lambda one: one == PORTAL)
    assert origin == PORTAL
    assert (person.called, person.groups) == ("ayla öz", {"desk", "transport"})


@pytest.mark.parametrize(
    "page", ["SECURITY.md", "docs/embedding.md", "docs/languages.md", "docs/running.md"]
)
def test_a_page_names_what_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = [(ROOT / page).parent / one for one in LINK.findall(text) if "security/" not in one]
    named += [ROOT / one for one in re.findall(r"`(tests/[\w/.]+|deploy/[\w/.-]+)`", text)]
    assert [str(one) for one in named if not one.exists()] == []


def test_every_setting_of_the_widget_is_documented() -> None:
    loader = (ROOT / "portal/static/widget/widget.js").read_text("utf-8")
    read = {re.sub("([A-Z])", r"-\1", name).lower() for name in re.findall(r"\bset\.(\w+)", loader)}
    text = (ROOT / "docs/embedding.md").read_text("utf-8")
    assert len(read) > 10
    assert {name for name in read if f"`data-{name}`" not in text} == set()


def test_a_container_is_not_root_and_writes_to_its_store_alone() -> None:
    yaml = pytest.importorskip("yaml")
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["sourceline"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    writable = [one for one in service["volumes"] if not one.endswith(":ro")]
    assert writable == ["store:/store"]
    assert all(one.startswith("127.0.0.1:") for one in service["ports"])
    access_of(read_settings({**service["environment"], "SOURCELINE_TOKEN_SECRET": SECRET}))
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    baked = re.findall(r"\b(SOURCELINE_\w+)=(\S+)", recipe)
    assert len(baked) == 3
    read_settings(dict(baked))
    assert re.search(r"^USER 10001:10001$", recipe, re.MULTILINE)
    assert "HEALTHCHECK" in recipe
    kept = set(re.findall("^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", recipe, re.MULTILINE)
        for name in line.split()
    }
    assert copied <= kept
    assert all(Path(ROOT / name).exists() for name in copied)
