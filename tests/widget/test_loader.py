"""What a portal's page can do with the widget: modes, calls, events, pages that change under it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.widget_door import loader_integrity, loader_path
from tests.doors import ROOT
from tests.widget.portal_pages import Portal
from tests.widget.visits import QUESTION, ask, heard, launch, panel, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]
STUB = '<script>(window.Sourceline = window.Sourceline || { q: [] }).q.push(["ask", "%s"])</script>'


def call(page: Page, told: str) -> None:
    page.evaluate(f"Sourceline.{told}")


def test_calls_before_the_loader_has_come_wait_for_it(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page(script=STUB % QUESTION)) as page:
        expect(panel(page).locator(".short")).to_contain_text("2028")
        page.evaluate("Sourceline.q.push(['close'])")
        expect(page.locator("sourceline-widget .box")).to_be_hidden()


def test_calls_and_events(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page()) as page:
        box = page.locator("sourceline-widget .box")
        page.evaluate(
            "Sourceline.on('answer', window.mine = (told, e) => heard.push(['mine', e.type]))"
        )
        call(page, "open()")
        expect(box).to_be_visible()
        call(page, "toggle()")
        expect(box).to_be_hidden()
        call(page, f"ask({QUESTION!r})")
        expect(panel(page).locator(".short")).to_be_visible()
        assert heard(page, "question") == [{"text": QUESTION}]
        assert heard(page, "mine") == ["sourceline:answer"]
        call(page, "off('answer', mine)")
        call(page, "newConversation()")
        expect(panel(page).locator(".turn")).to_have_count(0)
        expect(panel(page).locator(".welcome")).to_be_visible()
        ask(panel(page))
        assert len(heard(page, "mine")) == 1
        assert len(heard(page, "answer")) == 2
        call(page, "setTheme('dark')")
        expect(panel(page).locator("html")).to_have_attribute("data-theme", "dark")
        wrong = page.evaluate(
            "() => { try { Sourceline.on('nothing') } catch (e) { return '' + e } }"
        )
        assert "citation-click" in wrong


def test_a_portal_may_show_a_citation_itself(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        ask(inside)
        page.evaluate(
            "document.addEventListener('sourceline:citation-click', (e) => e.preventDefault())"
        )
        inside.locator(".turn .chip").first.click()
        page.wait_for_function("heard.some(([name]) => name === 'citation-click')")
        page.wait_for_timeout(600)
        expect(inside.locator(".drawer")).to_be_hidden()
        (cited,) = heard(page, "citation-click")
        assert (cited["sentence"], cited["number"]) == (7, 1)


def test_two_script_tags_give_one_widget(portal: Portal, chromium: Browser) -> None:
    again = f'<script src="{portal.house}/widget.js" defer></script>'
    with visiting(chromium, portal, portal.page(script=again)) as page:
        expect(page.locator("sourceline-widget")).to_have_count(1)


def test_the_pinned_loader_runs_under_its_integrity(portal: Portal, chromium: Browser) -> None:
    line = (
        f'<script src="{portal.house}{loader_path()}" integrity="{loader_integrity()}" '
        'crossorigin="anonymous" defer data-token-endpoint="/token"></script>'
    )
    with visiting(chromium, portal, portal.page(loader="", script=line)) as page:
        ask(launch(page))


def test_it_outlives_pages_that_change_under_it(portal: Portal, chromium: Browser) -> None:
    """A single-page portal throws its body away, and what stands beside it too."""
    with visiting(chromium, portal, portal.page()) as page:
        inside = launch(page)
        ask(inside)
        page.evaluate(
            "history.pushState(0, '', '/elsewhere'); const body = document.createElement('body');"
            "body.textContent = 'another page'; document.body.replaceWith(body)"
        )
        expect(inside.locator(".short")).to_contain_text("2028")
        page.evaluate("document.querySelector('sourceline-widget').remove()")
        expect(inside.locator(".short")).to_contain_text("2028")
        ask(inside, "who is he")


def test_inline_it_fills_its_place_whenever_that_is_there(
    portal: Portal, chromium: Browser
) -> None:
    url = portal.page(mode="inline", target="#place", height="500", style="#place{width:900px}")
    with visiting(chromium, portal, url) as page:
        inside = panel(page)
        expect(inside.locator("#question")).to_be_visible()
        expect(page.locator("#place > sourceline-widget")).to_have_count(1)
        expect(page.locator("sourceline-widget button")).to_have_count(0)
        expect(inside.locator(".shut")).to_be_hidden()
        expect(page.locator("#news")).not_to_be_focused()
        box = page.locator("sourceline-widget .box").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (900, 500)
        ask(inside)
        inside.locator(".turn .chip").first.click()
        expect(inside.locator(".drawer mark")).to_be_in_viewport()
        expect(inside.locator("body")).to_have_class("reading-it beside")
        page.evaluate("document.querySelector('#place').remove()")
        expect(page.locator("sourceline-widget")).to_have_count(0)
        page.evaluate("document.querySelector('main').innerHTML = '<div id=place></div>'")
        expect(panel(page).locator(".short")).to_contain_text("2028")


def test_a_sidebar_stands_at_the_edge(portal: Portal, chromium: Browser) -> None:
    url = portal.page(mode="sidebar", position="left", width="360", open="true")
    with visiting(chromium, portal, url) as page:
        expect(panel(page).locator("#question")).to_be_visible()
        expect(panel(page).locator("#question")).not_to_be_focused()
        box = page.locator("sourceline-widget .box").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 360, "height": 820}


def test_settings_reach_the_panel(portal: Portal, chromium: Browser) -> None:
    url = portal.page(
        title="News desk",
        greeting="<b>Ask</b> about corridors",
        suggestions='["when will Zangezur open", 7]',
        accent="#ffdd00",
        position="top-left",
        theme="dark",
    )
    with visiting(chromium, portal, url) as page:
        inside = launch(page)
        expect(inside.locator("h1")).to_have_text("News desk")
        expect(page.get_by_role("dialog", name="News desk")).to_be_visible()
        expect(inside.locator(".welcome p")).to_have_text("<b>Ask</b> about corridors")
        expect(inside.locator(".try button")).to_have_text(["when will Zangezur open"])
        button = page.locator("sourceline-widget button").bounding_box()
        assert button is not None
        assert (button["x"], button["y"]) == (24, 24)
        inside.locator(".try button").click()
        expect(inside.locator(".short")).to_contain_text("2028")
        assert inside.locator(".q").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


def test_a_conversation_is_there_after_a_reload_unless_told_not_to_be(
    portal: Portal, chromium: Browser
) -> None:
    with visiting(chromium, portal, portal.page(persist="session"), expected="404") as page:
        ask(launch(page))
        with page.expect_response("**/api/v1/feedback"):
            panel(page).get_by_role("button", name="Helpful").click()
        page.reload()
        expect(launch(page).locator(".short")).to_contain_text("2028")
        helpful = panel(page).get_by_role("button", name="Helpful")
        expect(helpful).to_have_attribute("aria-pressed", "true")
        portal.sub = "grace"
        page.reload()
        expect(launch(page).locator(".welcome")).to_be_visible()
        portal.page(persist="none")
        ask(panel(page))
        page.reload()
        expect(launch(page).locator(".welcome")).to_be_visible()
        page.wait_for_timeout(1500)
        expect(panel(page).locator(".turn")).to_have_count(0)


def test_the_npm_package_mounts_and_unmounts(portal: Portal, chromium: Browser) -> None:
    module = (ROOT / "widget-npm" / "index.js").read_text("utf-8")
    with visiting(chromium, portal, portal.page(loader="")) as page:
        options = {
            "src": f"{portal.house}/widget.js",
            "tokenEndpoint": "/token",
            "suggestions": ["when, exactly?"],
        }
        page.evaluate(
            """async ([text, options]) => {
              const url = "data:text/javascript," + encodeURIComponent(text);
              window.npm = await import(url);
              const [one, two] = await Promise.all([npm.mount(options), npm.mount(options)]);
              if (one !== two) throw new Error("two");
              one.open();
            }""",
            [module, options],
        )
        expect(panel(page).locator(".try")).to_have_text("when, exactly?")
        expect(page.locator("sourceline-widget")).to_have_count(1)
        page.evaluate("npm.unmount()")
        expect(page.locator("sourceline-widget")).to_have_count(0)
        page.evaluate("(options) => { npm.mount(options); npm.unmount(); }", options)
        page.wait_for_timeout(500)
        expect(page.locator("sourceline-widget")).to_have_count(0)
