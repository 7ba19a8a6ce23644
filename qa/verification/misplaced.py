"""A date or figure stays with what its sentence says it of.

"Work ends by mid-2026, with the opening possible by the end of 2028" has both dates, and does not
say that it opens by mid-2026. Told only where it is plain: the words of the statement, names aside,
are those of one stretch of the sentences, which gives another value for them.
"""

import re
from collections.abc import Iterator, Sequence

from index import Sentence
from qa.attribution.wording import wording_of
from qa.disagreement.periods import periods_of
from qa.facts import Fact
from qa.verification.assertion import LONGEST
from qa.verification.stretches import Stretch, stretches_of
from qa.verification.tongues import wording_said_in
from qa.words import Word, covers

_ASIDE = re.compile(r"\([^()]*\)")
"""Of a name that was left out, "A (1866) and B (1870)" keeps nothing to tell it by."""
_FEWEST = 2
"""Words of a stretch under which it says nothing of its own."""


def misplaced(text: str, cited: Sequence[Sentence], around: Sequence[Sentence]) -> Iterator[str]:
    """A line for each date or figure of ``text`` that the sentences give for something else.

    ``around`` tells the language; across languages nothing is yielded, for words decide.
    """
    mine = wording_said_in(text, cited, around) if cited else None
    if mine is None:
        return
    told = [
        stretch
        for sentence in cited
        if (wording := wording_of([sentence, *around])) and wording.language == mine.language
        for stretch in stretches_of(_without_asides(sentence.text), wording)
    ]
    if len(told) < 2:
        return
    claims = stretches_of(_without_asides(text), mine)
    given = [fact for claim in claims for fact in claim.facts]
    for claim in claims:
        for fact in claim.facts:
            if other := _given_instead(claim, fact, told, given):
                yield f"the article gives {other.shown} for this, not {fact.shown}"


def _without_asides(text: str) -> str:
    return _ASIDE.sub(lambda match: " " * len(match.group()), text[:LONGEST])


def _given_instead(
    claim: Stretch, fact: Fact, told: Sequence[Stretch], given: Sequence[Fact]
) -> Fact | None:
    """The value of the stretch that says the same, where ``fact`` is of another one alone.

    A statement that gives both values may have them where they belong: "A (1870) and B (1866)".
    """
    having = [one for one in told if any(_is_one(fact, known) for known in one.facts)]
    if not having or any(len(_words(one)) < _FEWEST for one in having):
        return None
    most = max(_shared(claim, one) for one in having)
    nearer = [one for one in told if _shared(claim, one) > most and one not in having]
    for one in sorted(nearer, key=lambda near: -_shared(claim, near)):
        for known in one.facts:
            said = any(_is_one(mine, known) for mine in given)
            if _sort(known) == _sort(fact) and not said:
                return known
    return None


def _shared(one: Stretch, other: Stretch) -> int:
    """How many words both have."""
    return sum(covers(other.bare, word) for word in _words(one))


def _words(one: Stretch) -> list[Word]:
    """Its words; names and figures say what all of the sentence is about."""
    dated = {word for fact in one.facts for word in fact.shown.split()}
    return [word for word in one.words if not word.is_name and word.text not in dated]


def _is_one(fact: Fact, known: Fact) -> bool:
    """Whether ``known`` bears out ``fact``."""
    return not fact.readings.isdisjoint(known.readings | known.implied)


def _sort(fact: Fact) -> str:
    """What it is a value of: a time, a currency, a measure; a mere number counts anything."""
    if periods_of(fact):
        return "time"
    return next((unit for one in sorted(fact.readings) if (unit := one.rpartition(" ")[0])), "")
