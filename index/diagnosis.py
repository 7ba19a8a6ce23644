"""What is wrong with a store, and what to do about it: everything is looked at, nothing changed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.article import version_of
from index.audit import audited_apart
from index.catalogue import Catalogue
from index.generation import current_generation
from index.split import SEGMENTER_VERSION
from index.terms import TERMS_VERSION
from models.errors import SourcelineError

_LITTLE_SPACE = 500_000_000
"""Bytes free under which a rebuild can run out of disk."""
_MEND = "run `sourceline rebuild`"
_REPLACE = "put a backup in its place, or index anew"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``remedy`` is None when all is well with it."""

    about: str
    found: str
    remedy: str | None = None


def doctor(store: Path, fingerprint: str) -> Iterator[Finding]:
    """Look at everything that can be wrong with the store, for the model of ``fingerprint``.

    Raises SourcelineError when there is no store, or it cannot be opened at all.
    """
    with Catalogue.reading(store) as catalogue:
        try:
            yield from _catalogue_findings(catalogue)
            yield from _model_findings(catalogue, fingerprint)
            yield from _vector_findings(store, catalogue, fingerprint)
        except SourcelineError as error:
            yield Finding("catalogue", str(error), _REPLACE)
    free = shutil.disk_usage(store).free
    little = free < _LITTLE_SPACE
    yield Finding("disk", f"{free / 1e9:.1f} GB free", "free some disk space" if little else None)


def _catalogue_findings(catalogue: Catalogue) -> Iterator[Finding]:
    verdict = str(catalogue.rows("PRAGMA integrity_check(1)")[0][0])
    dangling = len(catalogue.rows("PRAGMA foreign_key_check"))
    if dangling:
        verdict = f"{dangling} rows refer to what is not there"
    yield Finding("catalogue", verdict, _REPLACE if verdict != "ok" else None)
    rows = catalogue.stream("SELECT id, version, text FROM articles")
    altered = [id_ for id_, version, text in rows if version_of(text) != version]
    ((articles, sentences),) = catalogue.rows(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sentences)"
    )
    if altered:
        said = f"the text of {len(altered)} is not what was stored, of {altered[0]!r} first"
        yield Finding("articles", said, "remove them, and index them again")
    else:
        yield Finding("articles", f"{articles} with {sentences} sentences")
    wordless, passages = catalogue.wordless_count(), catalogue.passage_count()
    terms = catalogue.meta("terms")
    found = f"{passages - wordless} of {passages} passages are found by theirs"
    if old := terms != TERMS_VERSION:
        found += f", by version {terms or '0'}, now {TERMS_VERSION}"
    yield Finding("words", found, _MEND if wordless or old else None)


def _model_findings(catalogue: Catalogue, fingerprint: str) -> Iterator[Finding]:
    made_with = catalogue.meta("fingerprint")
    other = made_with not in (None, fingerprint)
    remedy = "set SOURCELINE_EMBEDDINGS back, or " + _MEND if other else None
    yield Finding("model", f"vectors of {made_with or 'none yet'}, now {fingerprint}", remedy)
    segmenter = catalogue.meta("segmenter")
    old = segmenter != SEGMENTER_VERSION
    said = f"cut by version {segmenter or 'none yet'}, now {SEGMENTER_VERSION}"
    yield Finding("sentences", said, _MEND if old else None)


def _vector_findings(store: Path, catalogue: Catalogue, fingerprint: str) -> Iterator[Finding]:
    passages = catalogue.passage_count()
    numbers, _ = catalogue.vectors(fingerprint)
    lacking = passages - len(numbers)
    remedy = f"run `sourceline index` on something, or {_MEND[4:]}" if lacking else None
    yield Finding("vectors", f"{len(numbers)} of {passages} passages have one", remedy)
    generation = current_generation(store)
    if generation is None:
        yield Finding("generation", "none is published", _MEND if len(numbers) else None)
        return
    complaint = audited_apart(store, generation).complaint
    found = complaint or f"{generation.count} vectors, every one is found"
    yield Finding("generation", f"{generation.name}: {found}", _MEND if complaint else None)
