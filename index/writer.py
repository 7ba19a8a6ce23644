"""The catalogue as it is changed: one transaction an article.

What was acknowledged is on the disk; what was not is not there at all.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Passage, Sentence, Source
from index.catalogue import SOURCE_COLUMNS, Catalogue, source_of
from index.load import Loaded
from index.schema import LEXICAL, SCHEMA_VERSION, open_for_writing, telling
from index.terms import TERMS_VERSION, found_by
from index.window import hash_of

_Run = Callable[..., sqlite3.Cursor]
_FIND = "INSERT INTO lexical (rowid, title, body, endings) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared to tell whether an article has changed: all but its text."""

    key: str
    version: str
    source: Source


class Writer(Catalogue):
    """A connection that writes; the writer's lock must be held meanwhile."""

    @classmethod
    def opened(cls, store: Path) -> "Writer":
        """Open the catalogue of ``store``, creating it where it is not."""
        return cls(store, open_for_writing(store))

    def put_meta(self, key: str, value: str) -> None:
        """Set a fact about the whole store."""
        self.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def origin_of(self, id: str) -> str | None:
        """Where the article with that id came from."""
        found = self.rows("SELECT origin FROM articles WHERE id = ?", id)
        return found[0][0] if found else None

    def of_origin(self, origin: str) -> dict[str, Known]:
        """What is known of the articles of one origin, by their ids."""
        found = self.rows(
            f"SELECT key, version, {SOURCE_COLUMNS} FROM articles WHERE origin = ?",  # noqa: S608
            origin,
        )
        return {row[2]: Known(row[0], row[1], source_of(row[2:])) for row in found}

    def loaded(self, number: int) -> Loaded:
        """The article of that number as it came in."""
        article = self.article(number)
        ((origin, key),) = self.rows("SELECT origin, key FROM articles WHERE number = ?", number)
        assert article is not None  # noqa: S101 -- its row was there
        return Loaded(article, origin, key)

    def put(
        self, loaded: Loaded, sentences: Sequence[Sentence], passages: Sequence[Passage]
    ) -> None:
        """Add the article, or put it in the place of what it was: one transaction."""
        source, article = loaded.article.source, loaded.article
        with self._transaction() as run:
            was = self.rows("SELECT version FROM articles WHERE id = ?", source.id)
            self._delete(source.id)
            cursor = run(
                f"INSERT INTO articles ({SOURCE_COLUMNS}, origin, key, version, text)"  # noqa: S608
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_columns(source), loaded.origin, loaded.key, article.version, article.text),
            )
            number = cursor.lastrowid
            self._connection.executemany(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
                ((number, one.index, one.start, one.end, one.kind.value) for one in sentences),
            )
            for passage in passages:
                first, last = passage.sentences[0].index, passage.sentences[-1].index
                cursor = run(
                    "INSERT INTO passages (article, first, last, hash) VALUES (?, ?, ?, ?)",
                    (number, first, last, hash_of(passage)),
                )
                run(_FIND, (cursor.lastrowid, *found_by(source.title, passage.text)))
            event = "changed" if was else "added"
            self._note(event, source.id, article.version)

    def put_terms_anew(self) -> None:
        """Write what passages are found by once more, all in one transaction.

        Until it is done readers find by the old terms; passages keep their numbers, so that their
        vectors stay published.
        """
        with self._transaction() as run:
            run("DROP TABLE IF EXISTS lexical")
            run(LEXICAL)
            for number in self.article_numbers():
                rows = self.rows(
                    "SELECT p.number, title, a.start, b.stop, text FROM passages p"
                    " JOIN articles ON articles.number = p.article"
                    " JOIN sentences a ON a.article = p.article AND a.position = p.first"
                    " JOIN sentences b ON b.article = p.article AND b.position = p.last"
                    " WHERE p.article = ?",
                    number,
                )
                self._connection.executemany(
                    _FIND,
                    ((one, *found_by(title, text[a:b])) for one, title, a, b, text in rows),
                )
            self.put_meta("terms", TERMS_VERSION)
            self.put_meta("schema", SCHEMA_VERSION)

    def remove(self, id: str) -> bool:
        """Take the article out, in one transaction; False when it is not there."""
        with self._transaction():
            there = self._delete(id)
            if there:
                self._note("removed", id, None)
        return there

    def put_embeddings(
        self, fingerprint: str, hashes: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        """Keep the vectors of these texts, in one transaction."""
        raw = (vector.astype("<f4").tobytes() for vector in vectors)
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)",
                ((fingerprint, *pair) for pair in zip(hashes, raw, strict=True)),
            )

    def forget_embeddings(self, fingerprint: str) -> None:
        """Drop the vectors of every other model."""
        self.rows("DELETE FROM embeddings WHERE fingerprint <> ?", fingerprint)

    def _delete(self, id: str) -> bool:
        found = self.rows("SELECT number FROM articles WHERE id = ?", id)
        if not found:
            return False
        number = found[0][0]
        self.rows(
            "DELETE FROM lexical WHERE rowid IN (SELECT number FROM passages WHERE article = ?)",
            number,
        )
        self.rows("DELETE FROM articles WHERE number = ?", number)
        return True

    def _note(self, event: str, id: str, version: str | None) -> None:
        self.rows(
            "INSERT INTO journal (event, article, version) VALUES (?, ?, ?)", event, id, version
        )

    @contextmanager
    def _transaction(self) -> Iterator[_Run]:
        """All of it or nothing; holds the connection's turn meanwhile."""
        with self._turn, telling(self._store):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection.execute
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise


def _columns(source: Source) -> tuple[str | None, ...]:
    """In the order of SOURCE_COLUMNS."""
    labels = json.dumps(source.labels)
    head = (source.id, source.title, source.url, source.publisher)
    return (*head, source.published, source.language, labels)
