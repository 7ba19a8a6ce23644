"""Does a draft rest on its sentences? A pure function, the same for every reader.

What fails is withheld with its reason, never dropped and never shown as an answer. A draft whose
words are those of one of its sentences passes by construction; with another figure in them it
never does.
"""

import itertools
from collections.abc import Iterator, Sequence

from index import Sentence
from qa.answer import Draft, Statement, Withheld
from qa.facts import facts_of, figures_masked, figures_of, folded, quotations_of, readings_of

_NOWHERE = "is in none of the cited sentences"


def verify(draft: Draft) -> Statement | Withheld:
    """Pass the draft as a Statement, or withhold it with a one-line reason."""
    reason = _reason(draft)
    if reason is not None:
        return Withheld(draft, reason)
    return Statement(draft.text, tuple(dict.fromkeys(draft.sentences)))


def _reason(draft: Draft) -> str | None:
    """Why the draft cannot be said; None when it can."""
    if not draft.text.strip():
        return "it says nothing"
    if not draft.sentences:
        return "it cites no sentence"
    evidence = [sentence.text for sentence in draft.sentences]
    for told in (draft.span, draft.said_by, draft.hedge):
        if told is not None and not any(told in text for text in evidence):
            return f"“{told}” {_NOWHERE}"
    if draft.text in evidence:
        return None
    return next(_unsupported(draft.text, evidence, draft.sentences), None)


def _unsupported(text: str, evidence: list[str], sentences: Sequence[Sentence]) -> Iterator[str]:
    supported = readings_of(fact for known in evidence for fact in facts_of(known))
    for fact in facts_of(text):
        if not fact.is_loose and fact.readings.isdisjoint(supported):
            yield f"{fact.shown} {_NOWHERE}"
    runs = [f" {folded(run)} " for run in _runs(sentences)]
    for quotation in quotations_of(text):
        if not any(f" {folded(quotation)} " in run for run in runs):
            yield f"“{quotation.strip()}” {_NOWHERE}"
    for known in evidence:
        if figures_masked(known) == figures_masked(text):
            pairs = zip(figures_of(text), figures_of(known), strict=True)
            yield from (f"{mine} {_NOWHERE}" for mine, theirs in pairs if mine != theirs)


def _runs(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The cited sentences, neighbours together: a quotation may run over their boundary."""
    ordered = sorted(set(sentences), key=lambda one: (one.source.id, one.index))
    places = enumerate(ordered)
    for _, run in itertools.groupby(places, lambda at: (at[1].source.id, at[1].index - at[0])):
        yield " ".join(sentence.text for _, sentence in run)
