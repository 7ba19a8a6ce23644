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


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start``:``end`` of the text, and its readings in canonical form.

    ``is_loose``: a word that is more often grammar than number ("one", "on", "bir"); it can
    support a number, and is not itself in need of support.
    """

    start: int
    end: int
    readings: frozenset[str]
    is_loose: bool = False


_SCALES: Mapping[str, tuple[int, ...]] = {
    word: tuple(10**power for power in powers)
    for powers, words in {
        (3,): "thousand thousands тысяча тысячи тысяч тысячу тысячам тыс tausend tsd هزار",
        (3, 0): "k min mindən minə bin binden",
        (6,): "million millions mln mn mio millionen milyon milyonluq milyonluk milyona milyondan "
        "миллион миллиона миллионов миллионам миллионами миллионах млн میلیون",
        (6, 0): "m",
        (9,): "billions bn mlrd mrd milyard milyardlıq milyarddan milyar milyarlık milyardan "
        "milliarde milliarden миллиард миллиарда миллиардов миллиардам млрд میلیارد",
        (9, 12): "billion",
        (12,): "billionen trillion trillions tn trilyon триллион триллиона триллионов трлн تریلیون",
    }.items()
    for word in words.split()
}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on",
    "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати "
    "тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده "
    "هفده هجده نوزده",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
    "yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
    "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
)
_HUNDREDS = (
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد",
    "hundert zweihundert dreihundert vierhundert fünfhundert sechshundert siebenhundert "
    "achthundert neunhundert",
)
_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_WORDS: Mapping[str, int] = (
    {word: n for words in _UNITS for n, word in enumerate(words.split())}
    | {word: 10 * n for words in _TENS for n, word in enumerate(words.split(), 2)}
    | {word: 100 * n for words in _HUNDREDS for n, word in enumerate(words.split(), 1)}
    | {word: n for n, word in enumerate(_ORDINALS.split(), 3)}
    | {"first": 1, "second": 2, "две": 2, "трех": 3, "четырех": 4, "thirtieth": 30, "fiftieth": 50}
    | {
        f"{unit}und{tens}": n + 10 * t
        for n, unit in enumerate(["ein", *_UNITS[-1].split()[2:10]], 1)
        for t, tens in enumerate(_TENS[-1].split(), 2)
    }
)
_HUNDRED = frozenset({"hundred", "yüz", "hundert", "صد"})
_AND = frozenset({"and", "و", "und", "və", "ve"})
_TEN = "on"
_GRAMMAR = "one first second on bir один одного یک eins min bin نه null ده سی دو acht"
_LOOSE = frozenset(_GRAMMAR.split())

_AMBIGUOUS = re.compile(r"(\d{1,3})[.,](\d{3})")
_GROUPED = re.compile(r"(\d{1,3}(?:([ \u00a0\u202f’'.,])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_FIGURES = (
    r"\d+(?::\d+)+|"
    r"\d{1,3}(?:(?P<mark>[ \u00a0\u202f’'.,])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?(?!\d)|"
    r"\d+(?:[.,]\d+)*"
)
_TOKEN = re.compile(rf"(?P<figures>{_FIGURES})|(?P<word>[^\W\d_]+)")
_GAP = re.compile(r"[ \u00a0\u202f\u200c-]?|\. ")
_MINUS = re.compile(r"(?:^|[\s(\[])(?:[-−]|minus |минус )$")
_LONGEST = 40
"""Digits; what is longer is an account number, and has no value but its digits."""


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
        first, last = tokens.matches[position], tokens.matches[position + part.used - 1]
        readings = part.readings
        if _MINUS.search(text, max(0, first.start() - 8), first.start()):
            readings = frozenset(f"-{reading}" for reading in readings)
        loose = part.used == 1 and first["word"] in _LOOSE
        yield Number(first.start(), last.end(), readings, loose)
        position += part.used


@dataclass(frozen=True, slots=True)
class _Part:
    """What ``used`` tokens say; ``floor`` is its smallest power of a thousand."""

    used: int
    values: Mapping[str, Fraction | None]
    floor: int = 1

    @property
    def readings(self) -> frozenset[str]:
        return frozenset(self.values)


class _Tokens:
    """The figures and words of a text, and which of them stand side by side."""

    def __init__(self, text: str) -> None:
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
        whole = _Part(behind - at + part.used, {str(one): one for one in sums}, floor)
    return whole


def _is_below(part: _Part, floor: int) -> bool:
    return all(value is not None and 0 < value < floor for value in part.values.values())


def _part(tokens: _Tokens, at: int) -> _Part | None:
    """Figures, or words below a thousand, with the scales behind them."""
    figures = tokens.matches[at]["figures"]
    part = _Part(1, dict(_readings(figures))) if figures else _spelled(tokens, at)
    while part is not None and (scales := _SCALES.get(tokens.word(at + part.used) or "")):
        values = [value for value in part.values.values() if value is not None]
        scaled = {str(value * scale): value * scale for value in values for scale in scales}
        if not scaled:
            break
        part = _Part(part.used + 1, scaled, max(scales))
    return part


def _spelled(tokens: _Tokens, at: int) -> _Part | None:
    """Words below a thousand: "twenty-five", "two hundred and fifty", «двести пять»."""
    first = tokens.matches[at]["word"]
    value = 100 if first in _HUNDRED else _WORDS.get(first)
    if value is None:
        return None
    used, room = 1, 10 if first == _TEN else _room(value)
    while room:
        step = int(tokens.word(at + used) in _AND)
        word = tokens.word(at + used + step) or ""
        if word in _HUNDRED and value < 10 and not step:
            value, room, used = value * 100, 100, used + 1
        elif 0 < (part := _WORDS.get(word, 0)) < room and not (step and word in _LOOSE):
            value, room, used = value + part, min(room, _room(part)), used + step + 1
        else:
            break
    # "on beş" is fifteen in Azerbaijani and Turkish, and "on five" is not in English.
    values = {value, value - 10} if first == _TEN and used > 1 else {value}
    return _Part(used, {str(one): Fraction(one) for one in values})


def _room(part: int) -> int:
    """What may follow a part must be smaller than this: units behind tens, tens behind hundreds."""
    if part >= 100:
        return 100
    return 10 if part >= 20 and part % 10 == 0 else 1


def _readings(figures: str) -> Iterator[tuple[str, Fraction | None]]:
    """Every reading of figures with its value; a time or score has none."""
    if sum(c.isdigit() for c in figures) > _LONGEST or ":" in figures:
        yield figures, None
    elif ambiguous := _AMBIGUOUS.fullmatch(figures):
        whole, part = ambiguous.groups()
        yield str(int(whole + part)), Fraction(whole + part)
        # Kept as written: "15,000" is not to support "15".
        yield f"{int(whole)}.{part}", Fraction(f"{whole}.{part}")
    elif match := _GROUPED.fullmatch(figures):
        value = Fraction(re.sub(r"\D", "", match[1]) + f".{match[3] or 0}")
        yield str(value), value
    elif match := _DECIMAL.fullmatch(figures):
        value = Fraction(f"{match[1]}.{match[2] or 0}")
        yield str(value), value
    else:
        yield figures, None
