"""Which routes there are, and which of them answer whoever asks: exactly a listed few."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from index import SourcelineError
from portal.admission.access import Access
from portal.application import Application
from portal.chat_page.chat import Chat
from portal.opening import Opening
from tests.portal.houses import closed_house
from tests.portal.signing import SIGNED, bearer, page_token

OPEN = {
    "/healthz",
    "/readyz",
    "/version",
    "/widget.js",
    "/widget/{version}/widget.js",
    "/widget/{version}/panel/{name}",
    "/embed",
}


def routes(site: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Every path with each of its methods, through all that is mounted."""
    for route in site.routes:
        if included := getattr(route, "original_router", None):  # FastAPI's, since 0.160
            yield from routes(included, above + route.include_context.prefix)
            continue
        path = above + str(getattr(route, "path", ""))
        if getattr(route, "methods", None):
            yield from ((method, path) for method in sorted(route.methods))
        elif getattr(route, "routes", None):
            yield from routes(route, path.rstrip("/"))
        else:
            yield "GET", f"{path}/{{name}}"


def site_of(access: Access) -> Application:
    """Every door and the chat page, with nothing behind them."""
    from ui import build_site

    def fail() -> Chat:
        raise SourcelineError("nothing is open here")

    return build_site(closed_house(access), Opening(fail))


def statuses(
    site: Application, asked: list[tuple[str, str]], headers: dict[str, str]
) -> dict[tuple[str, str], int]:
    """What each is answered with."""

    async def all_of_them() -> dict[tuple[str, str], int]:
        through = httpx.ASGITransport(site, raise_app_exceptions=False)
        told = {}
        async with httpx.AsyncClient(transport=through, base_url="http://news.example") as client:
            for method, path in asked:
                filled = re.sub(r"\{[^}]*\}", "x", path)
                told[method, path] = (
                    await client.request(method, filled, headers=headers)
                ).status_code
        return told

    return asyncio.run(all_of_them())


@pytest.fixture(scope="module")
def site() -> Application:
    return site_of(SIGNED)


def test_what_answers_without_a_token_is_exactly_the_listed_few(site: Application) -> None:
    asked = sorted(set(routes(site)))
    assert len(asked) > 60
    for door in ("/", "/api/v1/ask", "/v1/chat/completions", "/mcp", "/articles/{id:path}"):
        assert door in {path for _, path in asked}
    told = statuses(site, asked, {})
    assert {path for (_, path), status in told.items() if status != 401} == OPEN
    forged = statuses(
        site, asked, bearer(page_token("not the secret, but as long as it has to be"))
    )
    assert {path for (_, path), status in forged.items() if status != 401} == OPEN


def test_a_path_written_in_another_way_is_no_way_in(site: Application) -> None:
    paths = [
        "//healthz",
        "/healthz/",
        "/healthz/../metrics",
        "/embed/../metrics",
        "/widget/../metrics",
        "/embed/%2e%2e/metrics",
        "/widget.js/../api/v1/me",
        "/HEALTHZ",
        "/metrics;/healthz",
        "/metrics?/healthz",
        "/metrics%00/healthz",
        "/%6detrics",
        "/api/v1/me%2f",
    ]
    for (_, path), status in statuses(site, [("GET", path) for path in paths], {}).items():
        assert status in (401, 404), path


def test_whoever_has_a_token_is_answered(site: Application) -> None:
    asked = [("GET", path) for path in ("/openapi.json", "/v1/models", "/house/page.js", "/")]
    told = statuses(site, asked, bearer(page_token()))
    assert set(told.values()) == {200}
