"""Many questions, an object a line: in order, each with what its line carried, none in the way."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from index import Collection, Found, Sentence, SourcelineError
from qa import Assistant, Draft, Question, answer_from_json
from qa.batch import answer_as_json, answer_lines_as_json, open_lines

ASKED = "when will Zangezur open"


@pytest.fixture
def seen() -> list[Question]:
    """The questions that reached the reader."""
    return []


@pytest.fixture
def assistant(collection: Collection, opens: Sentence, seen: list[Question]) -> Assistant:
    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        seen.append(question)
        yield Draft(opens.text, (opens,))

    return Assistant(collection, read, "fake")


def line(**asked: object) -> bytes:
    return json.dumps(asked, ensure_ascii=False).encode() + b"\n"


def test_answers_come_in_order_with_what_their_lines_carried(
    assistant: Assistant, seen: list[Question]
) -> None:
    history = [{"question": "who is he?", "answer": "Aliyev. [1]"}]
    lines = [
        line(question=ASKED, id=7, history=history, other="is left"),
        b"\n",
        line(question="Когда?", id={"of": ["any", None]}),
        b" \t\r\n",
        line(question="third", id=None, history=None),
        b'{"question": "no end of line"}',
    ]
    told = list(answer_lines_as_json(assistant, lines))
    assert [one["question"] for one in told] == [ASKED, "Когда?", "third", "no end of line"]
    assert [one["id"] for one in told[:2]] == [7, {"of": ["any", None]}]
    assert told[0]["history"] == history
    assert "other" not in told[0]
    assert all(len(str(one["id"])) == 32 for one in told[2:]), "the answer's own"
    assert all("history" not in one for one in told[1:])
    assert [(turn.question, turn.answer) for turn in seen[0].history] == [
        ("who is he?", "Aliyev. [1]")
    ]
    assert answer_from_json(told[3]).citations[0].sentence.text == told[3]["citations"][0]["quote"]  # type: ignore[index]


@pytest.mark.parametrize(
    "bad",
    [
        b"when will it open",
        b"[]",
        b"null",
        b'"when will it open"',
        b"7",
        b"{}",
        b'{"question": 7}',
        b'{"question": null}',
        b'{"question": "x"',
        b'{"question": "x", "history": "none"}',
        b'{"question": "x", "history": 7}',
        b'{"question": "x", "history": ["before"]}',
        b'{"question": "x", "history": [{"question": "before"}]}',
        b'{"question": "x", "history": [{"question": "before", "answer": 7}]}',
        b'{"question": "\xff"}',
        b"[" * 100_000,
        b'{"question": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_line_that_is_no_question_is_told_in_its_place(assistant: Assistant, bad: bytes) -> None:
    lines = [line(question=ASKED), bad, line(question=ASKED)]
    first, told, last = answer_lines_as_json(assistant, lines)
    assert told.keys() - {"history"} == {"error"}
    assert str(told["error"]).startswith("line 2 is not of the form")
    assert first["status"] == last["status"] == "answered"


def test_a_refused_question_keeps_its_id(assistant: Assistant, seen: list[Question]) -> None:
    lines = [
        line(question="", id="empty"),
        b"\n",
        line(question="x" * 2001, id="long"),
        line(question=ASKED, history=7, id="history"),
    ]
    told = list(answer_lines_as_json(assistant, lines))
    assert told[0] == {"error": "line 1: the question is empty: ask something", "id": "empty"}
    assert str(told[1]["error"]).startswith("line 3: the question has 2,001 characters")
    assert [one["id"] for one in told[1:]] == ["long", "history"]
    assert seen == []


def test_each_answer_is_there_before_the_next_line_is_read(assistant: Assistant) -> None:
    read: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            read.append(number)
            yield line(question=ASKED)

    for number, _ in enumerate(answer_lines_as_json(assistant, lines())):
        assert read == list(range(number + 1))
    assert len(read) == 3


def test_debugging_adds_what_the_search_found_within_the_scope(assistant: Assistant) -> None:
    plain = answer_as_json(assistant, Question(ASKED))
    told = answer_as_json(assistant, Question(ASKED), debug=True)
    assert told.keys() - plain.keys() == {"ranked"}
    ranked: list[dict[str, object]] = told["ranked"]  # type: ignore[assignment]
    found = assistant.collection.search(ASKED, 20)
    sentences = [sentence for one in found for sentence in one.passage.sentences]
    assert [one["quote"] for one in ranked] == [sentence.text for sentence in sentences]
    (batched,) = answer_lines_as_json(assistant, [line(question=ASKED)], debug=True)
    assert batched["ranked"] == ranked
    nobody = Question(ASKED, scope=lambda _source: False)
    assert answer_as_json(assistant, nobody, debug=True)["ranked"] == []


def test_the_lines_of_a_file_are_read_and_what_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(b"one\ntwo")
    with open_lines(str(tmp_path / "q.jsonl")) as lines:
        assert list(lines) == [b"one\n", b"two"]
    for name in ("missing.jsonl", "."):
        with (
            pytest.raises(SourcelineError, match="cannot be read") as told,
            open_lines(str(tmp_path / name)),
        ):
            pass
        assert "\n" not in str(told.value)


def test_a_mark_before_the_first_line_is_no_part_of_it(assistant: Assistant) -> None:
    (told,) = answer_lines_as_json(assistant, [b"\xef\xbb\xbf" + line(question=ASKED)])
    assert told["question"] == ASKED
