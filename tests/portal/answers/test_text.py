from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index import Sentence, Source
from portal.answers.text import answer_text, said_text, text_of_turn
from qa import Answer, Citation, Difference, Draft, Said, Saying, Statement, Status, Withheld

BASE = "https://news.example"
TEXT = st.text(min_size=1, max_size=40).filter(str.strip)
HOSTILE = (
    "![x](http://evil.example/p.png)", "[a](javascript:b)", "<img src=x>", "word ", "! ", "]", "(",
    "[1]",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6).map("".join)


def sentence(text: str, index: int = 0, **source: str) -> Sentence:
    return Sentence(Source("a/b c", "A title", **source), "v1", index, 0, text)


@st.composite
def answers(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXT) -> Answer:
    """Answers of a few statements that share their sentences."""
    pool = [sentence(text, at) for at, text in enumerate(draw(st.lists(texts, min_size=1)))]
    cites = st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True)
    said = draw(st.lists(st.tuples(texts, cites), min_size=1, max_size=4))
    statements = tuple(Statement(text, tuple(cited)) for text, cited in said)
    return Answer("id", "q", "q", Status.ANSWERED, statements)


@given(answers())
def test_every_marker_is_where_it_is_said_to_be(answer: Answer) -> None:
    told = answer_text(answer, BASE)
    numbers = [number for one in answer.statements for number in answer.numbers(one)]
    assert [one.citation.number for one in told.markers] == numbers
    for one in told.markers:
        assert told.text[one.start : one.end] == f"[{one.citation.number}]"
        assert answer.citations[one.citation.number - 1] == one.citation


@given(answers())
def test_told_by_statement_it_is_how_the_whole_begins(answer: Answer) -> None:
    told = ""
    for one in answer.statements:
        cited = tuple(c for c in answer.citations if c.sentence in one.sentences)
        told += said_text(Said(one, cited), first=not told)
    assert answer_text(answer, BASE).text.startswith(told + "\n\nSources:\n[1] ")


@given(answers(PIECES))
def test_nothing_of_an_article_takes_effect_as_markdown(answer: Answer) -> None:
    told = answer_text(answer, BASE).text
    shown = MarkdownIt("commonmark").render(told)
    assert "<img" not in shown
    assert "javascript:" not in shown.replace("(javascript:", "")
    assert shown.count("<a ") == shown.count(f'<a href="{BASE}/articles/a%2Fb%20c?')


def test_what_stands_behind_the_statements() -> None:
    cited = sentence("It opened in 2031.", 3, publisher="The\nTimes", published="2030-05-01")
    answer = Answer(
        "id", "q", "q", Status.PARTIAL, (Statement("It opened in 2031.", (cited,)),),
        withheld=(Withheld(Draft("It cost 9."), "9 is in none of the cited sentences"),),
        missing=("who built it",),
        differs=(Difference("when it opens", (Saying(1, "2031"), Saying(1, "2032"))),),
        notice="the model failed",
    )  # fmt: skip
    assert answer_text(answer, BASE).text.split("\n\n") == [
        "It opened in 2031. [1]",
        "Not answered: who built it",
        "Articles differ on “when it opens”: 2031 [1]; 2032 [1]",
        "Withheld: 9 is in none of the cited sentences",
        "Note: the model failed",
        "Sources:\n[1] A title, The Times, 2030-05-01: “It opened in 2031.” "
        f"<{BASE}/articles/a%2Fb%20c?sentences=3&version=v1#s3>",
    ]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (None, ""),
        ("https://a.example/?q=<x> y", " <https://a.example/?q=%3Cx%3E%20y>"),
        ("javascript:x", ""),
    ],
)
def test_without_a_house_to_link_to_the_own_page_is_named(url: str | None, told: str) -> None:
    cited = Sentence(Source("a", "A title", url), "v1", 0, 0, "It opened.")
    answer = Answer("id", "q", "q", Status.ANSWERED, (Statement("It opened.", (cited,)),))
    assert answer_text(answer).text.endswith(f"“It opened.”{told}")


def test_what_was_found_but_not_supported_is_told_apart() -> None:
    nothing = Answer("id", "q", "q", Status.NOT_IN_ARTICLES, nearest=(sentence("Near."),))
    assert answer_text(nothing).text.startswith(
        "The articles do not say.\n\nNearest sentences:\n[1]"
    )
    unsure = replace(nothing, status=Status.UNVERIFIED, withheld=(Withheld(Draft("x"), "why"),))
    assert answer_text(unsure).text.startswith("Something was found, but")
    assert "\n\nWithheld: why\n\n" in answer_text(unsure).text


@given(answers(st.text("abc 123.", min_size=1).filter(str.strip)))
def test_of_an_earlier_answer_what_was_said_stays(answer: Answer) -> None:
    for extra in (answer, replace(answer, status=Status.PARTIAL, missing=("x",), notice="y")):
        told = text_of_turn(answer_text(extra, BASE).text)
        assert told == " ".join(one.text for one in answer.statements).strip()


def test_of_an_earlier_no_nothing_stays() -> None:
    for status in (Status.NOT_IN_ARTICLES, Status.UNVERIFIED):
        answer = Answer("id", "q", "q", status, nearest=(sentence("Near."),))
        assert text_of_turn(answer_text(answer, BASE).text) == ""
        assert text_of_turn(answer_text(answer, BASE).text.replace("\n", "\r\n")) == ""


def test_a_citation_keeps_its_number() -> None:
    first, second = sentence("A.", 1), sentence("B.", 2)
    said = Said(Statement("B and A.", (second, first)), (Citation(1, first), Citation(2, second)))
    assert said_text(said, first=False) == " B and A. [2][1]"
