"""Who asked what, and which articles answered: kept only where it was switched on, and not longer.

One SQLite file beside the conversations, written by the serving process alone.
"""

import json
import logging
import sqlite3
import threading
import time
from pathlib import Path

from index import SourcelineError
from portal.database import open_database, wipe_deleted
from qa import Answer

FILE = "audit.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS asked (
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    person TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL,
    articles TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS asked_at ON asked (at);
"""
_EVERY = 60 * 60.0
"""Seconds between two looks for what is too old; nobody need ask anything for it to go."""
_log = logging.getLogger(__name__)
_OLD = "DELETE FROM asked WHERE at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)"


class Audit:
    """The audit log of one store; a row that is ``days`` old is deleted within the hour.

    Safe in threads.
    """

    def __init__(self, store: Path, days: int, every: float = _EVERY) -> None:
        self._days = days
        self._turn = threading.Lock()
        try:
            self._connection = open_database(store / FILE, _TABLE)
            self._connection.execute("PRAGMA synchronous = NORMAL")  # no fsync on the event loop
            self._forget()
        except sqlite3.Error as error:
            raise SourcelineError(f"no audit log can be kept in {store / FILE}: {error}") from error
        threading.Thread(target=self._forget_again_and_again, args=(every,), daemon=True).start()

    def record(self, person: str, question: str, status: str, answer: Answer | None) -> None:
        """Keep a question with its status, and the ids of the articles that its answer cites."""
        cited = answer.citations if answer is not None else ()
        articles = list(dict.fromkeys(one.sentence.source.id for one in cited))
        with self._turn:
            self._connection.execute(
                "INSERT INTO asked (person, question, status, articles) VALUES (?, ?, ?, ?)",
                (person, question, status, json.dumps(articles, ensure_ascii=False)),
            )

    def _forget(self) -> None:
        with self._turn:
            if self._connection.execute(_OLD, (f"-{self._days} days",)).rowcount:
                wipe_deleted(self._connection)

    def _forget_again_and_again(self, every: float) -> None:
        while True:
            time.sleep(every)
            try:
                self._forget()
            except sqlite3.Error:
                _log.exception("the audit log could not be shortened: it is tried again")
