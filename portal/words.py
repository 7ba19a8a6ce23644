"""The house's own words, by language: one JSON file each, ``en`` where another lacks a word.

Which language is spoken is a matter of the request, not of each call: a door says it once with
:func:`speaking`, and every view under it speaks so. Quotes and questions stay as they are.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import bidirectional

FOLDER = Path(__file__).parent / "words"
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ug", "ur", "yi"})
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_LATIN = "0123456789"


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """A language that the house speaks, and its words by key."""

    code: str
    words: Mapping[str, str]

    @property
    def direction(self) -> str:
        """Which way its lines run: ``ltr`` or ``rtl``."""
        return "rtl" if self.code.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


@cache
def open_tongue(code: str, folder: Path = FOLDER) -> Tongue:
    """The language whose words are in ``folder``; English where there is no file of it."""
    words: dict[str, str] = json.loads((FOLDER / "en.json").read_text("utf-8"))
    path = folder / f"{code}.json"
    if not _CODE.fullmatch(code) or not path.is_file():
        return Tongue("en", words)
    return Tongue(code, words | json.loads(path.read_text("utf-8")))


@cache
def known_locales(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes of the languages that have a file of words."""
    return tuple(sorted(path.stem for path in folder.glob("*.json") if _CODE.fullmatch(path.stem)))


_SPOKEN: ContextVar[Tongue | None] = ContextVar("spoken", default=None)


def spoken() -> Tongue:
    """The language of this request; English where no door has said."""
    return _SPOKEN.get() or open_tongue("en")


@contextmanager
def speaking(tongue: Tongue | str) -> Iterator[None]:
    """Let everything inside, and threads started from there, speak this language."""
    before = _SPOKEN.get()
    _SPOKEN.set(open_tongue(tongue) if isinstance(tongue, str) else tongue)
    try:
        yield
    finally:
        _SPOKEN.set(before)


def in_our_words() -> dict[str, str]:
    """Attributes of an element whose words are the house's own."""
    return {"lang": spoken().code, "dir": spoken().direction}


def say(key: str, /, *, locale: str | None = None, **values: object) -> str:
    """The words for ``key`` with ``values`` filled in, whole numbers as the language writes them.

    Raises KeyError for an unknown key.
    """
    with speaking(locale or spoken()):
        return _filled(key, values)


def _filled(key: str, values: Mapping[str, object]) -> str:
    told = {name: number(v) if type(v) is int else apart(str(v)) for name, v in values.items()}
    return spoken().words[key].format(**told)


def apart(text: str) -> str:
    """``text`` among the house's words: isolated (UAX 9) where it runs the other way than they do.

    Else a question mark or a date after it would stand at its wrong end. Addresses are left alone:
    people copy them, and what isolates would be copied with them.
    """
    if "://" in text:
        return text
    other = "L" if spoken().direction == "rtl" else ("R", "AL")
    runs_otherwise = any(bidirectional(c) in other for c in text if c.isalpha())
    return f"\u2068{text}\u2069" if runs_otherwise else text


def say_of(key: str, count: int, /, **values: object) -> str:
    """The words for so many: ``key_one``, ``key_few`` or ``key_many``, as the language counts."""
    words = spoken().words
    form = f"{key}_{_form(words['_plural'], count)}"
    return _filled(form if form in words else f"{key}_many", {"count": count, **values})


def _form(rule: str, count: int) -> str:
    """The plural category of a whole number (CLDR); ``slavic`` counts 21 as one and 22 as few."""
    if rule != "slavic":
        return "one" if count == 1 else "many"
    if count % 100 in range(11, 15):
        return "many"
    return {1: "one", 2: "few", 3: "few", 4: "few"}.get(count % 10, "many")


def number(count: int) -> str:
    """``12,500`` as the language groups it, in its digits."""
    return in_digits(f"{count:,}".replace(",", spoken().words["_group"]))


def in_digits(text: str) -> str:
    """``text`` with its digits as the language writes them."""
    return text.translate(str.maketrans(_LATIN, spoken().words["_digits"]))


def date_in_words(published: str | None) -> str:
    """A day as people write it, ``no date`` for None; what is not an ISO day stays as it is."""
    if not published:
        return say("no_date")
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    month = say("months").split()[day.month - 1]
    return say("day", day=day.day, month=month, year=in_digits(str(day.year)))


def direction_of(language: str | None) -> str:
    """``dir`` of a text: by its language where that is known to run from the right."""
    return "rtl" if language in _RIGHT_TO_LEFT else "auto"


def language_name(code: str | None) -> str:
    """What a language is called; the code itself where no name is known."""
    return spoken().words.get(f"language_{code}", code or "")
