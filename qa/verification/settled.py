"""What the evidence calls possible, planned, denied or not so stays so in the statement.

Stretch by stretch: of each the stretches of the cited sentences are found that say the same, and it
may be weaker than they are, never stronger. One of several that fits is enough, since articles do
say one thing twice. What nothing is near to is left to the other checks.
"""

from collections.abc import Iterator, Sequence

from index import Sentence
from qa.attribution.force import Kind, Mark, is_past
from qa.disagreement.bounds import Bound, binding_of
from qa.disagreement.periods import periods_of
from qa.facts.numbers import evened
from qa.verification.assertion import LONGEST, Assertion, borne_by, claimed_in
from qa.verification.denial import is_no_longer, is_not_yet, lacks, without_answer
from qa.verification.grounds import is_verbatim
from qa.verification.stretches import Stretch, aligned, share
from qa.verification.tongues import wording_said_in

_HEDGES = (Kind.POSSIBLE, Kind.FORESEEN, Kind.SOFT, Kind.CONDITION)
_FIRM = (Kind.POSSIBLE, Kind.FORESEEN, Kind.CLAIMED)
"""Hedges that a statement may not leave out."""
_WHOLE = 0.75
"""Share of a stretch that is all of it."""
_NOT_SO = (Kind.NEGATED, Kind.DENIED)


def unsettled(text: str, cited: Sequence[Sentence], around: Sequence[Sentence]) -> Iterator[str]:
    """One line for each stretch of ``text`` that is firmer than its evidence, or says its contrary.

    ``around`` are neighbours of the cited sentences; they tell the language. In a language other
    than the six nothing is yielded, nor for a text that stands in the cited sentences as it is.
    """
    if not cited or is_verbatim(text, cited):
        return
    mine = wording_said_in(text, cited, around)
    evidence = [one for sentence in cited for one in borne_by(sentence, around)]
    if mine is None or not evidence:
        return
    if len(text) > LONGEST:
        yield "it is too long to be held against its sentences"
        return
    claims = list(claimed_in(without_answer(text), mine))
    own = [one for one in evidence if one.wording.language == mine.language]
    other = [one for one in evidence if one.wording.language != mine.language]
    near = [
        (*_near(one, own, is_foreign=False), *_near(one, other, is_foreign=True)) for one in claims
    ]
    if claims and not own:
        yield from _denied_elsewhere(claims, evidence)
    for claim, known in zip(claims, near, strict=True):
        # What is one stretch in the evidence may be told in several: a hedge is in one of them.
        whole = [
            claim.joined([c for c, told in zip(claims, near, strict=True) if one in told])
            for one in known
        ]
        reasons = [_against(one, told) for one, told in zip(whole, known, strict=True)]
        if reasons and all(reasons):
            yield str(reasons[0])
    yield from _swallowed(claims, own)


def _denied_elsewhere(claims: Sequence[Assertion], evidence: Sequence[Assertion]) -> Iterator[str]:
    """Of a translation, a "not" where nothing in the sentences denies, ends, lacks or is to come.

    Which stretch it is of need not be known for that.
    """
    if any(
        one.stretch.marked(*_NOT_SO, *_HEDGES, Kind.FUTURE)
        or lacks(one.text)
        or is_no_longer(claims[0].text, one.text)
        for one in evidence
    ):
        return
    for claim in claims:
        if mark := claim.stretch.marked(Kind.NEGATED):
            yield f"the article does not say “{claim.words(mark)}”"


def _near(
    claim: Assertion, evidence: Sequence[Assertion], *, is_foreign: bool
) -> Iterator[Assertion]:
    """The evidence that says what the claim says, the nearest first."""
    known = {id(one.stretch): one for one in evidence}
    told = [one.stretch for one in evidence]
    yield from (known[id(one)] for one in aligned(claim.stretch, told, is_foreign=is_foreign))


def _swallowed(claims: Sequence[Assertion], evidence: Sequence[Assertion]) -> Iterator[str]:
    """Of evidence that is a part of a longer claim: why the claim is not what it says."""
    for known in evidence:
        if not known.stretch.marked(*_FIRM, *_NOT_SO):
            continue
        for claim in claims:
            if share(known.stretch, claim.stretch) < _WHOLE or not (
                reason := _against(claim, known)
            ):
                continue
            again = [one for one in evidence if share(known.stretch, one.stretch) >= _WHOLE]
            if all(_against(claim, one) for one in again):
                yield reason


def _against(claim: Assertion, known: Assertion) -> str | None:
    """Why the claim is not what the evidence says; None where it is, or is weaker."""
    mine, told = claim.stretch, known.stretch
    if _is_from(mine, claim.text) and _is_from(told, known.text):
        return None  # "not before 2030" and "after 2030"
    if mark := _only(told, mine, _NOT_SO):
        return f"the article says the opposite: “{known.words(mark)}”"
    if mark := _only(mine, told, _NOT_SO):
        if _follows(claim, known):
            return None
        return f"the article does not say “{claim.words(mark)}”"
    return _hedge_against(claim, known) or _future_against(claim, known)


def _follows(claim: Assertion, known: Assertion) -> bool:
    """Whether the negation is only another word: "not yet" of a plan, "no longer" of an end."""
    is_planned = known.stretch.marked(*_HEDGES, Kind.FUTURE) is not None
    return (is_planned and is_not_yet(claim.text)) or is_no_longer(claim.text, known.stretch.bare)


def _hedge_against(claim: Assertion, known: Assertion) -> str | None:
    # Of "if it rains, it may move" the "if" does not stand in for the "may".
    hedges = _HEDGES[:3] if known.is_conditional else _HEDGES
    firm = known.stretch.marked(*_FIRM)
    if firm is None:
        return None
    enough = (*hedges, Kind.CLAIMED) if firm.kind is Kind.CLAIMED else hedges
    if not claim.stretch.marked(*enough):
        return f"the article calls this {firm.kind}, not settled: “{known.words(firm)}”"
    if firm.kind is not Kind.CLAIMED and _leaves_out(claim, firm, known):
        return f"the article calls this {firm.kind} too: “{known.words(firm)}”"
    weak = [kind for kind in enough if kind is not Kind.FORESEEN]
    if not known.stretch.marked(Kind.FORESEEN) and not claim.stretch.marked(*weak):
        return f"the article calls this only {firm.kind}: “{known.words(firm)}”"
    return None


def _leaves_out(claim: Assertion, firm: Mark, known: Assertion) -> bool:
    """Whether of two hedges only the other is left, and nothing new in place of this."""
    if claim.wording is not known.wording:
        return False
    mine = {claim.words(m).casefold() for m in claim.stretch.marks if m.kind in _HEDGES}
    told = {known.words(m).casefold() for m in known.stretch.marks if m.kind in _HEDGES}
    return known.words(firm).casefold() not in mine and mine <= told


def _future_against(claim: Assertion, known: Assertion) -> str | None:
    if claim.stretch.marked(*_HEDGES):
        return None
    if mark := known.stretch.marked(Kind.CONDITION):
        return f"the article makes this depend on a condition: “{known.words(mark)}”"
    mark = known.stretch.marked(Kind.FUTURE)
    is_told = claim.stretch.marked(Kind.FUTURE) or not is_past(claim.stretch.bare, claim.wording)
    # The German "wird" is a passive as often as a future.
    if mark is None or is_told or known.wording.language == "de":
        return None
    return f"the article tells of this as still to come: “{known.words(mark)}”"


def _is_from(stretch: Stretch, text: str) -> bool:
    """Whether it gives the first day that there is: "not before 2030", "2030 at the earliest"."""
    even = evened(text[stretch.start : stretch.end])
    return any(
        binding_of(even, fact.start, fact.end, is_time=True).bound is Bound.FROM
        for fact in stretch.facts
        if periods_of(fact)
    )


def _only(one: Stretch, other: Stretch, kinds: Sequence[Kind]) -> Mark | None:
    """The mark of such a kind that ``one`` has and ``other`` has none of."""
    return None if other.marked(*kinds) else one.marked(*kinds)
