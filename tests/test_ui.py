"""The page, in a real Chromium: what a person types, presses and sees."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doors import SEED, serving, sourceline

pytestmark = pytest.mark.browser
QUESTION = "#sl-question input, #sl-question textarea"
HOSTILE = (
    "Agency says <script>window.pwned=1</script> a bridge opened\n\n"
    "The Ostrava bridge <img src=x onerror='window.pwned=2'> opened in 2021 with {{value}} and "
    "${window.pwned=3} and $$x^2$$ and *stars* and [a link](http://example.com/x).\n\n"
    "The mayor said the Ostrava bridge cost 40 million crowns.\n"
)
PERSIAN = (
    "پل تازه در اصفهان گشوده شد\n\n"
    "شهردار اصفهان گفت پل تازه در سال ۲۰۲۷ گشوده می‌شود و هزینه آن ۱۲ میلیون دلار است.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server over the seed, a hostile article and a Persian one."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "news").mkdir()
    (folder / "news" / "hostile.txt").write_text(HOSTILE, "utf-8")
    (folder / "news" / "persian.txt").write_text(PERSIAN, "utf-8")
    store = folder / "store"
    done = sourceline("index", str(SEED), str(folder / "news"), "--store", str(store))
    assert done.returncode == 0, done.stderr
    with serving(store) as url:
        yield url, store


@pytest.fixture
def page(site: tuple[str, Path], chromium: Browser) -> Iterator[Page]:
    """A fresh visitor; a request out of the machine, a page error or a CSP violation fails."""
    url, _ = site
    context = chromium.new_context(viewport={"width": 1280, "height": 820})
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((url, "data:")) else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(url)
    expect(page.locator(".sl-welcome")).to_be_visible(timeout=30_000)
    yield page
    context.close()
    assert wrong == []


def ask(page: Page, text: str) -> None:
    """Type a question and press Enter; wait for one more answer."""
    before = page.locator("[data-answer]").count()
    page.fill(QUESTION, text)
    page.press(QUESTION, "Enter")
    expect(page.locator("[data-answer]")).to_have_count(before + 1, timeout=20_000)


def test_the_seed_question_is_answered_with_its_sentence_lit_and_in_view(page: Page) -> None:
    ask(page, "when will Zangezur open")
    expect(page.locator(".sl-short")).to_contain_text("Possible by the end of 2028")
    expect(page.locator(".sl-by")).to_have_text("said Aliyev")
    lit = page.locator("#sl-article mark.on")
    expect(lit).to_contain_text("by the end of 2028")
    expect(lit).to_be_in_viewport(ratio=1)
    expect(page.locator("#sl-live")).to_contain_text("by the end of 2028")


def test_what_the_articles_do_not_say_is_told_with_the_nearest_sentences(page: Page) -> None:
    ask(page, "Who won the football world cup in 2022?")
    expect(page.locator(".sl-none h3")).to_have_text("The articles do not say.")
    expect(page.locator(".sl-none li")).to_have_count(3)


def test_a_chip_shows_its_quote_on_hover_and_on_focus(page: Page) -> None:
    ask(page, "when will Zangezur open")
    chip = page.locator(".sl-a .sl-chip").first
    card = page.locator(".sl-a .sl-card").first
    expect(card).to_be_hidden()
    chip.hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("possible by the end of 2028")
    expect(card).to_contain_text("The Azerbaijan State News Agency · no date · sentence 8 of 15")
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    chip.focus()
    assert chip.get_attribute("aria-label", timeout=1000).startswith("Source 1: Aliyev")


def test_a_chip_opens_the_right_article_at_the_right_sentence(page: Page) -> None:
    ask(page, "when will Zangezur open")
    ask(page, "How much did the Ostrava bridge cost?")
    expect(page.locator("#sl-article mark.on")).to_contain_text("40 million crowns")
    page.locator("[data-answer]").first.locator(".sl-chip").first.press("Enter")
    lit = page.locator("#sl-article mark.on")
    expect(lit).to_contain_text("by the end of 2028")
    expect(lit).to_be_in_viewport(ratio=1)


def test_examples_are_answerable_and_ask_themselves(page: Page) -> None:
    page.locator(".sl-try button").first.click()
    expect(page.locator("[data-answer]")).to_have_count(1, timeout=20_000)
    expect(page.locator(".sl-none")).to_have_count(0)


def test_a_link_opens_the_answer_again_with_its_citations(page: Page, chromium: Browser) -> None:
    ask(page, "when will Zangezur open")
    page.get_by_role("button", name="Link to this answer").click()
    page.wait_for_url("**/?conversation=*#a-*")
    again = chromium.new_page()
    again.goto(page.url)
    expect(again.locator(".sl-short")).to_contain_text("the end of 2028", timeout=20_000)
    expect(again.locator("#sl-article mark.on")).to_be_in_viewport()
    again.close()


def test_a_thumb_with_its_reason_is_kept(page: Page, site: tuple[str, Path]) -> None:
    ask(page, "when will Zangezur open")
    answer = page.locator("[data-answer]").get_attribute("data-answer")
    page.get_by_role("button", name="Not right").click()
    page.get_by_label("What is wrong with it?").fill("that is a <plan>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Thank you")).to_be_visible()
    with sqlite3.connect(site[1] / "conversations.sqlite") as kept:
        found = kept.execute("SELECT vote, reason FROM feedback WHERE answer_id = ?", (answer,))
        assert found.fetchone() == ("down", "that is a <plan>")


def test_a_new_conversation_begins_empty(page: Page) -> None:
    ask(page, "when will Zangezur open")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".sl-welcome")).to_be_visible()
    expect(page.locator("[data-answer]")).to_have_count(0)
    assert "conversation=" not in page.url


def test_copy_holds_the_quote_and_its_source(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "when will Zangezur open")
    page.get_by_role("button", name="Copy with sources").click()
    expect(page.get_by_role("button", name="✓ Copy with sources")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "> [1] Aliyev further announced" in copied
    assert "The Azerbaijan State News Agency · no date · sentence 8" in copied
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert "by the end of 2028" in Path(download.value.path()).read_text("utf-8")


@pytest.mark.parametrize(
    "question",
    ["<script>window.pwned=9</script> Ostrava bridge opened", "When did the Ostrava bridge open?"],
)
def test_markup_in_articles_and_questions_is_text(page: Page, question: str) -> None:
    ask(page, question)
    shown = page.locator("#sl-log").inner_text()
    assert question in shown
    if question.startswith("When"):
        for part in ("<img src=x onerror=", "{{value}}", "${window.pwned=3}", "$$x^2$$", "*stars*"):
            assert part in shown
            assert part in page.locator("#sl-article").inner_text()
    assert page.locator("#sl-log img, #sl-log script, #sl-log a, #sl-article img").count() == 0
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("x" * 10_000, "the question has 10,000 characters"),
        ("这条走廊什么时候开放？", "do not say"),
    ],
)
def test_a_question_that_is_odd_gets_its_line(page: Page, question: str, line: str) -> None:
    page.fill(QUESTION, question)
    page.press(QUESTION, "Enter")
    expect(page.locator("#sl-log")).to_contain_text(line, timeout=20_000)


def test_an_empty_question_does_nothing(page: Page) -> None:
    page.press(QUESTION, "Enter")
    ask(page, "when will Zangezur open")
    expect(page.locator(".sl-q")).to_have_count(1)


def test_an_article_from_right_to_left_reads_so(page: Page) -> None:
    ask(page, "پل اصفهان چه زمانی گشوده می‌شود؟")
    lit = page.locator("#sl-article mark").first
    expect(lit).to_contain_text("۲۰۲۷")
    assert lit.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".sl-q").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_a_page_sees_what_is_indexed_meanwhile(
    page: Page, site: tuple[str, Path], tmp_path: Path
) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(
        "A ferry line\n\nThe Aktau ferry line will resume in May 2029, said Nurlan.\n"
    )
    done = sourceline("index", str(article), "--store", str(site[1]))
    assert done.returncode == 0, done.stderr
    ask(page, "When will the Aktau ferry line resume?")
    expect(page.locator(".sl-short")).to_contain_text("May 2029")


def test_a_corrected_article_says_so(page: Page, site: tuple[str, Path], tmp_path: Path) -> None:
    article = tmp_path / "tunnel.txt"
    article.write_text("A tunnel\n\nThe Garabagh tunnel will open in June 2027, said Rashad.\n")
    assert sourceline("index", str(article), "--store", str(site[1])).returncode == 0
    ask(page, "When will the Garabagh tunnel open?")
    expect(page.locator(".sl-short")).to_contain_text("June 2027")
    article.write_text("A tunnel\n\nThe Garabagh tunnel will open in July 2027, said Rashad.\n")
    assert sourceline("index", str(article), "--store", str(site[1])).returncode == 0
    page.reload()
    expect(page.locator("#sl-article")).to_contain_text("corrected since", timeout=20_000)
    expect(page.locator("#sl-article mark")).to_have_count(0)
    expect(page.locator(".sl-said")).to_contain_text("June 2027")


def test_the_page_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.locator(QUESTION).focus()
    page.keyboard.type("when will Zangezur open")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer]")).to_have_count(1, timeout=20_000)
    reached = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        reached.append(page.evaluate("document.activeElement.className"))
        if "sl-chip" in reached[-1]:
            break
    assert "sl-chip" in reached[-1]
    expect(page.locator(".sl-chip:focus + .sl-card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#sl-article mark.on")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("light", {"viewport": {"width": 1280, "height": 820}}),
        ("dark", {"viewport": {"width": 1280, "height": 820}, "color_scheme": "dark"}),
        ("phone", {"viewport": {"width": 390, "height": 800}, "has_touch": True}),
    ],
)
def test_it_fits_light_dark_and_a_phone(
    site: tuple[str, Path], chromium: Browser, name: str, options: dict[str, object], tmp_path: Path
) -> None:
    context = chromium.new_context(**options)
    page = context.new_page()
    page.goto(site[0])
    expect(page.locator(".sl-welcome")).to_be_visible(timeout=20_000)
    ask(page, "when will Zangezur open")
    expect(page.locator("#sl-article mark.on")).to_be_in_viewport()
    expect(page.locator(".sl-short")).to_be_in_viewport()
    expect(page.locator(QUESTION)).to_be_in_viewport()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"the page is {wide} px too wide"
    colours = json.loads(
        page.evaluate(
            "JSON.stringify([...document.querySelectorAll('.sl-q, #sl-side')]"
            ".map(e => getComputedStyle(e).backgroundColor))"
        )
    )
    assert colours[1] == ("rgb(29, 33, 37)" if name == "dark" else "rgb(255, 253, 249)")
    page.screenshot(path=tmp_path / f"{name}.png")
    context.close()
