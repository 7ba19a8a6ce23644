"""Dates as news write them, in six languages and three calendars' notations, read into ISO form.

``MONTHS`` is the one table of month names; whoever compares dates across languages uses it.
Persian months are of the Solar Hijri calendar and are converted.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

_NAMES = {
    "en": "january february march april may june july august september october november december",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru2": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ru3": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "short": "jan feb mar apr may jun jul aug sep oct nov dec",
}
MONTHS: dict[str, int] = {
    name: number for names in _NAMES.values() for number, name in enumerate(names.split(), 1)
} | {"sept": 9, "می": 5, "جولای": 7, "آگوست": 8}
"""Month names, lower-cased, to 1 … 12: en, az, tr, ru in its cases, fa, de."""

_SOLAR_NAMES = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_SOLAR_MONTHS = {name: number for number, name in enumerate(_SOLAR_NAMES.split(), 1)}
_SOLAR_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
"""Remainders by 33 of the leap years: right from 1799 to 2255 (Borkowski 1996)."""
_NEW_YEAR_1400 = date(2021, 3, 21)


def _names(months: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, months), key=len, reverse=True))


_ISO = re.compile(r"\b(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_POINTS = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4})\b")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?({_names(MONTHS)})\.?,?\s+(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"\b({_names(MONTHS)})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"
)
_SOLAR = re.compile(rf"\b(\d{{1,2}})\s+({_names(_SOLAR_MONTHS)})(?:\s+ماه)?\s+(\d{{4}})(?!\d)")
_HAN = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")


class Dated(NamedTuple):
    """A date as ``YYYY-MM-DD``, and where it stands: half-open, in code points."""

    date: str
    start: int
    end: int


def plain_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9; its length stays the same."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def find_date(text: str) -> str | None:
    """Find the first whole date of ``text`` as ``YYYY-MM-DD``; None when there is none."""
    found = locate_date(text)
    return found.date if found else None


def locate_date(text: str) -> Dated | None:
    """As :func:`find_date`, with its place; what can be read in two ways (03/04/2026) is none."""
    plain = "".join(_small(c) for c in plain_digits(text))
    for pattern, read in _READERS:
        if match := pattern.search(plain):
            found = read(match)
            return Dated(found, *match.span()) if found else None
    return None


def _small(character: str) -> str:
    """Lower case that keeps the length: ``İ`` alone would become two code points."""
    return "i" if character == "İ" else character.lower()


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(year: int, month: int, day: int) -> str | None:
    return _solar(year, month, day) if 1300 <= year < 1500 else _iso(year, month, day)


def _points(match: re.Match[str]) -> str | None:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == "/" and first <= 12 and second <= 12 and first != second:
        return None
    day, month = (second, first) if mark == "/" and second > 12 else (first, second)
    return _numeric(year, month, day)


def _solar(year: int, month: int, day: int) -> str | None:
    """Solar Hijri to Gregorian: six months of 31 days, five of 30, and one of 29 or 30."""
    leap = year % 33 in _SOLAR_LEAPS
    longest = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= longest and 1178 <= year <= 1633):
        return None
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    days = 365 * (year - 1400) + _leaps_before(year) - _leaps_before(1400) + before
    return (_NEW_YEAR_1400 + timedelta(days=days)).isoformat()


def _leaps_before(year: int) -> int:
    return year // 33 * len(_SOLAR_LEAPS) + sum(one < year % 33 for one in _SOLAR_LEAPS)


_READERS = (
    (_ISO, lambda m: _numeric(int(m[1]), int(m[3]), int(m[4]))),
    (_DAY_FIRST, lambda m: _iso(int(m[3]), MONTHS[m[2]], int(m[1]))),
    (_MONTH_FIRST, lambda m: _iso(int(m[3]), MONTHS[m[1]], int(m[2]))),
    (_SOLAR, lambda m: _solar(int(m[3]), _SOLAR_MONTHS[m[2]], int(m[1]))),
    (_HAN, lambda m: _iso(int(m[1]), int(m[2]), int(m[3]))),
    (_POINTS, _points),
)
