"""The catalogue as it is read: articles, sentences, passages, embeddings, all in one SQLite file.

:mod:`index.writer` changes it.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Kind, Sentence, Source
from index.schema import open_for_reading

SOURCE_COLUMNS = "id, title, url, publisher, published, language, labels"


class Catalogue:
    """One connection; calls from several threads take turns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = threading.RLock()

    @classmethod
    def reading(cls, store: Path) -> "Catalogue":
        """Open read-only; raises SourcelineError when there is nothing to read."""
        return cls(open_for_reading(store))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row that ``query`` gives."""
        with self._turn:
            return self._connection.execute(query, values).fetchall()

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        version: int
        ((version,),) = self.rows("PRAGMA data_version")
        return version

    def meta(self, key: str) -> str | None:
        """A fact about the whole store: schema, fingerprint, segmenter."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return found[0][0] if found else None

    def sources(self) -> dict[int, Source]:
        """Every article without its text, by its number, in the order of arrival."""
        found = self.rows(f"SELECT number, {SOURCE_COLUMNS} FROM articles ORDER BY number")  # noqa: S608
        return {row[0]: source_of(row[1:]) for row in found}

    def article(self, number: int) -> Article | None:
        """The article of that number."""
        found = self.rows(
            f"SELECT text, version, {SOURCE_COLUMNS} FROM articles WHERE number = ?",  # noqa: S608
            number,
        )
        if not found:
            return None
        text, version, *source = found[0]
        return Article(source_of(source), text, version)

    def sentences(self, number: int, article: Article) -> tuple[Sentence, ...]:
        """The sentences of an article, cut out of its text."""
        found = self.rows(
            "SELECT position, start, stop, kind FROM sentences WHERE article = ? ORDER BY position",
            number,
        )
        return tuple(
            Sentence(
                article.source,
                article.version,
                position,
                start,
                article.text[start:stop],
                Kind(kind),
            )
            for position, start, stop, kind in found
        )

    def sentence_count(self, id: str) -> int:
        """How many sentences the article with that id has."""
        count: int = self.rows(
            "SELECT count(*) FROM sentences JOIN articles ON article = number WHERE id = ?", id
        )[0][0]
        return count

    def passages(self, numbers: Iterable[int]) -> dict[int, tuple[int, int, int]]:
        """Article, first and last sentence of the passages with these numbers."""
        listed = json.dumps(list(numbers))
        found = self.rows(
            "SELECT number, article, first, last FROM passages"
            " WHERE number IN (SELECT value FROM json_each(?))",
            listed,
        )
        return {n: (a, f, t) for n, a, f, t in found}

    def owners(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of all passages, ascending, and of the article that each is of."""
        found = self.rows("SELECT number, article FROM passages ORDER BY number")
        pairs = np.array(found, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def vectors(
        self, fingerprint: str, after: int = 0, up_to: int | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Numbers, ascending, and vectors of the passages embedded so far in that range."""
        found = self.rows(
            "SELECT p.number, e.vector FROM passages p JOIN embeddings e"
            " ON e.hash = p.hash AND e.fingerprint = ?"
            " WHERE p.number > ? AND p.number <= ? ORDER BY p.number",
            fingerprint,
            after,
            up_to if up_to is not None else 2**62,
        )
        numbers = np.array([row[0] for row in found], np.int64)
        raw = b"".join(row[1] for row in found)
        width = len(raw) // 4 // len(found) if found else 0
        return numbers, np.frombuffer(raw, "<f4").reshape(len(found), width)

    def unembedded(self, fingerprint: str) -> list[tuple[str, int, int, int]]:
        """Hash, article, first and last sentence of one passage for each text not embedded yet."""
        found = self.rows(
            "SELECT p.hash, p.article, p.first, p.last FROM passages p WHERE NOT EXISTS"
            " (SELECT 1 FROM embeddings e WHERE e.fingerprint = ? AND e.hash = p.hash)"
            " GROUP BY p.hash ORDER BY min(p.number)",
            fingerprint,
        )
        return [(h, a, f, t) for h, a, f, t in found]


def source_of(row: Sequence[Any]) -> Source:
    """Build a Source from a row of SOURCE_COLUMNS."""
    id_, title, *optional, labels = row
    url, publisher, published, language = optional
    return Source(id_, title, url, publisher, published, language, tuple(json.loads(labels)))
