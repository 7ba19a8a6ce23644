import asyncio
import re

import pytest
from starlette.requests import HTTPConnection

from portal.admission.access import Access
from portal.admission.doorkeeper import Doorkeeper, Refusal
from portal.chat_page.embed_view import embed_html, may_embed, policy_line, snippet
from portal.widget_door import loader_integrity, loader_path
from tests.portal.parsed import Parsed

HERE = "https://sourceline.example"
LISTED = ("https://portal.example", "https://other.example:8443", "http://plain.example")
ACCESS = Access(origins=LISTED, anonymous=True)


@pytest.mark.parametrize(
    ("asked", "may", "why"),
    [
        ("https://portal.example", True, "is among the sites"),
        (" HTTPS://Portal.Example:443/intranet?a=1#b ", True, "is among the sites"),
        ("https://other.example:8443", True, "is among the sites"),
        (HERE, True, "this very site"),
        ("https://other.example", False, "another port"),
        ("http://portal.example", False, "another scheme"),
        ("https://news.portal.example", False, "site of its own"),
        ("https://example", False, "site of its own"),
        ("https://portal.example.evil.test", False, "not among"),
        ("https://notportal.example", False, "not among"),
        ("portal.example", False, "no address"),
        ("null", False, "no address"),
        ("*", False, "no address"),
        ("https://*.portal.example", False, "no address"),
        ("ftp://portal.example", False, "no address"),
        ("https://user@portal.example", False, "no address"),
        ("https://portal.example:x", False, "no address"),
        ("https://[::1", False, "no address"),
    ],
)
def test_a_no_is_explained_and_agrees_with_the_doorkeeper(asked: str, may: bool, why: str) -> None:
    verdict = may_embed(asked, LISTED, HERE)
    assert verdict.may is may
    assert why in verdict.line
    origin = asked.strip().lower().split("/intranet")[0].removesuffix(":443")
    headers = {"host": "sourceline.example", "origin": origin, "accept": "*/*"}
    scope = {
        "type": "http",
        "path": "/api/v1/ask",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1),
    }
    told = asyncio.run(Doorkeeper(ACCESS).who_asks(HTTPConnection(scope)))
    assert (isinstance(told, Refusal) and told.line.startswith("that site")) is not may


def test_with_no_site_listed_it_says_what_to_set() -> None:
    verdict = may_embed("https://portal.example/x", (), HERE)
    assert not verdict.may
    assert "SOURCELINE_ALLOWED_ORIGINS=https://portal.example " in verdict.line


def test_a_page_over_https_shows_nothing_from_plain_http_but_this_machine() -> None:
    assert "Serve Sourceline over HTTPS" in may_embed(LISTED[0], LISTED, "http://10.0.0.7").line
    assert may_embed(LISTED[0], LISTED, "http://127.0.0.1:7860").may


def test_the_line_to_paste_pins_the_loader_that_is_served() -> None:
    line = snippet(HERE, signed=True)
    ((tag, attributes),) = Parsed(line).tags
    assert tag == "script"
    assert attributes["src"] == HERE + loader_path()
    assert attributes["integrity"] == loader_integrity()
    assert attributes["crossorigin"] == "anonymous"
    assert attributes["data-token-endpoint"] == "/sourceline-token"
    assert "data-token-endpoint" not in snippet(HERE, signed=False)
    assert policy_line(HERE) == f"script-src {HERE}; frame-src {HERE}"


def test_the_pane_shows_the_line_the_policy_a_preview_and_a_verdict() -> None:
    html = embed_html(ACCESS, HERE + "/", "https://portal.example")
    read = Parsed(html)
    assert snippet(HERE, signed=False) in read.text
    assert policy_line(HERE) in read.text
    (frame,) = [told["src"] for tag, told in read.tags if tag == "iframe"]
    assert frame == "/embed?locale=en&preview"
    assert re.search(r'class="sl-verdict sl-yes">Yes: https://portal.example', html)
    assert "sl-verdict" not in embed_html(ACCESS, HERE)


@pytest.mark.parametrize("bad", ['"><script>alert(1)</script>', "javascript:alert(1)", "x" * 9999])
def test_what_a_browser_says_of_itself_is_not_believed(bad: str) -> None:
    html = embed_html(ACCESS, bad, bad)
    assert "<script" not in html
    assert "javascript:" not in html.replace(f'value="{bad}"', "")
    assert len(html) < 4000
