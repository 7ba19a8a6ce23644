"""The house's own words, by language: one JSON file each, ``en`` where another lacks a word."""

import json
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def _table(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.json"
    table: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return table


def say(key: str, /, *, locale: str = "en", **values: object) -> str:
    """The words for ``key`` with ``values`` filled in; raises KeyError for an unknown key."""
    known = _table(locale) if locale.isalpha() else {}
    return (known.get(key) or _table("en")[key]).format(**values)


def language_name(code: str | None) -> str:
    """What a language is called, in English; the code itself where no name is known."""
    return _table("languages").get(code or "", code or "")
