"""One outcome as numbers; None wherever the question does not bear on a number."""

from dataclasses import dataclass

from qa.evaluation.case import Case
from qa.evaluation.outcome import Outcome, span_of
from qa.evaluation.overlap import f1, precision, rank_of, recall
from qa.evaluation.wording import exact_match, word_f1

_SAME_ANSWER = 0.5
"""F1 of words from which a short answer says what a reference says."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one question adds to the figures.

    ``rank`` counts from 1 and is infinite where the search did not find the gold; ``right`` is
    whether what was shown is right: the gold is cited and the short answer, where there is one,
    agrees with a reference; or nothing is said where nothing can be. ``milliseconds`` of waiting.
    """

    answerable: bool | None
    is_answered: bool
    right: bool | None = None
    rank: float | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    exact: float | None = None
    short_f1: float | None = None
    confidence: float | None = None
    milliseconds: float = 0.0

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence of {self.confidence} is no probability")


def score(outcome: Outcome) -> Score:
    """Hold an outcome against its gold and references."""
    case, cited = outcome.case, outcome.cited
    gold = tuple(one.span for one in case.gold)
    exact, short = _wording(outcome)
    told = precision(cited, gold) if gold else None
    covered = recall(cited, gold) if gold else None
    return Score(
        answerable=case.answerable,
        is_answered=outcome.is_answered,
        right=_is_right(case, outcome, told, short),
        rank=rank_of(gold, [span_of(one) for one in outcome.found]) if gold else None,
        precision=told,
        recall=covered,
        f1=f1(told, covered) if covered is not None else None,
        exact=exact,
        short_f1=short,
        confidence=outcome.confidence,
        milliseconds=outcome.milliseconds,
    )


def _wording(outcome: Outcome) -> tuple[float | None, float | None]:
    """Exact match and F1 of the short answer; None for both where there is no reference."""
    references = outcome.case.short_references
    if not outcome.case.answerable or not references:
        return None, None
    said = outcome.answer.short_answer
    if said is None:
        return 0.0, 0.0
    citations = outcome.answer.citations
    language = citations[0].sentence.source.language if citations else None
    return exact_match(said, references, language), word_f1(said, references, language)


def _is_right(
    case: Case, outcome: Outcome, precision: float | None, short: float | None
) -> bool | None:
    if case.answerable is None:
        return None
    if not case.answerable:
        return not outcome.is_answered
    if not case.gold and short is None:
        return None
    if not outcome.is_answered or (case.gold and not precision):
        return False
    if short is None or (case.gold and outcome.answer.short_answer is None):
        return True
    return short >= _SAME_ANSWER
