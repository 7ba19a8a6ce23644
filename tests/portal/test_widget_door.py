import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from portal.admission.access import Access
from portal.widget_door import (
    add_widget_door,
    loader_integrity,
    loader_path,
    panel_html,
    words_json,
)
from portal.words import FOLDER, known_locales, open_tongue
from tests.doors import ROOT
from tests.portal.houses import closed_house
from tests.portal.parsed import Parsed
from tests.portal.signing import SIGNED

WIDGET = ROOT / "portal" / "static" / "widget"
NPM = ROOT / "widget-npm"
PANEL = sorted((WIDGET / "panel").iterdir())
LOADER = (WIDGET / "widget.js").read_text("utf-8")
TYPES = (WIDGET / "sourceline.d.ts").read_text("utf-8")
MODULES = {path.name: path.read_text("utf-8") for path in PANEL if path.suffix == ".js"}
KIB = 1024


@pytest.fixture
def client() -> TestClient:
    application = FastAPI()
    add_widget_door(application, closed_house())
    return TestClient(application)


def asked_for() -> set[str]:
    """Every key that the panel says, and every stem that it counts with."""
    found: set[str] = set()
    for text in MODULES.values():
        for told in re.findall(r"\bsayOf\(\"(\w+)\"", text):
            found.add(f"{told}_many")
        for inside in re.findall(r"\bsay\(([^()]*)", text):
            found |= set(re.findall(r"(?<!=== )\"(\w+)\"", inside.partition("{")[0]))
        found |= set(re.findall(r"\btable\.(\w+)", text))
    return found | {"not_allowed", "too_many", "busy", "corrected", "gone"}


def test_the_loader_is_small_and_the_panel_too() -> None:
    assert len(gzip.compress(LOADER.encode(), 9)) <= 15 * KIB
    tokens = ROOT / "portal" / "static" / "tokens.css"
    sizes = [path.stat().st_size for path in (*PANEL, tokens, WIDGET / "embed.html")]
    assert sum(sizes) + len(words_json(open_tongue("fa")).encode()) <= 60 * KIB


def test_the_pinned_loader_is_what_its_integrity_says(client: TestClient) -> None:
    pinned = client.get(loader_path())
    digest = base64.b64encode(hashlib.sha384(pinned.content).digest()).decode()
    assert loader_integrity() == f"sha384-{digest}"
    assert pinned.content == client.get("/widget.js").content == LOADER.encode()
    assert pinned.headers["content-type"].startswith("text/javascript")
    assert client.get("/widget/0123456789abcdef/widget.js").status_code == 404


def test_a_loader_that_was_pinned_is_there_after_an_update(tmp_path: Path) -> None:
    application = FastAPI()
    add_widget_door(application, replace(closed_house(), store=tmp_path))
    client, (kept,) = TestClient(application), (tmp_path / "loaders").iterdir()
    assert kept.read_text("utf-8") == LOADER
    earlier = b"// an earlier loader"
    version = hashlib.sha256(earlier).hexdigest()[:16]
    (tmp_path / "loaders" / f"{version}.js").write_bytes(earlier)
    assert client.get(f"/widget/{version}/widget.js").content == earlier
    (tmp_path / "loaders" / f"{version}.js").write_bytes(b"// another's")
    for unlike in (version, "..%2f..%2fsecret", "0123456789abcdef"):
        assert client.get(f"/widget/{unlike}/widget.js").status_code == 404


@pytest.mark.parametrize(
    ("access", "told"),
    [
        (Access(), True),
        (SIGNED, False),
        (replace(SIGNED, anonymous=True), True),
        (replace(SIGNED, users=Path("people")), True),
        (replace(SIGNED, user_header="x-user", trusted_proxies=("10.0.0.1",)), True),
    ],
)
def test_a_citation_opens_a_page_where_one_can_be_read_without_a_token(
    access: Access, *, told: bool
) -> None:
    application = FastAPI()
    add_widget_door(application, closed_house(access))
    assert (" data-pages>" in TestClient(application).get("/embed").text) == told


def test_a_browser_that_has_the_loader_is_told_so(client: TestClient) -> None:
    tag = client.get("/widget.js").headers["etag"]
    again = client.get("/widget.js", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_panel_names_files_that_are_there_and_nothing_from_elsewhere(
    client: TestClient,
) -> None:
    html = client.get("/embed").text
    named = re.findall(r"(?:href|src)=\"([^\"]+)\"", html)
    files = [one for one in named if one != "data:,"]
    assert len(files) == len(PANEL) + 2, "each module, styles and tokens; the entry twice"
    for one in files:
        assert client.get(f"/{one}").status_code == 200, one
        assert not one.startswith("/"), "as much under a prefix of a proxy's"
    for name in ("../widget.js", "embed.html", "nothing.js"):
        assert client.get(f"/{files[0].rpartition('/')[0]}/{name}").status_code == 404
    for text in (html, LOADER, *MODULES.values()):
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)[a-z]", text)


def test_modules_import_one_another_and_nothing_else() -> None:
    for name, text in MODULES.items():
        for told in re.findall(r"from \"([^\"]+)\"", text):
            assert told.removeprefix("./") in MODULES, f"{name} imports {told}"


def test_the_page_has_no_script_or_style_of_its_own() -> None:
    html = panel_html(open_tongue("en"))
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", html)
    assert [("application/json" in attributes, bool(told)) for attributes, told in scripts] == [
        (True, True),
        (False, False),
    ]
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("text", [*MODULES.values(), LOADER], ids=[*MODULES, "widget.js"])
def test_nothing_is_ever_read_as_markup_or_run(text: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", text)
    assert "cookie" not in text.replace("no cookie", "").replace("No cookie", "")
    assert "postMessage" not in text or not re.search(r"postMessage\([^;]*[\"']\*[\"']", text)


@pytest.mark.parametrize("locale", known_locales())
def test_every_word_of_the_panel_is_in_its_page_in_every_language(
    client: TestClient, locale: str
) -> None:
    page = client.get("/embed", params={"locale": locale}).text
    words = json.loads(page.partition('id="words">')[2].partition("</script>")[0])
    assert asked_for() <= set(words)
    assert f'lang="{locale}"' in page
    assert f'dir="{"rtl" if locale == "fa" else "ltr"}"' in page


def test_a_made_up_language_shows_that_no_string_is_left_out(tmp_path: Path) -> None:
    english = json.loads((FOLDER / "en.json").read_text("utf-8"))
    made_up = {
        key: told if key.startswith("_") or key in ("months", "day") else f"⟦{told}</script>⟧"
        for key, told in english.items()
    }
    (tmp_path / "qq.json").write_text(json.dumps(made_up), "utf-8")
    html = panel_html(open_tongue("qq", tmp_path))
    assert html.count("</script>") == 2, "words cannot end the element that they are in"
    words = json.loads(html.partition('id="words">')[2].partition("</script>")[0])
    assert words == {key: made_up[key] for key in words}
    shown = Parsed(html.replace(words_json(open_tongue("qq", tmp_path)), ""))
    assert "⟦" in shown.text, "the title"


@pytest.mark.parametrize(
    ("theme", "told"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"')]
)
def test_a_theme_is_there_before_anything_is_drawn(
    client: TestClient, theme: str, told: str
) -> None:
    assert told in client.get("/embed", params={"theme": theme}).text
    assert "data-theme" not in client.get("/embed", params={"theme": '"><script>'}).text


def test_types_say_what_the_loader_has() -> None:
    calls = re.search(r"interface SourcelineApi \{(.*?)\n\}", TYPES, re.S)
    events = re.search(r"interface SourcelineEvents \{(.*?)\n\}", TYPES, re.S)
    options = re.search(r"interface SourcelineOptions \{(.*?)\n\}", TYPES, re.S)
    assert calls is not None
    assert events is not None
    assert options is not None
    made = re.search(r"const calls = \{(.*?)\n  \};", LOADER, re.S)
    known = re.search(r"const EVENTS = \[(.*?)\]", LOADER)
    assert made is not None
    assert known is not None
    assert set(re.findall(r"^  (\w+)[(<:]", calls[1], re.M)) == set(
        re.findall(r"^    (\w+)", made[1], re.M)
    )
    assert re.findall(r'^  "?([\w-]+)"?: ', events[1], re.M) == re.findall(r'"([\w-]+)"', known[1])
    read = set(re.findall(r"\bset\.(\w+)", LOADER))
    assert set(re.findall(r"^  (\w+)\?:", options[1], re.M)) == read
    names = re.search(r"const NAMES = \[(.*?)\]", (NPM / "index.js").read_text("utf-8"), re.S)
    assert names is not None
    assert set(re.findall(r'"(\w+)"', names[1])) == read


def test_the_npm_package_has_the_same_types() -> None:
    assert (NPM / "sourceline.d.ts").read_text("utf-8") == TYPES
    package = json.loads((NPM / "package.json").read_text("utf-8"))
    assert "dependencies" not in package
    for name in package["files"]:
        assert (NPM / name).is_file()
