"""What tests of the widget share: one portal, and the real server that lets it in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doors import serving
from tests.widget.portal_pages import SECRET, Portal, open_portal


@pytest.fixture(scope="package")
def portal(seed_store: Path) -> Iterator[Portal]:
    """A portal among the allowed origins, and its server over the seed."""
    with open_portal() as portal:
        allowed = {
            "SOURCELINE_ALLOWED_ORIGINS": portal.origin,
            "SOURCELINE_TOKEN_SECRET": SECRET,
        }
        with serving(seed_store, env=allowed) as portal.house:
            yield portal


@pytest.fixture(autouse=True)
def _as_it_was(portal: Portal) -> Iterator[None]:
    """Each test finds the portal with nothing on it."""
    yield
    portal.pages.clear()
    portal.lifetime, portal.sub = 300, "ada"
