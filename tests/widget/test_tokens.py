"""Who asks: tokens that end, that are refused, that are somebody else's; storage that is shut."""

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.widget.portal_pages import Portal
from tests.widget.visits import QUESTION, ask, heard, launch, panel, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]
SHUT = """
const get = () => { throw new DOMException("shut", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get });
"""


def test_a_token_that_ends_in_mid_conversation_is_renewed(
    portal: Portal, chromium: Browser
) -> None:
    portal.lifetime = 2
    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        ask(inside)
        before = portal.tokens
        page.wait_for_timeout(2200)
        ask(inside, "who announced the infrastructure?")
        assert portal.tokens > before
        expect(inside.locator(".turn [role=alert]")).to_have_count(0)


def test_a_token_that_is_refused_is_renewed_once_and_then_told(
    portal: Portal, chromium: Browser
) -> None:
    """The reader's clock is slow, or the portal signs with yesterday's secret."""
    sent: list[str] = []
    with visiting(chromium, portal, portal.page(), expected="401") as page:
        inside = launch(page)
        ask(inside)

        def refuse(route: Route) -> None:
            sent.append(route.request.headers["authorization"])
            route.fulfill(status=401, json={"error": "the token has ended"})

        page.route("**/api/v1/ask", refuse)
        page.evaluate("Sourceline.setToken(() => fetch('/token').then((r) => r.json()))")
        page.wait_for_timeout(500)
        inside.locator("#question").fill(QUESTION)
        inside.locator("#question").press("Enter")
        expect(inside.locator(".turn [role=alert]")).to_contain_text("not signed in")
        assert len(sent) == 2
        assert heard(page, "error")[-1]["status"] == 401


def test_a_token_for_another_origin_is_not_sent(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page(token_endpoint=""), expected="401") as page:
        token = portal.token()
        elsewhere = Portal("https://elsewhere.example", portal.house).token()
        inside = launch(page)
        page.evaluate("(token) => Sourceline.setToken(token)", elsewhere)
        page.wait_for_function("heard.some(([name]) => name === 'error')")
        assert "is not for" in str(heard(page, "error")[0]["reason"])
        with page.expect_request("**/api/v1/ask") as request:
            inside.locator("#question").fill(QUESTION)
            inside.locator("#question").press("Enter")
        assert "authorization" not in request.value.headers
        assert len(request.value.headers["x-sourceline-session"]) == 32
        expect(inside.locator(".turn [role=alert]")).to_contain_text("not signed in")
        page.evaluate("(token) => Sourceline.setToken(token)", token)
        page.wait_for_timeout(300)
        ask(inside)


def test_somebody_else_begins_a_conversation_of_their_own(
    portal: Portal, chromium: Browser
) -> None:
    with visiting(chromium, portal, portal.page(), expected="404") as page:
        inside = launch(page)
        ask(inside)
        portal.sub = "grace"
        page.evaluate("(token) => Sourceline.setToken(token)", portal.token())
        expect(inside.locator(".turn")).to_have_count(0)
        with page.expect_request("**/api/v1/ask") as request:
            ask(inside)
        assert "conversation_id" not in request.value.post_data_json


def test_third_party_storage_is_not_needed_nor_the_portals_own(
    portal: Portal, chromium: Browser
) -> None:
    with visiting(chromium, portal, portal.page(), SHUT) as page:
        inside = launch(page)
        ask(inside)
        ask(inside, "who announced it?")
        page.evaluate("document.querySelector('sourceline-widget').remove()")
        expect(panel(page).locator(".q")).to_have_count(2)
        for frame in page.frames:
            told = frame.evaluate("() => { try { return sessionStorage } catch { return 'shut' } }")
            assert told == "shut"


def test_another_window_cannot_speak_for_the_portal_or_the_panel(
    portal: Portal, chromium: Browser
) -> None:
    """A frame of the same portal, and the portal's own scripts, forge messages to both sides."""
    body = '<h1>Portal</h1><main><iframe id="other" src="/other" title="other"></iframe></main>'
    portal.page("/other", loader="")
    with visiting(chromium, portal, portal.page(body=body)) as page:
        inside = launch(page)
        other = next(one for one in page.frames if one.url.endswith("/other"))
        other.evaluate(
            "for (const type of ['close', 'ready', 'keep', 'event']) parent.postMessage("
            "{sourceline: 1, type, detail: {name: 'answer', value: 'x', title: 'forged'}}, '*')"
        )
        other.evaluate(
            "const frame = parent.document.querySelector('sourceline-widget').shadowRoot"
            ".querySelector('iframe').contentWindow; const detail = {text: 'forged', theme: 'dark'}"
            ";for (const type of ['new', 'ask', 'theme'])"
            " frame.postMessage({sourceline: 1, type, detail}, '*')"
        )
        page.evaluate("postMessage({sourceline: 1, type: 'close', detail: {}}, '*')")
        page.wait_for_timeout(500)
        expect(page.locator("sourceline-widget .box")).to_be_visible()
        expect(inside.locator(".turn")).to_have_count(0)
        expect(inside.locator("html")).not_to_have_attribute("data-theme", "dark")
        assert heard(page, "answer") == []
        assert "forged" not in page.content()
