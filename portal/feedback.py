"""What was called not right on the page, as questions for an evaluation.

Read beside the serving process, which alone writes: nothing here changes a conversation. Who asked
is not told.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index import SourcelineError
from portal.conversations import FILE
from qa import Answer, answer_from_json, nearest_citations, turn_of

_DOWN = """
SELECT turns.conversation, turns.position, turns.answer, feedback.reason, feedback.at
FROM feedback JOIN turns USING (answer_id)
WHERE feedback.vote = 'down' ORDER BY feedback.at, feedback.answer_id
"""
_EARLIER = "SELECT answer FROM turns WHERE conversation = ? AND position < ? ORDER BY position"


def questions_called_wrong(store: Path) -> Iterator[dict[str, object]]:
    """A line for ``sourceline eval`` for each thumbs-down, oldest first.

    Whether the articles answer it is null: whoever reads the line may know. Raises SourcelineError
    when nobody has asked anything yet, or the file cannot be read.
    """
    file = store / FILE
    if not file.is_file():
        raise SourcelineError(
            f"{file} is not there: conversations are kept once somebody has asked on the page "
            "(sourceline serve)"
        )
    try:
        with closing(
            sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        ) as kept:
            for conversation, position, told, reason, at in kept.execute(_DOWN).fetchall():
                earlier = kept.execute(_EARLIER, (conversation, position)).fetchall()
                before = [answer_from_json(json.loads(one)) for (one,) in earlier]
                yield _line(answer_from_json(json.loads(told)), before, reason, at)
    except sqlite3.Error as error:
        raise SourcelineError(f"{file} cannot be read: {error}") from error


def _line(answer: Answer, before: list[Answer], reason: str, at: str) -> dict[str, object]:
    turns = [turn_of(one) for one in before]
    shown = [one.sentence for one in answer.citations or nearest_citations(answer)]
    return {
        "id": answer.id,
        "question": answer.question,
        "history": [{"question": turn.question, "answer": turn.answer} for turn in turns],
        "answerable": None,
        "answers": [],
        "evidence_spans": [],
        "reason": reason,
        "at": at,
        "status": answer.status.value,
        "shown": [
            {"doc_id": one.source.id, "start": one.start, "end": one.end, "quote": one.text}
            for one in shown
        ],
    }
