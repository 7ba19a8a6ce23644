"""A store as it is read: kept up with what writers commit, and searched by its vectors.

What all scopes of one store share. The published generation answers for the passages that it has,
and comparing with every vector for those that came since; where the two together cannot answer,
all vectors are compared.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.model_check import check_model
from index.published import PublishedVectors
from index.snapshot import Snapshot, take_snapshot
from index.vectors import Neighbour

if TYPE_CHECKING:
    from models.embedder import Embedder

SMALL = 40_000
"""Passages up to which comparing with every vector costs less than a query of Chroma."""
_REACH = (1, 4, 16)
"""How many times what is wanted is asked of Chroma, while too much of it is gone or out of scope;
beyond, all vectors are compared."""


class LiveStore:
    """The connection, the snapshot and the published vectors of one open store."""

    def __init__(self, folder: Path, embedder: "Embedder", *, chroma: bool | None) -> None:
        self.catalogue = Catalogue.reading(folder)
        self.embedder = embedder
        self._folder = folder
        self._turn = threading.RLock()
        self._now: Snapshot | None = None
        self._whole: Snapshot | None = None
        check_model(self.catalogue, embedder)
        wanted = chroma if chroma is not None else self.catalogue.passage_count() >= SMALL
        self.published = (
            PublishedVectors(folder, embedder.fingerprint, self._turn) if wanted else None
        )

    @contextmanager
    def view(self) -> Iterator[Snapshot]:
        """The store as it is now, and nothing else for all reads inside; threads take turns."""
        with self._turn:
            if self.catalogue.was_replaced():
                self._reopen()
            with self.catalogue.view():
                yield self._snapshot()

    def nearest(
        self, now: Snapshot, question: NDArray[np.float32], k: int, allowed: frozenset[int] | None
    ) -> list[Neighbour]:
        """The ``k`` nearest passages of the articles ``allowed`` (None: all), best first."""
        near: list[Neighbour] | None = []
        if self.published is not None and self.published.generation is not None:
            near = self._nearest_published(now, question, k, allowed)
        if near is None:
            now = self._everything()
            near = []
        near = near + now.exact.nearest(question, k, now.flags(allowed))
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:k]

    def cosines(self, numbers: Iterable[int], question: NDArray[np.float32]) -> dict[int, float]:
        """How near these passages are, those that have a vector."""
        found, vectors = self.catalogue.vectors_of(self.embedder.fingerprint, numbers)
        if not len(found):
            return {}
        return dict(zip(found.tolist(), (vectors @ question).tolist(), strict=True))

    def close(self) -> None:
        """Let the files go."""
        if self.published is not None:
            self.published.close()
        with self._turn:
            self.catalogue.close()

    def _snapshot(self) -> Snapshot:
        if self.published is not None:
            self.published.look()
        used = self.published.generation if self.published is not None else None
        now = self._now
        if (
            now is None
            or now.data_version != self.catalogue.data_version()
            or now.generation != used
        ):
            check_model(self.catalogue, self.embedder)
            now = take_snapshot(self.catalogue, self.embedder.fingerprint, now, used)
            self._now = now
        return now

    def _everything(self) -> Snapshot:
        """All vectors, kept once they had to be read."""
        if self._whole is None or self._whole.data_version != self.catalogue.data_version():
            fingerprint = self.embedder.fingerprint
            self._whole = take_snapshot(self.catalogue, fingerprint, self._whole)
        return self._whole

    def _nearest_published(
        self, now: Snapshot, question: NDArray[np.float32], k: int, allowed: frozenset[int] | None
    ) -> list[Neighbour] | None:
        """What Chroma finds that is still there and allowed; None when that is not enough."""
        assert self.published is not None  # noqa: S101 -- for the type checker
        for times in _REACH:
            found = self.published.nearest(question, times * k)
            if found is None:
                return None
            inside = [pair for pair in found if _is_inside(now.owner(pair[0]), allowed)]
            if len(inside) >= k or len(found) < times * k:
                return inside[:k]
        return None

    def _reopen(self) -> None:
        fresh = Catalogue.reading(self._folder)
        self.catalogue.close()
        self.catalogue, self._now, self._whole = fresh, None, None


def _is_inside(owner: int | None, allowed: frozenset[int] | None) -> bool:
    return owner is not None and (allowed is None or owner in allowed)
