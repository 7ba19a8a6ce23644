"""What a reader keeps in memory of a store, and how it keeps up with what writers commit.

Passages are numbered in the order in which they came and never renumbered, so keeping up is to
read what is new and to drop what is gone.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.article import Source
from index.catalogue import Catalogue
from index.vectors import ExactIndex, Neighbour

if TYPE_CHECKING:
    from index.chroma import ChromaIndex
    from index.generation import Generation


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent view: sources, which passage is whose, and the vectors searched exactly."""

    data_version: int
    sources: dict[int, Source]
    numbers: NDArray[np.int64]
    owners: NDArray[np.int64]
    exact: ExactIndex
    ids: dict[str, int] = field(default_factory=dict)

    def owner(self, number: int) -> int | None:
        """The article that a passage is of; None when it is gone."""
        at = int(np.searchsorted(self.numbers, number))
        if at < len(self.numbers) and self.numbers[at] == number:
            return int(self.owners[at])
        return None

    def owners_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The articles of many passages, -1 where one is gone."""
        if not len(self.numbers):
            return np.full(len(numbers), -1, np.int64)
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, self.owners[at], -1)


def take_snapshot(
    catalogue: Catalogue, fingerprint: str, before: Snapshot | None, after: int = 0
) -> Snapshot:
    """Read the store as it is now, and of its vectors those that ``before`` has not.

    ``after``: passages up to this number are searched elsewhere, and their vectors not read.
    """
    version = catalogue.data_version()
    sources = catalogue.sources()
    numbers, owners = catalogue.owners()
    exact = _exact(catalogue, fingerprint, before.exact if before else None, numbers, after)
    ids = {source.id: number for number, source in sources.items()}
    return Snapshot(version, sources, numbers, owners, exact, ids)


def _exact(
    catalogue: Catalogue,
    fingerprint: str,
    before: ExactIndex | None,
    numbers: NDArray[np.int64],
    after: int,
) -> ExactIndex:
    if before is None or not len(before) or int(before.numbers[0]) <= after:
        return ExactIndex(*catalogue.vectors(fingerprint, after))
    # A vector can come later than those of passages with higher numbers, so what is missing is
    # asked for from the first gap on.
    kept = np.isin(before.numbers, numbers)
    have = before.numbers[kept]
    wanted = numbers[numbers > after]
    missing = np.setdiff1d(wanted, have)
    if not len(missing):
        return ExactIndex(have, before.vectors[kept])
    first = int(missing[0])
    fresh_numbers, fresh = catalogue.vectors(fingerprint, first - 1)
    old = have < first
    if not len(fresh_numbers):
        return ExactIndex(have[old], before.vectors[kept][old])
    both = np.concatenate([before.vectors[kept][old], fresh]) if old.any() else fresh
    return ExactIndex(np.concatenate([have[old], fresh_numbers]), both)


class Published:
    """The Chroma generation that a reader uses, or why it uses none."""

    def __init__(self, store: Path, fingerprint: str) -> None:
        self._store, self._fingerprint = store, fingerprint
        self.generation: Generation | None = None
        self.index: ChromaIndex | None = None
        self.notice: str | None = None
        self._descriptor: int | None = None

    def look(self) -> bool:
        """Follow the pointer; True when another generation is in use than before."""
        from index.generation import current_generation

        now = current_generation(self._store)
        if now == self.generation:
            return False
        self._leave()
        self.generation = now
        if now is not None and now.fingerprint == self._fingerprint:
            self._enter(now)
        return True

    def nearest(self, question: NDArray[np.float32], k: int) -> list[Neighbour] | None:
        """Return what Chroma finds; None when it fails, and then it is not asked again."""
        if self.index is None:
            return None
        try:
            return self.index.nearest(question, k)
        except Exception as error:  # noqa: BLE001 -- Chroma raises what its Rust core raises
            self._damaged(type(error).__name__)
            return None

    def _enter(self, generation: "Generation") -> None:
        from index.audit import audited_apart
        from index.chroma import ChromaIndex
        from index.generation import hold

        self._descriptor = hold(self._store, generation)
        complaint = audited_apart(self._store, generation, sample=1000)
        if complaint is not None:
            self._damaged(complaint)
            return
        try:
            self.index = ChromaIndex(generation.folder(self._store))
            self.notice = None
        except Exception as error:  # noqa: BLE001 -- as above
            self._damaged(type(error).__name__)

    def _damaged(self, complaint: str) -> None:
        self.index = None
        self.notice = (
            f"the vector index is damaged ({complaint}): searching without it, which finds the "
            "same; run `sourceline rebuild` to mend it"
        )

    def _leave(self) -> None:
        import os

        self.index, self.notice = None, None
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
