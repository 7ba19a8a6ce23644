"""Looking after a store: what is wrong with it, making it whole again, copying it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.audit import audited_apart
from index.catalogue import Catalogue
from index.generation import current_generation
from index.lock import writing
from index.schema import FILE
from index.split import SEGMENTER_VERSION, split_article
from index.sync import Event, embed_and_publish
from index.window import window
from index.writer import Writer
from models import SourcelineError

if TYPE_CHECKING:
    from models.embedder import Embedder

_LITTLE_SPACE = 500_000_000
"""Bytes free under which a rebuild can run out of disk."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``remedy`` is None when all is well with it."""

    about: str
    found: str
    remedy: str | None = None


def remove_article(store: Path, id: str) -> bool:
    """Take an article out of the store; False when it is not in it."""
    Catalogue.reading(store).close()  # tells of a missing store instead of making an empty one
    with writing(store), Writer.opened(store) as catalogue:
        return catalogue.remove(id)


def doctor(store: Path, fingerprint: str) -> Iterator[Finding]:
    """Look at everything that can be wrong with the store, for the model of ``fingerprint``."""
    with Catalogue.reading(store) as catalogue:
        yield from _catalogue_findings(catalogue, fingerprint)
        (passages,) = catalogue.rows("SELECT count(*) FROM passages")[0]
        numbers, _ = catalogue.vectors(fingerprint)
    lacking = passages - len(numbers)
    remedy = "run `sourceline index` or `sourceline rebuild`" if lacking else None
    yield Finding("vectors", f"{len(numbers)} of {passages} passages have one", remedy)
    yield _generation_finding(store, len(numbers))
    free = shutil.disk_usage(store).free
    remedy = "free some disk space" if free < _LITTLE_SPACE else None
    yield Finding("disk", f"{free / 1e9:.1f} GB free", remedy)


def _catalogue_findings(catalogue: Catalogue, fingerprint: str) -> Iterator[Finding]:
    verdict = str(catalogue.rows("PRAGMA integrity_check(1)")[0][0])
    remedy = None if verdict == "ok" else "put a backup in its place, or index anew"
    yield Finding("catalogue", verdict, remedy)
    articles, sentences = catalogue.rows(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sentences)"
    )[0]
    yield Finding("articles", f"{articles} with {sentences} sentences")
    made_with = catalogue.meta("fingerprint")
    other = made_with not in (None, fingerprint)
    remedy = "set SOURCELINE_EMBEDDINGS back, or run `sourceline rebuild`" if other else None
    yield Finding("model", f"vectors of {made_with or 'none yet'}, now {fingerprint}", remedy)
    segmenter = catalogue.meta("segmenter")
    old = segmenter not in (None, SEGMENTER_VERSION)
    remedy = "run `sourceline rebuild`" if old else None
    yield Finding("sentences", f"cut by version {segmenter or SEGMENTER_VERSION}", remedy)


def _generation_finding(store: Path, count: int) -> Finding:
    generation = current_generation(store)
    if generation is None:
        remedy = "run `sourceline rebuild`" if count else None
        return Finding("generation", "none is published", remedy)
    complaint = audited_apart(store, generation)
    if complaint:
        return Finding("generation", f"{generation.name}: {complaint}", "run `sourceline rebuild`")
    return Finding("generation", f"{generation.name}, {generation.count} vectors, all found")


def rebuild(store: Path, open_embedder: "Callable[[], Embedder]") -> Iterator[Event]:
    """Make everything anew that can be derived from the articles, embedding only what must be.

    With another model than before, all is embedded with it first and its vectors replace the old
    ones last, so that a kill in between leaves the store as it was.
    """
    Catalogue.reading(store).close()
    with writing(store), Writer.opened(store) as catalogue:
        if catalogue.meta("segmenter") != SEGMENTER_VERSION:
            _resplit(catalogue)
        embedder = open_embedder()
        yield from embed_and_publish(store, catalogue, embedder, anew=True)
        catalogue.forget_embeddings(embedder.fingerprint)


def _resplit(catalogue: Writer) -> None:
    for number in catalogue.sources():
        loaded = catalogue.loaded(number)
        sentences = split_article(loaded.article)
        catalogue.put(loaded, sentences, window(loaded.article.text, sentences))
    catalogue.put_meta("segmenter", SEGMENTER_VERSION)


def backup(store: Path, file: Path) -> int:
    """Copy the catalogue into ``file`` while the store is in use; returns bytes.

    The vectors' generation is derived and not copied. Raises SourcelineError when ``file`` exists.
    """
    if file.exists():
        raise SourcelineError(f"{file} is there already: name a new file")
    Catalogue.reading(store).close()
    try:
        with (
            sqlite3.connect(f"file:{(store / FILE).resolve()}?mode=ro", uri=True) as live,
            sqlite3.connect(file) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        file.unlink(missing_ok=True)
        raise SourcelineError(f"the backup {file} cannot be written: {error}") from error
    return file.stat().st_size
