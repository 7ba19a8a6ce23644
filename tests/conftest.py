"""What tests share: a store made through the real door, a browser, no way off the machine."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doors import SEED, sourceline

CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), ""
)
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 -- names compared with, not bound


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright leaves an event loop running, and others start their own."""
    items.sort(key=lambda item: "chromium" in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection of this process but to loopback fails the test."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            pytest.fail(f"a test connected to {address}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the seed article in it, indexed by the command line; for reading only."""
    store = tmp_path_factory.mktemp("seed") / "store"
    done = sourceline("index", str(SEED), "--store", str(store))
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="session")
def embedder() -> object:
    """The embedded model, opened once."""
    from models import open_embedder

    return open_embedder()


@pytest.fixture(scope="session")
def assistant(seed_store: Path, embedder: object) -> object:
    """An assistant over the seed."""
    from index import open_collection
    from qa import Assistant
    from qa.readers import open_extractive

    return Assistant(open_collection(seed_store, embedder), open_extractive(embedder), "extractive")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A real Chromium, driven by Playwright."""
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("no Chromium in CI: .ci/run installs Debian's")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    # Two workers and a busy machine: what is waited for may take its time, what is wrong stays so.
    expect.set_options(timeout=30_000)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
