"""Files in, articles out; whatever cannot be taken is told by file and line, and the rest goes on.

The text of an article is the decoded file, BOM dropped and nothing else changed, so that offsets
mean the same here, in the store and in the file.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from index.article import Article, Source
from index.language import language_of
from index.news import read_structure
from models.errors import SourcelineError

LARGEST = 5_000_000
"""Bytes of one article: a year of news does not fit in one, and a log file does not belong here."""
SUFFIXES = (".txt", ".md", ".jsonl")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OPTIONAL = ("url", "publisher", "published", "language")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article, the ``origin`` it came with (what was indexed) and its ``key`` within it."""

    article: Article
    origin: str
    key: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken: ``where`` (file, or file:line) and a one-line ``reason``."""

    where: str
    reason: str
    key: str | None = None


class _Refused(Exception):  # noqa: N818 -- it says what happened
    """Why one file or one line is not taken."""


def load_articles(path: Path, *, labels: Sequence[str] = ()) -> Iterator[Loaded | Refusal]:
    """Every article under ``path``, a file or a folder, in the order of their names.

    Raises SourcelineError when ``path`` is not there or is of no known kind.
    """
    origin = path.resolve()
    if not origin.exists():
        raise SourcelineError(f"{path}: no such file or folder")
    if origin.is_file() and origin.suffix.lower() not in SUFFIXES:
        raise SourcelineError(f"{path}: only {', '.join(SUFFIXES)} and folders of them are read")
    for file, key in _files(origin):
        shown = str(path / key) if origin.is_dir() else str(path)
        try:
            if file.suffix.lower() == ".jsonl":
                yield from _lines(file, shown, str(origin), tuple(labels))
            else:
                article = _read_text_file(file, str(origin), key, tuple(labels))
                yield Loaded(article, str(origin), key)
        except _Refused as refused:
            yield Refusal(shown, str(refused), key)
        except OSError as error:
            yield Refusal(shown, f"cannot be read: {error.strerror or error}", key)


def _files(origin: Path) -> Iterator[tuple[Path, str]]:
    """Files to read with their keys; hidden ones and links that lead out of the folder are not."""
    if origin.is_file():
        yield origin, origin.name
        return
    for folder, folders, names in os.walk(origin, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith(".") or file.suffix.lower() not in SUFFIXES:
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(origin):
                continue
            yield file, file.relative_to(origin).as_posix()


def _read_text_file(file: Path, origin: str, key: str, labels: tuple[str, ...]) -> Article:
    if not file.is_file():
        raise _Refused("is not a file")
    size = file.stat().st_size
    if size > LARGEST:
        raise _Refused(
            f"has {size / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB of an article"
        )
    text = _checked(_decoded(file.read_bytes()))
    told = read_structure(text)
    source = Source(
        id=_id_of(origin, key),
        title=told.title or Path(key).stem,
        publisher=told.publisher,
        published=told.published,
        language=language_of(text),
        labels=labels,
    )
    return Article.of(source, text)


def _decoded(raw: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in raw[:8192]:
        raise _Refused("is a binary file, not text")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _Refused(f"is not UTF-8 text (byte {error.start}): save it as UTF-8") from error


def _checked(text: str) -> str:
    if not text.strip():
        raise _Refused("is empty")
    if "\0" in text or re.search("[\ud800-\udfff]", text):
        raise _Refused("holds NUL characters or half characters (lone surrogates)")
    return text


def _id_of(origin: str, key: str) -> str:
    """Readable, safe in a URL, and the same after a correction of the text."""
    slug = re.sub(r"[^A-Za-z0-9]+", "-", Path(key).stem).strip("-").lower()[:40] or "article"
    digest = hashlib.sha256(f"{origin}\n{key}".encode("utf-8", "surrogateescape")).hexdigest()
    return f"{slug}-{digest[:10]}"


def _lines(
    file: Path, shown: str, origin: str, labels: tuple[str, ...]
) -> Iterator[Loaded | Refusal]:
    seen: set[str] = set()
    with file.open("rb") as stream:
        number = 0
        while raw := stream.readline(2 * LARGEST + 1):
            number += 1
            where = f"{shown}:{number}"
            try:
                if len(raw) > 2 * LARGEST:
                    while raw and not raw.endswith(b"\n"):
                        raw = stream.readline(2 * LARGEST + 1)
                    raise _Refused(f"is longer than {2 * LARGEST / 1e6:.0f} MB")
                if not raw.strip():
                    continue
                article = _read_line(raw, labels)
                if article.source.id in seen:
                    raise _Refused(f"the id {article.source.id!r} is there twice")
                seen.add(article.source.id)
                yield Loaded(article, origin, f"{file.name}#{article.source.id}")
            except _Refused as refused:
                yield Refusal(where, str(refused))


def _read_line(raw: bytes, labels: tuple[str, ...]) -> Article:
    try:
        record = json.loads(_decoded(raw))
    except (ValueError, RecursionError) as error:
        raise _Refused(f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise _Refused("is not a JSON object")
    text = _checked(_string(record, "text") or "")
    known = {name: _string(record, name) for name in _OPTIONAL}
    identity = _identity(record)
    title = _string(record, "title") or read_structure(text).title or identity
    source = Source(
        id=identity,
        title=title,
        url=_url(known["url"]),
        publisher=known["publisher"],
        published=_published(known["published"]),
        language=known["language"] or language_of(text),
        labels=tuple(dict.fromkeys([*_labels(record), *labels])),
    )
    return Article.of(source, text)


def _string(record: dict[str, object], name: str) -> str | None:
    """The value as text; absent, null and empty are alike."""
    value = record.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "doc_id"):
        return str(value)
    if not isinstance(value, str):
        raise _Refused(f"{name!r} is not a string")
    return value


def _identity(record: dict[str, object]) -> str:
    """``id``; the public corpora call it ``doc_id``."""
    identity = _string(record, "id") or _string(record, "doc_id")
    if identity is None:
        raise _Refused("has no 'id'")
    if len(identity) > 200 or not identity.isprintable():
        raise _Refused("'id' is longer than 200 characters or not printable")
    return identity


def _labels(record: dict[str, object]) -> list[str]:
    value = record.get("labels") or []
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _Refused("'labels' is not a list of strings")
    return value


def _url(value: str | None) -> str | None:
    if value is not None and not re.match(r"https?://[^\s/]", value):
        raise _Refused("'url' is not an http or https address")
    return value


def _published(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise _Refused(f"'published' is not an ISO date: {value[:40]!r}") from error
    return value
