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
from numpy.typing import NDArray

from index.article import Kind
from index.catalogue import Catalogue
from index.generation import Generation, clean_up, current_generation
from index.load import Loaded, Refusal, check_path, load_articles
from index.lock import writing
from index.model_check import check_model
from index.publishing import publish
from index.split import SEGMENTER_VERSION, split_article
from index.terms import TERMS_VERSION
from index.window import embedded_text, window
from index.writer import Known, Writer

if TYPE_CHECKING:
    # At run time it brings LangChain, and a second writer is to be told within a second.
    from models.embedder import Embedder

_BATCH = 64
"""Passages embedded in one transaction: what a kill can cost is the arithmetic of these."""
_LARGE, _BEARABLE = 10_000, 0.05
"""From so many vectors on, a generation is built anew only when this part of them has changed:
to build one of 100,000 takes a minute, to compare with 5,000 vectors a third of a millisecond."""


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
    for path in paths:
        check_path(path)
    with writing(store), Writer.opened(store) as catalogue:
        embedder = open_embedder() if wait else None
        if embedder is not None:
            check_model(catalogue, embedder)
        terms_anew(catalogue)
        split_anew(catalogue)
        for path in paths:
            yield from _synced(catalogue, path, labels, prune=prune)
        if embedder is not None:
            yield from embed_and_publish(store, catalogue, embedder)


def terms_anew(catalogue: Writer, *, anyway: bool = False) -> None:
    """Have every passage found by today's terms; before anything else is written to the store."""
    if catalogue.meta("terms") != TERMS_VERSION or anyway:
        catalogue.put_terms_anew()


def split_anew(catalogue: Writer) -> None:
    """Bring every article to today's segmentation, before the store is said to have it."""
    if catalogue.meta("segmenter") == SEGMENTER_VERSION:
        return
    for number in catalogue.article_numbers():
        loaded = catalogue.loaded(number)
        sentences = split_article(loaded.article)
        catalogue.put(loaded, sentences, window(loaded.article.text, sentences))
    catalogue.put_meta("segmenter", SEGMENTER_VERSION)


def embed_and_publish(
    store: Path, catalogue: Writer, embedder: "Embedder", *, anew: bool = False
) -> Iterator[Event]:
    """Embed what has no vector yet, and publish a generation when the live one lacks too much.

    ``anew``: publish in any case, and let the store be of this model from now on.
    """
    fingerprint = embedder.fingerprint
    yield from _embedded(catalogue, embedder, claims=not anew)
    if catalogue.meta("fingerprint") != fingerprint:
        catalogue.put_meta("fingerprint", fingerprint)
    numbers, vectors = catalogue.vectors(fingerprint)
    live = current_generation(store)
    if not anew and live is not None and not _is_outdated(live, fingerprint, numbers):
        clean_up(store)
        return
    for step in publish(store, fingerprint, numbers, vectors):
        if isinstance(step, Generation):
            yield Published(step.name, step.count)


def _is_outdated(live: Generation, fingerprint: str, numbers: NDArray[np.int64]) -> bool:
    """Whether so much came or went since that comparing it one by one begins to cost."""
    kept = int(np.searchsorted(numbers, live.last, side="right"))
    changes = (len(numbers) - kept) + (live.count - kept)
    bearable = live.count * _BEARABLE if live.count >= _LARGE else 0
    return live.fingerprint != fingerprint or changes > bearable


def _embedded(catalogue: Writer, embedder: "Embedder", *, claims: bool) -> Iterator[Embedding]:
    todo = catalogue.unembedded(embedder.fingerprint)
    if todo and claims:
        # From its first vector on the store is of this model, also when this process is killed.
        catalogue.put_meta("fingerprint", embedder.fingerprint)
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
    before = catalogue.of_origin(str(path.resolve()))
    seen: set[str] = set()
    unread: list[str] = []
    for item in load_articles(path, labels=labels):
        if isinstance(item, Refusal):
            unread.append(item.key)
            yield item
            continue
        id_ = item.article.source.id
        event = _stored(catalogue, item, before.get(id_)) if id_ not in seen else _twice(item)
        seen.add(id_)
        yield event
    if prune:
        # What cannot be read today is not gone: neither a file nor the lines of one.
        for id_, known in before.items():
            if id_ not in seen and not any(_is_from(known.key, file) for file in unread):
                catalogue.remove(id_)
                yield Removed(id_)


def _is_from(key: str, file: str) -> bool:
    """Whether the article of ``key`` was in ``file``, or below it when that is a folder."""
    return key == file or key.startswith((f"{file}#", f"{file}/"))


def _twice(loaded: Loaded) -> Refusal:
    where = f"{loaded.origin} ({loaded.key})"
    return Refusal(where, f"the id {loaded.article.source.id!r} is there twice", loaded.key)


def _stored(catalogue: Writer, loaded: Loaded, known: Known | None) -> Stored | Refusal:
    source, version = loaded.article.source, loaded.article.version
    if known == Known(loaded.key, version, source):
        count = catalogue.sentence_count(source.id)
        return Stored(source.id, source.title, version, count, "unchanged")
    elsewhere = catalogue.origin_of(source.id)
    if elsewhere is not None and elsewhere != loaded.origin:
        return Refusal(
            f"{loaded.origin} ({loaded.key})",
            f"the id {source.id!r} is taken by an article from {elsewhere}: remove that one, "
            "or give this one another id",
            loaded.key,
        )
    sentences = split_article(loaded.article)
    catalogue.put(loaded, sentences, window(loaded.article.text, sentences))
    state: Literal["added", "changed"] = "changed" if known is not None else "added"
    return Stored(source.id, source.title, version, len(sentences), state)
