"""What kind of thing a question asks for, and where a sentence has one.

A short answer is given for dates and figures alone, where its bounds are plain; for every other
question the sentence is the answer.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from qa.words import Word, covers


class Asked(StrEnum):
    """The kinds that can be told in a sentence by their form."""

    DATE = "date"
    FIGURE = "figure"
    CAUSE = "cause"


_WHEN = re.compile(
    r"\bwhen\b|\bwhat (?:year|date|day|month)\b|\bby what time\b|nə (?:vaxt|zaman)|ne zaman|"
    r"hansı (?:il|tarix)|hangi (?:yıl|tarih)|\bкогда\b|в каком году|چه زمانی|\bکی\b|چه وقت|"
    r"\bwann\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow (?:much|many|long|far|big|high|large)\b|\bwhat (?:number|percentage|price|cost)\b|"
    r"nə qədər|neçə|ne kadar|\bkaç\b|\bсколько\b|چقدر|چند|\bwie (?:viel|viele|hoch|lang)\b",
    re.IGNORECASE,
)
_PERIOD = (
    r"(?:mid-?\s?|early |late )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: \d{1,2})?(?:,? \d{4})?"
)
_DATE = re.compile(
    r"\b(?:the )?(?:end|beginning|start|middle|first half|second half|first quarter|second quarter|"
    r"third quarter|fourth quarter) of (?:the year )?\d{4}\b|"
    rf"\b(?:mid-|early |late )?\d{{4}}\b(?:-c[iıuü] il)?|\b{_PERIOD}\b|"
    r"\b(?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_FIGURE = re.compile(
    r"(?:[$€£₼₺₽]\s?)?\b\d[\d.,\u00a0 ]*\d\b|\b\d+\b(?!th|st|nd|rd)|\b(?:two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)\b"
)
_UNIT = re.compile(r"(?:\s?%|[ -](?:million|billion|thousand|mln|mlrd|percent))?(?: [a-z]{3,12})?")


_WHY = re.compile(
    r"\bwhy\b|\bniyə\b|\bneden\b|\bniçin\b|\bпочему\b|\bзачем\b|چرا|\bwarum\b|\bwieso\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|so that|in order to|in response to|after|çünki|görə|üçün|çünkü|"
    r"nedeniyle|için|потому|из-за|поскольку|чтобы|زیرا|به دلیل|weil|wegen|damit)\b",
    re.IGNORECASE,
)


def asked_for(question: str) -> Asked | None:
    """What the question asks for, where that can be told by its form."""
    if _WHEN.search(question):
        return Asked.DATE
    if _HOW_MANY.search(question):
        return Asked.FIGURE
    if _WHY.search(question):
        return Asked.CAUSE
    return None


def has_what_is_asked(sentence: str, asked: Asked) -> bool:
    """Whether the sentence has anything of that kind at all."""
    if asked is Asked.CAUSE:
        return _CAUSE.search(sentence) is not None
    return bool(_places(sentence, asked))


def span_in(sentence: str, asked: Asked, words: Sequence[Word]) -> tuple[int, int] | None:
    """Offsets of the date or figure whose clause has most words of the question.

    None when there is no such thing, or when two are as near: then the sentence is the answer.
    """
    places = [] if asked is Asked.CAUSE else _places(sentence, asked)
    if len(places) < 2:
        return places[0] if places else None
    scored = sorted(((_shared(sentence, place, words), place) for place in places), reverse=True)
    return scored[0][1] if scored[0][0] > scored[1][0] else None


def _places(sentence: str, asked: Asked) -> list[tuple[int, int]]:
    if asked is Asked.DATE:
        return [match.span() for match in _DATE.finditer(sentence) if match.group().strip()]
    found = []
    for match in _FIGURE.finditer(sentence):
        if re.fullmatch(r"(?:19|20)\d\d", match.group().strip()):
            continue
        unit = _UNIT.match(sentence, match.end())
        found.append((match.start(), unit.end() if unit else match.end()))
    return found


def _shared(sentence: str, place: tuple[int, int], words: Sequence[Word]) -> float:
    """Weight of the question's words in the clause of ``place``.

    A name counts little: it is what the whole sentence is about, and what happened is the clause.
    """
    start = max((sentence.rfind(mark, 0, place[0]) for mark in (", ", "; ", " — ")), default=-1)
    ends = [at for mark in (", ", "; ") if (at := sentence.find(mark, place[1])) > 0]
    clause = sentence[max(0, start) : min(ends, default=len(sentence))]
    return sum(0.2 if word.is_name else word.weight for word in words if covers(clause, word))
