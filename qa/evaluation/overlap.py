"""Sentences against gold by where they stand.

Splitters differ, so equal offsets are not asked for: two spans are of one sentence when what they
share is at least half of the shorter one.
"""

from collections.abc import Sequence
from math import inf

from qa.evaluation.case import Span


def is_same(one: Span, other: Span) -> bool:
    """Whether two spans of one article share half of the shorter one, or more."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return one.article == other.article and shared * 2 >= shorter


def rank_of(gold: Sequence[Span], found: Sequence[Span]) -> float:
    """The rank, from 1, of the first sentence found that is gold; infinity when none is."""
    for rank, sentence in enumerate(found, 1):
        if any(is_same(sentence, one) for one in gold):
            return rank
    return inf


def precision(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """The part of the cited sentences that is gold; None when nothing is cited."""
    if not cited:
        return None
    return sum(any(is_same(one, other) for other in gold) for one in cited) / len(cited)


def recall(cited: Sequence[Span], gold: Sequence[Span]) -> float:
    """The part of the gold that is cited."""
    return sum(any(is_same(one, other) for other in cited) for one in gold) / len(gold)


def f1(precision: float | None, recall: float) -> float:
    """The harmonic mean; 0 when either is nothing."""
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)
