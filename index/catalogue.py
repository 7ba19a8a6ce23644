"""The catalogue as it is read: articles, sentences, passages, embeddings, all in one SQLite file.

:mod:`index.writer` changes it.
"""

import json
import sqlite3
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Kind, Sentence, Source
from index.schema import FILE, open_for_reading, telling
from models.errors import SourcelineError

SOURCE_COLUMNS = "id, title, url, publisher, published, language, labels"


class Catalogue:
    """One connection; calls from several threads take turns."""

    def __init__(self, store: Path, connection: sqlite3.Connection) -> None:
        self._store, self._connection = store, connection
        self._turn = threading.RLock()
        self._file = _identity_of(store)

    @classmethod
    def reading(cls, store: Path) -> "Catalogue":
        """Open read-only; raises SourcelineError when there is nothing to read."""
        return cls(store, open_for_reading(store))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def was_replaced(self) -> bool:
        """Whether another file has come in the place of the one that is open: a backup, say."""
        return _identity_of(self._store) != self._file

    @contextmanager
    def view(self) -> Iterator[None]:
        """One state of the store for all reads inside, whatever is committed meanwhile."""
        with self._turn:
            if self._connection.in_transaction:
                yield
                return
            self.rows("BEGIN")
            try:
                yield
            finally:
                self._connection.rollback()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row that ``query`` gives."""
        return list(self.stream(query, *values))

    def stream(self, query: str, *values: object) -> Generator[tuple[Any, ...], None, None]:
        """Rows as they are asked for; the calling thread has the connection until the last."""
        with self._turn, telling(self._store):
            yield from self._connection.execute(query, values)

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        version: int
        ((version,),) = self.rows("PRAGMA data_version")
        return version

    def meta(self, key: str) -> str | None:
        """A fact about the whole store: schema, fingerprint, segmenter."""
        found = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return found[0][0] if found else None

    def sources(self, after: int = 0) -> dict[int, Source]:
        """Articles without their text, by their numbers, in the order of arrival."""
        found = self.rows(
            f"SELECT number, {SOURCE_COLUMNS} FROM articles WHERE number > ? ORDER BY number",  # noqa: S608
            after,
        )
        return {row[0]: source_of(row[1:]) for row in found}

    def article_numbers(self) -> list[int]:
        """Numbers of all articles, ascending; a changed article has a new one."""
        return [row[0] for row in self.rows("SELECT number FROM articles ORDER BY number")]

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

    def owners(self, after: int = 0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of the passages, ascending, and of the article that each is of."""
        found = self.rows(
            "SELECT number, article FROM passages WHERE number > ? ORDER BY number", after
        )
        pairs = np.array(found, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def passage_count(self) -> int:
        """How many passages there are, embedded or not."""
        count: int = self.rows("SELECT count(*) FROM passages")[0][0]
        return count

    def wordless_count(self) -> int:
        """How many passages the lexical index lacks, which is none of a sound store's."""
        count: int = self.rows(
            "SELECT count(*) - count(l.id) FROM passages"
            " LEFT JOIN lexical_docsize l ON l.id = passages.number"
        )[0][0]
        return count

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
        return self._matrix(found)

    def vectors_of(
        self, fingerprint: str, numbers: Iterable[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The same for the passages with these numbers."""
        found = self.rows(
            "SELECT p.number, e.vector FROM passages p JOIN embeddings e"
            " ON e.hash = p.hash AND e.fingerprint = ?"
            " WHERE p.number IN (SELECT value FROM json_each(?)) ORDER BY p.number",
            fingerprint,
            json.dumps(list(numbers)),
        )
        return self._matrix(found)

    def _matrix(
        self, found: list[tuple[int, bytes]]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        numbers = np.array([row[0] for row in found], np.int64)
        width = len(found[0][1]) if found else 0
        if any(len(row[1]) != width for row in found):
            raise SourcelineError(
                f"the store {self._store} holds vectors of different lengths: put a backup in its "
                "place, or index anew"
            )
        raw = b"".join(row[1] for row in found)
        return numbers, np.frombuffer(raw, "<f4").reshape(len(found), width // 4)

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


def _identity_of(store: Path) -> tuple[int, int] | None:
    """Which file the catalogue is, on which device; None when there is none."""
    try:
        found = (store / FILE).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
