"""Every read of a store, within a scope: outside it an article does not exist.

A collection looks at the store before each read, so it sees what was indexed meanwhile without
being opened again. Calls from several threads are safe.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Found, Leg, Passage, Scope, Sentence, Source, everything
from index.catalogue import Catalogue
from index.lexical import lexical_search
from index.live import LiveStore
from index.search import fuse
from index.snapshot import Snapshot
from index.vectors import Neighbour
from index.window import context_of
from models.errors import NothingIndexed

if TYPE_CHECKING:
    from models.embedder import Embedder

_LEG = 50
"""How many passages each leg hands to the fusion, at least."""


class Collection:
    """The articles that a scope lets through: search them, list them, read them."""

    def __init__(self, store: LiveStore, scope: Scope) -> None:
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
        return published.notice if published is not None else None

    @property
    def generation(self) -> str | None:
        """The published generation that is searched; None when every vector is compared."""
        published = self._store.published
        used = published.generation if published is not None else None
        return used.name if used is not None else None

    @property
    def embedder(self) -> "Embedder":
        """The model that the store's vectors are from."""
        return self._store.embedder

    @property
    def version(self) -> int:
        """A number that changes whenever the store does."""
        with self._store.view() as now:
            return now.data_version

    def sources(self) -> tuple[Source, ...]:
        """Every article of the scope, without its text, in the order of arrival."""
        with self._store.view() as now:
            return tuple(source for source in now.sources.values() if self._scope(source))

    def count(self) -> int:
        """How many articles the scope has."""
        return len(self.sources())

    def article(self, id: str) -> Article | None:
        """The article with that id; None outside the scope, as for one that is not there."""
        with self._store.view() as now:
            number = self._number(now, id)
            return None if number is None else self._store.catalogue.article(number)

    def sentences(self, id: str) -> tuple[Sentence, ...]:
        """All sentences of that article, of every kind; none outside the scope."""
        with self._store.view() as now:
            number = self._number(now, id)
            article = None if number is None else self._store.catalogue.article(number)
            if number is None or article is None:
                return ()
            return self._store.catalogue.sentences(number, article)

    def search(self, question: str, k: int = 8) -> tuple[Found, ...]:
        """The ``k`` passages that both legs together rank highest, best first.

        Every passage that has a vector comes with its cosine. One that is not among those nearest
        in meaning has the rank behind them.
        """
        if k < 1:
            raise ValueError(f"{k} passages cannot be found")
        if not question.strip():
            return ()
        vector = self._store.embedder.embed_question(question)
        reach = max(k, _LEG)
        with self._store.view() as now:
            allowed = self._allowed(now)
            dense = self._store.nearest(now, vector, reach, allowed)
            inside = None if allowed is None else (lambda number: now.owner(number) in allowed)
            lexical = lexical_search(self._store.catalogue, question, reach, inside)
            best = fuse([dense, lexical])[:k]
            listed = _legs(dense)
            others = self._store.cosines((n for n, _ in best if n not in listed), vector)
            behind = {n: Leg(len(dense) + 1, cosine) for n, cosine in others.items()}
            return self._found(best, listed | behind, _legs(lexical))

    def close(self) -> None:
        """Let the store's files go, for every scope of it; nothing can be read afterwards."""
        self._store.close()

    def _number(self, now: Snapshot, id: str) -> int | None:
        number = now.ids.get(id)
        if number is None or not self._scope(now.sources[number]):
            return None
        return number

    def _allowed(self, now: Snapshot) -> frozenset[int] | None:
        """Numbers of the articles in scope; None when that is all of them."""
        if self._scope is everything:
            return None
        inside = frozenset(n for n, source in now.sources.items() if self._scope(source))
        return None if len(inside) == len(now.sources) else inside

    def _found(
        self, best: Sequence[Neighbour], dense: dict[int, Leg], lexical: dict[int, Leg]
    ) -> tuple[Found, ...]:
        catalogue = self._store.catalogue
        spans = catalogue.passages(number for number, _ in best)
        read = {owner: _read(catalogue, owner) for owner in {span[0] for span in spans.values()}}
        found = []
        for number, score in best:
            owner, first, last = spans[number]
            article, sentences = read[owner]
            run = sentences[first : last + 1]
            passage = Passage(run, article.text[run[0].start : run[-1].end])
            context = context_of(article.text, sentences, first, last)
            found.append(Found(passage, context, dense.get(number), lexical.get(number), score))
        return tuple(found)


def open_collection(
    store: Path,
    embedder: "Embedder | Callable[[], Embedder]",
    *,
    scope: Scope = everything,
    chroma: bool | None = None,
) -> Collection:
    """Open the store for reading; what was embedded with another model is refused here.

    ``chroma``: whether to search the published generation; by itself from 40,000 passages on.
    Raises SourcelineError when there is no store, or it is empty, damaged, or of another model.
    """
    with Catalogue.reading(store) as catalogue:  # told before a model is loaded
        if not catalogue.article_numbers():
            raise NothingIndexed(
                f"the store {store} has no articles: index some first (sourceline index PATH)"
            )
    from models.embedder import Embedder

    model = embedder if isinstance(embedder, Embedder) else embedder()
    return Collection(LiveStore(store, model, chroma=chroma), scope)


def _read(catalogue: Catalogue, number: int) -> tuple[Article, tuple[Sentence, ...]]:
    article = catalogue.article(number)
    assert article is not None  # noqa: S101 -- its passage was there, in the same view
    return article, catalogue.sentences(number, article)


def _legs(ranked: Iterable[Neighbour]) -> dict[int, Leg]:
    return {number: Leg(rank, score) for rank, (number, score) in enumerate(ranked, 1)}
