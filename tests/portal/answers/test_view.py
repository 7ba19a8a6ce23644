import re
from dataclasses import replace

import pytest

from index import Sentence, Source
from portal.answers.view import answer_html, chip_html, question_html, waiting_html
from qa import (
    Answer,
    Citation,
    Difference,
    Draft,
    Said,
    Saying,
    Statement,
    Status,
    Withheld,
)
from tests.portal.parsed import Parsed

SOURCE = Source("a", "A <title>", publisher="The Agency", published="2026-09-04", language="en")
OLDER = Source("b", "B", publisher="Daily", language="en")
OPENS = Sentence(SOURCE, "v", 7, 0, "The corridor would be done by 2026, open possibly by 2028.")
COSTS = Sentence(OLDER, "v", 0, 0, "It opens in 2030.")
ANSWER = Answer(
    "i" * 32,
    "when will it open",
    "when will it open",
    Status.ANSWERED,
    statements=(Statement(OPENS.text, (OPENS,)),),
    span="by 2028",
    hedge="possibly",
    said_by="Aliyev",
)
COUNTS = {"a": 15}


def shown(answer: Answer, **options: object) -> str:
    """The answer as text: tags taken away."""
    return re.sub(r"<[^>]+>", "", answer_html(answer, COUNTS, **options))  # type: ignore[arg-type]


def test_the_short_answer_comes_first_with_its_hedge_and_speaker() -> None:
    assert shown(ANSWER).startswith("Possibly by 2028 1")
    assert "said Aliyev" in shown(ANSWER)
    assert "open <b>possibly by 2028</b>." in answer_html(ANSWER, COUNTS)


@pytest.mark.parametrize(
    ("span", "hedge", "headline"),
    [
        ("by 2028", None, "By 2028"),
        ("by 2028", "planned", "Planned: by 2028"),  # from the sentence before
        ("by 2026", "possibly", "Possibly: by 2026"),  # it stands after what it is said of
        ("not in it", "possibly", "Possibly: not in it"),
        ("possibly by 2028", "possibly", "Possibly by 2028"),
    ],
)
def test_a_hedge_is_never_lost(span: str, hedge: str | None, headline: str) -> None:
    assert shown(replace(ANSWER, span=span, hedge=hedge)).startswith(f"{headline} 1")


def test_a_chip_says_its_quote_and_where_it_stands() -> None:
    html = chip_html(Citation(3, OPENS), COUNTS)
    assert f'aria-label="Source 3: {OPENS.text}"' in html
    assert "The Agency · 4 Sep 2026 · sentence 8 of 15" in Parsed(html).text
    assert "A &lt;title&gt;" in html
    assert Parsed(chip_html(Citation(1, COSTS), COUNTS)).text.endswith("no date · sentence 1")


def test_only_a_source_s_own_words_are_said_to_be_in_its_language() -> None:
    assert '<p class="sl-said" lang="en" dir="auto">' in answer_html(ANSWER, COUNTS)
    written = replace(ANSWER, statements=(Statement("Dəhliz 2028-ci ildə açıla bilər.", (OPENS,)),))
    assert '<p class="sl-said" dir="auto">Dəhliz' in answer_html(written, COUNTS)


def test_what_stays_unanswered_is_named_and_what_was_withheld_lies_closed() -> None:
    withheld = (Withheld(Draft("It costs 9 million."), "9 is in none of the cited sentences"),)
    answer = replace(ANSWER, status=Status.PARTIAL, missing=("its cost",), withheld=withheld)
    html = answer_html(answer, COUNTS)
    assert "Not answered: its cost" in html
    assert "<details" in html
    assert "open=" not in html
    assert "9 is in none of the cited sentences" in html
    assert "1 statement was withheld" in html


def test_articles_that_differ_are_told_with_who_said_what_and_when() -> None:
    both = (ANSWER.statements[0], Statement(COSTS.text, (COSTS,)))
    differs = (Difference("the date", (Saying(1, "by 2028"), Saying(2, "in 2030"))),)
    text = shown(replace(ANSWER, statements=both, differs=differs))
    assert "The articles differ: the date." in text
    assert "The Agency, 4 Sep 2026: “by 2028” 1" in text
    assert "Daily, no date: “in 2030” 2" in text


def test_each_article_that_differs_stands_in_its_order_with_a_chip_that_opens_it() -> None:
    persian = replace(OLDER, id="c", publisher="کرانه", published="2026-03", language="fa")
    third = Sentence(persian, "v", 3, 0, "کریدور در سال ۲۰۳۱ باز می‌شود.")
    sentences = (OPENS, COSTS, third)
    differs = (
        Difference("when will it open", (Saying(1, "by 2028"), Saying(3, "در سال ۲۰۳۱"))),
        Difference("its cost", (Saying(3, "۱۵ میلیون"), Saying(2, "9 million"))),
    )
    answer = replace(
        ANSWER, statements=tuple(Statement(s.text, (s,)) for s in sentences), differs=differs
    )
    _, first, second = answer_html(answer, COUNTS).split('class="sl-two"')
    assert first.index("“by 2028”") < first.index("“\u2068در سال ۲۰۳۱\u2069”")
    assert second.index("“\u2068۱۵ میلیون\u2069”") < second.index("“9 million”")
    for box, articles in ((first, ["a", "c"]), (second, ["c", "b"])):
        rows = box.split("</ul>")[0]
        assert re.findall(r'data-act="open" data-article="(\w+)"', rows) == articles
        assert rows.count("<li>") == 2
    assert "کرانه" in first
    assert "no date" in second


def test_saying_no_names_what_was_searched_for_and_the_nearest() -> None:
    no = Answer("i" * 32, "cost?", "its cost", Status.NOT_IN_ARTICLES, nearest=(OPENS, COSTS))
    assert shown(no).startswith("The articles do not say.Searched for “its cost”. Nearest")
    assert answer_html(no, COUNTS).count('data-act="open"') == 2
    unsupported = replace(no, status=Status.UNVERIFIED)
    assert "it is not supported" in shown(unsupported)
    assert "<ul>" not in answer_html(replace(no, nearest=()), COUNTS)


def test_a_question_that_was_completed_is_shown_as_it_was_searched_for() -> None:
    completed = replace(
        ANSWER, question="and <b>when</b>?", searched_for="when will <b>it</b> open?"
    )
    assert "Searched for “when will &lt;b&gt;it&lt;/b&gt; open?”." in answer_html(completed, COUNTS)
    assert "Searched for" not in shown(ANSWER)
    spaced = replace(ANSWER, question=f" {ANSWER.question}  ")
    assert "Searched for" not in shown(spaced)


def test_the_four_outcomes_look_different() -> None:
    no = Answer("i" * 32, "q", "q", Status.NOT_IN_ARTICLES)
    outcomes = {
        shown(ANSWER),
        shown(replace(ANSWER, status=Status.PARTIAL, missing=("x",))),
        shown(no),
        shown(replace(no, status=Status.UNVERIFIED)),
    }
    assert len(outcomes) == 4


def test_a_notice_is_shown_with_the_answer() -> None:
    assert "the model failed" in shown(replace(ANSWER, notice="the model failed"))


def test_the_language_of_a_source_is_said_when_the_question_has_another() -> None:
    assert "The source is in" not in shown(ANSWER)
    other = replace(ANSWER, question="Когда откроется коридор?")
    assert "The source is in English" in shown(other)


def test_a_thumb_is_thanked_for_and_asks_why_only_when_told_to() -> None:
    assert 'class="sl-reason"' not in answer_html(ANSWER, COUNTS, "down")
    asked = answer_html(ANSWER, COUNTS, "down", asks_why=True)
    assert 'class="sl-reason"' in asked
    assert "Thank you" not in asked
    assert 'data-act="up" aria-pressed="true">Thank you' in answer_html(ANSWER, COUNTS, "up")


def test_hostile_words_are_words_everywhere() -> None:
    bad = "<img src=x onerror=alert(1)>"
    source = replace(SOURCE, title=bad, publisher=bad, published=bad, language=bad, id=bad)
    sentence = replace(OPENS, source=source, text=bad)
    answer = replace(
        ANSWER,
        question=bad,
        statements=(Statement(bad, (sentence,)),),
        span=bad,
        hedge=bad,
        said_by=bad,
        missing=(bad,),
        withheld=(Withheld(Draft(bad), bad),),
        differs=(Difference(bad, (Saying(1, bad),)),),
        notice=bad,
    )
    no = replace(answer, status=Status.UNVERIFIED, statements=(), differs=(), nearest=(sentence,))
    reading = waiting_html((sentence,), (Said(answer.statements[0], answer.citations),), {})
    for html in (answer_html(answer, {}), answer_html(no, {}), question_html(bad), reading):
        assert "<img" not in html
        assert "\n" not in html


def test_waiting_shows_the_sentences_being_read_and_what_was_said() -> None:
    assert "Searching" in waiting_html(None, (), COUNTS)
    reading = waiting_html((OPENS, COSTS), (), COUNTS)
    assert "Reading 2 sentences from 2 articles" in reading
    assert OPENS.text in reading
    said = waiting_html((OPENS,), (Said(ANSWER.statements[0], ANSWER.citations),), COUNTS)
    assert 'class="sl-chip"' in said
    assert "from 1 article…" in said


def test_a_very_long_question_is_shown_short() -> None:
    assert len(question_html("x" * 10_000)) < 1000
