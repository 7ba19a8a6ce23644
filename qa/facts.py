"""The hard facts of a text, in a form in which two wordings of one fact are equal.

Numbers, dates, amounts, percentages and quoted phrases, in en, az, tr, ru, fa and de. Nothing here
judges; :mod:`qa.verification` does.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.moments import moments_of
from qa.numbers import Number, evened, numbers_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its words, where they start, every reading it can have, and what follows from it.

    "1.234" reads as 1234 in German and as 1.234 in English; from "18 March 2026" follows "March".
    One fact supports another when a reading of the other is among its readings or ``implied``. What
    ``is_loose`` can support, and needs no support: "may" can be the month.
    """

    start: int
    shown: str
    readings: frozenset[str]
    implied: frozenset[str] = frozenset()
    is_loose: bool = False

    @property
    def end(self) -> int:
        """One past its last code point."""
        return self.start + len(self.shown)


_PERCENT = re.compile(r"\s?(?:%|٪|per ?cent\b|pct\b|faiz\w*|процент\w*|درصد|prozent\b)|-percent\b")
_PERCENT_BEFORE = re.compile(r"(?:yüzde|%|٪)\s?$")
_CURRENCY = re.compile(
    "|".join(
        rf"(?P<{code}>{pattern})"
        for code, pattern in {
            "usd": r"(?:us)?\$|usd\b|(?:us )?dollars?\b|dollar\w*|dolar\w*|доллар\w*|دلار",
            "eur": r"€|eur\b|euros?\b|avro\w*|евро\b|یورو",
            "gbp": r"£|gbp\b|pounds?\b|funt\w*|sterlin\w*|фунт\w*|پوند",
            "azn": r"₼|azn\b|manat\w*|манат\w*|منات",
            "lira": r"₺|try\b|tl\b|lira\w*|лир\w*|لیر",
            "rub": r"₽|rub\b|roubles?\b|rubles?\b|rubl\w*|рубл\w*|روبل",
            "rial": r"irr\b|rials?\b|риал\w*|ریال",
            "kzt": r"₸|kzt\b|tenge\b|тенге",
        }.items()
    )
)
_CURRENCY_BEFORE = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _CURRENCY.pattern)})\s?$")
_SPACE = re.compile(r"\.?[\s-]?(?:us |abş |сша |آمریکا )?")
_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"|"
    r"(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)|(?<!\w)'((?:[^']|'(?=\w))+)'(?!\w)"
)
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_MARKS = re.compile(r"[\"'“”„«»‘’.,;:!?…]+")


def facts_of(text: str) -> tuple[Fact, ...]:
    """Every number, date, period, percentage and amount of ``text``."""
    even = evened(text)
    moments = list(moments_of(even))
    dated = [
        Fact(one.start, text[one.start : one.end], one.readings, one.implied, one.is_loose)
        for one in moments
    ]
    taken = [(one.start, one.end) for one in moments if not one.is_loose]
    counted = [
        _fact(text, even, number)
        for number in numbers_of(even)
        if not any(start < number.end and number.start < end for start, end in taken)
    ]
    return tuple([*dated, *counted])


def quotations_of(text: str) -> Iterator[str]:
    """Every phrase in quotation marks, without them, in its pieces where some of it is left out."""
    for match in _QUOTED.finditer(text):
        phrase = next(group for group in match.groups() if group)
        yield from (piece for piece in _LEFT_OUT.split(phrase) if len(folded(piece)) > 1)


def folded(text: str) -> str:
    """``text`` for comparing wordings: case, punctuation, accents of form and spacing aside."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_MARKS.sub(" ", plain).split())


def readings_of(facts: Iterable[Fact]) -> frozenset[str]:
    """Everything that these facts support."""
    return frozenset(reading for fact in facts for reading in fact.readings | fact.implied)


def figures_masked(text: str) -> str:
    """``text`` with a 0 for every digit: two texts alike in this differ in figures alone."""
    return "".join("0" if c.isdecimal() else c for c in text)


def figures_of(text: str) -> Iterator[str]:
    """The runs of digits of ``text``, with the marks between them."""
    return (match.group() for match in re.finditer(r"\d+(?:[.,:]\d+)*", text))


def _fact(text: str, even: str, number: Number) -> Fact:
    unit, start, end = _unit(even, number.start, number.end)
    if not unit:
        return Fact(start, text[start:end], number.readings, is_loose=number.is_loose)
    readings = frozenset(f"{unit} {reading}" for reading in number.readings)
    # "15 million" may be said of 15 million dollars; "15" may not be said of 15 %.
    implied = frozenset() if unit == "%" else number.readings
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Fact(start, words.strip(), readings, implied)


def _unit(even: str, start: int, end: int) -> tuple[str, int, int]:
    """The unit of the number at ``start``:``end``, or "", and the bounds of both together."""
    if percent := _PERCENT.match(even, end):
        return "%", start, percent.end()
    if percent := _PERCENT_BEFORE.search(even, max(0, start - 8), start):
        return "%", percent.start(), end
    space = _SPACE.match(even, end)
    if behind := _CURRENCY.match(even, space.end() if space else end):
        return str(behind.lastgroup), start, behind.end()
    before = _CURRENCY_BEFORE.search(even, max(0, start - 9), start)
    known = _CURRENCY.match(even, before.start()) if before else None
    return (str(known.lastgroup), known.start(), end) if known else ("", start, end)
