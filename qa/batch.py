"""Questions in, JSON out: one, or many as an object a line, in order.

A bad line is told where its answer would stand, and the rest go on.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index import SourcelineError
from qa.answer import Question, Turn
from qa.assistant import Assistant
from qa.contract import answer_to_json, found_to_json

_CARRIED = ("id", "history")
_RANKED = 20
"""How many of the search's passages ``debug`` shows."""


def answer_as_json(
    assistant: Assistant, question: Question, *, debug: bool = False
) -> dict[str, object]:
    """The whole answer; with ``debug``, ``ranked`` holds what the search found, best first."""
    answer = assistant.ask(question)
    told = answer_to_json(answer)
    if debug:
        collection = assistant.collection.within(question.scope)
        told["ranked"] = found_to_json(collection.search(answer.searched_for, _RANKED))
    return told


@contextmanager
def open_lines(name: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for ``-``; SourcelineError when it has none."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 -- closed below; only opening it is told
    except OSError as error:
        raise SourcelineError(f"{name} cannot be read: {error.strerror}") from error
    with file:
        yield file


def answer_lines_as_json(
    assistant: Assistant, lines: Iterable[bytes], *, debug: bool = False
) -> Iterator[dict[str, object]]:
    """An answer for each line that is not blank, with the line's ``id`` and ``history``.

    A line that cannot be answered gives an object with ``error`` instead.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answered(assistant, line, number, debug=debug)


def _answered(assistant: Assistant, line: bytes, number: int, *, debug: bool) -> dict[str, object]:
    carried: dict[str, object] = {}
    try:
        asked = json.loads(line)
        carried = {key: asked[key] for key in _CARRIED if asked.get(key) is not None}
        history = tuple(_turn(one) for one in asked.get("history") or ())
        question = Question(_text(asked["question"]), history)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wanted = '{"question": "…"}, with "id" and "history" where there is one'
        return {"error": f"line {number} is not of the form {wanted}", **carried}
    try:
        return {**answer_as_json(assistant, question, debug=debug), **carried}
    except SourcelineError as error:
        return {"error": f"line {number}: {error}", **carried}


def _turn(told: dict[str, object]) -> Turn:
    return Turn(_text(told["question"]), _text(told["answer"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
