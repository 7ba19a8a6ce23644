"""Files in, articles out; whatever cannot be taken is told by file and line, and the rest goes on.

The text of an article is the decoded file, BOM dropped and nothing else changed, so that offsets
mean the same here, in the store and in the file.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from index.article import Article, Source
from index.decode import NotText, checked, decoded, without_controls
from index.language import language_of
from index.news import read_structure
from index.record import read_record
from models.errors import SourcelineError

LARGEST = 5_000_000
"""Bytes of one article: a year of news does not fit in one, and a log file does not belong here."""
SUFFIXES = (".txt", ".md", ".jsonl")
_LONGEST_LINE = 2 * LARGEST
"""Bytes of a line of JSONL, where a character may be escaped in six bytes."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article, the ``origin`` it came with (what was indexed) and its ``key`` within it."""

    article: Article
    origin: str
    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken: ``where`` (file, or file:line) and a one-line ``reason``.

    ``key`` is the file's, or the folder's, within its origin.
    """

    where: str
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read, its ``key`` within the ``origin``, and how people know it."""

    path: Path
    origin: str
    key: str
    shown: str


def load_articles(path: Path, *, labels: Sequence[str] = ()) -> Iterator[Loaded | Refusal]:
    """Every article under ``path``, a file or a folder, in the order of their names.

    Raises SourcelineError when ``path`` is not there or is of no known kind.
    """
    check_path(path)
    for file in _files(path):
        if isinstance(file, Refusal):
            yield file
            continue
        try:
            if not _is_unicode(file.key):
                raise NotText("has a name that is not UTF-8: rename it")
            if not file.path.is_file():
                raise NotText("is not a file, or leads to none")
            if file.path.suffix.lower() == ".jsonl":
                yield from _read_lines(file, tuple(labels))
            else:
                yield Loaded(_read_text_file(file, tuple(labels)), file.origin, file.key)
        except NotText as refused:
            yield Refusal(file.shown, str(refused), file.key)
        except OSError as error:
            yield Refusal(file.shown, f"cannot be read: {error.strerror or error}", file.key)


def check_path(path: Path) -> None:
    """Raise SourcelineError when ``path`` is not there, cannot be read or is of no known kind."""
    try:
        if path.is_dir():
            os.scandir(path).close()
        elif not path.exists():
            raise SourcelineError(f"{path}: no such file or folder")
    except OSError as error:
        raise SourcelineError(f"{path}: cannot be read: {error.strerror}") from error
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        raise SourcelineError(f"{path}: only {', '.join(SUFFIXES)} and folders of them are read")


def _files(path: Path) -> Iterator[_File | Refusal]:
    """Files to read; hidden ones, and links that lead out of the folder, are left alone."""
    origin = path.resolve()
    if not origin.is_dir():
        yield _File(origin, str(origin), origin.name, without_controls(str(path), "\ufffd"))
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(origin, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if _is_ours(file, origin):
                key = file.relative_to(origin).as_posix()
                yield _File(file, str(origin), key, without_controls(str(path / key), "\ufffd"))
    for error in closed:
        key = Path(error.filename).relative_to(origin).as_posix()
        yield Refusal(
            without_controls(str(path / key), "\ufffd"), f"cannot be read: {error.strerror}", key
        )


def _is_ours(file: Path, origin: Path) -> bool:
    if file.name.startswith(".") or file.suffix.lower() not in SUFFIXES:
        return False
    return not file.is_symlink() or Path(os.path.realpath(file)).is_relative_to(origin)


def _is_unicode(name: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in name)


def _read_text_file(file: _File, labels: tuple[str, ...]) -> Article:
    size = file.path.stat().st_size
    if size > LARGEST:
        raise NotText(
            f"has {size / 1e6:,.1f} MB, more than the {LARGEST / 1e6:.0f} MB of an article: "
            "split it, or make a .jsonl of it with an article a line"
        )
    text = checked(decoded(file.path.read_bytes()))
    told = read_structure(text)
    source = Source(
        id=_id_of(file.origin, file.key),
        title=told.title or without_controls(Path(file.key).stem, " "),
        publisher=told.publisher,
        published=told.published,
        language=language_of(text),
        labels=tuple(dict.fromkeys(labels)),
    )
    return Article.of(source, text)


def _id_of(origin: str, key: str) -> str:
    """Readable, safe in a URL, and the same after a correction of the text."""
    slug = re.sub(r"[^A-Za-z0-9]+", "-", Path(key).stem).strip("-").lower()[:40] or "article"
    digest = hashlib.sha256(f"{origin}\n{key}".encode()).hexdigest()
    return f"{slug}-{digest[:10]}"


def _read_lines(file: _File, labels: tuple[str, ...]) -> Iterator[Loaded | Refusal]:
    first_seen: dict[str, int] = {}
    with file.path.open("rb") as stream:
        if b"\0" in stream.peek(8192)[:8192]:
            raise NotText("is not UTF-8 text: save it as UTF-8 and index it again")
        for number, raw in enumerate(_raw_lines(stream), 1):
            if raw is not None and not raw.strip():
                continue
            try:
                if raw is None:
                    raise NotText(f"is longer than {_LONGEST_LINE / 1e6:.0f} MB")
                article = read_record(raw, labels)
                id_ = article.source.id
                if number != first_seen.setdefault(id_, number):
                    raise NotText(f"the id {id_!r} is there twice: first in line {first_seen[id_]}")
                yield Loaded(article, file.origin, f"{file.key}#{id_}")
            except NotText as refused:
                yield Refusal(f"{file.shown}:{number}", str(refused), file.key)


def _raw_lines(stream: BufferedReader) -> Iterator[bytes | None]:
    """Lines with their ends; None for one that is too long, which is never held in memory."""
    while raw := stream.readline(_LONGEST_LINE + 1):
        if len(raw) <= _LONGEST_LINE:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(_LONGEST_LINE)
        yield None
