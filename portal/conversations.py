"""What was asked and answered, and what people thought of it: one SQLite file beside the catalogue.

Written by the serving process alone. A conversation's id is 128 random bits; whoever is not its
owner is told the same as for one that does not exist.
"""

import json
import re
import secrets
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from index import SourcelineError
from portal.database import open_database, wipe_deleted
from qa import Answer, answer_from_json, answer_to_json

FILE = "conversations.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    answer_id TEXT NOT NULL UNIQUE,
    answer TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY REFERENCES turns (answer_id) ON DELETE CASCADE,
    vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
    reason TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) WITHOUT ROWID;
"""
_LONGEST_REASON = 2000
_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its whole answer, and the thumb it was given: ``up``, ``down`` or None."""

    answer: Answer
    vote: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation by its first question; ``started`` is UTC, ISO 8601."""

    id: str
    started: str
    question: str


class Conversations:
    """The conversations of one store; safe to use from several threads."""

    def __init__(self, store: Path) -> None:
        try:
            self._connection = open_database(store / FILE, _TABLES)
        except sqlite3.Error as error:
            raise SourcelineError(
                f"conversations cannot be kept in {store / FILE}: {error}"
            ) from error
        self._turn = threading.Lock()

    def start(self, owner: str) -> str:
        """Begin a conversation; returns its id."""
        id_ = secrets.token_hex(16)
        with self._turn:
            self._connection.execute(
                "INSERT INTO conversations (id, owner) VALUES (?, ?)", (id_, owner)
            )
        return id_

    def add(self, conversation: str, answer: Answer) -> None:
        """Keep an answer as the conversation's last turn."""
        told = json.dumps(answer_to_json(answer), ensure_ascii=False)
        with self._turn:
            self._connection.execute(
                "INSERT INTO turns (conversation, position, answer_id, answer)"
                " SELECT ?, 1 + coalesce(max(position), 0), ?, ? FROM turns WHERE conversation = ?",
                (conversation, answer.id, told, conversation),
            )

    def exchanges(self, conversation: str, owner: str) -> tuple[Exchange, ...]:
        """Every turn, in order; none for a conversation that is not there or not the owner's."""
        if not _ID.fullmatch(conversation):
            return ()
        with self._turn:
            rows = self._connection.execute(
                "SELECT answer, vote, coalesce(reason, '') FROM turns"
                " JOIN conversations ON id = conversation"
                " LEFT JOIN feedback USING (answer_id)"
                " WHERE conversation = ? AND owner = ? ORDER BY position",
                (conversation, owner),
            ).fetchall()
        return tuple(Exchange(answer_from_json(json.loads(told)), *thumb) for told, *thumb in rows)

    def vote(self, answer_id: str, owner: str, vote: str, reason: str = "") -> bool:
        """Keep a thumb, ``up`` or ``down``; False when the answer is not there or another's."""
        if not _ID.fullmatch(answer_id):
            return False
        with self._turn:
            theirs = self._connection.execute(
                "SELECT 1 FROM turns JOIN conversations ON id = conversation"
                " WHERE answer_id = ? AND owner = ?",
                (answer_id, owner),
            ).fetchone()
            if theirs is None:
                return False
            self._connection.execute(
                "INSERT OR REPLACE INTO feedback (answer_id, vote, reason) VALUES (?, ?, ?)",
                (answer_id, vote, reason[:_LONGEST_REASON]),
            )
        return True

    def listed(self, owner: str) -> tuple[Listed, ...]:
        """The owner's conversations, the last begun first; those without a turn are none."""
        with self._turn:
            rows = self._connection.execute(
                "SELECT id, started, json_extract(answer, '$.question') FROM conversations"
                " JOIN turns ON conversation = id WHERE owner = ? AND position = 1"
                " ORDER BY started DESC, turns.at DESC, id",
                (owner,),
            ).fetchall()
        return tuple(Listed(*row) for row in rows)

    def forget(self, owner: str, conversation: str | None = None) -> int:
        """Delete one conversation of the owner's, or all, with thumbs and all; how many it were."""
        if conversation is not None and not _ID.fullmatch(conversation):
            return 0
        with self._turn:
            count = self._connection.execute(
                "DELETE FROM conversations WHERE owner = ? AND (? IS NULL OR id = ?)",
                (owner, conversation, conversation),
            ).rowcount
            wipe_deleted(self._connection)
        return count
