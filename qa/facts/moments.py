"""Dates and periods as news write them, in en, az, tr, ru, fa and de.

"18 March", "March 18" and «18 марта» are one day; "the end of 2028" and «к концу 2028 года» are one
period. A date also stands for what is less exact: whoever says "18 March 2026" has said "March".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index import MONTHS, find_date


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at ``start``:``end``: what it can be read as, and the less exact that it implies.

    ``is_loose``: it may be no date at all ("may", "mart", "pazar"); it can support a date, and is
    not itself in need of support.
    """

    start: int
    end: int
    readings: frozenset[str]
    implied: frozenset[str] = frozenset()
    is_loose: bool = False


_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_CASE = r"(?:(?:[’']?(?:ın|in|un|ün|nın|nin))?[’']?(?:a|ə|e|da|də|de|dan|dən|den|ta|te|tan|ten)?|s)"
_NAMED = rf"(?P<month>{_MONTH}){_CASE}(?!\w)\.?"
_FROM = r"(?:(?P<first>[0-3]?\d)(?:st|nd|rd|th|\.)?\s?(?:-|–|\band\b|и|ve|və|und|bis|تا)\s?)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|-го|-c?[iıuü])?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>\d{4})(?!\d)",
        rf"(?<![\w.,]){_FROM}{_DAY}\s(?:of\s)?{_NAMED}(?:,?\s{_YEAR})?",
        rf"(?<!\w){_NAMED}\s{_FROM}{_DAY}(?![\d:%]|[.,]\d|\s%)(?:,?\s{_YEAR})?",
        rf"(?<!\w){_NAMED},?\s(?:of\s)?{_YEAR}",
        rf"(?<!\d){_YEAR}(?:-?c?[iıuü] il(?:in)?|\s?года?)?\s{_NAMED}",
        rf"(?<!\w){_NAMED}",
    )
)
_BEFORE_A_MONTH = re.compile(r"(?:\b(?:in|by|since|until|from|last|next|this|of|im|seit)|в|с|در) $")
_OTHER_WORDS = (
    "may",
    "march",
    "mart",
    "mar",
    "mai",
    "dec",
    "jan",
    "sep",
    "ocak",
    "kasım",
    "ekim",
    "aralık",
    "مه",
    "می",
)

_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?P<d1>mondays?|montags?|pazartesi|bazar ertəsi|понедельник\w*|دوشنبه)|"
    r"(?P<d2>tuesdays?|dienstags?|salı|çərşənbə axşamı|вторник\w*|سه[‌ ]?شنبه)|"
    r"(?P<d3>wednesdays?|mittwochs?|çarşamba|çərşənbə(?! axşamı)|сред[ауы]|چهارشنبه)|"
    r"(?P<d4>thursdays?|donnerstags?|perşembe|cümə axşamı|четверг\w*|پنج‌?شنبه)|"
    r"(?P<d5>fridays?|freitags?|cuma|cümə(?! axşamı)|пятниц\w*|جمعه)|"
    r"(?P<d6>saturdays?|samstags?|sonnabends?|cumartesi|şənbə|суббот\w*|شنبه)|"
    r"(?P<d7>sundays?|sonntags?|pazar|bazar(?! ertəsi)|воскресень\w*|یکشنبه))(?!\w)"
)
_MARKETS = frozenset({"pazar", "bazar", "среда", "среды", "cümə", "cuma"})

_PARTS: Mapping[str, str] = {
    "end": r"(?:the )?(?:very )?(?:end|close)(?: of)?|year-end|ende|кон(?:ец|ца|це|цу|цом)|پایان|"
    r"آخر|sonu\w*|axırı\w*",
    "late": r"late|اواخر",
    "middle": r"mid|(?:the )?middle of|mitte|середин\w|اواسط|نیمه|میانه|orta(?:sı|ları)\w*",
    "beginning": r"(?:the )?(?:beginning|start) of|anfang|начал\w|آغاز|ابتدای|başı\w*|"
    r"(?<!dən )(?<!dan )əvvəl\w*",
    "early": r"early|اوایل",
    "first half": r"(?:the )?first half of|h1|перв\w+ половин\w+|перв\w+ полугоди\w+|نیمه (?:اول|"
    r"نخست)|"
    r"(?:der )?ersten? (?:(?:jahres)?hälfte|halbjahr)(?: von)?|(?:birinci|ilk) yarı\w*",
    "second half": r"(?:the )?second half of|h2|втор\w+ половин\w+|втор\w+ полугоди\w+|نیمه دوم|"
    r"(?:der )?zweiten? (?:(?:jahres)?hälfte|halbjahr)(?: von)?|ikinci yarı\w*",
    **{
        f"quarter {number}": rf"(?:the )?(?:{english}) quarter of|q{number}|"
        rf"(?:{russian}) квартал\w*|"
        rf"سه‌ماهه (?:{persian})|(?:{german})\w* quartal|(?:{turkic}) (?:rüb|çeyrek|çeyreğ|"
        rf"kvartal)\w*"
        for number, english, russian, persian, german, turkic in (
            (1, "first", r"перв\w+|1-[йм]|i", "اول|نخست", "erst", "birinci|ilk|1-ci"),
            (2, "second", r"втор\w+|2-[йм]|ii", "دوم", "zweit", "ikinci|2-ci"),
            (3, "third", r"трет\w+|3-[йм]|iii", "سوم", "dritt", "üçüncü|3-cü"),
            (
                4,
                "fourth|last|final",
                r"четв\w+|последн\w+|4-[йм]|iv",
                "چهارم",
                "viert",
                "dördüncü|son|4-cü",
            ),
        )
    },
    "spring": r"(?:the )?spring(?: of)?|весн\w+|بهار|frühling|frühjahr|ilkbahar\w*|bahar\w*|"
    r"yazında|yazınadək",
    "summer": r"(?:the )?summer(?: of)?|лет(?:о|а|ом|у|е)|تابستان|sommer|yay(?:ı\w*)?|"
    r"yaz(?:ı(?!nda|nad)\w*)?",
    "autumn": r"(?:the )?(?:autumn|fall)(?: of)?|осен\w+|پاییز|herbst|payız\w*|sonbahar\w*|güz\w*",
    "winter": r"(?:the )?winter(?: of)?|зим\w+|زمستان|winter|qış\w*|kış\w*",
}
_OF = r"[ -](?:in |the year |this |next |last |des jahres |des |سال |ماه )?"
_A_YEAR, _A_MONTH = re.compile(_YEAR), re.compile(rf"(?<!\w)(?:{_MONTH})(?!\w)")
_PERIODS = tuple(
    (part, re.compile(pattern), "(?P<month>" in pattern)
    for part, words in _PARTS.items()
    for pattern in (
        rf"(?<!\w)(?:{words}){_OF}{_YEAR}(?!\w)",
        rf"(?<!\w)(?:{words}){_OF}(?P<month>{_MONTH})(?: {_YEAR})?(?!\w)",
        rf"(?<!\d){_YEAR}(?:['’-]?\w{{2,3}})?(?: (?:il|yıl)\w*)? (?:{words})(?!\w)",
    )
)
_DECADE = re.compile(
    r"(?<![\d.,])(?P<a>(?:1[5-9]|20)\d0)(?:[’']?s|-?[а-я]{1,2} год\w*|-?[а-я]{1,2}(?= гг)|"
    r"-?c?[iıuü] il(?:lər|l[aə]r)\w*|[’']?l[aıeə]r\w*|er)(?!\w)|"
    r"(?<!\w)دهه[ \u200c](?P<b>\d{2}(?:\d0)?)(?!\d)"
)
_SOLAR = re.compile(
    r"(?<!\d)(?:\d{1,2}\s(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)"
    r"(?:\sماه)?\s1[34]\d\d|1[34]\d\d/\d{1,2}/\d{1,2})(?!\d)"
)
_LESS_EXACT = {"end": "late", "beginning": "early"}


def moments_of(text: str) -> Iterator[Moment]:
    """Every date, period and weekday of ``text``, which is as ``numbers.evened`` leaves it."""
    taken: list[tuple[int, int]] = []
    for moment in [
        *_solar(text),
        *_decades(text),
        *_periods(text),
        *_dates(text),
        *_weekdays(text),
    ]:
        # A range, "18 to 20 March", is two dates at one place.
        here = (moment.start, moment.end)
        if all(here == other or here[1] <= other[0] or other[1] <= here[0] for other in taken):
            taken.append(here)
            yield moment


def _periods(text: str) -> Iterator[Moment]:
    has_year, has_month = _A_YEAR.search(text), _A_MONTH.search(text)
    for part, pattern, is_of_month in _PERIODS:
        if not (has_month if is_of_month else has_year):
            continue
        for match in pattern.finditer(text):
            named = match.groupdict().get("month")
            of = _month_of(MONTHS[named], match["year"]) if named else match["year"]
            readings, implied = {f"{part} {of}"}, {of, *_halves(match["year"])}
            if part in _LESS_EXACT:
                implied.add(f"{_LESS_EXACT[part]} {of}")
            if named:
                implied.add(f"month {MONTHS[named]}")
            yield Moment(*match.span(), frozenset(readings), frozenset(implied))


def _dates(text: str) -> Iterator[Moment]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            told = match.groupdict()
            days = [int(told[one]) for one in ("day", "first") if told.get(one)]
            if told.get("number"):
                months = {(days[0], int(told["number"])), (int(told["number"]), days[0])}
                pairs = [months] if pattern is not _DATES[0] else [{(days[0], int(told["number"]))}]
            else:
                pairs = [{(day, MONTHS[told["month"]])} for day in days]
            if pairs:
                yield from (_day(match, pair, told.get("year")) for pair in pairs)
            else:
                yield _month(text, match, told.get("year"))


def _day(match: re.Match[str], pairs: set[tuple[int, int]], year: str | None) -> Moment:
    """A day; ``pairs`` are (day, month), two of them where 3/4 can be either."""
    sound = {(day, month) for day, month in pairs if 1 <= month <= 12 and 1 <= day <= 31}
    days = {f"day {day}.{month}" for day, month in sound}
    readings = {f"{one}.{year}" for one in days} if year else days
    months = {_month_of(month, year) for _, month in sound}
    implied = days | months | {f"month {month}" for _, month in sound} | _halves(year)
    return Moment(*match.span(), frozenset(readings), frozenset(implied))


def _month(text: str, match: re.Match[str], year: str | None) -> Moment:
    number = MONTHS[match["month"]]
    reading = _month_of(number, year)
    led = _BEFORE_A_MONTH.search(text, max(0, match.start() - 8), match.start())
    loose = match["month"] in _OTHER_WORDS and not year and not led
    implied = frozenset({f"month {number}"} | _halves(year))
    return Moment(*match.span(), frozenset({reading}), implied, loose)


def _month_of(month: int, year: str | None) -> str:
    return f"month {month}.{year}" if year else f"month {month}"


def _halves(year: str | None) -> set[str]:
    """The year alone, as a number would be read, and its decade."""
    return {year, f"decade {year[:3]}0"} if year else set()


def _decades(text: str) -> Iterator[Moment]:
    for match in _DECADE.finditer(text):
        year = match["a"] or match["b"]
        yield Moment(
            *match.span(),
            frozenset({f"decade {year if len(year) == 4 else '19' + year}"}),
            frozenset({year[-2:]}),
        )


def _solar(text: str) -> Iterator[Moment]:
    """Days of the Solar Hijri calendar, as the days that they are elsewhere."""
    for match in _SOLAR.finditer(text):
        if day := find_date(match.group()):
            year, month, number = (int(part) for part in day.split("-"))
            yield _day(match, {(number, month)}, str(year))


def _weekdays(text: str) -> Iterator[Moment]:
    for match in _WEEKDAY.finditer(text):
        loose = match.group() in _MARKETS
        yield Moment(*match.span(), frozenset({f"week{match.lastgroup}"}), is_loose=loose)
