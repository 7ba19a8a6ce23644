"""Fractions and times of day as news write them: "two thirds", "üçdə iki", «треть», "5 p.m."."""

import re
from collections.abc import Iterator

from qa.facts.moments import Moment

_HALF = re.compile(
    r"(?<!\w)(?:half|halves|yarı(?:sı\w*)?|половин\w+|нетрети|نیمی|نصف|hälfte|1/2|½)(?!\w)"
)
_COUNTS = {
    1: "a one bir одна одной одну یک ein eine einem",
    2: "two iki две двух двумя دو zwei",
    3: "three üç три трёх трех سه drei",
    4: "four dörd dört четыре четырёх چهار vier",
}
_PARTS = {
    3: r"thirds?|треть|трети|третью|третей|سوم|drittel[ns]?",
    4: r"quarters?(?! of (?:the year|(?:19|20)\d\d))|четверть|четверти|четвертью|четвертей|چهارم|"
    r"viertel[ns]?",
    5: r"fifths?|пят(?:ая|ую|ой|ых)(?: част\w+)?|پنجم|fünftel[ns]?",
    10: r"tenths?|десят(?:ая|ую|ой|ых)(?: част\w+)?|دهم|zehntel[ns]?",
}
_LOCATIVE = {3: "üçdə|üçte", 4: "dörddə|dörtte", 5: "beşdə|beşte", 10: "onda"}
_ENDING = r"(?:(?:s?[ıiuü])?(?:n?[ıiuüaəe]|n?[dt][aəe]n?)?)"
_SIGNS = {"⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
_WORDED = (
    *(
        (count, part, re.compile(pattern))
        for part, words in _PARTS.items()
        for count, counts in _COUNTS.items()
        for pattern in (
            rf"(?<!\w)(?:{'|'.join(counts.split())})[ -](?:{words})(?!\w)",
            rf"(?<!\w)(?:{_LOCATIVE[part]}) (?:{'|'.join(counts.split())}){_ENDING}(?!\w)",
        )
    ),
    (1, 3, re.compile(r"(?<!\w)(?:треть|трети|третью)(?!\w)")),
)
_ANY_PART = re.compile("|".join((*_PARTS.values(), *_LOCATIVE.values())))
_FIGURES = re.compile(r"(?<![\d/.,])(\d{1,2})[/⁄](\d{1,2})(?![\d/])|[⅓⅔¼¾⅕]")
_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
)


def shares_of(even: str) -> Iterator[Moment]:
    """Every fraction and time of day of ``even``, which is as ``numbers.evened`` leaves it."""
    taken: list[range] = []
    for one in (*_worded(even), *_figured(even), *_clocks(even)):
        if not any(one.start in place or one.end - 1 in place for place in taken):
            taken.append(range(one.start, one.end))
            yield one
    for match in _HALF.finditer(even):
        readings = frozenset({"part 1/2"})
        yield Moment(*match.span(), readings, frozenset({"% 50"}), is_loose=True)


def _worded(even: str) -> Iterator[Moment]:
    if not _ANY_PART.search(even):
        return
    for count, part, pattern in _WORDED:
        for match in pattern.finditer(even):
            yield _part(match, count, part)


def _figured(even: str) -> Iterator[Moment]:
    for match in _FIGURES.finditer(even):
        count, part = _SIGNS.get(match.group()) or (int(match[1]), int(match[2]))
        yield _part(match, count, part)


def _part(match: re.Match[str], count: int, part: int) -> Moment:
    """A share, which a percentage can stand for where it is a round one."""
    whole = {f"% {100 * count // part}"} if part and 100 * count % part == 0 else set()
    return Moment(*match.span(), frozenset({f"part {count}/{part}", *whole}))


def _clocks(even: str) -> Iterator[Moment]:
    for match in _CLOCK.finditer(even):
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        yield Moment(*match.span(), frozenset({f"{hour}:{match['minute'] or '00'}"}))
