"""Numbers as news write them, in figures and in words, in en, az, tr, ru, fa and de.

"15 mln", "fifteen million" and "15 million" are one number; "15 milyon 300 min" is one too. What a
mark between digits means differs by country, and "min" is a thousand in Azerbaijani and a minute
elsewhere, so a number has readings: every value that it can have.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from index import plain_digits
from qa.facts.digits import readings_of
from qa.facts.numerals import HUNDRED, LOOSE, TEN, numeral_of, scales_of


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start``:``end`` of the text, and its readings in canonical form.

    ``is_loose``: a word that is more often grammar than number ("one", "on", "bir"); it can
    support a number, and is not itself in need of support. ``is_ordinal``: "2nd" and "second" are;
    "2." may be, and is both a count and a place.
    """

    start: int
    end: int
    readings: frozenset[str]
    is_loose: bool = False
    is_ordinal: bool = False
    is_count: bool = True


_AND = frozenset({"and", "و", "und", "və", "ve"})
_ONE_BEFORE = frozenset({"a", "an", "ein", "eine", "einer", "einem", "einen"})
_HALF_BEFORE = frozenset({"half", "yarım", "نیم", "halbe", "halben"})
_BARE = {
    word: Fraction(value)
    for value, words in {
        10**3: "тысяча тысячу",
        10**6: "миллион",
        10**9: "миллиард",
        5 * 10**5: "полмиллиона",
        5 * 10**8: "полмиллиарда",
    }.items()
    for word in words.split()
}
"""What is a number without another before it."""
_HALF_BEHIND = re.compile(
    r"(?: and a half|-and-a-half| ?½| с половиной| buçuk| yarım| و نیم|\u200cو\u200cنیم)(?!\w)"
)
_ORDINAL_BEHIND = re.compile(
    r"(?:st|nd|rd|th|[-‑'’]?(?:n?c[iıuü]|n[cç][iıuü])(?:l[aə]r|s[ıiuü])?(?:n?[ıiuü]n|[dt][aəe]n?)?|"
    r"[-‑](?:го|му|й|я|е|ю|м|ой|ый|ая|ое|х|ых|ом)|\u200c?[-‑]?ا?م(?:ین)?)(?!\w)"
)
_ANNIVERSARY = re.compile(r"[-‑]лети")
"""«20-летие» is a twentieth year, and twenty of them."""
_DOTTED = re.compile(r"\.(?=\s[^\W\d_])")
"""In German and Turkish "2." is the second; before what follows it may also end a sentence."""

_FIGURES = (
    r"\d+(?::\d+)+|"
    r"\d{1,3}(?:(?P<mark>[ \u00a0\u202f’'.,])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?(?!\d)|"
    r"\d+(?:[.,]\d+)*"
)
_TOKEN = re.compile(rf"(?P<figures>{_FIGURES})|(?P<word>[^\W\d_]+)")
_GAP = re.compile(r"[ \u00a0\u202f\u200c-]?|\. ")
_BEFORE_A_PLACE = re.compile(r"\b(?:the|its|their|his|her|our) $")
_MINUS = re.compile(r"(?:^|[\s(\[])(?:[-−]|minus |минус )$")
_YEAR = 4
"""Digits of a year."""


def evened(text: str) -> str:
    """``text`` in lower case and plain digits for reading numbers; its length stays the same."""
    lowered = "".join(low if len(low := c.lower()) == 1 else "i" for c in text)
    return plain_digits(lowered).replace("٫", ".").replace("٬", ",")


def numbers_of(text: str) -> Iterator[Number]:
    """Every number of ``text``, in order; ``text`` is as :func:`evened` leaves it."""
    tokens = _Tokens(text)
    position = 0
    while position < len(tokens.matches):
        part = _number(tokens, position)
        if part is None:
            position += 1
            continue
        yield _told(text, tokens, position, part)
        position += part.used


def _told(text: str, tokens: "_Tokens", position: int, part: "_Part") -> Number:
    first, last = tokens.matches[position], tokens.matches[position + part.used - 1]
    readings = part.readings
    if _MINUS.search(text, max(0, first.start() - 8), first.start()):
        readings = frozenset(f"-{reading}" for reading in readings)
    loose = part.used == 1 and (first["word"] in LOOSE) and not _is_place(text, first)
    ordinal, count = part.is_ordinal, not part.is_ordinal
    if part.used == 1 and (first["figures"] or "").isdecimal() and len(first["figures"]) < _YEAR:
        # "2028-ci il" is the year 2028, and no 2028th one.
        is_marked = _ORDINAL_BEHIND.match(text, last.end()) is not None
        count = not is_marked
        is_marked = is_marked or _ANNIVERSARY.match(text, last.end()) is not None
        ordinal = is_marked or _DOTTED.match(text, last.end()) is not None
    return Number(first.start(), last.end(), readings, loose, ordinal, count)


def _is_place(text: str, match: re.Match[str]) -> bool:
    """Whether "second" is the place in an order, and no unit of time or aside."""
    return match["word"] == "second" and _BEFORE_A_PLACE.search(text, 0, match.start()) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """What ``used`` tokens say; ``floor`` is its smallest power of a thousand."""

    used: int
    values: Mapping[str, Fraction | None]
    floor: int = 1
    is_ordinal: bool = False

    @property
    def readings(self) -> frozenset[str]:
        return frozenset(self.values)


class _Tokens:
    """The figures and words of a text, and which of them stand side by side."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.matches = list(_TOKEN.finditer(text))
        ends = [match.end() for match in self.matches]
        self._adjoins = [False] + [
            _GAP.fullmatch(text, end, match.start()) is not None
            for end, match in zip(ends, self.matches[1:], strict=False)
        ]

    def word(self, at: int) -> str | None:
        """The word at ``at`` if it adjoins the token before it."""
        inside = at < len(self.matches) and self._adjoins[at]
        return self.matches[at]["word"] if inside else None

    def adjoins(self, at: int) -> bool:
        return at < len(self.matches) and self._adjoins[at]


def _number(tokens: _Tokens, at: int) -> _Part | None:
    """The number that begins at ``at``: parts of falling size, as in "15 milyon 300 min"."""
    whole = _part(tokens, at)
    while whole is not None and whole.floor > 1:
        behind = at + whole.used
        behind += tokens.word(behind) in _AND
        part = _part(tokens, behind) if tokens.adjoins(behind) else None
        figures = part is not None and tokens.matches[behind]["figures"]
        if part is None or not _is_below(part, whole.floor) or (figures and part.floor == 1):
            break
        sums = [a + b for a in whole.values.values() for b in part.values.values() if a and b]
        floor = min(whole.floor - 1, part.floor)
        values = {str(one): one for one in sums}
        whole = _Part(behind - at + part.used, values, floor, part.is_ordinal)
    return whole


def _is_below(part: _Part, floor: int) -> bool:
    return all(value is not None and 0 < value < floor for value in part.values.values())


def _part(tokens: _Tokens, at: int) -> _Part | None:
    """Figures, or words below a thousand, with the half and the scales behind them."""
    figures = tokens.matches[at]["figures"]
    part = _Part(1, dict(readings_of(figures))) if figures else _worded(tokens, at)
    if part is None or part.is_ordinal:
        return part
    part = _with_half(tokens, at, part)
    while scales := scales_of(tokens.word(at + part.used) or ""):
        values = [value for value in part.values.values() if value is not None]
        scaled = {str(value * scale): value * scale for value in values for scale in scales}
        if not scaled:
            break
        part = _Part(part.used + 1, scaled, max(scales))
    return _with_half(tokens, at, part) if part.floor == 1 else part


def _with_half(tokens: _Tokens, at: int, part: _Part) -> _Part:
    """With "and a half" behind it, in however many words."""
    half = _HALF_BEHIND.match(tokens.text, tokens.matches[at + part.used - 1].end())
    if half is None:
        return part
    used = part.used
    while at + used < len(tokens.matches) and tokens.matches[at + used].start() < half.end():
        used += 1
    values = [value + Fraction(1, 2) for value in part.values.values() if value is not None]
    return _Part(used, {str(value): value for value in values} or part.values)


def _worded(tokens: _Tokens, at: int) -> _Part | None:
    """A number that begins with a word: "twenty-five", "a million", "half a million"."""
    first = tokens.matches[at]["word"]
    if first in _BARE:
        return _Part(1, {str(_BARE[first]): _BARE[first]})
    second = tokens.word(at + 1) or ""
    if first in _HALF_BEFORE:
        used = 2 if second in _ONE_BEFORE else 1
        return (
            _Part(used, {"1/2": Fraction(1, 2)})
            if scales_of(tokens.word(at + used) or "")
            else None
        )
    if first in _ONE_BEFORE:
        if second in ("hundred", "hundert", "dozen"):
            value = Fraction(12 if second == "dozen" else 100)
            return _Part(2, {str(value): value})
        return _Part(1, {"1": Fraction(1)}) if _is_scale(second) else None
    return _spelled(tokens, at)


def _is_scale(word: str) -> bool:
    return len(word) > 3 and bool(scales_of(word))


def _spelled(tokens: _Tokens, at: int) -> _Part | None:
    """Words below a thousand: "twenty-five", "two hundred and fifty", «двести пятая»."""
    first = tokens.matches[at]["word"] or ""
    numeral = numeral_of(first)
    if numeral is None and first not in HUNDRED:
        return None
    value, ordinal = (numeral.value, numeral.is_ordinal) if numeral else (Fraction(100), False)
    used, room = 1, 10 if first == TEN else _room(value)
    while room and not ordinal:
        step = int(tokens.word(at + used) in _AND)
        word = tokens.word(at + used + step) or ""
        part = numeral_of(word)
        if word in HUNDRED and value < 10 and not step:
            value, room, used = value * 100, 100, used + 1
        elif part and 0 < part.value < room and (not step or _may_follow(tokens, at + used, word)):
            value, ordinal = value + part.value, part.is_ordinal
            room, used = min(room, _room(part.value)), used + step + 1
        else:
            break
    # "on beş" is fifteen in Azerbaijani and Turkish, and "on five" is not in English.
    values = {value, value - 10} if first == TEN and used > 1 else {value}
    return _Part(used, {str(one): one for one in values}, is_ordinal=ordinal)


def _may_follow(tokens: _Tokens, at: int, word: str) -> bool:
    """Behind "and" a word of grammar is no number, but where Persian joins all of them so."""
    return word not in LOOSE or tokens.word(at) == "و"


def _room(part: Fraction) -> int:
    """What may follow a part must be smaller than this: units behind tens, tens behind hundreds."""
    if part >= 100:
        return 100
    return 10 if part >= 20 and part % 10 == 0 else 1
