"""Chroma's one home: a generation of vectors, written once and then only read.

Chroma rewrites its files in place while it is written and a kill then can damage them without an
error, so a generation is built in a folder that nobody reads, and never written again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from index.vectors import Neighbour

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

_NAME = "passages"
_BATCH = 2000
"""Records a call; Chroma refuses more than 5,461."""
_GRAPH: dict[str, str | int] = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
"""Measured at 100,000 × 384: recall@10 .996 in 2.2 ms, where Chroma's defaults give .98 in 1.2."""
_SAME = 1e-3
"""Cosine distance within which a vector counts as found: fp32 and HNSW's own rounding."""


class ChromaIndex:
    """The vectors of one published generation; to be closed, since Chroma shares its clients."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        try:
            self._collection: Collection = self._client.get_collection(
                _NAME, embedding_function=None
            )
            self._count: int = self._collection.count()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Let the files and the memory go."""
        self._client.close()

    def nearest(self, question: NDArray[np.float32], k: int) -> list[Neighbour]:
        """Return the ``k`` nearest by HNSW: approximate, recall about .99."""
        if not self._count or k < 1:
            return []
        (row,) = self._query(question[None, :], min(k, self._count))
        return row

    def _query(self, questions: NDArray[np.float32], k: int) -> list[list[Neighbour]]:
        found = self._collection.query(
            query_embeddings=list(questions), n_results=k, include=["distances"]
        )
        distances = found["distances"] or []
        rows = (
            [(int(one), 1.0 - far) for one, far in zip(ids, row, strict=True)]
            for ids, row in zip(found["ids"], distances, strict=True)
        )
        return [sorted(row, key=lambda pair: (-pair[1], pair[0])) for row in rows]

    def lost(
        self,
        numbers: NDArray[np.int64],
        vectors: NDArray[np.float32],
        chosen: NDArray[np.int64] | None = None,
    ) -> Iterator[int]:
        """Numbers of the passages that do not find themselves.

        ``vectors`` are what all passages must have, ``numbers`` ascending; ``chosen`` says at which
        positions to look (None: all). Equal vectors stand for each other, so a passage is found
        when another with its very vector is.
        """
        at = np.arange(len(numbers)) if chosen is None else chosen
        for start in range(0, len(at), 500):
            part = at[start : start + 500]
            for position, row in zip(
                part, self._query(vectors[part], min(3, self._count)), strict=True
            ):
                near = np.array([one for one, cosine in row if 1.0 - cosine < _SAME], np.int64)
                if not _stand_for(near, numbers, vectors, int(position)):
                    yield int(numbers[position])


def _stand_for(
    near: NDArray[np.int64],
    numbers: NDArray[np.int64],
    vectors: NDArray[np.float32],
    position: int,
) -> bool:
    if numbers[position] in near:
        return True
    where = np.minimum(np.searchsorted(numbers, near), len(numbers) - 1)
    gone = numbers[where] != near
    return bool(np.any(gone | (vectors[where] @ vectors[position] > 1.0 - _SAME)))


def build_chroma(
    folder: Path, numbers: NDArray[np.int64], vectors: NDArray[np.float32]
) -> Iterator[int]:
    """Write all vectors into the new ``folder``, yielding how many are done."""
    # Chroma brings its graph to the disk each time that so many records have come. Once, with the
    # last: what is left in its log is written into the graph's files by whoever opens them next.
    graph = _GRAPH | {"sync_threshold": max(1, len(numbers))}
    with _client(folder) as client:
        collection = client.create_collection(
            _NAME, embedding_function=None, configuration={"hnsw": graph}
        )
        for start in range(0, len(numbers), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(
                ids=[str(number) for number in numbers[part]], embeddings=list(vectors[part])
            )
            yield min(start + _BATCH, len(numbers))


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, is_persistent=True, allow_reset=False)
    return chromadb.PersistentClient(str(folder), settings=settings)
