"""Dates as stretches of days: what is less exact holds what is more exact, and contradicts nothing.

"2028" holds "the end of 2028" and "December 2028"; "the end of 2028" and "the spring" do not meet.
Days are counted in a calendar of twelve months of 31, which is enough for telling stretches apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.facts import Fact

_MONTH = 31
_YEAR = 12 * _MONTH
_DAY = re.compile(r"day (\d+)\.(\d+)(?:\.(\d{4}))?")
_OF = re.compile(r"(?:(?P<part>[a-z]+(?: \w+)?) )?(?:month (?P<month>\d+)(?:\.(?P<year>\d{4}))?)")
_OF_YEAR = re.compile(r"(?:(?P<part>[a-z]+(?: \w+)?) )?(?P<year>(?:1[5-9]|20)\d\d)")
_PARTS = {
    "end": (2 / 3, 1.0),
    "late": (7 / 12, 1.0),
    "middle": (1 / 3, 2 / 3),
    "beginning": (0.0, 1 / 3),
    "early": (0.0, 5 / 12),
    "first half": (0.0, 1 / 2),
    "second half": (1 / 2, 1.0),
    "quarter 1": (0.0, 1 / 4),
    "quarter 2": (1 / 4, 1 / 2),
    "quarter 3": (1 / 2, 3 / 4),
    "quarter 4": (3 / 4, 1.0),
}
"""Shares of a year or month, generous: "the end of 2028" can well be said of September."""


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open, in days of a year or, where ``has_year``, from the year 0 on."""

    first: int
    end: int
    has_year: bool

    def is_before(self, other: "Period") -> bool:
        """Whether all of it is before ``other``; without both years, within any one year."""
        mine, theirs = self, other
        if self.has_year != other.has_year:
            mine, theirs = self._in_a_year(), other._in_a_year()
        return mine.end <= theirs.first

    def is_apart(self, other: "Period") -> bool:
        """Whether no day is in both."""
        return self.is_before(other) or other.is_before(self)

    def _in_a_year(self) -> "Period":
        """The same stretch of any year; all of it where it is longer than one."""
        if not self.has_year:
            return self
        year = self.first // _YEAR * _YEAR
        return Period(self.first - year, self.end - year, has_year=False)


def periods_of(fact: Fact) -> tuple[Period, ...]:
    """What a date can be: two periods where "3/4" is of March or of April, none for a weekday."""
    return tuple(_periods(fact))


def _periods(fact: Fact) -> Iterator[Period]:
    for reading in sorted(fact.readings):
        if day := _DAY.fullmatch(reading):
            first = _start(day[3]) + _MONTH * (int(day[2]) - 1) + int(day[1]) - 1
            yield Period(first, first + 1, has_year=day[3] is not None)
        elif month := _OF.fullmatch(reading):
            first = _start(month["year"]) + _MONTH * (int(month["month"]) - 1)
            yield _part(first, _MONTH, month["part"], has_year=month["year"] is not None)
        elif year := _OF_YEAR.fullmatch(reading):
            yield _part(_start(year["year"]), _YEAR, year["part"], has_year=True)


def _start(year: str | None) -> int:
    return _YEAR * int(year) if year else 0


def _part(first: int, length: int, part: str | None, *, has_year: bool) -> Period:
    low, high = _PARTS.get(part or "", (0.0, 1.0))
    return Period(first + round(low * length), first + round(high * length), has_year)
