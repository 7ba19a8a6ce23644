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
    around = [*_runs((*draft.sentences, *draft.neighbours))]
    cited = [*_runs(draft.sentences)]
    for told, runs in ((draft.span, cited), (draft.said_by, around), (draft.hedge, around)):
        if told is not None and not any(_on_one_line(told) in run for run in runs):
            return f"“{told}” {_NOWHERE}"
    evidence = [sentence.text for sentence in draft.sentences]
    if draft.text in evidence or _on_one_line(draft.text) in cited:
        return None
    return next(_unsupported(draft.text, evidence, cited), None)


def _unsupported(text: str, evidence: Sequence[str], cited: Sequence[str]) -> Iterator[str]:
    supported = readings_of(fact for known in evidence for fact in facts_of(known))
    for fact in facts_of(text):
        if not fact.is_loose and fact.readings.isdisjoint(supported):
            yield f"{fact.shown} {_NOWHERE}"
    runs = [f" {folded(run)} " for run in cited]
    for quotation in quotations_of(text):
        if not any(f" {folded(quotation)} " in run for run in runs):
            yield f"“{quotation.strip()}” {_NOWHERE}"
    for known in evidence:
        if figures_masked(known) == figures_masked(text):
            pairs = zip(figures_of(text), figures_of(known), strict=True)
            yield from (f"{mine} {_NOWHERE}" for mine, theirs in pairs if mine != theirs)


def _runs(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The sentences on one line, neighbours together: a quotation may run over their boundary."""
    ordered = sorted(set(sentences), key=lambda one: (one.source.id, one.index))
    places = enumerate(ordered)
    for _, run in itertools.groupby(places, lambda at: (at[1].source.id, at[1].index - at[0])):
        yield _on_one_line(" ".join(sentence.text for _, sentence in run))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
