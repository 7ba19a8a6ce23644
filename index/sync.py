"""Indexing: the store comes to mirror what is indexed, an article at a time.

An article is acknowledged when its commit is on the disk, and can be found by its words from then
on. Vectors follow in batches, and then one published generation of them; whatever a killed process
left undone, the next one does.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from index.article import Kind
from index.catalogue import Catalogue
from index.generation import Generation, current_generation, publish
from index.load import Loaded, Refusal, load_articles
from index.lock import writing
from index.model_check import check_model
from index.split import SEGMENTER_VERSION, split_article
from index.window import embedded_text, window
from index.writer import Writer

if TYPE_CHECKING:
    # At run time it brings LangChain, and a second writer is to be told within a second.
    from models.embedder import Embedder

_BATCH = 64
"""Passages embedded in one transaction: what a kill can cost is the arithmetic of these."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is on the disk now, and what happened to it."""

    id: str
    title: str
    version: str
    sentences: int
    state: Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that is in the store no more."""

    id: str


@dataclass(frozen=True, slots=True)
class Embedding:
    """How many passages of those without a vector have one now."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Published:
    """The generation of vectors that readers use from now on."""

    generation: str
    passages: int


Event = Stored | Removed | Refusal | Embedding | Published


def index_paths(
    store: Path,
    paths: Sequence[Path],
    open_embedder: "Callable[[], Embedder]",
    *,
    labels: Sequence[str] = (),
    prune: bool = False,
    wait: bool = True,
) -> Iterator[Event]:
    """Make the store mirror ``paths``; yields what happens as it happens.

    ``prune`` takes out what was indexed from the same path before and is not there any more;
    without ``wait`` the vectors are left to the next writer. Raises StoreIsBusy when another
    process writes, and SourcelineError when a path is missing or the store is of another model.
    """
    with writing(store), Writer.opened(store) as catalogue:
        embedder = open_embedder() if wait else None
        if embedder is not None:
            check_model(catalogue, embedder)
        for path in paths:
            yield from _synced(catalogue, path, labels, prune=prune)
        catalogue.put_meta("segmenter", SEGMENTER_VERSION)
        if embedder is not None:
            yield from embed_and_publish(store, catalogue, embedder)


def embed_and_publish(
    store: Path, catalogue: Writer, embedder: "Embedder", *, anew: bool = False
) -> Iterator[Event]:
    """Embed what has no vector yet, and publish a generation when the live one lacks something."""
    fingerprint = embedder.fingerprint
    yield from _embedded(catalogue, embedder)
    if catalogue.meta("fingerprint") != fingerprint:
        catalogue.put_meta("fingerprint", fingerprint)
    numbers, vectors = catalogue.vectors(fingerprint)
    live = current_generation(store)
    last = int(numbers[-1]) if len(numbers) else 0
    as_it_is = live is not None and (live.fingerprint, live.count, live.last) == (
        fingerprint,
        len(numbers),
        last,
    )
    if as_it_is and not anew:
        return
    for step in publish(store, fingerprint, numbers, vectors):
        if isinstance(step, Generation):
            yield Published(step.name, step.count)


def _embedded(catalogue: Writer, embedder: "Embedder") -> Iterator[Embedding]:
    todo = catalogue.unembedded(embedder.fingerprint)
    for start in range(0, len(todo), _BATCH):
        part = todo[start : start + _BATCH]
        texts = [_text(catalogue, *where) for _, *where in part]
        vectors = np.asarray(embedder.embed_passages(texts), np.float32)
        catalogue.put_embeddings(embedder.fingerprint, [one[0] for one in part], vectors)
        yield Embedding(min(start + _BATCH, len(todo)), len(todo))


def _text(catalogue: Catalogue, number: int, first: int, last: int) -> str:
    start, stop, kind, title, text = catalogue.rows(
        "SELECT a.start, b.stop, a.kind, articles.title, articles.text FROM articles"
        " JOIN sentences a ON a.article = articles.number AND a.position = ?"
        " JOIN sentences b ON b.article = articles.number AND b.position = ?"
        " WHERE articles.number = ?",
        first,
        last,
        number,
    )[0]
    return embedded_text(title, Kind(kind), text[start:stop])


def _synced(
    catalogue: Writer, path: Path, labels: Sequence[str], *, prune: bool
) -> Iterator[Event]:
    origin = str(path.resolve())
    before = catalogue.of_origin(origin)
    resplit = catalogue.meta("segmenter") not in (None, SEGMENTER_VERSION)
    seen: set[str] = set()
    unsure = False
    for item in load_articles(path, labels=labels):
        if isinstance(item, Refusal):
            # What cannot be read today is not gone: it stays as it was.
            unsure = unsure or item.key is None
            seen.update([item.key] if item.key else [])
            yield item
            continue
        seen.add(item.key)
        known = before.get(item.key)
        source, version = item.article.source, item.article.version
        if known is not None and known[1:] == (version, source) and not resplit:
            count = catalogue.sentence_count(source.id)
            yield Stored(source.id, source.title, version, count, "unchanged")
            continue
        yield _stored(catalogue, item, was_known=known is not None)
    if prune and not unsure:
        for key, (id_, *_) in before.items():
            if key not in seen:
                catalogue.remove(id_)
                yield Removed(id_)


def _stored(catalogue: Writer, loaded: Loaded, *, was_known: bool) -> Stored | Refusal:
    source = loaded.article.source
    elsewhere = catalogue.origin_of(source.id)
    if elsewhere is not None and elsewhere[0] != loaded.origin:
        return Refusal(
            f"{loaded.origin} ({loaded.key})",
            f"the id {source.id!r} is taken by an article from {elsewhere[0]}: remove that one, "
            "or give this one another id",
        )
    sentences = split_article(loaded.article)
    catalogue.put(loaded, sentences, window(loaded.article.text, sentences))
    state: Literal["added", "changed"] = "changed" if was_known else "added"
    return Stored(source.id, source.title, loaded.article.version, len(sentences), state)
