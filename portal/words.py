"""The house's own words, by language: one JSON file each, ``en`` where another lacks a word."""

import json
from datetime import date
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ug", "ur", "yi"})


@cache
def _table(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.json"
    table: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return table


def say(key: str, /, *, locale: str = "en", **values: object) -> str:
    """The words for ``key`` with ``values`` filled in; raises KeyError for an unknown key."""
    known = _table(locale) if locale.isalpha() else {}
    return (known.get(key) or _table("en")[key]).format(**values)


def date_in_words(published: str | None) -> str:
    """A day as people write it, ``no date`` for None; what is not an ISO day stays as it is."""
    if not published:
        return say("no_date")
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return say("day", day=day.day, month=say("months").split()[day.month - 1], year=day.year)


def direction_of(language: str | None) -> str:
    """``dir`` of a text: by its language where that is known to run from the right."""
    return "rtl" if language in _RIGHT_TO_LEFT else "auto"


def language_name(code: str | None) -> str:
    """What a language is called, in English; the code itself where no name is known."""
    return _table("languages").get(code or "", code or "")
