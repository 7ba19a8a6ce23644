"""Figures put in another form, for truths and lies: in words, with other marks, in other orders."""

import re
from collections.abc import Callable, Sequence
from random import Random

from index import MONTHS

_BELOW = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "az": "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "ru": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده "
    "هجده نوزده",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
}
_TENS = {
    "en": "ten twenty thirty forty fifty sixty seventy eighty ninety",
    "az": "on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan",
    "tr": "on yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "ru": "десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "fa": "ده بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
    "de": "zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}
_NAMES = "January February March April May June July August September October November December"
_MONTHS, _MONTH = _NAMES.split(), _NAMES.replace(" ", "|")
_FIGURE = re.compile(
    r"(?<![\w.,٫:/–—-])\d{1,3}(?:,\d{3})+(?![\w.,٫:/–—-]|\s?[%°])|"
    r"(?<![\w.,٫:/–—-])\d{4,6}(?![\w.,٫:/–—-]|\s?[%°])|"
    r"(?<![\w.,٫:/$€£№#–—-])\d{1,2}(?![\w.,٫:/–—’'-]|\s?[%°]|\s\d)"
)
_SCALED = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,]\d)?) (million|milyon|миллионов|میلیون|Millionen)(?!\w)"
)
_SHORT = {
    "million": "mln",
    "milyon": "mln",
    "миллионов": "млн",
    "میلیون": "میلیون",
    "Millionen": "Mio.",
}
_DATE = re.compile(rf"\b({_MONTH}) (\d{{1,2}}), (\d{{4}})\b|\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b")
_PERCENT = re.compile(r"(?<=\d)\s?%|(?<=\d) percent\b")
_CASE = re.compile(r"[dt]?[aəıuioe]n?$")
_MARKS = ".,;)"
_YEARS = range(1000, 2101)


def spelled(number: int, language: str) -> str:
    """``number`` from 0 to 99 in words."""
    below, tens = _BELOW[language].split(), _TENS[language].split()
    if number < len(below):
        return below[number]
    ten, unit = divmod(number, 10)
    if not unit:
        return tens[ten - 1]
    if language == "de":
        return f"{'ein' if unit == 1 else below[unit]}und{tens[ten - 1]}"
    joint = {"en": "-", "fa": " و "}.get(language, " ")
    return f"{tens[ten - 1]}{joint}{below[unit]}"


def reformed(text: str, language: str, chance: Random) -> str | None:
    """``text`` with one of its figures in another form; None where it has none that can be."""
    ways: list[tuple[Callable[[re.Match[str]], str], re.Match[str]]] = []
    if language == "en":
        ways += [(_dated(chance), match) for match in _DATE.finditer(text)]
        ways += [(_percent, match) for match in _PERCENT.finditer(text)]
    ways += [(_scaled(chance), match) for match in _SCALED.finditer(text)]
    figures = [match for match in _FIGURE.finditer(text) if not _in_a_date(text, match)]
    ways += [(_figured(language, chance), match) for match in figures]
    chance.shuffle(ways)
    for way, match in ways:
        form = way(match)
        if form != match.group():
            return text[: match.start()] + form + text[match.end() :]
    return None


def _in_a_date(text: str, match: re.Match[str]) -> bool:
    """Years, days and what stands beside a capital ("Apollo 11", "Week 7") keep their form."""
    number = int(match.group().replace(",", ""))
    behind, before = text[match.end() :].split(" ")[1:2], text[: match.start()].split()[-1:]
    plain = [word.casefold().strip(_MARKS) for word in (*behind, *before)]
    if any(one in MONTHS or _CASE.sub("", one) in MONTHS for one in plain):
        return True
    is_beside = any(word[:1].isupper() or word[:1] in '“„«"' for word in (*behind, *before))
    is_beside = is_beside or text[match.end() : match.end() + 1] in '”“»"'
    is_dated = re.match(r"\s\w+\s(?:of\s)?\d{4}", text[match.end() :]) is not None
    is_year = "," not in match.group() and number in _YEARS
    return is_year or is_beside or is_dated


def _figured(language: str, chance: Random) -> Callable[[re.Match[str]], str]:
    def form(match: re.Match[str]) -> str:
        number = int(match.group().replace(",", ""))
        if number < 100:
            return spelled(number, language)
        marks: Sequence[str] = (",", "", "\u00a0", " ") if language == "en" else ("", "\u00a0", " ")
        other = [f"{number:,}".replace(",", mark) for mark in marks]
        return chance.choice([one for one in other if one != match.group()])

    return form


def _scaled(chance: Random) -> Callable[[re.Match[str]], str]:
    def form(match: re.Match[str]) -> str:
        number, scale = match.groups()
        whole = f"{round(float(number.replace(',', '.')) * 10**6):,}"
        return chance.choice([f"{number} {_SHORT[scale]}", whole.replace(",", "\u00a0")])

    return form


def _dated(chance: Random) -> Callable[[re.Match[str]], str]:
    def form(match: re.Match[str]) -> str:
        month, day, year = match[1] or match[5], int(match[2] or match[4]), match[3] or match[6]
        number = _MONTHS.index(month) + 1
        ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
        forms = [
            f"{day} {month} {year}",
            f"{month} {day}, {year}",
            f"{year}-{number:02}-{day:02}",
            f"{day:02}.{number:02}.{year}",
            f"the {day}{ending} of {month} {year}",
        ]
        return chance.choice([one for one in forms if one != match.group()])

    return form


def _percent(match: re.Match[str]) -> str:
    return " per cent" if "%" in match.group() else "%"
