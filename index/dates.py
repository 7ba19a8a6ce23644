"""Dates as news write them, in six languages, read into ISO form.

``MONTHS`` is the one table of month names; whoever compares dates across languages uses it.
"""

import re
import unicodedata
from datetime import date

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

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_POINTS = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\.?\s+({_MONTH})\.?,?\s+(\d{{4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})(?!\d)")


def plain_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9; its length stays the same."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def find_date(text: str) -> str | None:
    """Find the first whole date of ``text`` as ``YYYY-MM-DD``; None when there is none."""
    plain = plain_digits(text).lower()
    if match := _ISO.search(plain):
        return _iso(*map(int, match.groups()))
    if match := _DAY_FIRST.search(plain):
        return _iso(int(match[3]), MONTHS[match[2]], int(match[1]))
    if match := _MONTH_FIRST.search(plain):
        return _iso(int(match[3]), MONTHS[match[1]], int(match[2]))
    if match := _POINTS.search(plain):
        return _iso(int(match[3]), int(match[2]), int(match[1]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
