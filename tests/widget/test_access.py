"""For everybody: keyboard, screen reader, phone, colours, languages that run either way."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.portal_pages import Portal
from tests.widget.visits import DESK, PHONE, QUESTION, ask, launch, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def findings(page: Page) -> list[str]:
    """What axe-core finds in the page and in each of its frames."""
    found: list[str] = []
    for frame in page.frames:
        frame.evaluate(AXE)
        told = frame.evaluate("axe.run({ iframes: false }).then((r) => r.violations)")
        found += [
            f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
            for one in told
            for node in one["nodes"]
        ]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("locale", "accent"), [("en", ""), ("fa", "#e0a800")])
def test_axe_finds_nothing(
    portal: Portal, chromium: Browser, scheme: str, locale: str, accent: str
) -> None:
    dark = "body { background: #222; color: #eee } a { color: #9cf }"
    style = f"@media (prefers-color-scheme: dark) {{ {dark} }}"
    url = portal.page(style=style, locale=locale, accent=accent)
    with visiting(chromium, portal, url, color_scheme=scheme, reduced_motion="reduce") as page:
        assert findings(page) == []
        inside = launch(page)
        assert findings(page) == []
        ask(inside)
        ask(inside, "Who won the football world cup in 2022?")
        inside.locator(".turn .chip").first.click()
        expect(inside.locator(".drawer mark")).to_be_visible()
        assert findings(page) == []
        inside.locator(".drawer .way").first.click()
        expect(inside.locator("article")).to_be_visible()
        assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_accent_can_be_read(portal: Portal, chromium: Browser, scheme: str) -> None:
    """Every pair of colours that the panel makes of an accent, for 216 of them."""
    with visiting(chromium, portal, portal.page()) as page:
        launch(page)
        worst = page.frames[1].evaluate(
            """async (dark) => {
              const entry = document.querySelector("script[type=module]").src;
              const { coloursOf, contrast } = await import(new URL("look.js", entry));
              const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
              const grounds = dark ? ["#1d2125", "#14171a"] : ["#fffdf9", "#f3f0ea"];
              let worst = 21;
              const steps = ["00", "33", "66", "99", "cc", "ff"];
              for (const r of steps) for (const g of steps) for (const b of steps) {
                const made = coloursOf(`#${r}${g}${b}`, dark);
                for (const [ink, ground] of [
                  [made["--on-accent"], made["--accent"]], [made["--on-said"], made["--said"]],
                  ...[made["--accent-soft"], ...grounds].map((one) => [made["--accent"], one]),
                ]) worst = Math.min(worst, contrast(rgb(ink), rgb(ground)));
              }
              return worst;
            }""",
            scheme == "dark",
        )
        assert worst >= 4.5


def test_by_keyboard_alone(portal: Portal, chromium: Browser) -> None:
    with visiting(chromium, portal, portal.page()) as page:
        press, inside = page.keyboard.press, page.frame_locator("sourceline-widget iframe")
        page.locator("#news").focus()
        press("Tab")
        expect(page.locator("sourceline-widget button")).to_be_focused()
        press("Enter")
        expect(inside.locator("#question")).to_be_focused()
        page.keyboard.type(QUESTION)
        press("Enter")
        expect(inside.locator(".short")).to_be_visible()
        for _ in range(12):
            press("Shift+Tab")
            if inside.locator(".said .chip:focus").count():
                break
        chip = inside.locator(".said .chip:focus")
        assert chip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        press("Enter")
        expect(inside.locator(".sheet")).to_be_focused()
        expect(inside.locator(".drawer mark")).to_be_in_viewport()
        press("Tab")
        press("Enter")
        expect(inside.locator("article mark")).to_be_in_viewport()
        press("Escape")
        expect(inside.locator(".said .chip")).to_be_focused()
        press("Escape")
        expect(page.locator("sourceline-widget button")).to_be_focused()
        expect(page.locator("sourceline-widget button")).to_have_attribute("aria-expanded", "false")
        page.locator("#news").focus()
        page.evaluate("Sourceline.open()")
        expect(inside.locator("#question")).to_be_focused()
        press("Escape")
        expect(page.locator("#news")).to_be_focused()


def test_on_a_phone_it_is_the_whole_screen(portal: Portal, chromium: Browser) -> None:
    still = {**PHONE, "reduced_motion": "reduce"}
    with visiting(chromium, portal, portal.page(), **still) as page:
        page.locator("sourceline-widget button").tap()
        inside = page.frame_locator("sourceline-widget iframe")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_have_attribute("aria-modal", "true")
        assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}
        expect(page.locator("sourceline-widget button")).to_be_hidden()
        assert page.evaluate("document.body.inert") is True
        field = inside.locator("#question")
        expect(field).to_be_visible()
        expect(field).not_to_be_focused()
        assert field.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
        field.tap()
        ask(inside)
        inside.locator(".turn .chip").first.tap()
        expect(inside.locator(".drawer mark")).to_be_in_viewport()
        sheet = inside.locator(".drawer").bounding_box()
        assert sheet is not None
        assert (sheet["width"], sheet["y"] + sheet["height"]) == (390, 780), "a sheet from below"
        assert inside.locator("html").evaluate("e => e.scrollWidth") == 390
        inside.get_by_role("button", name="Close the article").tap()
        inside.get_by_role("button", name="Close", exact=True).tap()
        expect(dialog).to_be_hidden()
        assert page.evaluate("document.body.inert") is False
        page.evaluate("Sourceline.open()")
        page.set_viewport_size(DESK["viewport"])
        expect(page.locator("sourceline-widget [aria-modal]")).to_have_count(0)
        assert page.evaluate("document.body.inert") is False


@pytest.mark.parametrize(
    ("locale", "placeholder", "question"),
    [
        ("az", "Məqalələrdən soruşun…", "Zəngəzur nə vaxt açılacaq?"),
        ("fa", "", "زنگزور کی باز می‌شود؟"),
    ],
)
def test_it_speaks_the_askers_language(
    portal: Portal, chromium: Browser, locale: str, placeholder: str, question: str
) -> None:
    with visiting(chromium, portal, portal.page(lang=locale)) as page:
        inside = launch(page)
        html = inside.locator("html")
        expect(html).to_have_attribute("lang", locale)
        expect(html).to_have_attribute("dir", "rtl" if locale == "fa" else "ltr")
        if placeholder:
            expect(inside.locator("#question")).to_have_attribute("placeholder", placeholder)
        ask(inside, question)
        expect(inside.locator(".turn .chip").first).to_be_visible()
        inside.locator(".turn .chip").first.click()
        mark = inside.locator(".drawer mark")
        expect(mark).to_be_in_viewport(ratio=1)
        assert mark.evaluate("e => getComputedStyle(e.parentElement).direction") == "ltr"
        number = inside.locator(".drawer .margin")
        expect(number).to_be_in_viewport(ratio=1)
        shown = " ".join(inside.locator("main, aside").all_inner_texts())
        assert "undefined" not in shown
        assert "{" not in shown
