"""Whether a confidence means what it says, and what trusting only high ones would cost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.evaluation.score import Score

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence is from ``low`` to ``high``.

    Their number, the mean of what was expected and the share that came true.
    """

    low: float
    high: float
    count: int
    confidence: float
    share: float


@dataclass(frozen=True, slots=True)
class Point:
    """What comes of showing only answers whose confidence is ``threshold`` or more.

    ``coverage``: the share of the answerable questions that are then answered; ``risk``: the share
    of wrong ones among all answers shown.
    """

    threshold: float
    coverage: float
    risk: float


def reliability(expected: Iterable[tuple[float, bool]], bins: int = _BINS) -> tuple[Bin, ...]:
    """Bins of equal width, without the empty ones; a confidence of 1 is in the last."""
    filled: dict[int, list[tuple[float, bool]]] = {}
    for confidence, came_true in expected:
        filled.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, came_true))
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(inside),
            confidence=sum(confidence for confidence, _ in inside) / len(inside),
            share=sum(came_true for _, came_true in inside) / len(inside),
        )
        for number, inside in sorted(filled.items())
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Mean distance of share from confidence, weighed by the bins' numbers; None without any.

    Naeini, Cooper and Hauskrecht, AAAI 2015.
    """
    count = sum(one.count for one in bins)
    if not count:
        return None
    return sum(one.count * abs(one.share - one.confidence) for one in bins) / count


def answerability(scores: Iterable[Score]) -> Iterator[tuple[float, bool]]:
    """Each confidence that a question is answered here, and whether it is."""
    for one in scores:
        if one.confidence is not None and one.answerable is not None:
            yield one.confidence, one.answerable


def risk_coverage(scores: Sequence[Score]) -> tuple[Point, ...]:
    """One point for each confidence that an answer was shown with, highest first.

    It ends where the reader itself stops answering. Answers of equal confidence come together.
    """
    judged = [one for one in scores if one.right is not None]
    answerable = sum(one.answerable is True for one in judged)
    shown = [one for one in judged if one.is_answered and one.confidence is not None]
    if not answerable:
        return ()
    points, answered, wrong, total = [], 0, 0, 0
    for confidence, together in groupby(sorted(shown, key=_surest_first), key=_confidence):
        for one in together:
            total += 1
            wrong += not one.right
            answered += one.answerable is True
        points.append(Point(confidence, answered / answerable, wrong / total))
    return tuple(points)


def _confidence(one: Score) -> float:
    return one.confidence or 0.0


def _surest_first(one: Score) -> float:
    return -_confidence(one)


def risk_at(points: Sequence[Point], coverage: float) -> float | None:
    """The risk at the first point that covers so much; None when none does."""
    return next((one.risk for one in points if one.coverage >= coverage), None)
