"""Names and origins that are not ours, however they are written: none reflected, none served."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from portal.admission.access import Access
from portal.application import build_application
from tests.portal.houses import closed_house
from tests.portal.signing import PORTAL, SECRET, bearer, page_token

NEWS = "news.example"
ORIGINS = [
    "null",
    "*",
    "",
    "about:blank",
    "data:",
    "file://",
    "https://evil.example",
    "http://portal.example",
    "https://portal.example:8443",
    "https://portal.example:80",
    "https://portal.example:0443",
    "https://portal.example.evil.example",
    "https://evil-portal.example",
    "https://evilportal.example",
    "https://sub.portal.example",
    "https://portal.examples",
    "https://portal.exampl",
    "https://portal.example.",
    "https://portal.example/",
    "https://portal.example/path",
    "https://portal.example?x",
    "https://portal.example#x",
    "https://user@portal.example",
    "https://portal.example@evil.example",
    "https://evil.example#portal.example",
    "https://evil.example/portal.example",
    "https://evil.example?https://portal.example",
    "https://portal.example, https://evil.example",
    "https://portal.example https://evil.example",
    "https://portal.example\thttps://evil.example",
    " https://portal.example",
    "https:portal.example",
    "https:/portal.example",
    "https:///portal.example",
    "//portal.example",
    "portal.example",
    "wss://portal.example",
    "ftp://portal.example",
    "javascript://portal.example",
    "chrome-extension://portal.example",
    "https://pоrtal.example",  # a Cyrillic о
    "https://xn--prtal-jua.example",
    "https://portal。example",  # an ideographic full stop
    "https://portal.example\u200b",
    "https://ｐortal.example",
    "https://[::1]",
    "https://127.0.0.1",
    "http://localhost",
    "http://localhost:3000",
    "http://127.0.0.1.nip.example",
    "http://0x7f000001",
]
HOSTS = [
    "",
    "evil.example",
    "evil.example:7860",
    "127.0.0.1.evil.example",
    "127.0.0.1.nip.example",
    "7f000001.rbndr.example",
    "localhost.evil.example",
    "localhost.localdomain",
    "sub.localhost",
    "localhost.",
    "localhost@evil.example",
    "evil.example@localhost",
    "evil.example/localhost",
    "evil.example\\localhost",
    "localhost:7860@evil.example",
    "evil.example#localhost",
    "evil.example?localhost",
    "localhost evil.example",
    "localhost,evil.example",
    "[::1",
    "[::1].evil.example",
    "[::ffff:203.0.113.1]",
    "0.0.0.0",  # noqa: S104 -- compared with, not bound
    "0",
    "127.1",
    "0x7f.1",
    "0177.0.0.1",
    "2130706433",
    "127.0.0.1.",
    "128.0.0.1",
    "192.168.1.2",
    "lоcalhost",  # a Cyrillic о
    "ｌocalhost",
    "localhost\u200b",
    "news.example.evil.example",
    "evil-news.example",
    "portal.example.",
]
NOTHING_SET = build_application(closed_house())
SIGNED = build_application(closed_house(Access(origins=(PORTAL,), token_secret=SECRET)))
ANONYMOUS = build_application(
    closed_house(Access(origins=(PORTAL, f"https://{NEWS}"), anonymous=True))
)
DOORS = ["/api/v1/me", "/v1/models", "/", "/articles/a", "/metrics", "/openapi.json", "/nope"]
ADDRESSES = ("0.0.0.0", "128.0.0.1", "192.168.1.2", "[::ffff:203.0.113.1]")  # noqa: S104
"""Nobody can point an address elsewhere, so those who say nothing may come in by it."""
HERE_ALONE = [*DOORS, "/embed", "/healthz"]
"""With nothing set, even what is open elsewhere is for this machine alone."""


Told = tuple[int, str | None]
Asked = tuple[FastAPI, str, dict[str, str]]


def told(asked: list[Asked], method: str = "GET") -> list[Told]:
    """Status and allowed origin of each, asked of the applications themselves."""

    async def all_of_them() -> list[Told]:
        found = []
        for application, path, headers in asked:
            sent = {"host": NEWS, **headers}
            raw = [(name.encode(), value.encode()) for name, value in sent.items()]
            through = httpx.ASGITransport(application, client=("192.0.2.7", 1))
            async with httpx.AsyncClient(transport=through, base_url="http://x") as client:
                one = await client.request(method, path, headers=raw)
            found.append((one.status_code, one.headers.get("access-control-allow-origin")))
        return found

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("origin", ORIGINS)
def test_an_origin_that_is_not_listed_is_neither_reflected_nor_served(origin: str) -> None:
    local, sent = {"host": "127.0.0.1:7860", "origin": origin}, {"origin": origin}
    asked: list[Asked] = [
        *((NOTHING_SET, path, local) for path in HERE_ALONE),
        *((SIGNED, path, {**sent, **bearer(page_token())}) for path in DOORS),
        *((SIGNED, path, sent) for path in DOORS),
        *((ANONYMOUS, path, sent) for path in DOORS),
    ]
    assert set(told(asked)) == {(403, None)}
    wants = {"access-control-request-method": "POST"}
    preflights = told(
        [
            (application, "/api/v1/ask", {**headers, **wants})
            for application, headers in ((NOTHING_SET, local), (SIGNED, sent), (ANONYMOUS, sent))
        ],
        "OPTIONS",
    )
    assert set(preflights) <= {(400, None), (403, None)}


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_is_not_ours_is_not_served(host: str) -> None:
    sent = {"host": host}
    assert set(told([(NOTHING_SET, path, sent) for path in HERE_ALONE])) == {(403, None)}
    assert set(told([(SIGNED, path, sent) for path in DOORS])) == {(401, None)}
    rebound = {**sent, "origin": f"http://{host}"}
    asked = [(ANONYMOUS, path, one) for path in DOORS for one in (sent, rebound)]
    if host not in ADDRESSES:
        assert set(told(asked)) == {(403, None)}


def test_there_are_fifty_of_each_sort_in_all() -> None:
    assert len(set(ORIGINS)) >= 50
    assert len(set(HOSTS)) >= 35


def test_what_is_listed_is_served() -> None:
    own = {"origin": f"https://{NEWS}"}
    assert told(
        [
            (SIGNED, "/nope", {"origin": PORTAL, **bearer(page_token())}),
            (ANONYMOUS, "/nope", {"origin": PORTAL}),
            (ANONYMOUS, "/nope", own),
            (SIGNED, "/nope", {**own, **bearer(page_token())}),
            (
                NOTHING_SET,
                "/nope",
                {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:7860"},
            ),
        ]
    ) == [(404, PORTAL), (404, PORTAL), (404, own["origin"]), (404, None), (404, None)]
