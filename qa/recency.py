"""Newer articles before older ones, where a question asks how things stand.

News goes out of date: of two articles that answer "when will it open" alike well, the newer one
knows more. Only what is about as good as the best changes places, so that no article is put first
for its date alone; and a question that has no time in it, or a time past, changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from index import Found, Source
from qa.facts.moments import moments_of
from qa.facts.numbers import evened
from qa.reading.asked import Asked, asked_for

ALIKE = 0.3
"""How much less than the best left a passage may score to be about as good: the search's scores lie
between 0 and 3, and what is another's subject seldom comes so near to the right article's."""
_NEWEST = re.compile(
    r"\b(?:latest|newest|current(?:ly)?|most recent(?:ly)?|now|nowadays|at present|at the moment|"
    r"today|so far|up[- ]to[- ]date|these days)\b|"
    r"\bən (?:son|yeni)\b|\bson (?:vəziyyət|xəbər|məlumat)|\bhazırda|\bhazırkı|\bindi(?:ki)?\b|"
    r"\bbu ?gün\b|\ben (?:son|yeni)\b|\bson (?:durum|haber|gelişme)|\bşu an|\bgüncel|"
    r"\bşimdi(?:ki)?\b|\bhalihazırda|"
    r"\bпоследн\w+ (?:нов|данн|дат|вест|срок|сведен|информац|оценк|цифр)|"
    r"\bсейчас\b|\bтекущ|\bна данный момент|\bсегодня|\bнынешн|\bсвеж(?:ие|ая|их|ей)\b|"
    r"آخرین|جدیدترین|تازه‌?ترین|اکنون|در حال حاضر|فعلی|کنونی|امروز|"
    r"\b(?:derzeit|aktuell\w*|momentan|zurzeit|zur zeit|jetzt|heute|gegenwärtig|inzwischen|"
    r"neueste\w*|jüngste\w*)\b|\bletzte\w* stand\b"
)
_PAST = re.compile(
    r"\b(?:before|earlier|formerly|previous(?:ly)?|originally|initially|at first|used to|"
    r"in the past|ago|(?:old(?:er|est)?|first (?:planned|announced|given)) \w+)\b|"
    r"\bəvvəl|\bilkin|\bköhnə (?:tarix|plan|müddət)|\bkeçmişdə|\bönce|\beski (?:tarih|plan)|"
    r"\bbaşlangıçta|\bgeçmişte|\bilk (?:başta|tarih)|"
    r"\bраньше\b|\bранее\b|\bпрежн\w+ (?:дат|срок|план)|\bпервоначальн|\bизначальн|\bдо этого|"
    r"\bв прошлом\b|\bсначала|پیش‌?تر|قبلا|قبلی|در ابتدا|نخستین|پیش از|قبل از|"
    r"\b(?:früher\w*|vorher\w*|ursprünglich\w*|zuvor|zunächst|damals|bisherige\w*)\b"
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)(?!\d)")
_BEHIND_SINCE = re.compile(
    r"(?:\b(?:since|after|seit(?: dem)?|nach(?: dem)?|ab|начиная с|с|со|после)|"
    r"(?<!\w)(?:از|پس از|بعد از))\s(?:the |ماه |سال |ابتدای )?$"
)
_SINCE_BEHIND = re.compile(r"[-’'\w]{0,6}(?:\s(?:il|yıl|ay)\w*)?\s(?:bəri|beri|sonra)\b")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_DATED = re.compile(r"(?:day (?P<day>\d+)\.|month )(?P<month>\d+)(?:\.(?P<year>\d+))?")


def asks_for_newest(question: str) -> bool:
    """Whether it asks for how things stand, or when something is; not for how they once stood."""
    even = evened(question)
    if _PAST.search(even):
        return False
    if _NEWEST.search(even):
        return True
    # Who names the year wants what was said of it, whenever that was.
    return asked_for(question) is Asked.DATE and not _YEAR.search(even)


def asks_since(question: str, today: date | None = None) -> date | None:
    """The day from which on it asks what is new: "since March", "after 18 March 2026".

    A month without its year is the last one that ``today`` is not before.
    """
    even = evened(question)
    for start, end, readings in _times(even):
        led = _BEHIND_SINCE.search(even, max(0, start - 20), start)
        if led or _SINCE_BEHIND.match(even, end):
            return _first_day(readings, today or datetime.now(UTC).date())
    return None


def by_time(question: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """``found`` with newer articles before older ones of about the same score, undated ones last.

    What scores better by more than ``ALIKE`` stays before. A question that asks since when has
    articles of that time first, and those from before it behind the undated ones.
    """
    since = asks_since(question)
    if since is None and not asks_for_newest(question):
        return tuple(found)
    left, ordered = list(found), list[Found]()
    while left:
        best = max(one.score for one in left)
        near = [one for one in left if one.score >= best - ALIKE]
        newest = max(near, key=lambda one: newness(one.passage.source, since))
        left.remove(newest)
        ordered.append(newest)
    return tuple(ordered)


def newness(source: Source, since: date | None = None) -> str:
    """What sorts articles by their date, the newest highest; a partial date as its beginning.

    Empty, the lowest, for one that is undated or from before ``since``.
    """
    told = _ISO.match(source.published or "")
    if told is None:
        return ""
    whole = f"{told[1]}-{told[2] or '01'}-{told[3] or '01'}"
    if since is not None and whole < since.isoformat():
        return ""
    return whole + (source.published or "")[told.end() :]


def _times(even: str) -> Iterator[tuple[int, int, Iterable[str]]]:
    """The days, months and years of a text, where they stand, and their readings."""
    dated = [moment for moment in moments_of(even) if not moment.is_loose or moment.implied]
    yield from ((one.start, one.end, sorted(one.readings)) for one in dated)
    for match in _YEAR.finditer(even):
        if not any(one.start <= match.start() < one.end for one in dated):
            yield *match.span(), [f"month 1.{match['year']}"]


def _first_day(readings: Iterable[str], today: date) -> date | None:
    told = next(filter(None, map(_DATED.fullmatch, readings)), None)
    if told is None:
        return None
    day, month = int(told["day"] or 1), int(told["month"])
    for year in [int(told["year"])] if told["year"] else [today.year, today.year - 1]:
        try:
            first = date(year, month, day)
        except ValueError:
            continue
        if told["year"] or first <= today:
            return first
    return None
