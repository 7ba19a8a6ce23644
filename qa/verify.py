"""Does a draft rest on its sentences? A pure function, the same for every reader.

What fails is withheld with its reason, never dropped and never shown as an answer. A draft whose
words are those of its sentences passes by construction.
"""

from qa.answer import Draft, Statement, Withheld
from qa.facts import Fact, facts_of, folded, quotations_of


def verify(draft: Draft) -> Statement | Withheld:
    """Pass the draft as a Statement, or withhold it with a one-line reason."""
    if not draft.text.strip():
        return Withheld(draft, "it says nothing")
    if not draft.sentences:
        return Withheld(draft, "it cites no sentence")
    if reason := _unsupported(draft):
        return Withheld(draft, reason)
    return Statement(draft.text, tuple(dict.fromkeys(draft.sentences)))


def _unsupported(draft: Draft) -> str | None:
    """The first fact of the draft that none of its sentences has, as a reason."""
    evidence = [sentence.text for sentence in draft.sentences]
    if draft.text in evidence:
        return None
    known = frozenset(
        reading for text in evidence for fact in facts_of(text) for reading in fact.readings
    )
    for fact in facts_of(draft.text):
        if not _is_known(fact, known):
            return f"{fact.shown} is in none of the cited sentences"
    said = f" {folded(' '.join(evidence))} "
    for quotation in quotations_of(draft.text):
        if f" {folded(quotation)} " not in said:
            return f"“{quotation}” is in none of the cited sentences"
    return None


def _is_known(fact: Fact, known: frozenset[str]) -> bool:
    return not fact.readings.isdisjoint(known)
