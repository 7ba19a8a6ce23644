"""What a reader keeps in memory of a store, and how it keeps up with what writers commit.

Articles and passages are numbered in the order in which they came and never renumbered, and a
changed article gets new numbers: keeping up is to read what is new and to drop what is gone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Source
from index.catalogue import Catalogue
from index.generation import Generation
from index.vectors import NOTHING, ExactIndex


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent view: sources, which passage is whose, and the vectors searched exactly.

    ``numbers`` are those of all passages, ascending, and ``owners`` the articles they are of;
    ``exact`` has the vectors of those that ``generation`` does not find.
    """

    data_version: int
    generation: Generation | None
    sources: dict[int, Source]
    ids: dict[str, int]
    numbers: NDArray[np.int64]
    owners: NDArray[np.int64]
    exact: ExactIndex

    def owner(self, number: int) -> int | None:
        """The article that a passage is of; None when it is gone."""
        at = int(np.searchsorted(self.numbers, number))
        if at < len(self.numbers) and self.numbers[at] == number:
            return int(self.owners[at])
        return None

    def flags(self, allowed: frozenset[int] | None) -> NDArray[np.bool_] | None:
        """Which vectors of ``exact`` are of these articles; None for all articles."""
        if allowed is None:
            return None
        inside = np.fromiter(allowed, np.int64, len(allowed))
        own = self.owners[np.searchsorted(self.numbers, self.exact.numbers)]
        return np.isin(own, inside)


def take_snapshot(
    catalogue: Catalogue,
    fingerprint: str,
    before: Snapshot | None,
    generation: Generation | None = None,
) -> Snapshot:
    """Read the store as it is now, reading of it only what ``before`` has not.

    ``generation``: what it finds is searched there, and its vectors are not read.
    """
    with catalogue.view():
        version = catalogue.data_version()
        sources = _sources(catalogue, before)
        numbers, owners = _passages(catalogue, before, sources)
        wanted = numbers
        if generation is not None:
            beside = np.array(generation.unreached, np.int64)
            wanted = numbers[(numbers > generation.last) | np.isin(numbers, beside)]
        exact = _exact(catalogue, fingerprint, before, wanted)
    ids = {source.id: number for number, source in sources.items()}
    return Snapshot(version, generation, sources, ids, numbers, owners, exact)


def _sources(catalogue: Catalogue, before: Snapshot | None) -> dict[int, Source]:
    known = before.sources if before is not None else {}
    fresh = catalogue.sources(after=max(known, default=0))
    there = frozenset(catalogue.article_numbers())
    return {n: source for n, source in known.items() if n in there} | fresh


def _passages(
    catalogue: Catalogue, before: Snapshot | None, sources: dict[int, Source]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A passage comes and goes with its article, so what is gone need not be asked for."""
    if before is None:
        return catalogue.owners()
    kept = np.isin(before.owners, np.fromiter(sources, np.int64, len(sources)))
    last = int(before.numbers[-1]) if len(before.numbers) else 0
    numbers, owners = catalogue.owners(after=last)
    return (
        np.concatenate([before.numbers[kept], numbers]),
        np.concatenate([before.owners[kept], owners]),
    )


def _exact(
    catalogue: Catalogue,
    fingerprint: str,
    before: Snapshot | None,
    wanted: NDArray[np.int64],
) -> ExactIndex:
    """The vectors of the passages in ``wanted``, of those that have one."""
    kept = _kept(before.exact, wanted) if before is not None else NOTHING
    missing = np.setdiff1d(wanted, kept.numbers, assume_unique=True)
    if not len(missing):
        return kept
    fresh = ExactIndex(*catalogue.vectors_of(fingerprint, missing.tolist()))
    if not len(kept) or not len(fresh):
        return fresh if len(fresh) else kept
    numbers = np.concatenate([kept.numbers, fresh.numbers])
    vectors = np.concatenate([kept.vectors, fresh.vectors])
    if kept.numbers[-1] < fresh.numbers[0]:
        return ExactIndex(numbers, vectors)
    # A vector can come later than those of passages with higher numbers.
    order = np.argsort(numbers)
    return ExactIndex(numbers[order], vectors[order])


def _kept(exact: ExactIndex, wanted: NDArray[np.int64]) -> ExactIndex:
    there = np.isin(exact.numbers, wanted, assume_unique=True)
    if there.all():
        return exact
    return ExactIndex(exact.numbers[there], exact.vectors[there])
