"""A file of questions, a JSON object a line; what cannot be taken is told, and the rest goes on.

Two spellings of gold are read: ``evidence_spans`` with ``doc_ids`` and ``answers``, as the public
sets have them, and ``gold`` with ``short_answer``, as the questions over the seed have them.
``docs/evaluating.md`` describes both.
"""

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO

from index import SourcelineError
from qa.answer import Turn
from qa.assistant import checked
from qa.evaluation.case import Case, Evidence
from qa.evaluation.shelf import NotThere, Shelf

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_SURROGATE = re.compile("[\ud800-\udfff]")

Lines = BufferedReader | gzip.GzipFile | BinaryIO
"""Bytes that can be gone through line by line."""
Record = dict[str, object]
"""A line as JSON gave it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is no question: ``where`` is file:line, ``reason`` follows it."""

    where: str
    reason: str


class _NotAQuestion(Exception):  # noqa: N818 -- it says what is the matter
    """Why a line cannot be taken."""


def read_questions(name: str, shelf: Shelf) -> Iterator[Case | Refused]:
    """The questions of a ``.jsonl`` or ``.jsonl.gz`` file, or of standard input for ``-``.

    Raises SourcelineError when there is no such file, or it is damaged.
    """
    with open_lines(name) as lines:
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            try:
                yield _case(_object(raw), number, shelf)
            except (_NotAQuestion, NotThere) as refused:
                yield Refused(f"{shown_name(name)}:{number}", str(refused))


def shown_name(name: str) -> str:
    """What people are told that a file is called."""
    return "standard input" if name == "-" else name


@contextmanager
def open_lines(name: str) -> Iterator[Lines]:
    """The bytes of a file, unpacked when its name ends in ``.gz``; SourcelineError when damaged."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(name, "rb") as file:
            yield gzip.GzipFile(fileobj=file) if name.endswith(".gz") else file
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourcelineError(f"{name} is not a whole gzip file: {error}") from error
    except OSError as error:
        raise SourcelineError(f"{name} cannot be read: {error.strerror or error}") from error


def _object(raw: bytes) -> Record:
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _NotAQuestion("is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise _NotAQuestion(f"is not JSON: {error.msg} (character {error.pos + 1:,})") from error
    except (ValueError, RecursionError) as error:
        raise _NotAQuestion("is not JSON that can be read: too large or too deep") from error
    if not isinstance(record, dict):
        raise _NotAQuestion("is not a JSON object")
    return record


def _case(record: Record, number: int, shelf: Shelf) -> Case:
    gold = tuple(_gold(record, shelf))
    references = tuple(_references(record))
    answerable = _answerable(record, is_known=bool(gold or references))
    if gold and not answerable:
        raise _NotAQuestion("has evidence, and 'answerable' is not true")
    id_ = record.get("id")
    return Case(
        id=str(id_) if isinstance(id_, str | int) else f"line {number}",
        question=_question(record),
        answerable=answerable,
        gold=gold,
        references=references,
        language=_language(record),
        history=tuple(_turn(one) for one in _objects(record, "history")),
        reason=_string(record, "reason"),
        shown=tuple(_needed(one, "quote") for one in _objects(record, "shown")),
    )


def _question(record: Record) -> str:
    text = _needed(record, "question")
    try:
        checked(text)
    except SourcelineError as error:
        raise _NotAQuestion(f"cannot be asked: {error}") from error
    return text


def _answerable(record: Record, *, is_known: bool) -> bool | None:
    """True by itself where an answer is given; else None, unknown, until somebody says."""
    value = record.get("answerable", True if is_known else None)
    if value is not None and not isinstance(value, bool):
        raise _NotAQuestion("'answerable' is not true, false or null")
    return value


def _references(record: Record) -> Iterator[str]:
    answers = record.get("answers") or []
    if not isinstance(answers, list):
        raise _NotAQuestion("'answers' is not a list")
    for answer in (*answers, record.get("short_answer")):
        if answer is not None and not isinstance(answer, str):
            raise _NotAQuestion("has an answer that is not a string")
        if answer and answer.strip():
            yield _whole(answer)


def _gold(record: Record, shelf: Shelf) -> Iterator[Evidence]:
    spans = _objects(record, "evidence_spans") or _objects(record, "gold")
    told = record.get("evidence_sentences")
    quotes = told if isinstance(told, list) and len(told) == len(spans) else [None] * len(spans)
    for span, quote in zip(spans, quotes, strict=True):
        said = quote if isinstance(quote, str) else _string(span, "quote")
        start, end = span.get("start"), span.get("end")
        if not _is_whole(start) or not _is_whole(end):
            raise _NotAQuestion("has a span whose 'start' and 'end' are not whole numbers")
        yield shelf.evidence(_article(span, record), start, end, said)  # type: ignore[arg-type]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _article(span: Record, record: Record) -> str | None:
    """The span's own article, or the only one that the question names; None for neither."""
    named: Sequence[object] = [span[name] for name in ("doc_id", "article_id") if name in span]
    if not named:
        ids = record.get("doc_ids")
        named = ids if isinstance(ids, list) and len(ids) == 1 else ()
    for id_ in named:
        if isinstance(id_, str) or _is_whole(id_):
            return str(id_)
        raise _NotAQuestion("has a 'doc_id' that is neither a string nor a whole number")
    return None


def _language(record: Record) -> str | None:
    value = _string(record, "language")
    if value is None:
        return None
    tag = _LANGUAGE.fullmatch(value.strip())
    if tag is None:
        raise _NotAQuestion("'language' is not a code such as en")
    return tag[1].lower()


def _turn(told: Record) -> Turn:
    return Turn(_needed(told, "question"), _needed(told, "answer"))


def _objects(record: Record, name: str) -> list[Record]:
    value = record.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise _NotAQuestion(f"{name!r} is not a list of objects")
    return value


def _needed(record: Record, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise _NotAQuestion(f"has no {name!r}, or one that is not a string")
    return _whole(value)


def _string(record: Record, name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise _NotAQuestion(f"{name!r} is not a string")
    return _whole(value) if value else None


def _whole(text: str) -> str:
    if _SURROGATE.search(text):
        raise _NotAQuestion("holds halves of characters (lone surrogates)")
    return text
