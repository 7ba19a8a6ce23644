"""One line of a JSONL corpus as an article.

``id, title, text`` and optional ``url, publisher, published, language, labels``; absent, null and
empty are alike. A line with a wrong field is refused whole: an article without its labels could be
read by anyone, and one without its date would be compared wrongly.
"""

import json
import re
from datetime import date, datetime

from index.article import Article, Source
from index.decode import NotText, checked, decoded
from index.language import language_of
from index.news import plain_title, read_structure

_LONGEST_ID = 200
_LONGEST_WORDS = 1000
"""Code points of a title or a publisher; both are shown, and the title is embedded many times."""
_ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def read_record(raw: bytes, labels: tuple[str, ...]) -> Article:
    """Read a line; ``labels`` are added to its own. Raises NotText with what is wrong in it."""
    record = _object(raw)
    identity = _identity(record)
    text = checked(_string(record, "text") or "")
    title = _shown(record, "title") or read_structure(text).title
    source = Source(
        id=identity,
        title=title or identity,
        url=_url(record),
        publisher=_shown(record, "publisher"),
        published=_published(record),
        language=_language(record) or language_of(text),
        labels=tuple(dict.fromkeys([*_labels(record), *labels])),
    )
    return Article.of(source, text)


def _object(raw: bytes) -> dict[str, object]:
    text = decoded(raw)
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotText(f"is not JSON: {error.msg} (character {error.pos + 1:,})") from error
    except (ValueError, RecursionError) as error:
        raise NotText("is not JSON that can be read: a number or a nesting is too large") from error
    if not isinstance(record, dict):
        raise NotText("is not a JSON object")
    return record


def _string(record: dict[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise NotText(f"{name!r} is not a string")
    return value


def _identity(record: dict[str, object]) -> str:
    """``id``; the public corpora call it ``doc_id``. A whole number is as good as a string."""
    for name in ("id", "doc_id"):
        value = record.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if identity := _string(record, name):
            if len(identity) > _LONGEST_ID or not identity.isprintable() or not identity.strip():
                raise NotText(f"{name!r} is longer than {_LONGEST_ID} characters or not printable")
            return identity
    raise NotText("has no 'id'")


def _shown(record: dict[str, object], name: str) -> str | None:
    """What people see beside a citation: one printable line."""
    value = plain_title(_string(record, name) or "")
    if len(value) > _LONGEST_WORDS:
        raise NotText(f"{name!r} is longer than {_LONGEST_WORDS:,} characters")
    return value or None


def _url(record: dict[str, object]) -> str | None:
    value = _string(record, "url")
    if value is not None and not (_ADDRESS.fullmatch(value) and value.isprintable()):
        raise NotText("'url' is not an http or https address")
    return value


def _published(record: dict[str, object]) -> str | None:
    """In the one extended form of ISO 8601, so that dates sort as text."""
    value = _string(record, "published")
    if value is None:
        return None
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(value.strip()).isoformat()
        except ValueError:
            continue
    raise NotText(f"'published' is not an ISO date such as 2026-03-18: {value[:40]!r}")


def _language(record: dict[str, object]) -> str | None:
    """The language of a tag such as ``en-GB``, without its region."""
    value = _string(record, "language")
    if value is None:
        return None
    tag = _LANGUAGE.fullmatch(value.strip())
    if tag is None:
        raise NotText(f"'language' is not a code such as en: {value[:40]!r}")
    return tag[1].lower()


def _labels(record: dict[str, object]) -> list[str]:
    value = record.get("labels")
    if value is None or value in ("", []):
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise NotText("'labels' is not a list of strings")
    return value
