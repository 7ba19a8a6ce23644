"""What is pasted is what was shown, in its language; nothing of a stranger's takes effect."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index import Sentence, Source
from portal.answers.copying import answer_for_copying
from portal.words import speaking
from qa import Answer, Difference, Saying, Statement, Status

SOURCE = Source(
    "a", "The bridge", "https://example.org/a?b=1&c=2", "The Agency", "2026-03-18", "en"
)
SENTENCE = Sentence(SOURCE, "v", 7, 20, "The bridge will open in May.")
ANSWER = Answer(
    "i", "when?", "when?", Status.ANSWERED, statements=(Statement(SENTENCE.text, (SENTENCE,)),)
)
HOUSE = {"paragraph", "inline", "text", "softbreak", "strong", "blockquote", "bullet_list"}
HOUSE |= {"list_item"}
MARKS = st.text(st.sampled_from("\\`*_[]()<>#|~&;!-+=.:1aé \n\t\u2028"), min_size=1, max_size=30)


def tokens(markdown: str) -> list[Token]:
    read = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [one for block in read for one in (block, *(block.children or ()))]


def seen(markdown: str) -> str:
    parts = (
        " " if one.type in ("softbreak", "paragraph_close") else one.content
        for one in tokens(markdown)
        if one.type in ("text", "softbreak", "paragraph_close")
    )
    return " ".join("".join(parts).split())


def kinds(markdown: str) -> set[str]:
    return {one.type.removesuffix("_open").removesuffix("_close") for one in tokens(markdown)}


def said_everywhere(text: str) -> Answer:
    """An answer that says ``text`` wherever an answer says anything."""
    sentence = Sentence(Source("a", text, publisher=text), "v", 0, 0, text)
    return Answer(
        "i",
        text,
        text,
        Status.PARTIAL,
        (Statement(text, (sentence,)),),
        missing=(text,),
        notice=text,
        differs=(Difference(text, (Saying(1, text),)),),
    )


@settings(deadline=None)
@given(MARKS.filter(str.strip))
def test_any_text_is_read_back_as_it_was_and_takes_no_effect(text: str) -> None:
    markdown = answer_for_copying(said_everywhere(text))
    assert kinds(markdown) <= HOUSE, markdown
    assert seen(markdown).count(" ".join(text.split())) >= 9, markdown


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://example.org/a?b=1&c=2", 1),
        ("https://example.org/>![p](https://evil.example/p.png)", 1),
        ("https://example.org/<b>`x`", 1),
        ("javascript:alert(1)", 0),
    ],
)
def test_the_address_of_a_source_is_one_link_of_the_web(url: str, links: int) -> None:
    sentence = replace(SENTENCE, source=replace(SOURCE, url=url))
    answer = replace(ANSWER, statements=(Statement(SENTENCE.text, (sentence,)),))
    markdown = answer_for_copying(answer)
    assert "javascript" not in markdown
    found = [str(one.attrs["href"]) for one in tokens(markdown) if one.attrs]
    assert len(found) == links
    assert all(one.startswith("https://example.org/") for one in found)


def test_it_says_what_was_shown_in_the_same_language() -> None:
    partial = replace(ANSWER, status=Status.PARTIAL, missing=("how much?",), notice="careful")
    assert seen(answer_for_copying(partial)) == (
        "when? The bridge will open in May. [1] Not answered: how much? "
        "[1] The bridge will open in May. — The bridge · The Agency · 18 Mar 2026 · sentence 8 · "
        "https://example.org/a?b=1&c=2 careful"
    )
    with speaking("de"):
        assert "18. März 2026 · Satz 8" in seen(answer_for_copying(partial))


def test_the_outcomes_are_told_apart() -> None:
    told = [
        seen(answer_for_copying(Answer("i", "when?", "when?", status, nearest=(SENTENCE,))))
        for status in (Status.NOT_IN_ARTICLES, Status.UNVERIFIED)
    ]
    assert told[0].startswith("when? The articles do not say. Nearest sentences: [1] The bridge")
    assert told[1].startswith("when? Something was found, but it is not supported")
