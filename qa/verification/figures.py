"""Hard facts: every number, date, amount, share and quoted phrase is in the cited sentences.

Compared by what they mean, not how they are written; and where a statement takes a sentence word
for word, every digit of it counts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.facts import Fact, facts_of, figures_masked, figures_of, folded, quotations_of, readings_of
from qa.facts.measures import MEASURES
from qa.facts.numbers import evened, numbers_of
from qa.verification.tongues import Tongues

_FIGURES = re.compile(r"\d[\d.,]*")
_PAIR = re.compile(
    r"\s(?:\w+\s)?(?:president|leader|countr|nation|state|side|part|government|minister|neighbo|"
    r"capital|men\b|women\b|prezident|lider|ölkə|tərəf|dövlət|nazir|paytaxt|ülke|taraf|devlet|bakan|"
    r"başkan|cumhurbaşkan|президент|лидер|стран|сторон|государств|министр|глав|رئیس|رهبر|کشور|طرف|دولت|"
    r"وزیر|präsident|staat|länder|land\b|seiten|regierung)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<!\w)(?:and|both|with|və|ilə|ve|ile|и|с|و|با|und|mit)(?!\w)")
_SMALL = 20
NOWHERE = "is in none of the cited sentences"


def unsupported_figures(
    text: str, evidence: Sequence[str], runs: Sequence[str], tongues: Tongues
) -> Iterator[str]:
    """A line for each fact of ``text`` that is not in ``evidence``, the texts of the sentences.

    ``runs`` are the same with neighbours together, since a quotation may run over their boundary.
    """
    supported = readings_of(fact for known in evidence for fact in known_facts(known))
    if not tongues.are_known:
        supported |= {one for known in evidence for one in _written(known)}
    for fact in facts_of(text):
        if fact.is_loose or (tongues.evidence is None and _is_small(fact)):
            continue
        if _is_pair(text, fact) and any(_AND.search(known) for known in evidence):
            continue
        if _needed(fact, tongues).isdisjoint(supported):
            yield f"{fact.shown} {NOWHERE}"
    yield from (f"“{quotation}” {NOWHERE}" for quotation in _misquoted(text, runs, tongues))
    for known in evidence:
        if figures_masked(known) == figures_masked(text):
            pairs = zip(figures_of(text), figures_of(known), strict=True)
            yield from (f"{mine} {NOWHERE}" for mine, theirs in pairs if mine != theirs)


@lru_cache(maxsize=512)
def known_facts(text: str) -> tuple[Fact, ...]:
    """The facts of a sentence, kept while its answer is made."""
    return facts_of(text)


def _needed(fact: Fact, tongues: Tongues) -> frozenset[str]:
    """The readings of which the evidence must have one.

    What tells a measure or a place in an order goes unread in languages other than the six.
    """
    if tongues.evidence is not None:
        return fact.readings
    unread = {*MEASURES, "th"}
    bare = {one.partition(" ")[2] for one in fact.readings if one.partition(" ")[0] in unread}
    return fact.readings | bare


def _is_pair(text: str, fact: Fact) -> bool:
    """Whether it counts those whom a sentence names: "the two presidents" of "A and B"."""
    is_two = "2" in fact.readings and not any(c.isdecimal() for c in fact.shown)
    return is_two and _PAIR.match(text, fact.end) is not None


def _written(text: str) -> Iterator[str]:
    """Every figure as it is written, where words beside it, as of months, cannot be read."""
    for match in _FIGURES.finditer(evened(text)):
        for number in numbers_of(match.group()):
            yield from number.readings


def _is_small(fact: Fact) -> bool:
    """Whether it may well be written in words that we cannot read."""
    if any(one.startswith("decade") for one in fact.readings):
        return True
    values = [one.rpartition(" ")[2] for one in fact.readings]
    is_worded = not any(c.isdecimal() for c in fact.shown)
    return is_worded and any(one.isdecimal() and int(one) <= _SMALL for one in values)


def _misquoted(text: str, runs: Sequence[str], tongues: Tongues) -> Iterator[str]:
    """Quotations that are not there word for word.

    Translated ones cannot be: of those there may be as many as are quoted there.
    """
    told = [one.strip() for one in quotations_of(text)]
    spoken = [f" {folded(run)} " for run in runs]
    missing = [one for one in told if not any(f" {folded(one)} " in run for run in spoken)]
    if tongues.differ and len(told) <= sum(1 for run in runs for _ in quotations_of(run)):
        return
    yield from missing
