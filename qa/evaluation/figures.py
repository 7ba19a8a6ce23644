"""Many scores as figures: each the mean over those questions that it can be said of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import ceil

from qa.evaluation.calibration import (
    answerability,
    expected_calibration_error,
    reliability,
    risk_at,
    risk_coverage,
)
from qa.evaluation.score import Score

MOST = 0.6
"""The share of the answerable that ``risk_at_60`` is about."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1, waiting in milliseconds; None where no question bears on a figure.

    ``MEANINGS`` says what each is.
    """

    hit_at_1: float | None
    hit_at_5: float | None
    mrr: float | None
    citation_precision: float | None
    citation_recall: float | None
    citation_f1: float | None
    exact_match: float | None
    short_f1: float | None
    right: float | None
    coverage: float | None
    risk: float | None
    risk_at_60: float | None
    abstention_precision: float | None
    abstention_recall: float | None
    balanced_accuracy: float | None
    ece: float | None
    latency_p50: float | None
    latency_p95: float | None


MEANINGS: Mapping[str, str] = {
    "hit_at_1": "Questions with gold whose first sentence found is gold.",
    "hit_at_5": "Questions with gold that have it among the first five sentences found.",
    "mrr": "Mean of 1 / rank of the first gold sentence found; nothing beyond the twentieth.",
    "citation_precision": "Of the sentences cited for questions with gold, the part that is gold.",
    "citation_recall": "Of the gold, the part that is cited; 0 for a question that is not "
    "answered.",
    "citation_f1": "Mean of each question's F1; 0 for one that is not answered.",
    "exact_match": "Short answers that have the words of a reference.",
    "short_f1": "Words shared by short answer and the nearest reference.",
    "right": "Answerable questions whose gold is cited, and whose short answer, if any, agrees.",
    "coverage": "Answerable questions that are answered, rightly or not.",
    "risk": "Wrong ones among the answers shown, answerable or not.",
    "risk_at_60": "The same, when only the surest are shown: as many as answer 60 % of the "
    "answerable.",
    "abstention_precision": "Of the questions that were declined, the part that the articles do "
    "not answer.",
    "abstention_recall": "Of the questions that the articles do not answer, the part that was "
    "declined.",
    "balanced_accuracy": "Mean of the part of the answerable that is answered and of the others "
    "that are declined.",
    "ece": "Expected calibration error of the confidence that a question is answered here, ten "
    "bins.",
    "latency_p50": "Half of the answers came in this time or less.",
    "latency_p95": "Nineteen of twenty answers came in this time or less.",
}
"""What people are told of each; the names are those of the JSON and of ``--min``."""
NAMES = tuple(field.name for field in fields(Figures))
WAITING = frozenset({"latency_p50", "latency_p95"})
LOWER_IS_BETTER = frozenset({"risk", "risk_at_60", "ece"}) | WAITING


def figures(scores: Sequence[Score]) -> Figures:
    """Sum the scores up."""
    ranks = [one.rank for one in scores if one.rank is not None]
    judged = [one for one in scores if one.right is not None]
    answerable = [one for one in judged if one.answerable]
    shown = [one for one in judged if one.is_answered]
    declined = [one for one in scores if one.answerable is not None and not one.is_answered]
    absent = [one for one in scores if one.answerable is False]
    waited = [one.milliseconds for one in scores]
    return Figures(
        hit_at_1=mean(rank <= 1 for rank in ranks),
        hit_at_5=mean(rank <= 5 for rank in ranks),
        mrr=mean(1 / rank for rank in ranks),
        citation_precision=mean(one.precision for one in scores),
        citation_recall=mean(one.recall for one in scores),
        citation_f1=mean(one.f1 for one in scores),
        exact_match=mean(one.exact for one in scores),
        short_f1=mean(one.short_f1 for one in scores),
        right=mean(one.right for one in answerable),
        coverage=mean(one.is_answered for one in answerable),
        risk=mean(not one.right for one in shown),
        risk_at_60=risk_at(risk_coverage(scores), MOST),
        abstention_precision=mean(not one.answerable for one in declined),
        abstention_recall=mean(not one.is_answered for one in absent),
        balanced_accuracy=balanced_accuracy(scores),
        ece=expected_calibration_error(reliability(answerability(scores))),
        latency_p50=percentile(waited, 50),
        latency_p95=percentile(waited, 95),
    )


def balanced_accuracy(scores: Sequence[Score]) -> float | None:
    """Mean of the two classes' recalls; None unless there are questions of both."""
    answered = mean(one.is_answered for one in scores if one.answerable is True)
    declined = mean(not one.is_answered for one in scores if one.answerable is False)
    return None if answered is None or declined is None else (answered + declined) / 2


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that are not None; None when there are none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def percentile(values: Sequence[float], percent: int) -> float | None:
    """The smallest value that so many percent of all are not above (nearest rank)."""
    if not values:
        return None
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


@dataclass(frozen=True, slots=True)
class Group:
    """Scores that are summed up together: all of them, or those of one language."""

    name: str
    scores: tuple[Score, ...]

    @property
    def figures(self) -> Figures:
        """What they sum up to."""
        return figures(self.scores)

    @property
    def questions(self) -> int:
        """How many there are."""
        return len(self.scores)

    @property
    def answerable(self) -> int:
        """How many of them the articles answer."""
        return sum(one.answerable is True for one in self.scores)

    @property
    def unanswerable(self) -> int:
        """How many of them the articles do not answer."""
        return sum(one.answerable is False for one in self.scores)
