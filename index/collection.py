"""Every read of a store, within a scope: outside it an article does not exist.

A collection looks at the store before each question, so it sees what was indexed meanwhile without
being opened again. Calls from several threads are safe.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Found, Leg, Passage, Scope, Sentence, Source, everything
from index.catalogue import Catalogue
from index.lexical import lexical_search
from index.model_check import check_model
from index.search import fuse
from index.snapshot import Published, Snapshot, take_snapshot
from index.vectors import Neighbour
from index.window import context_of
from models.embedder import Embedder

SMALL = 40_000
"""Passages up to which comparing with every vector costs less than a query of Chroma."""
_LEG = 50
"""How many passages each leg hands to the fusion."""


class _Store:
    """What all scopes of one store share: the connection, the snapshot, the published vectors."""

    def __init__(self, folder: Path, embedder: Embedder, *, chroma: bool | None) -> None:
        self.catalogue = Catalogue.reading(folder)
        self.embedder = embedder
        self.turn = threading.RLock()
        check_model(self.catalogue, embedder)
        count = self.catalogue.rows("SELECT count(*) FROM passages")[0][0]
        wanted = chroma if chroma is not None else count >= SMALL
        self.published = Published(folder, embedder.fingerprint) if wanted else None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The store as it is now."""
        with self.turn:
            moved = self.published is not None and self.published.look()
            before = None if moved else self._snapshot
            if before is None or before.data_version != self.catalogue.data_version():
                check_model(self.catalogue, self.embedder)
                self._snapshot = take_snapshot(
                    self.catalogue, self.embedder.fingerprint, before, self._searched_by_chroma()
                )
            assert self._snapshot is not None  # noqa: S101 -- for the type checker
            return self._snapshot

    def _searched_by_chroma(self) -> int:
        using = self.published is not None and self.published.index is not None
        generation = self.published.generation if using and self.published else None
        return generation.last if generation else 0

    def forget_chroma(self) -> Snapshot:
        """Read all vectors after Chroma has failed."""
        with self.turn:
            self._snapshot = take_snapshot(self.catalogue, self.embedder.fingerprint, None)
            return self._snapshot


class Collection:
    """The articles that a scope lets through: search them, list them, read them."""

    def __init__(self, store: _Store, scope: Scope) -> None:
        self._store, self._scope = store, scope

    def within(self, scope: Scope) -> "Collection":
        """Return the same store seen through this scope and ``scope``."""
        if scope is everything:
            return self
        outer = self._scope
        return Collection(self._store, lambda source: outer(source) and scope(source))

    @property
    def notice(self) -> str | None:
        """What is wrong with the store and what to do, in one line; None when all is well."""
        published = self._store.published
        return published.notice if published else None

    @property
    def embedder(self) -> Embedder:
        """The model that the store's vectors are from."""
        return self._store.embedder

    @property
    def version(self) -> int:
        """A number that changes whenever the store does."""
        return self._store.snapshot().data_version

    def sources(self) -> tuple[Source, ...]:
        """Every article of the scope, without its text, in the order of arrival."""
        return tuple(s for s in self._store.snapshot().sources.values() if self._scope(s))

    def count(self) -> int:
        """How many articles the scope has."""
        return len(self.sources())

    def article(self, id: str) -> Article | None:
        """The article with that id; None outside the scope, as for one that is not there."""
        number = self._number(id)
        return None if number is None else self._store.catalogue.article(number)

    def sentences(self, id: str) -> tuple[Sentence, ...]:
        """All sentences of that article, of every kind; none outside the scope."""
        number = self._number(id)
        article = None if number is None else self._store.catalogue.article(number)
        if number is None or article is None:
            return ()
        return self._store.catalogue.sentences(number, article)

    def search(self, question: str, k: int = 8) -> tuple[Found, ...]:
        """The ``k`` passages that both legs together rank highest, best first."""
        if not question.strip():
            return ()
        vector = self._store.embedder.embed_question(question)
        with self._store.turn:
            snapshot = self._store.snapshot()
            allowed = self._allowed(snapshot)
            dense = self._dense(snapshot, vector, allowed)
            inside = None if allowed is None else (lambda n: snapshot.owner(n) in allowed)
            lexical = lexical_search(self._store.catalogue, question, _LEG, inside)
            best = fuse([dense, lexical])[:k]
            return self._found(snapshot, vector, best, dense, lexical)

    def _number(self, id: str) -> int | None:
        snapshot = self._store.snapshot()
        number = snapshot.ids.get(id)
        if number is None or not self._scope(snapshot.sources[number]):
            return None
        return number

    def _allowed(self, snapshot: Snapshot) -> frozenset[int] | None:
        """Numbers of the articles in scope; None when that is all of them."""
        if self._scope is everything:
            return None
        inside = frozenset(n for n, source in snapshot.sources.items() if self._scope(source))
        return None if len(inside) == len(snapshot.sources) else inside

    def _dense(
        self, snapshot: Snapshot, vector: NDArray[np.float32], allowed: frozenset[int] | None
    ) -> list[Neighbour]:
        published = self._store.published
        near: list[Neighbour] = []
        if published is not None and published.index is not None:
            # Some of what Chroma finds is gone or out of scope, so more is asked for; a scope
            # that lets little through is searched exactly.
            answer = None if allowed is not None else published.nearest(vector, 2 * _LEG)
            if answer is None:
                snapshot = self._store.forget_chroma() if published.index is None else self._whole()
            else:
                near = [pair for pair in answer if snapshot.owner(pair[0]) is not None]
        flags = None
        if allowed is not None:
            owners = snapshot.owners_of(snapshot.exact.numbers)
            flags = np.isin(owners, np.fromiter(allowed, np.int64, len(allowed)))
        near += snapshot.exact.nearest(vector, _LEG, flags)
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:_LEG]

    def _whole(self) -> Snapshot:
        """All vectors, for one question that Chroma cannot filter."""
        return take_snapshot(self._store.catalogue, self._store.embedder.fingerprint, None)

    def _found(
        self,
        snapshot: Snapshot,
        vector: NDArray[np.float32],
        best: Sequence[Neighbour],
        dense: Sequence[Neighbour],
        lexical: Sequence[Neighbour],
    ) -> tuple[Found, ...]:
        catalogue = self._store.catalogue
        spans = catalogue.passages(number for number, _ in best)
        dense_legs, lexical_legs = _legs(dense), _legs(lexical)
        texts: dict[int, tuple[Article, tuple[Sentence, ...]]] = {}
        found = []
        for number, score in best:
            owner, first, last = spans[number]
            if owner not in texts:
                article = catalogue.article(owner)
                if article is None:
                    continue
                texts[owner] = article, catalogue.sentences(owner, article)
            article, sentences = texts[owner]
            passage = _passage(article, sentences, first, last)
            context = context_of(article.text, sentences, first, last)
            legs = dense_legs.get(number), lexical_legs.get(number)
            found.append(Found(passage, context, *legs, score))
        return tuple(found)


def open_collection(
    store: Path,
    embedder: Embedder | Callable[[], Embedder],
    *,
    scope: Scope = everything,
    chroma: bool | None = None,
) -> Collection:
    """Open the store for reading; what was embedded with another model is refused here.

    ``chroma``: whether to search the published generation; by itself from 40,000 passages on.
    Raises SourcelineError when there is no store, or it is empty, damaged, or of another model.
    """
    Catalogue.reading(store).close()  # tells of a missing store before a model is loaded
    model = embedder if isinstance(embedder, Embedder) else embedder()
    return Collection(_Store(store, model, chroma=chroma), scope)


def _legs(ranked: Sequence[Neighbour]) -> dict[int, Leg]:
    return {number: Leg(rank, score) for rank, (number, score) in enumerate(ranked, 1)}


def _passage(article: Article, sentences: Sequence[Sentence], first: int, last: int) -> Passage:
    run = tuple(sentences[first : last + 1])
    return Passage(run, article.text[run[0].start : run[-1].end])
