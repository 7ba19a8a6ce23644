"""The widget on a portal of another origin: from the script tag to the highlighted sentence."""

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.widget.portal_pages import Portal, open_portal
from tests.widget.visits import ask, heard, launch, panel, visiting

pytestmark = pytest.mark.browser
HOSTILE = """
* { all: revert !important; display: inline !important; font: 40px cursive !important;
    color: red !important; background: lime !important; opacity: .3 !important;
    position: static !important; width: 7px !important; }
html { font-size: 61px } body { transform: scale(.9); overflow: hidden }
sourceline-widget { display: none !important; visibility: hidden !important; zoom: 3 !important; }
sourceline-widget, iframe, button, div { transform: rotate(9deg) !important; }
"""


def strict(portal: Portal) -> str:
    """A portal's policy that allows the widget and no more than it says that it needs."""
    ours = portal.house
    return (
        f"default-src 'none'; script-src {ours}; frame-src {ours}; connect-src 'self'; "
        "style-src 'unsafe-inline'; require-trusted-types-for 'script'"
    )


def test_from_the_script_tag_to_the_highlighted_sentence(portal: Portal, chromium: Browser) -> None:
    """With a strict policy, hostile styles, and every request watched."""
    url = portal.page(policy=strict(portal), style=HOSTILE)
    with visiting(chromium, portal, url) as page:
        button = page.locator("sourceline-widget button")
        expect(button).to_have_attribute("aria-expanded", "false")
        assert button.bounding_box() == {"x": 1200, "y": 740, "width": 56, "height": 56}
        inside = launch(page)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(button).to_have_attribute("aria-label", "Ask the articles")
        expect(inside.locator("#question")).to_be_focused()
        assert page.get_by_role("dialog").bounding_box() == {
            "x": 856, "y": 108, "width": 400, "height": 620
        }  # fmt: skip
        ask(inside)
        expect(inside.locator(".short")).to_have_text("Possible by the end of 2028 1")
        expect(inside.locator(".by")).to_have_text("said Aliyev")
        expect(inside.locator(".said b")).to_have_text("possible by the end of 2028")
        expect(inside.locator("[role=status]")).to_contain_text("by the end of 2028")

        inside.get_by_role("button", name="Source 1: Aliyev further").first.click()
        mark = inside.locator(".drawer mark")
        expect(mark).to_contain_text("with full regional opening possible by the end of 2028.")
        expect(mark).to_be_in_viewport(ratio=1)
        expect(inside.locator(".drawer")).to_contain_text("Middle Corridor trade network")
        expect(inside.locator(".drawer .meta")).to_contain_text("sentence 8 of 15")
        expect(inside.locator(".turn .chip.on")).to_have_count(2)
        box = page.get_by_role("dialog").bounding_box()
        assert box is not None
        assert (box["x"], box["width"]) == (436, 820), "the drawer stands beside"
        assert inside.locator("body").evaluate("e => getComputedStyle(e).fontSize") == "15px"

        inside.get_by_role("button", name="Show the whole article").click()
        expect(inside.locator("article")).to_contain_text("The Supreme Council session concluded")
        expect(inside.locator("article mark")).to_be_in_viewport(ratio=1)

        page.keyboard.press("Escape")
        expect(inside.locator(".drawer")).to_be_hidden()
        expect(inside.locator(".turn .chip").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(page.locator("sourceline-widget .box")).to_be_hidden()
        (answer,) = heard(page, "answer")
        assert answer["status"] == "answered"
        assert sorted(name for name, _ in page.evaluate("window.heard")) == [
            "answer", "citation-click", "close", "open", "question", "ready"
        ]  # fmt: skip
        assert page.context.cookies() == []
        assert not any(portal.token()[:40] in one.url for one in page.frames)


def test_an_unlisted_origin_gets_neither_frame_nor_api(portal: Portal, chromium: Browser) -> None:
    with open_portal(portal.house) as stranger:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(stranger.page())
        with page.expect_console_message(lambda m: "SOURCELINE_ALLOWED_ORIGINS" in m.text):
            page.evaluate(
                "window.told = new Promise(r => document.addEventListener('sourceline:error',"
                " e => r(e.detail.reason)))"
            )
            page.evaluate("Sourceline.open()")
        assert stranger.origin in page.evaluate("window.told")
        expect(page.locator("sourceline-widget iframe")).to_have_count(0)
        expect(page.locator("sourceline-widget .box")).to_be_hidden()
        asked = page.evaluate(
            """([url, token]) => fetch(url, {method: "POST", body: '{"question": "when"}', headers:
            {"content-type": "application/json", authorization: "Bearer " + token}})
            .then((r) => r.status, String)""",
            [f"{portal.house}/api/v1/ask", portal.token()],
        )
        assert "Failed to fetch" in str(asked), "a preflight that nobody answers"
        context.close()
    asked = httpx.post(
        f"{portal.house}/api/v1/ask",
        json={"question": "when"},
        headers={"origin": stranger.origin, "authorization": f"Bearer {portal.token()}"},
    )
    assert asked.status_code == 403


def test_destroy_leaves_nothing_behind(portal: Portal, chromium: Browser) -> None:
    before = """
    window.signals = [];
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, handler, options) {
      if (window.loading) window.signals.push(options?.signal ?? null);
      return add.call(this, name, handler, options);
    };
    window.loading = window.top === window;
    window.names = null;
    window.names = Object.keys(window);
    """
    with visiting(chromium, portal, portal.page(), before) as page:
        inside = launch(page)
        ask(inside)
        page.evaluate("Sourceline.on('answer', () => {})")
        nodes = page.evaluate("document.querySelectorAll('*').length")
        page.evaluate("Sourceline.destroy()")
        assert page.evaluate("document.querySelectorAll('*').length") == nodes - 1, "host and all"
        assert page.evaluate("Object.keys(window).filter(n => !names.includes(n))") == []
        assert page.evaluate("signals.length") > 8
        assert page.evaluate("signals.filter((s) => !s?.aborted).length") == 0
        assert len(page.frames) == 1
        assert page.evaluate("typeof Sourceline") == "undefined"
        page.evaluate(
            "src => new Promise(r => { const s = document.createElement('script'); s.src = src;"
            " s.dataset.tokenEndpoint = '/token'; s.onload = r; document.head.append(s); })",
            f"{portal.house}/widget.js",
        )
        launch(page)
        expect(panel(page).locator(".short")).to_contain_text("2028")
