"""The page of a report, in a real Chromium and as text."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from index import Sentence, Source
from qa import Answer, Statement, Status
from qa.evaluation.case import Case, Evidence, Span
from qa.evaluation.outcome import Outcome
from qa.evaluation.report import report_html, write_report
from qa.evaluation.session import Evaluation
from tests.doors import ROOT
from tests.qa.evaluation.evaluated import Evaluated

TOKENS = (ROOT / "portal/static/tokens.css").read_text("utf-8")
HOSTILE = "<script>window.pwned=1</script><img src=http://127.0.0.1:9/x onerror='window.pwned=2'>"
SOURCE = Source("a", f"Title {HOSTILE}", language="fa")
SENTENCE = Sentence(SOURCE, "v", 6, 10, f"پل در سال ۲۰۲۷ گشوده می‌شود {HOSTILE}")
GOLD = Evidence(Span("a", 10, 200), f"gold {HOSTILE}", SOURCE.title)


def outcome(number: int, *, answerable: bool | None, answered: bool, sure: float) -> Outcome:
    case = Case(
        id=f"{number} {HOSTILE}",
        question=f"question {number} {HOSTILE}",
        answerable=answerable,
        gold=(GOLD,) if answerable else (),
        references=("۲۰۲۷",) if answerable else (),
        language="fa" if number % 2 else "en",
        reason=f"reason {HOSTILE}" if answerable is None else None,
        shown=(f"shown {HOSTILE}",) if answerable is None else (),
    )
    told = Answer(
        id="x",
        question=case.question,
        searched_for=case.question,
        status=Status.ANSWERED if answered else Status.NOT_IN_ARTICLES,
        statements=(Statement(SENTENCE.text, (SENTENCE,)),) if answered else (),
        nearest=() if answered else (SENTENCE,),
        span="۲۰۲۶" if answered else None,
        hedge=HOSTILE if answered else None,
        said_by=HOSTILE if answered else None,
        confidence=sure,
        notice=HOSTILE,
    )
    return Outcome(case, told, (SENTENCE,), 10.0 * number)


OUTCOMES = tuple(
    outcome(n, answerable=answerable, answered=answered, sure=sure)
    for n, (answerable, answered, sure) in enumerate(
        [
            *[(True, True, 0.5 + n / 100) for n in range(40)],
            *[(True, False, n / 100) for n in range(20)],
            *[(False, True, 0.9)] * 3,
            *[(False, False, 0.2)] * 20,
            (None, True, 0.7),
        ],
        1,
    )
)
WRITTEN = Evaluation(f"questions {HOSTILE}.jsonl", "extractive", 1234, 2, OUTCOMES)


def opened(browser: Browser, page_file: Path, **options: object) -> tuple[Page, list[str]]:
    """The page, and all that it asks for or complains of."""
    page = browser.new_context(**options).new_page()
    noticed: list[str] = []
    page.on("request", lambda request: noticed.append(request.url))
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.goto(f"file://{quote(str(page_file))}")
    page.wait_for_load_state("networkidle")
    return page, noticed


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(WRITTEN, tmp_path_factory.mktemp("hostile"), TOKENS)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_asks_for_nothing_and_fits(
    chromium: Browser, seed_evaluated: Evaluated, width: int, theme: str
) -> None:
    options = {"viewport": {"width": width, "height": 820}, "color_scheme": theme}
    file = seed_evaluated.folder / "index.html"
    page, noticed = opened(chromium, file, **options)
    assert noticed == [f"file://{quote(str(file))}"]
    expect(page.get_by_role("heading", name="questions.jsonl")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("that the articles answer; no to")
    expect(page.get_by_role("figure")).to_have_count(3)
    expect(page.get_by_role("region", name="All figures").get_by_role("row")).to_have_count(27)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    paper = {"light": "rgb(255, 253, 249)", "dark": "rgb(29, 33, 37)"}[theme]
    expect(page.locator("figure").first).to_have_css("background-color", paper)
    page.context.close()


@pytest.mark.browser
def test_nothing_of_a_stranger_is_obeyed(chromium: Browser, hostile_report: Path) -> None:
    page, noticed = opened(chromium, hostile_report)
    assert noticed == [f"file://{quote(str(hostile_report))}"]
    assert page.evaluate("window.pwned") is None
    assert page.locator("script, img").count() == 0
    expect(page.locator("h1")).to_have_text(WRITTEN.name)
    expect(page.locator(".case h4").first).to_contain_text(HOSTILE)
    page.context.close()


@pytest.mark.browser
def test_the_cases_to_read_open_and_say_what_was_expected(
    chromium: Browser, hostile_report: Path
) -> None:
    page, _ = opened(chromium, hostile_report)
    told = page.locator("summary h3").all_inner_texts()
    assert told == [
        "Answered, though the articles do not say",
        "Answered wrongly",
        "Not answered, though the articles say",
        "Not counted",
        "What the figures mean",
    ]
    kinds = page.locator("main > details")
    expect(kinds.nth(0).locator(".case")).to_have_count(3)
    expect(kinds.nth(0).locator(".case").first).to_contain_text("The articles do not say.")
    assert not kinds.nth(1).locator(".case").first.is_visible()
    kinds.nth(1).locator("summary").click()
    wrong = kinds.nth(1).locator(".case")
    expect(wrong).to_have_count(20)
    expect(kinds.nth(1).locator(".about").first).to_contain_text("20 more are in cases.jsonl")
    assert wrong.first.is_visible()
    expect(wrong.first.locator("h4")).to_contain_text("question 40 ")  # the surest
    expect(wrong.first.locator("section").nth(0)).to_contain_text("۲۰۲۷")
    expect(wrong.first.locator("section").nth(1).locator(".short")).to_contain_text("۲۰۲۶")
    expect(wrong.first.locator("section").nth(1).locator("mark")).to_have_text(SENTENCE.text)
    kinds.nth(3).locator("summary").click()
    expect(kinds.nth(3).locator(".why").first).to_contain_text(f"reason {HOSTILE}")
    page.context.close()


def test_plots_are_drawn_of_what_there_is() -> None:
    page = report_html(WRITTEN, TOKENS)
    assert len(re.findall("<svg ", page)) == 3
    assert len(re.findall('<polyline [^>]*class="line"', page)) == 1
    # one dot for where the reader stands, and one for each bin: 0-20 %, 50-90 %, and 90 %
    assert len(re.findall("<circle ", page)) == 1 + 3 + 4 + 1
    unsure = tuple(
        Outcome(one.case, Answer("x", "q", "q", Status.NOT_IN_ARTICLES), (), 5.0)
        for one in OUTCOMES
    )
    without = report_html(Evaluation("q", "extractive", 1, 0, unsure), TOKENS)
    assert len(re.findall("<svg ", without)) == 1
    assert "This reader tells no confidence." in without
    assert "No answer was judged." in without


def test_every_colour_is_one_of_the_houses() -> None:
    css = (ROOT / "qa/evaluation/report.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", css)
    known = set(re.findall(r"(--[\w-]+):", TOKENS))
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= known
    assert "url(" not in css + TOKENS
    assert "@import" not in css + TOKENS
