"""Somebody on a page of the portal: what they see, and what must not happen meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FrameLocator, Page, expect

from tests.widget.portal_pages import Portal

QUESTION = "when will Zangezur open"
DESK = {"viewport": {"width": 1280, "height": 820}}
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
_RECORD = """
window.heard = [];
for (const name of "ready open close question answer citation-click feedback error".split(" "))
  document.addEventListener("sourceline:" + name, (e) => window.heard.push([name, e.detail]));
"""


@contextmanager
def visiting(
    browser: Browser,
    portal: Portal,
    url: str,
    init: str = "",
    *,
    expected: str = "",
    **options: object,
) -> Iterator[Page]:
    """A page of the portal in a browser of its own."""
    context = browser.new_context(**{**DESK, **options})
    context.add_init_script(_RECORD + init)
    with opened(context, portal, url, expected) as page:
        yield page
    context.close()


@contextmanager
def opened(context: BrowserContext, portal: Portal, url: str, expected: str = "") -> Iterator[Page]:
    """The page; a request elsewhere, an error or a violation of a policy fails.

    ``expected`` is part of the one error that is told on the console for a good reason.
    """
    ours = (f"{portal.origin}/", f"{portal.house}/", "data:", f"blob:{portal.house}")
    wrong: list[str] = []

    def console(message: ConsoleMessage) -> None:
        known = "/favicon.ico" in message.location["url"] or (expected and expected in message.text)
        if message.type == "error" and not known:
            wrong.append(message.text)

    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("request", lambda r: None if r.url.startswith(ours) else wrong.append(r.url))
    page.on("console", console)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(url)
    yield page
    assert wrong == []


def panel(page: Page) -> FrameLocator:
    """The widget's frame."""
    return page.frame_locator("sourceline-widget iframe")


def launch(page: Page) -> FrameLocator:
    """Press the launcher; the panel that comes."""
    page.locator("sourceline-widget button").click()
    inside = panel(page)
    expect(inside.locator("#question")).to_be_visible()
    return inside


def ask(inside: FrameLocator, text: str = QUESTION) -> None:
    """Type a question and press Enter; wait until it is answered."""
    before = inside.locator(".turn .src").count()
    inside.locator("#question").fill(text)
    inside.locator("#question").press("Enter")
    expect(inside.locator(".turn .src")).to_have_count(before + 1)


def heard(page: Page, name: str) -> list[dict[str, object]]:
    """Details of the events of that name, so far."""
    told: list[list[object]] = page.evaluate("window.heard")
    return [detail for one, detail in told if one == name]  # type: ignore[misc]
