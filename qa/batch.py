"""Many questions, a JSON object a line: answered in order, a bad line told and passed over."""

import json
from collections.abc import Iterable, Iterator

from index import SourcelineError
from qa.answer import Question, Turn
from qa.assistant import Assistant
from qa.contract import answer_to_json

_CARRIED = ("id", "history")


def answered_lines(
    assistant: Assistant, lines: Iterable[str | bytes]
) -> Iterator[dict[str, object]]:
    """An answer as JSON for each line, with its ``id`` and ``history``; else one with ``error``."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answered(assistant, line, number)


def _answered(assistant: Assistant, line: str | bytes, number: int) -> dict[str, object]:
    carried: dict[str, object] = {}
    try:
        asked = json.loads(line)
        carried = {key: asked[key] for key in _CARRIED if key in asked}
        turns = tuple(Turn(one["question"], one["answer"]) for one in asked.get("history") or ())
        if not isinstance(asked["question"], str):
            raise TypeError
        return {**answer_to_json(assistant.ask(Question(asked["question"], turns))), **carried}
    except SourcelineError as error:
        return {"error": f"line {number}: {error}", **carried}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"error": f'line {number}: not an object with a "question"', **carried}
