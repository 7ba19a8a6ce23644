"""The answer as every door says it: nothing is lost in JSON, nothing takes effect in Markdown."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index import Collection, Sentence, Source
from qa import (
    Answer,
    Statement,
    Status,
    answer_from_json,
    answer_to_json,
    answer_to_markdown,
    found_to_json,
    turn_of,
)
from tests.qa.made import answers

FIELDS = {
    "id", "question", "searched_for", "status", "text", "short_answer", "said_by", "hedge",
    "statements", "citations", "withheld", "missing", "differs", "nearest", "notice", "reader",
    "timings_ms",
}  # fmt: skip
OF_A_CITATION = {
    "number", "article_id", "version", "title", "publisher", "published", "url", "language",
    "sentence", "start", "end", "quote",
}  # fmt: skip
SOURCE = Source(
    "a", "The bridge", "https://example.org/a?b=1&c=2", "The Agency", "2026-03-18", "en"
)
SENTENCE = Sentence(SOURCE, "v", 7, 20, "The bridge will open in May.")
ANSWER = Answer(
    "i", "when?", "when?", Status.ANSWERED, statements=(Statement(SENTENCE.text, (SENTENCE,)),)
)


@settings(deadline=None)
@given(answers())
def test_an_answer_outlives_json(answer: Answer) -> None:
    told = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(told) == answer
    assert answer_to_json(answer_from_json(told)) == told


@settings(deadline=None)
@given(answers())
def test_every_field_is_always_there_and_citations_are_numbered(answer: Answer) -> None:
    told = answer_to_json(answer)
    assert told.keys() >= FIELDS
    spent = {"rewrite", "search", "first", "read", "verify", "total"}
    assert told["timings_ms"].keys() == spent  # type: ignore[attr-defined]
    for name in ("citations", "nearest"):
        cited: list[dict[str, object]] = told[name]  # type: ignore[assignment]
        assert [one["number"] for one in cited] == list(range(1, len(cited) + 1))
        for one in cited:
            assert one.keys() == OF_A_CITATION
            assert one["end"] - one["start"] == len(one["quote"])  # type: ignore[operator,arg-type]
    numbers = {one["number"] for one in told["citations"]}  # type: ignore[attr-defined]
    rests_on = {n for one in told["statements"] for n in one["citations"]}  # type: ignore[attr-defined]
    assert rests_on == numbers


def test_what_the_search_found_is_told_best_first_with_the_score_of_each_leg(
    collection: Collection,
) -> None:
    found = collection.search("cargo turnover of 15 million tonnes", 5)
    told = found_to_json(found)
    assert [one["rank"] for one in told] == sorted(one["rank"] for one in told)  # type: ignore[type-var]
    assert {one["rank"] for one in told} == {1, 2, 3, 4, 5}
    first = told[0]
    assert "15 million tonnes" in str(first["quote"])
    assert first["dense"] is not None
    assert first["lexical"] == {"rank": 1, "score": pytest.approx(found[0].lexical.score, abs=1e-4)}  # type: ignore[union-attr]
    scores = [float(str(one["score"])) for one in told]
    assert scores == sorted(scores, reverse=True)


def test_a_later_question_knows_what_was_asked_and_said() -> None:
    turn = turn_of(ANSWER)
    assert (turn.question, turn.answer) == ("when?", "The bridge will open in May. [1]")


def tokens(markdown: str) -> list[Token]:
    """What a reader of Markdown with tables and strikethrough sees in it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [one for block in parser.parse(markdown) for one in (block, *(block.children or []))]


def seen(markdown: str) -> str:
    """Its text, on one line."""
    kinds = {"text", "code_inline", "html_inline", "html_block", "fence", "code_block"}
    parts = [
        " " if one.type in ("softbreak", "paragraph_close") else one.content
        for one in tokens(markdown)
        if one.type in {*kinds, "softbreak", "paragraph_close"}
    ]
    return " ".join("".join(parts).split())


HOUSE = {"paragraph", "inline", "text", "softbreak", "strong", "blockquote"}
"""What the house's own Markdown is made of; a link only where a source has an address."""

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![pixel](https://evil.example/p.png)",
    "[click](javascript:alert(1))",
    "[1]: https://evil.example",
    "**bold** _em_ ~~gone~~ `code`",
    "# Heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2028) item",
    "---",
    "===",
    "> quote",
    "| a | b |\n|---|---|",
    "```\nfence",
    "    indented",
    "&lt;b&gt; &copy; &#x202e;",
    "a\\",
    "<https://evil.example>",
    "first\n\nsecond\n- third",
]


def kinds(markdown: str) -> set[str]:
    return {one.type.removesuffix("_open").removesuffix("_close") for one in tokens(markdown)}


def said_everywhere(text: str) -> Answer:
    """An answer that says ``text`` wherever an answer says anything."""
    source = Source("a", text, publisher=text)
    sentence = Sentence(source, "v", 0, 0, text)
    return Answer(
        "i", text, text, Status.PARTIAL, (Statement(text, (sentence,)),),
        missing=(text,), notice=text,
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_markdown_of_a_strangers_takes_effect(text: str) -> None:
    for answer in (
        said_everywhere(text),
        Answer(
            "i", text, text, Status.NOT_IN_ARTICLES, nearest=(Sentence(SOURCE, "v", 0, 0, text),)
        ),
        Answer("i", text, text, Status.UNVERIFIED, nearest=(Sentence(SOURCE, "v", 0, 0, text),)),
    ):
        markdown = answer_to_markdown(answer)
        allowed = HOUSE | ({"link"} if answer.nearest else set())
        assert kinds(markdown) <= allowed, markdown
        flat = " ".join(text.split())
        assert seen(markdown).count(flat) == (7 if answer.statements else 2), markdown


MARKS = st.text(st.sampled_from("\\`*_[]()<>#|~&;!-+=.:1aé \n\t\u2028"), min_size=1, max_size=30)


@settings(deadline=None)
@given(MARKS.filter(str.strip))
def test_any_text_is_read_back_from_markdown_as_it_was(text: str) -> None:
    markdown = answer_to_markdown(said_everywhere(text))
    assert kinds(markdown) <= HOUSE, markdown
    assert seen(markdown).count(" ".join(text.split())) >= 7, markdown


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1&c=2",
        "https://example.org/>![p](https://evil.example/p.png)",
        "https://example.org/<b>`x`",
    ],
)
def test_the_address_of_a_source_is_one_link(url: str) -> None:
    sentence = replace(SENTENCE, source=replace(SOURCE, url=url))
    answer = replace(ANSWER, statements=(Statement(SENTENCE.text, (sentence,)),))
    found = tokens(answer_to_markdown(answer))
    (link,) = [one for one in found if one.type == "link_open"]
    assert str(link.attrs["href"]).startswith("https://example.org/")
    assert not [one for one in found if one.type in ("image", "html_inline", "html_block")]


def test_markdown_names_what_stays_unanswered_and_what_went_wrong() -> None:
    partial = replace(
        ANSWER, status=Status.PARTIAL, missing=("how much?",), notice="the index is damaged"
    )
    shown = seen(answer_to_markdown(partial))
    assert shown == (
        "when? The bridge will open in May. [1] Not answered: how much? "
        "[1] The bridge will open in May. — The bridge · The Agency · 2026-03-18 · sentence 8 · "
        "https://example.org/a?b=1&c=2 Note: the index is damaged"
    )


def test_markdown_tells_the_outcomes_apart() -> None:
    told = [
        seen(answer_to_markdown(Answer("i", "when?", "when?", status, nearest=(SENTENCE,))))
        for status in (Status.NOT_IN_ARTICLES, Status.UNVERIFIED)
    ]
    assert told[0].startswith("when? The articles do not say. Nearest sentences: [1] The bridge")
    assert told[1].startswith("when? Something was found, but it is not supported")
