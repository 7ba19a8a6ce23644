"""The page, in a real Chromium: what a person types, presses and sees."""

import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from index import index_paths
from models.embedder import Embedder
from tests.doors import SEED, serving, sourceline

pytestmark = pytest.mark.browser
QUESTION = "#sl-question input, #sl-question textarea"
SEED_QUESTION = "when will Zangezur open"
DESK = {"viewport": {"width": 1280, "height": 820}}
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


class Site:
    """A server, and the store that it serves."""

    def __init__(self, url: str, store: Path, embedder: Embedder) -> None:
        self.url, self.store, self._embedder = url, store, embedder

    def index(self, *paths: Path) -> None:
        """Index beside the running server."""
        list(index_paths(self.store, paths, lambda: self._embedder))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Site]:
    """A server over the seed, a hostile article and a Persian one."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "news").mkdir()
    (folder / "news" / "hostile.txt").write_text(HOSTILE, "utf-8")
    (folder / "news" / "persian.txt").write_text(PERSIAN, "utf-8")
    site = Site("", folder / "store", embedder)
    site.index(SEED, folder / "news")
    with serving(site.store) as site.url:
        yield site


@contextmanager
def opened(context: BrowserContext, url: str, path: str = "/") -> Iterator[Page]:
    """The page; a request out of the machine, a page error or a CSP violation fails."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((url, "data:")) else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(url + path)
    expect(page.locator(".sl-turns[aria-busy=false]")).to_be_visible()
    yield page
    page.close()
    assert wrong == []


@contextmanager
def visiting(browser: Browser, url: str, path: str = "/", **options: object) -> Iterator[Page]:
    """The page in a browser of its own."""
    context = browser.new_context(**{**DESK, **options})
    with opened(context, url, path) as page:
        yield page
    context.close()


@pytest.fixture(scope="module")
def desk(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser at a desk: what it has loaded once it does not load again."""
    context = chromium.new_context(**DESK)
    yield context
    context.close()


@pytest.fixture
def page(site: Site, desk: BrowserContext) -> Iterator[Page]:
    """Somebody who has just come to the page."""
    with opened(desk, site.url) as page:
        yield page


def ask(page: Page, text: str) -> Locator:
    """Type a question and press Enter; wait for one more answer."""
    before = page.locator("[data-answer]").count()
    page.fill(QUESTION, text)
    page.press(QUESTION, "Enter")
    expect(page.locator("[data-answer]")).to_have_count(before + 1)
    return page.locator("[data-answer]").last


def lit(page: Page) -> Locator:
    """The sentence that is lit in the article."""
    return page.locator("#sl-article mark.on")


def test_the_seed_question_is_answered_with_its_sentence_lit_and_in_view(page: Page) -> None:
    answer = ask(page, SEED_QUESTION)
    expect(answer.locator(".sl-short")).to_contain_text("Possible by the end of 2028")
    expect(answer.locator(".sl-by")).to_have_text("said Aliyev")
    expect(answer.locator(".sl-said b")).to_have_text("possible by the end of 2028")
    expect(lit(page)).to_contain_text("with full regional opening possible by the end of 2028.")
    expect(lit(page)).to_be_in_viewport(ratio=1)
    expect(page.locator("#sl-article .sl-margin.on")).to_have_text("1")
    expect(answer.locator(".sl-chip.on")).to_have_count(2)
    expect(page.locator("#sl-live")).to_contain_text("by the end of 2028")


def test_what_the_articles_do_not_say_is_told_with_the_nearest_sentences(page: Page) -> None:
    answer = ask(page, "Who won the football world cup in 2022?")
    expect(answer.locator("h2")).to_have_text("The articles do not say.")
    expect(answer.locator("li")).to_have_count(3)
    answer.locator(".sl-chip").nth(1).click()
    expect(lit(page)).to_be_in_viewport()
    assert (lit(page).text_content() or "") in (answer.locator("li").nth(1).text_content() or "")


@pytest.mark.long
def test_a_chip_shows_its_quote_under_the_pointer_and_under_focus(page: Page) -> None:
    answer = ask(page, SEED_QUESTION)
    chip, card = answer.locator(".sl-chip").first, answer.locator(".sl-card").first
    expect(card).to_be_hidden()
    chip.hover()
    expect(card).to_be_in_viewport(ratio=1)
    expect(card).to_contain_text("possible by the end of 2028")
    expect(card).to_contain_text("Azerbaijan and Kazakhstan deepen strategic ties")
    expect(card).to_contain_text("The Azerbaijan State News Agency · no date · sentence 8 of 15")
    page.mouse.move(900, 5)
    expect(card).to_be_hidden()
    name = chip.get_attribute("aria-label") or ""
    assert name.startswith("Source 1: Aliyev further announced")


def test_the_page_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.locator(QUESTION).focus()
    page.keyboard.type(SEED_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer]")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('sl-chip')"):
            break
    chip = page.locator(".sl-chip:focus")
    expect(page.locator(".sl-chip:focus + .sl-card")).to_be_in_viewport(ratio=1)
    outline = chip.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid", "where the focus is can be seen"
    page.keyboard.press("Enter")
    expect(lit(page)).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".sl-card >> visible=true")).to_have_count(0)


@pytest.mark.long
def test_a_chip_of_an_earlier_answer_opens_its_article(page: Page) -> None:
    first = ask(page, SEED_QUESTION)
    earlier = first.get_attribute("id")
    ask(page, "How much did the Ostrava bridge cost?")
    expect(lit(page)).to_contain_text("40 million crowns")
    page.locator(f"#{earlier} .sl-chip").first.press("Enter")
    expect(lit(page)).to_contain_text("by the end of 2028")
    expect(lit(page)).to_be_in_viewport(ratio=1)
    expect(page.locator(f"#{earlier} .sl-chip.on")).to_have_count(2)


def test_examples_are_answerable_and_ask_themselves(page: Page) -> None:
    page.locator(".sl-try button").first.click()
    expect(page.locator("[data-answer]")).to_have_count(1)
    expect(page.locator(".sl-none")).to_have_count(0)
    expect(page.locator("#sl-examples")).to_be_hidden()


@pytest.mark.long
def test_the_list_opens_an_article_unlit_and_comes_back(page: Page) -> None:
    expect(page.locator(".sl-collection li").first).to_be_visible()
    page.get_by_role("button", name="Azerbaijan and Kazakhstan deepen").click()
    expect(page.locator("#sl-article h2")).to_contain_text("Azerbaijan and Kazakhstan")
    expect(page.locator("#sl-article mark")).to_have_count(0)
    page.get_by_role("button", name="All articles").click()
    expect(page.locator(".sl-collection")).to_be_visible()


@pytest.mark.long
def test_a_link_opens_the_very_answer_again_with_its_citations(
    page: Page, site: Site, chromium: Browser
) -> None:
    first = ask(page, SEED_QUESTION)
    first.get_by_role("button", name="Link to this answer").click()
    page.wait_for_url("**/?conversation=*#a-*")
    link = page.url.removeprefix(site.url)
    ask(page, "How much did the Ostrava bridge cost?")
    with visiting(chromium, site.url, link) as again:
        expect(again.locator("[data-answer]")).to_have_count(2)
        expect(again.locator(".sl-short").first).to_contain_text("the end of 2028")
        expect(lit(again)).to_contain_text("by the end of 2028")
        expect(lit(again)).to_be_in_viewport()
    with visiting(chromium, site.url, "/?conversation=" + "0" * 32) as stranger:
        expect(stranger.locator("#sl-log")).to_contain_text("That conversation is not here.")


def test_a_thumb_with_its_reason_is_kept(page: Page, site: Site) -> None:
    answer = ask(page, SEED_QUESTION)
    page.get_by_role("button", name="Not right").click()
    page.get_by_label("What is wrong with it?").fill("that is a <plan>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Thank you")).to_be_visible()
    with sqlite3.connect(site.store / "conversations.sqlite") as kept:
        found = kept.execute(
            "SELECT vote, reason FROM feedback WHERE answer_id = ?",
            (answer.get_attribute("data-answer"),),
        )
        assert found.fetchone() == ("down", "that is a <plan>")


@pytest.mark.long
def test_a_new_conversation_begins_empty(page: Page) -> None:
    ask(page, SEED_QUESTION)
    assert "conversation=" in page.url
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".sl-welcome")).to_be_visible()
    expect(page.locator(".sl-try")).to_be_visible()
    expect(page.locator("[data-answer]")).to_have_count(0)
    assert "conversation=" not in page.url
    ask(page, SEED_QUESTION)
    expect(page.locator("[data-answer]")).to_have_count(1)


def test_copy_and_download_hold_the_quote_and_its_source(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, SEED_QUESTION)
    page.get_by_role("button", name="Copy with sources").click()
    expect(page.get_by_role("button", name="✓ Copy with sources")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "> [1] Aliyev further announced" in copied
    assert "The Azerbaijan State News Agency · no date · sentence 8" in copied
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_text("utf-8") == copied
    assert download.value.suggested_filename.endswith(".md")


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


@pytest.mark.long
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
    expect(page.locator("#sl-log")).to_contain_text(line)
    ask(page, SEED_QUESTION)


@pytest.mark.long
def test_an_empty_question_does_nothing_and_two_presses_ask_once(page: Page) -> None:
    page.press(QUESTION, "Enter")
    page.fill(QUESTION, "   ")
    page.press(QUESTION, "Enter")
    page.fill(QUESTION, SEED_QUESTION)
    page.press(QUESTION, "Enter")
    page.press(QUESTION, "Enter")
    page.locator("#sl-go").click()
    expect(page.locator("[data-answer]")).to_have_count(1)
    ask(page, "How much did the Ostrava bridge cost?")
    expect(page.locator(".sl-q")).to_have_text(
        [SEED_QUESTION, "How much did the Ostrava bridge cost?"]
    )


def test_an_article_from_right_to_left_reads_so(page: Page) -> None:
    answer = ask(page, "پل اصفهان چه زمانی گشوده می‌شود؟")
    expect(lit(page)).to_contain_text("۲۰۲۷")
    for shown in (lit(page), page.locator(".sl-q"), answer.locator(".sl-said")):
        assert shown.evaluate("e => getComputedStyle(e).direction") == "rtl"
    number, text = page.locator("#sl-article .sl-margin").bounding_box(), lit(page).bounding_box()
    assert number
    assert text
    assert number["x"] > text["x"] + text["width"], "in the margin on the right"


@pytest.mark.long
def test_a_page_sees_what_is_indexed_and_corrected_meanwhile(
    page: Page, site: Site, tmp_path: Path
) -> None:
    article = tmp_path / "tunnel.txt"
    article.write_text("A tunnel\n\nThe Garabagh tunnel will open in June 2027, said Rashad.\n")
    count = page.locator(".sl-status button").inner_text()
    site.index(article)
    answer = ask(page, "When will the Garabagh tunnel open?")
    expect(answer.locator(".sl-short")).to_contain_text("June 2027")
    expect(page.locator(".sl-status button")).not_to_have_text(count)
    article.write_text("A tunnel\n\nThe Garabagh tunnel will open in July 2027, said Rashad.\n")
    site.index(article)
    page.reload()
    expect(page.locator("#sl-article")).to_contain_text("corrected since")
    expect(page.locator("#sl-article mark")).to_have_count(0)
    expect(page.locator(".sl-said")).to_contain_text("June 2027")


@pytest.mark.long
def test_two_people_at_once_do_not_mix(page: Page, site: Site, chromium: Browser) -> None:
    with visiting(chromium, site.url) as other:
        for one, text in ((page, SEED_QUESTION), (other, "How much did the Ostrava bridge cost?")):
            one.fill(QUESTION, text)
            one.press(QUESTION, "Enter")
        expect(page.locator(".sl-said")).to_contain_text("2028")
        expect(other.locator(".sl-said")).to_contain_text("40 million crowns")
        assert page.url != other.url


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/info", "/monitoring/summary"])
def test_what_gradio_offers_beside_the_page_is_closed(site: Site, path: str) -> None:
    for data in (None, b"x"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(site.url + path, data))  # noqa: S310
        assert refused.value.code == 404


@pytest.mark.long
def test_a_store_without_articles_says_what_to_do_and_is_seen_to_fill(
    chromium: Browser, embedder: Embedder, tmp_path: Path
) -> None:
    with serving(tmp_path / "store") as url:
        site = Site(url, tmp_path / "store", embedder)
        with visiting(chromium, url) as page:
            expect(page.locator("#sl-log")).to_contain_text("sourceline index PATH")
            page.fill(QUESTION, SEED_QUESTION)
            page.press(QUESTION, "Enter")
            expect(page.locator(".sl-q + [role=alert]")).to_contain_text("sourceline index PATH")
            site.index(SEED)
            page.reload()
            expect(page.locator(".sl-welcome")).to_be_visible()
            ask(page, SEED_QUESTION)
            taken = sourceline("serve", "--store", str(site.store), "--port", url.rsplit(":", 1)[1])
            assert (taken.returncode, taken.stdout) == (1, "")
            assert taken.stderr.count("\n") == 1
            assert "is taken by another program" in taken.stderr


@pytest.mark.long
def test_a_page_that_is_open_does_not_hold_the_server_up(
    chromium: Browser, seed_store: Path
) -> None:
    with serving(seed_store) as url:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(url)
        expect(page.locator(".sl-welcome")).to_be_visible()
        started = time.monotonic()
    assert time.monotonic() - started < 5
    context.close()


@pytest.mark.long
@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("SOURCELINE_READER", "names no chat model"),
        ("SOURCELINE_EMBEDDINGS", "nothing is downloaded"),
    ],
)
def test_a_setting_that_cannot_be_ends_the_server_with_one_line(
    seed_store: Path, setting: str, line: str
) -> None:
    done = sourceline(
        "serve", "--store", str(seed_store), "--port", "0", env={setting: "no-such-thing"}
    )
    assert done.returncode == 1
    assert line in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_on_a_phone_the_article_is_a_sheet_that_closes_and_opens(
    site: Site, chromium: Browser
) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
    with visiting(chromium, site.url, **phone) as page:
        side = page.locator("#sl-side")
        expect(side).to_be_hidden()
        answer = ask(page, SEED_QUESTION)
        expect(lit(page)).to_be_in_viewport()
        page.get_by_role("button", name="Close the article").tap()
        expect(side).to_be_hidden()
        answer.locator(".sl-chip").first.tap()
        expect(lit(page)).to_be_in_viewport()
        page.get_by_role("button", name="Close the article").tap()
        page.get_by_role("button", name="articles", exact=False).first.tap()
        expect(page.locator(".sl-collection li").first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("name", "path", "options"),
    [
        pytest.param("light", "/", {}, marks=pytest.mark.long),
        pytest.param("dark", "/", {"color_scheme": "dark"}, marks=pytest.mark.long),
        ("dark", "/?__theme=dark", {}),
        pytest.param("light", "/?__theme=light", {"color_scheme": "dark"}, marks=pytest.mark.long),
        ("phone", "/", {"viewport": {"width": 390, "height": 800}, "has_touch": True}),
    ],
)
def test_it_fits_light_dark_and_a_phone(
    site: Site, chromium: Browser, name: str, path: str, options: dict[str, object], tmp_path: Path
) -> None:
    with visiting(chromium, site.url, path, **options) as page:
        answer = ask(page, SEED_QUESTION)
        expect(lit(page)).to_be_in_viewport()
        expect(answer.locator(".sl-short")).to_be_in_viewport(ratio=1)
        expect(page.locator("#sl-go")).to_be_in_viewport(ratio=1)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"the page is {wide} px too wide"
        paper = page.locator("#sl-side").evaluate("e => getComputedStyle(e).backgroundColor")
        assert paper == ("rgb(29, 33, 37)" if name == "dark" else "rgb(255, 253, 249)")
        question, form = (
            page.locator(".sl-q").bounding_box(),
            page.locator("#sl-ask").bounding_box(),
        )
        assert question
        assert form
        assert abs(question["x"] + question["width"] - form["x"] - form["width"]) <= 5, "one edge"
        page.screenshot(path=tmp_path / f"{name}.png")


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing_on_the_chat_page_and_the_article_page(
    site: Site, chromium: Browser, scheme: str
) -> None:
    with visiting(chromium, site.url, color_scheme=scheme) as page:
        page.locator(".sl-try button").first.wait_for()
        assert findings(page) == []
        ask(page, SEED_QUESTION)
        ask(page, "Who won the football world cup in 2022?")
        page.get_by_role("button", name="Not right").last.click()
        page.locator(".sl-reason").wait_for()
        assert findings(page) == []
        page.get_by_role("button", name="Embed").click()
        page.get_by_label("Address of the site").fill("https://portal.example")
        page.get_by_role("button", name="Check").click()
        page.locator(".sl-verdict").wait_for()
        assert findings(page) == []
        page.get_by_role("button", name="Chat").click()
        page.locator("[data-answer] .sl-chip").first.click()
        path = page.get_by_role("link", name="Open as a page").get_attribute("href")
        with opened_alone(page.context, f"{site.url}{path}") as alone:
            expect(alone.locator("mark.on")).to_be_in_viewport()
            assert findings(alone) == []


def findings(page: Page) -> list[str]:
    """What axe-core has against the page."""
    told = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in told for node in one["nodes"]]


@pytest.mark.long
def test_a_citation_leads_to_the_article_on_a_page_of_its_own(page: Page, site: Site) -> None:
    ask(page, SEED_QUESTION)
    path = page.get_by_role("link", name="Open as a page").get_attribute("href") or ""
    assert path.startswith("/articles/")
    for way in (path, path.partition("#")[0]):
        with opened_alone(page.context, site.url + way) as alone:
            expect(alone.locator("mark")).to_have_count(1)
            expect(alone.locator("mark")).to_contain_text("possible by the end of 2028.")
            expect(alone.locator("mark")).to_be_in_viewport(ratio=1)
            assert alone.evaluate("scrollY") > 100, "it was scrolled to"


@contextmanager
def opened_alone(context: BrowserContext, url: str) -> Iterator[Page]:
    """A page with nothing of Gradio's; an error on it fails."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(url)
    yield page
    page.close()
    assert wrong == []


def test_the_embed_tab_shows_the_line_and_says_who_may(page: Page, site: Site) -> None:
    ask(page, SEED_QUESTION)
    page.get_by_role("button", name="Embed").click()
    expect(page.locator("#sl-chat")).to_be_hidden()
    expect(page.get_by_role("button", name="Embed")).to_have_attribute("aria-current", "page")
    expect(page.locator(".sl-code pre").first).to_contain_text(f'src="{site.url}/widget/')
    panel = page.frame_locator(".sl-preview iframe")
    expect(panel.get_by_role("heading", name="Ask your articles.")).to_be_visible()
    field = page.get_by_label("Address of the site")
    field.fill("https://portal.example/intranet")
    field.press("Enter")
    told = "SOURCELINE_ALLOWED_ORIGINS=https://portal.example"
    expect(page.locator(".sl-verdict")).to_contain_text(told)
    expect(page.locator("#sl-live")).to_contain_text(told)
    expect(page.get_by_label("Address of the site")).to_be_focused()
    page.get_by_role("button", name="Chat").click()
    expect(page.locator("[data-answer]")).to_be_visible()
    expect(lit(page)).to_be_in_viewport()


@pytest.mark.long
def test_the_page_speaks_the_visitors_language_in_every_event(
    site: Site, chromium: Browser
) -> None:
    with visiting(chromium, site.url, locale="ru-RU") as page:
        expect(page.locator(".sl-welcome h2")).to_have_text("Спросите у своих статей.")
        expect(page.locator("#sl-go")).to_have_text("Спросить")
        expect(page.locator("html")).to_have_attribute("lang", "ru")
    with visiting(chromium, site.url, "/?locale=fa", locale="ru-RU") as page:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator(QUESTION)).to_have_attribute("placeholder", "از خبرها بپرسید…")
        answer = ask(page, SEED_QUESTION)
        expect(answer.locator(".sl-by")).to_have_text("به گفتهٔ \u2068Aliyev\u2069")
        page.get_by_role("button", name="درست نیست").click()
        expect(page.get_by_label("چه چیزی نادرست است؟")).to_be_visible()
        page.get_by_role("button", name="همهٔ خبرها").click()
        expect(page.locator(".sl-collection h2")).to_have_text("خبرها")
        chat, side = (page.locator(one).bounding_box() for one in ("#sl-chat", "#sl-side"))
        assert chat
        assert side
        assert chat["x"] > side["x"], "the conversation stands on the right"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"the page is {wide} px too wide"
