"""Words that are numbers below a thousand, and those that multiply, in en, az, tr, ru, fa and de.

Ordinals ("third", "üçüncü", «третий») are told from counts: the third meeting is not three of them.
Azerbaijani, Turkish and Russian decline them, and German writes them in one word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Numeral:
    """What one word is worth; ``is_ordinal``: its place in an order and no count."""

    value: Fraction
    is_ordinal: bool = False


SCALES: Mapping[str, tuple[int, ...]] = {
    word: tuple(10**power for power in powers)
    for powers, words in {
        (3,): "thousand thousands тысяча тысячи тысяч тысячу тысячам тысячей тысячами тысячах тыс "
        "tausend tsd هزار",
        (3, 0): "k min mindən minə minlik bin binden binlik bine",
        (6,): "million millions mln mn mio millionen milyon миллион миллиона миллионов миллиону "
        "миллионам миллионами миллионах млн میلیون",
        (6, 0): "m",
        (9,): "billions bn mlrd mrd milyard milyar milliarde milliarden миллиард миллиарда "
        "миллиардов миллиарду миллиардам миллиардами миллиардах млрд میلیارد",
        (9, 12): "billion",
        (12,): "billionen trillion trillions tn trilyon триллион триллиона триллионов триллионам "
        "трлн تریلیون",
    }.items()
    for word in words.split()
}
HUNDRED = frozenset({"hundred", "yüz", "hundert", "صد"})
TEN = "on"
_GRAMMAR = (
    "one first second on bir birinci один одна одно одного одной одном одну первый первая "
    "первое первого первой первом первые первых первую первым یک اول نخست eins erste ersten "
    "erster erstes erstem min bin نه null ده سی دو acht achte achten ilk half yarı"
)
LOOSE = frozenset(_GRAMMAR.split())
"""Words that are more often grammar than number."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on",
    "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати "
    "тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    "нулю одной двум трём четырём пятью шестью семью восемью девятью десятью одиннадцатью "
    "двенадцатью тринадцатью четырнадцатью пятнадцатью шестнадцатью семнадцатью восемнадцатью "
    "девятнадцатью",
    "нулём одна две тремя четырьмя",
    "нулем одно двумя трем четырем",
    "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده "
    "هفده هجده نوزده",
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
    "yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
    "двадцатью тридцатью сорока пятьюдесятью шестьюдесятью семьюдесятью восемьюдесятью девяноста",
    "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
)
_HUNDREDS = (
    "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот",
    "صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد",
)
_CARDINALS: Mapping[str, int] = (
    {word: n for words in _UNITS for n, word in enumerate(words.split()) if word != "ein"}
    | {word: 10 * n for words in _TENS for n, word in enumerate(words.split(), 2)}
    | {word: 100 * n for words in _HUNDREDS for n, word in enumerate(words.split(), 1)}
    | {"трех": 3, "четырех": 4, "трехсот": 300, "четырехсот": 400, "eins": 1, "dozen": 12}
    | {"twice": 2, "двое": 2, "двоих": 2, "трое": 3, "троих": 3, "четверо": 4, "пятеро": 5}
    | {"шестеро": 6, "семеро": 7, "zwo": 2}
)
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
)
_TURKIC_ORDINALS = (
    "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu",
    "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
)
_TURKIC_TENTHS = (
    "onuncu iyirminci otuzuncu qırxıncı əllinci altmışıncı yetmişinci səksəninci doxsanıncı "
    "yüzüncü",
    "onuncu yirminci otuzuncu kırkıncı ellinci altmışıncı yetmişinci sekseninci doksanıncı yüzüncü",
)
_RUSSIAN_STEMS = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат",
    "двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност сот",
)
_PERSIAN_ORDINALS = {"دوم": 2, "سوم": 3, "اول": 1, "نخست": 1, "نخستین": 1, "اولین": 1, "سی‌ام": 30}
_ORDINALS: Mapping[str, int] = (
    {word: n for n, word in enumerate(_ENGLISH_ORDINALS[0].split(), 1)}
    | {word: 10 * n for n, word in enumerate(_ENGLISH_ORDINALS[1].split(), 2)}
    | {word: n for words in _TURKIC_ORDINALS for n, word in enumerate(words.split(), 1)}
    | {word: 10 * n for words in _TURKIC_TENTHS for n, word in enumerate(words.split(), 1)}
    | {"ilk": 1, "четвёрт": 4, **_PERSIAN_ORDINALS}
)
_RUSSIAN_ORDINALS: Mapping[str, int] = (
    {stem: n for n, stem in enumerate(_RUSSIAN_STEMS[0].split(), 1)}
    | {stem: 10 * n for n, stem in enumerate(_RUSSIAN_STEMS[1].split(), 2)}
    | {"четвёрт": 4}
)
_RUSSIAN = re.compile(
    r"([а-яё]+?)(?:[ыи]й|ой|ая|ое|ее|ого|ого|ому|ым|ом|ую|ые|ых|ыми|"
    r"ий|ья|ье|ьего|ьему|ьим|ьем|ью|ьей|ьи|ьих|ьими)"
)
_ENDING = re.compile(
    r"(?:l[ıiuü][kq])?(?:s?[ıiuü]|n?[ıiuü]n|y?[aəe]|n[aəe]|[dt][aəe]n?|s?[ıiuü]n[aəeıi]|"
    r"s?[ıiuü]n[dt][aəe]n?|l[aə]r\w{0,4}|d[ıiuü]r)?"
)
_BENT = (
    "milyon milyard milyar trilyon dörd dört yeddi yedi səkkiz sekiz doqquz dokuz iyirmi "
    "yirmi otuz qırx kırk yetmiş səksən seksen doxsan doksan beş"
)
_DECLINED = frozenset(_BENT.split()) | {
    word for words in (*_TURKIC_ORDINALS, *_TURKIC_TENTHS) for word in words.split()
}
"""What may carry an ending: the others would be words of their own ("üçün", "altında", "ona")."""
_GLUED = re.compile(
    r"(?P<tens>on|iyirmi|yirmi|otuz|qırx|kırk|əlli|elli|altmış|yetmiş|səksən|seksen|doxsan|doksan)"
    r"(?P<unit>bir|iki|üç|dörd|dört|beş|altı|yeddi|yedi|səkkiz|sekiz|doqquz|dokuz)"
)
_PERSIAN = re.compile(r"(?P<count>\w+?)\u200c?(?:ا?م)(?:ین)?")
_GERMAN_UNITS = "|".join(sorted(_UNITS[-1].split()[1:], key=len, reverse=True))
_GERMAN_TENS = "|".join(_TENS[-1].split())
_GERMAN_BELOW = rf"(?:(?:{_GERMAN_UNITS})und)?(?:{_GERMAN_TENS})|eins|{_GERMAN_UNITS}"
_GERMAN = re.compile(
    rf"(?:(?P<thousands>(?:(?:{_GERMAN_UNITS})?hundert(?:und)?)?(?:{_GERMAN_BELOW})?)tausend"
    rf"(?:und)?)?(?:(?P<hundreds>{_GERMAN_UNITS})?(?P<hundred>hundert)(?:und)?)?"
    rf"(?P<below>{_GERMAN_BELOW})?(?P<ordinal>(?:s?te|te)[nrsm]?)?"
)
_GERMAN_FIRST = {"dritt": 3, "erst": 1, "siebt": 7, "acht": 8}
_GERMAN_ODD = re.compile(r"(dritt|erst|siebt|acht)(?:e[nrsm]?)")
_GERMAN_HALVES = {"anderthalb": Fraction(3, 2), "eineinhalb": Fraction(3, 2)}
_HALVES = {"полтора": Fraction(3, 2), "полторы": Fraction(3, 2), "полутора": Fraction(3, 2)}
_HALVES |= {"zweieinhalb": Fraction(5, 2), "dreieinhalb": Fraction(7, 2), **_GERMAN_HALVES}
_LONGEST = 40


@lru_cache(maxsize=8192)
def numeral_of(word: str) -> Numeral | None:
    """What ``word``, in lower case, is worth by itself; None when it is no number."""
    if len(word) > _LONGEST:
        return None
    if (value := _CARDINALS.get(word)) is not None:
        return Numeral(Fraction(value))
    if (value := _ORDINALS.get(word)) is not None:
        return Numeral(Fraction(value), is_ordinal=True)
    if word in _HALVES:
        return Numeral(_HALVES[word])
    return _declined(word) or _glued(word) or _persian(word) or _german(word)


@lru_cache(maxsize=8192)
def scales_of(word: str) -> tuple[int, ...]:
    """What a number before ``word`` is multiplied by; empty when by nothing."""
    if (scales := SCALES.get(word)) is not None:
        return scales
    stem = _stem(word)
    return SCALES.get(stem, ()) if stem in ("milyon", "milyard", "milyar", "trilyon") else ()


def _stem(word: str) -> str | None:
    """The numeral that ``word`` is an Azerbaijani or Turkish form of."""
    if len(word) > _LONGEST:
        return None
    ends = range(len(word), 2, -1)
    fits = (word[:n] for n in ends if word[:n] in _DECLINED and _ENDING.fullmatch(word[n:]))
    return next(fits, None)


def _declined(word: str) -> Numeral | None:
    if match := _RUSSIAN.fullmatch(word):
        value = _RUSSIAN_ORDINALS.get(match[1])
        return Numeral(Fraction(value), is_ordinal=True) if value else None
    stem = _stem(word)
    if stem is None:
        return None
    if (value := _ORDINALS.get(stem)) is not None:
        return Numeral(Fraction(value), is_ordinal=True)
    return Numeral(Fraction(_CARDINALS[stem])) if stem in _CARDINALS else None


def _glued(word: str) -> Numeral | None:
    """As "onbeş" and "yirmibeş", which many write in one word."""
    match = _GLUED.fullmatch(word)
    if match is None:
        return None
    return Numeral(Fraction(_CARDINALS[match["tens"]] + _CARDINALS[match["unit"]]))


def _persian(word: str) -> Numeral | None:
    match = _PERSIAN.fullmatch(word)
    value = _CARDINALS.get(match["count"]) if match else None
    is_persian = value is not None and word[0] >= "\u0600"
    return Numeral(Fraction(value), is_ordinal=True) if value and is_persian else None


def _german(word: str) -> Numeral | None:
    if match := _GERMAN_ODD.fullmatch(word):
        return Numeral(Fraction(_GERMAN_FIRST[match[1]]), is_ordinal=True)
    match = _GERMAN.fullmatch(word)
    if match is None or not (match["below"] or match["hundred"] or match["thousands"]):
        return None
    value = _german_below(match["below"])
    if match["hundred"]:
        value += 100 * (_german_below(match["hundreds"]) or 1)
    if match["thousands"] is not None:
        value += 1000 * _german_thousands(match["thousands"])
    if word == "ein":
        return None
    return Numeral(Fraction(value), is_ordinal=match["ordinal"] is not None)


def _german_thousands(words: str) -> int:
    hundreds, marked, below = words.rpartition("hundert")
    value = _german_below(below.removeprefix("und") if marked else below)
    return (value + 100 * (_german_below(hundreds) or 1) if marked else value) or 1


def _german_below(words: str | None) -> int:
    """Below a hundred: "fünfundzwanzig"; 0 for nothing."""
    if not words:
        return 0
    unit, joined, tens = words.partition("und")
    if joined:
        return _GERMAN_VALUES[unit] + _GERMAN_VALUES[tens]
    return _GERMAN_VALUES[words]


_GERMAN_VALUES = {
    **{word: n for n, word in enumerate(_UNITS[-1].split())},
    **{word: 10 * n for n, word in enumerate(_TENS[-1].split(), 2)},
    "eins": 1,
}
