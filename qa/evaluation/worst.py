"""The cases that one should read, the worst kind of mistake first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from qa.evaluation.outcome import Outcome
from qa.evaluation.score import Score

Scored = tuple[Outcome, Score]


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Cases of one kind, the worst first."""

    title: str
    says: str
    cases: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    says: str
    takes: Callable[[Score], bool]
    order: Callable[[Score], float]


def _surest_first(score: Score) -> float:
    return -(score.confidence or 0.0)


def _best_found_first(score: Score) -> float:
    return score.rank if score.rank is not None else inf


_KINDS = (
    _Kind(
        "Answered, though the articles do not say",
        "The surest first.",
        lambda score: score.answerable is False and score.is_answered,
        _surest_first,
    ),
    _Kind(
        "Answered wrongly",
        "The gold is not cited, or the short answer is another one. The surest first.",
        lambda score: score.answerable is True and score.is_answered and score.right is False,
        _surest_first,
    ),
    _Kind(
        "Not answered, though the articles say",
        "Those first whose sentence the search had put on top.",
        lambda score: score.answerable is True and not score.is_answered,
        _best_found_first,
    ),
    _Kind(
        "Not counted",
        "Nobody has said yet whether the articles answer these.",
        lambda score: score.answerable is None,
        _surest_first,
    ),
)


def mistakes(scored: Sequence[Scored]) -> tuple[Mistakes, ...]:
    """The kinds of which there are cases."""
    found = (
        Mistakes(
            kind.title,
            kind.says,
            tuple(sorted((one for one in scored if kind.takes(one[1])), key=_by(kind))),
        )
        for kind in _KINDS
    )
    return tuple(one for one in found if one.cases)


def _by(kind: _Kind) -> Callable[[Scored], float]:
    return lambda one: kind.order(one[1])
