"""The hard facts of a text, in a form in which two wordings of one fact are equal.

Numbers, dates, amounts, percentages and quoted phrases, in en, az, tr, ru, fa and de. Nothing here
judges; :mod:`qa.verification` does.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.facts.measures import MEASURES, measured
from qa.facts.moments import moments_of
from qa.facts.numbers import Number, evened, numbers_of
from qa.facts.numerals import scales_of
from qa.facts.shares import shares_of


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


_RANGE = re.compile(
    r"\s?[-–—]\s?|\s(?:to|and|or|ilə|ile|və|ve|до|и|или|تا|و|یا|bis|und|oder|veya|və ya)\s"
)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_YEARS = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[-–/](\d\d)(?!\d)")
_ANNIVERSARY = re.compile(
    r"(?:[-‑’']?\w{1,4}|\.)?\s(?:\w+\s)?(?:anniversar|birthday|ildönüm|yıl ?dönüm|годовщин|سالگرد|"
    r"jahrestag|jubil)|[-‑]лети"
)
_ROMAN = re.compile(r"(?<![\w.])[IVXХІ]{1,7}(?![\w’'])")
_SOUND_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LATIN_NUMERALS = str.maketrans("ХІ", "XI")
_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"|"
    r"(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)|(?<!\w)'((?:[^']|'(?=\w))+)'(?!\w)"
)
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*")
_MARKS = re.compile(r"[\"'“”„«»‘’.,;:!?…]+")


def facts_of(text: str) -> tuple[Fact, ...]:
    """Every number, date, period, percentage, measure and amount of ``text``."""
    even = evened(text)
    moments = list(moments_of(even))
    dated = [
        Fact(one.start, text[one.start : one.end], one.readings, one.implied, one.is_loose)
        for one in moments
    ]
    dated += [
        Fact(one.start, text[one.start : one.end], one.readings, one.implied, one.is_loose)
        for one in shares_of(even)
    ]
    taken = [(one.start, one.end) for one in dated if not one.is_loose]
    counted = [
        (number, _fact(text, even, number))
        for number in numbers_of(even)
        if not any(start < number.end and number.start < end for start, end in taken)
    ]
    return tuple([*dated, *_ranged(even, counted), *_romans(text), *_second_years(text, even)])


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
    unit, start, end = measured(even, number.start, number.end)
    places = frozenset(f"th {reading}" for reading in number.readings if number.is_ordinal)
    if not unit or (places and unit in MEASURES):
        counts = number.readings if number.is_count else frozenset[str]()
        start, end = number.start, number.end
        if places and _ANNIVERSARY.match(even, end):
            counts |= {f"year {reading}" for reading in number.readings}
        decades = frozenset(f"decade {one[:3]}0" for one in counts if _YEAR.fullmatch(one))
        return Fact(start, text[start:end], places | counts, decades, number.is_loose)
    readings = frozenset(f"{unit} {reading}" for reading in number.readings)
    # "15 million" may be said of 15 million dollars; "15" may not be said of 15 %.
    implied = frozenset() if unit == "%" else number.readings
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    # "bir il" is "a year" more often than one.
    loose = number.is_loose and unit in MEASURES
    return Fact(start, words.strip(), readings, implied, loose)


def _ranged(even: str, counted: Sequence[tuple[Number, Fact]]) -> Iterator[Fact]:
    """The facts; the first of "3 to 5 million tonnes" reads as three million tonnes too."""
    for at, (number, fact) in enumerate(counted):
        behind = counted[at + 1] if at + 1 < len(counted) else None
        if behind is None or fact.readings != number.readings or number.is_loose:
            yield fact
        elif _RANGE.fullmatch(even, number.end, behind[1].start):
            yield replace(fact, readings=fact.readings | _borrowed(even, number, behind))
        else:
            yield fact


def _borrowed(even: str, number: Number, behind: tuple[Number, Fact]) -> frozenset[str]:
    """What ``number`` is with the scale and the unit of the one behind it."""
    other, fact = behind
    words = re.findall(r"[^\W\d_]+", even[other.start : other.end])
    scales = {1, *(scale for word in words for scale in scales_of(word))}
    values = [Fraction(one) for one in number.readings if one.replace("/", "").isdecimal()]
    units = {reading.rpartition(" ")[0] for reading in fact.readings if " " in reading}
    bare = {str(value * scale) for value in values for scale in scales}
    return frozenset(bare | {f"{unit} {value}" for unit in units for value in bare})


def _second_years(text: str, even: str) -> Iterator[Fact]:
    """The second year of "2001–02", which supports 2002 and asks for no support."""
    for match in _YEARS.finditer(even):
        start, end = match.span(2)
        readings = frozenset({match[1][:2] + match[2]})
        yield Fact(start, text[start:end], readings, is_loose=True)


def _romans(text: str) -> Iterator[Fact]:
    """Centuries, kings and congresses; a single letter may be a name's."""
    for match in _ROMAN.finditer(text):
        word = match.group().translate(_LATIN_NUMERALS)
        if _SOUND_ROMAN.fullmatch(word):
            value = sum(
                -_ROMAN_VALUES[one]
                if _ROMAN_VALUES[one] < _ROMAN_VALUES.get(two, 0)
                else _ROMAN_VALUES[one]
                for one, two in zip(word, f"{word[1:]} ", strict=True)
            )
            readings = frozenset({f"th {value}", str(value)})
            yield Fact(match.start(), match.group(), readings, is_loose=len(word) < 2)
