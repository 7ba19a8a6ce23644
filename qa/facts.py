"""The hard facts of a text, in a form in which two wordings of one fact are equal.

Numbers, dates, amounts, percentages and quoted phrases, in en, az, tr, ru, fa and de: "15 mln",
"fifteen million" and "15 million" are one fact; "18 March", "March 18" and «18 марта» are one.
Nothing here judges; :mod:`qa.verify` does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from index import MONTHS, plain_digits


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is in the text, and every reading it can have, as canonical strings.

    "1.234" reads as 1234 in German and as 1.234 in English; two facts agree when they share a
    reading.
    """

    shown: str
    readings: frozenset[str]


_SCALES: dict[str, int] = {
    word: scale
    for scale, words in {
        10**2: "hundred yüz сто hundert صد",
        10**3: "thousand min bin тысяча тысячи тысяч тыс tausend tsd هزار",
        10**6: "million millions mln mn milyon milyona миллион миллиона миллионов миллионами млн "
        "millionen mio میلیون",
        10**9: "billion billions bn mlrd milyard milyar миллиард миллиарда миллиардов млрд "
        "milliarde milliarden mrd میلیارد",
        10**12: "trillion trillions trilyon триллион триллиона триллионов трлн billionen تریلیون",
    }.items()
    for word in words.split()
}
_SMALL: dict[str, int] = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty",
        "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on",
        "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать "
        "двадцать",
        "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده "
        "نوزده بیست",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    )
    for number, word in enumerate(words.split())
}
_TENS: dict[str, int] = {
    word: 10 * tens
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
        "yirmi otuz kırk elli altmış yetmiş seksen doksan",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    )
    for tens, word in enumerate(words.split(), 2)
}
# "one", "on" (English) and "bir" are words of grammar far more often than numbers.
_SILENT = frozenset({"one", "bir", "один", "یک", "eins", "on", "min", "bin", "نه", "null", "ده"})
_PERCENT = re.compile(
    r"\s?(?:%|٪|percent\b|per cent\b|faiz\w*|процент\w*|درصد|prozent\b)", re.IGNORECASE
)
_PERCENT_BEFORE = re.compile(r"(?:yüzde|%)\s?$", re.IGNORECASE)
_CURRENCIES = {
    "usd": r"\$|us\$|usd|dollars?|dollar|dollarlıq|доллар\w*|دلار",
    "eur": r"€|eur|euros?|avro|евро|یورو",
    "gbp": r"£|gbp|pounds?|funt|sterlin|фунт\w*|پوند",
    "azn": r"₼|azn|manats?|manat\w*|манат\w*|منات",
    "try": r"₺|try|lira\w*|лир\w*|لیر",
    "rub": r"₽|rub|roubles?|rubles?|rubl\w*|рубл\w*|روبل",
    "irr": r"irr|rials?|риал\w*|ریال",
    "kzt": r"₸|kzt|tenge|тенге",
}
_CURRENCY = re.compile(
    "|".join(rf"(?P<{code}>{pattern})" for code, pattern in _CURRENCIES.items()), re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f’'.,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“([^”]{2,300})”|«([^»]{2,300})»|„([^“”]{2,300})[“”]|\"([^\"]{2,300})\"")


def facts_of(text: str) -> tuple[Fact, ...]:
    """Every number, month of a date, percentage and amount of ``text``, in order."""
    plain = plain_digits(text).lower() if len(text.lower()) == len(text) else plain_digits(text)
    return tuple([*_digits(text, plain), *_months(text, plain), *_words(text, plain)])


def quotations_of(text: str) -> tuple[str, ...]:
    """Every phrase in quotation marks, without them."""
    return tuple(
        next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)
    )


def folded(text: str) -> str:
    """``text`` for comparing wordings: case, quotation marks, accents of form and spacing aside."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\"'“”„«»‘’.,;:!?…]+", " ", plain).split())


def _digits(text: str, plain: str) -> Iterator[Fact]:
    for match in _NUMBER.finditer(plain):
        values = _values(match.group())
        shown, end = text[match.start() : match.end()], match.end()
        word = _WORD.match(plain, _skip(plain, end))
        if word and word.group() in _SCALES and end < word.start() + 1:
            values = {value * _SCALES[word.group()] for value in values}
            end = word.end()
            shown = text[match.start() : end]
        unit = _unit(plain, match.start(), end)
        yield Fact(shown, frozenset(f"{unit}{_plain(value)}" for value in values))


def _unit(plain: str, start: int, end: int) -> str:
    if _PERCENT.match(plain, end) or _PERCENT_BEFORE.search(plain, max(0, start - 8), start):
        return "%"
    before = _CURRENCY.search(plain, max(0, start - 2), start)
    behind = _CURRENCY.match(plain, _skip(plain, end))
    found = before or behind
    return f"{found.lastgroup} " if found else ""


def _months(text: str, plain: str) -> Iterator[Fact]:
    """A month's name beside a day or a year; alone, "may" is a verb and "mart" a shop."""
    for match in _WORD.finditer(plain):
        number = MONTHS.get(match.group()) or MONTHS.get(_without_ending(match.group()))
        if number is None:
            continue
        before = plain[max(0, match.start() - 4) : match.start()]
        behind = plain[match.end() : match.end() + 4]
        if re.search(r"\d\D{0,3}$", before) or re.match(r"\D{0,3}\d", behind):
            yield Fact(text[match.start() : match.end()], frozenset({f"month {number}"}))
    for match in re.finditer(r"(?<!\d)\d{4}-(\d{2})-\d{2}(?!\d)", plain):
        yield Fact(match.group(), frozenset({f"month {int(match[1])}"}))


def _without_ending(word: str) -> str:
    """Azerbaijani and Turkish months in a case: "martda", "Mart'ta", "dekabrın"."""
    for ending in ("ında", "undan", "ından", "ınadək", "ın", "da", "də", "ta", "te", "de", "ayı"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _words(text: str, plain: str) -> Iterator[Fact]:
    """Numbers in words: "fifteen", "twenty-five", "fifteen million", «пятнадцать миллионов»."""
    words = list(_WORD.finditer(plain))
    position = 0
    while position < len(words):
        value, used = _spelled([word.group() for word in words[position : position + 4]])
        if used:
            start, end = words[position].start(), words[position + used - 1].end()
            unit = _unit(plain, start, end)
            yield Fact(text[start:end], frozenset({f"{unit}{_plain(Decimal(value))}"}))
        position += used or 1


def _spelled(words: list[str]) -> tuple[int, int]:
    """The value that ``words`` begin with, and how many of them say it; (0, 0) for none."""
    first = words[0]
    if first in _TENS:
        value, used = _TENS[first], 1
        if len(words) > 1 and 0 < _SMALL.get(words[1], 0) < 10:
            value, used = value + _SMALL[words[1]], 2
    elif first in _SMALL:
        value, used = _SMALL[first], 1
    else:
        return 0, 0
    scaled = False
    while used < len(words) and words[used] in _SCALES:
        value, used, scaled = value * _SCALES[words[used]], used + 1, True
    if first in _SILENT and not scaled and used == 1:
        return 0, 0
    return value, used


def _values(number: str) -> set[Decimal]:
    """Every reading of a number: which mark groups thousands differs by country."""
    grouped = re.sub(r"[ \u00a0\u202f’']", "", number)
    readings = {grouped.replace(",", "")}
    if "," in grouped:
        readings.add(grouped.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", grouped):
        readings.add(grouped.replace(".", ""))
    return {Decimal(reading) for reading in readings if reading.count(".") <= 1}


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _skip(text: str, at: int) -> int:
    """Past one space or hyphen, as in "15 mln" and "15-million"."""
    return at + 1 if text[at : at + 1] in (" ", "\u00a0", "\u202f", "-") else at
