"""What kind of thing a question asks for, and whether a short answer is one.

Asked for a count, "several" is no answer; asked when, a place is none.
"""

import re
from enum import StrEnum

from qa.facts.moments import moments_of
from qa.facts.numbers import evened, numbers_of


class Asked(StrEnum):
    """The kinds that can be told by their form."""

    DATE = "date"
    FIGURE = "figure"
    NAME = "name"


_OTHER_KIND = {Asked.FIGURE: 0.25, Asked.DATE: 0.5}
"""Asked how many, "several" is no answer, however sure the reader is that it is meant."""

_KINDS = {
    Asked.DATE: r"\bwhen\b|\b(?:what|which) (?:year|date|day|month)\b|\bby what time\b|"
    r"\bn[əe] ?(?:vaxt|zaman)|\bhaçan\b|\bhansı (?:il|tarix|gün|ay)|"
    r"\bhangi (?:yıl|tarih|gün|ay)|\bкогда\b|\bв каком (?:году|месяце)|\bкакого числа\b|"
    r"چه زمانی|\bکی\b|چه وقت|چه تاریخی|چه سالی|کدام سال|"
    r"\bwann\b|\b(?:welche[mns]|in welchem) (?:jahr|monat|tag|datum)",
    Asked.FIGURE: r"\bhow (?:much|many|long|far|big|high|large|tall|deep|old|fast)\b|"
    r"\bwhat (?:number|percentage|price|share|sum|amount)\b|\bnə qədər|\bneçə|\bnə cəmi|"
    r"\bne kadar|\bkaç\b|\bkaça\b|\bсколько\b|\bскольких\b|\bчисло\b|چقدر|"
    r"چه تعداد|\bچند\b|چه مقدار|\bwie (?:viel|viele|vielen|hoch|lang|lange|weit|groß|alt)\b",
    Asked.NAME: r"\bwho\b|\bwhom\b|\bwhose\b|\bkim\b|\bkimin\b|\bkimlə\b|\bkimler\b|\bkimlər\b|"
    r"\bкто\b|\bкого\b|\bкому\b|\bкем\b|\bчей\b|چه کسی|چه کسانی|\bکیست\b|\bwer\b|\bwen\b|\bwem\b|"
    r"\bwessen\b",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}
_YEAR = re.compile(
    r"\b(?:year|date|ili|tarixi|yılı|tarihi|год|дата|jahr|datum|سال|تاریخ)[\s?؟]*$", re.IGNORECASE
)
"""What keywords that ask for a date end with: "bridge opening year"."""
_PERSIAN = str.maketrans("كيى", "کیی")
"""Arabic letters that Persian keyboards give for its own."""
_CAPITAL = re.compile(r"[^\W\d_a-zа-яёəğıöüçşß]")
"""A letter that is no small one of a script that has both: capitals, and scripts without case."""


def asked_for(question: str) -> Asked | None:
    """What the question asks for first, where that can be told by its form."""
    typed = question.translate(_PERSIAN)
    found = [
        (match.start(), kind)
        for kind, pattern in _PATTERNS.items()
        if (match := pattern.search(typed))
    ]
    if found:
        return min(found)[1]
    return Asked.DATE if _YEAR.search(typed) else None


def fits(span: str, asked: Asked) -> bool:
    """Whether ``span`` is a thing of that kind."""
    if asked is Asked.DATE:
        return any(moments_of(evened(span))) or any(c.isdigit() for c in span)
    if asked is Asked.FIGURE:
        return any(not number.is_loose for number in numbers_of(evened(span)))
    return _CAPITAL.search(span) is not None


def worth(span: str, asked: Asked | None) -> float:
    """What is left of a probability when the span is not of the kind that was asked for."""
    return 1.0 if asked is None or fits(span, asked) else _OTHER_KIND.get(asked, 1.0)
