"""The answer as every door says it: nothing is lost in JSON, nothing takes effect in Markdown."""

import json

import pytest
from hypothesis import given, settings

from index import Collection, Sentence, Source
from qa import (
    Answer,
    Statement,
    Status,
    answer_from_json,
    answer_to_json,
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
