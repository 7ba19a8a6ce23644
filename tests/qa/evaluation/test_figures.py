from dataclasses import asdict
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.figures import MEANINGS, NAMES, balanced_accuracy, figures, percentile
from qa.evaluation.score import Score

YES, NO = True, False
SCORES = [
    Score(YES, YES, YES, 1, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 10),
    Score(YES, YES, NO, 3, 0.0, 0.0, 0.0, 0.0, 0.4, 0.8, 20),
    Score(YES, YES, YES, 1, 0.5, 1.0, 2 / 3, None, None, 0.6, 30),
    Score(YES, NO, NO, inf, None, 0.0, 0.0, 0.0, 0.0, 0.3, 40),
    Score(NO, YES, NO, confidence=0.7, milliseconds=50),
    Score(NO, NO, YES, confidence=0.2, milliseconds=60),
    Score(NO, NO, YES, confidence=0.4, milliseconds=70),
    Score(None, YES, None, confidence=0.95, milliseconds=80),
    Score(None, NO, None, confidence=0.05, milliseconds=5),
]
BY_HAND = {
    "hit_at_1": 2 / 4,
    "hit_at_5": 3 / 4,
    "mrr": (1 + 1 / 3 + 1 + 0) / 4,
    "citation_precision": (1 + 0 + 0.5) / 3,
    "citation_recall": (1 + 0 + 1 + 0) / 4,
    "citation_f1": (1 + 0 + 2 / 3 + 0) / 4,
    "exact_match": (1 + 0 + 0) / 3,
    "short_f1": (1 + 0.4 + 0) / 3,
    "right": 2 / 4,
    "coverage": 3 / 4,
    "risk": 2 / 4,
    # .9 right, .8 wrong, .7 wrong and unanswerable, .6 right: 3 of 4 covered, 2 of 4 wrong
    "risk_at_60": 2 / 4,
    "abstention_precision": 2 / 3,
    "abstention_recall": 2 / 3,
    "balanced_accuracy": (3 / 4 + 2 / 3) / 2,
    # each confidence is alone in its bin
    "ece": (0.1 + 0.2 + 0.4 + 0.7 + 0.7 + 0.2 + 0.4) / 7,
    "latency_p50": 40,
    "latency_p95": 80,
}


def test_every_figure_is_as_computed_by_hand() -> None:
    assert asdict(figures(SCORES)) == pytest.approx(BY_HAND)


def test_without_questions_there_are_no_figures() -> None:
    assert set(asdict(figures([])).values()) == {None}


def test_questions_that_nobody_has_judged_count_for_their_time_alone() -> None:
    with_it, without = asdict(figures(SCORES)), asdict(figures(SCORES[:-2]))
    differing = {name for name in NAMES if with_it[name] != without[name]}
    assert differing == {"latency_p95"}


def test_accuracy_is_balanced_only_over_both_classes() -> None:
    assert balanced_accuracy([SCORES[0]]) is None
    assert balanced_accuracy([SCORES[5]]) is None
    # always answering is worth a half, however many are answerable
    assert balanced_accuracy([SCORES[0]] * 9 + [SCORES[4]]) == 0.5


def test_every_figure_is_explained() -> None:
    assert tuple(MEANINGS) == NAMES


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([], 50, None),
        ([7.0], 95, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 2.0, 3.0], 50, 2.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([float(n) for n in range(1, 21)], 95, 19.0),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(
    values: list[float], percent: int, expected: float | None
) -> None:
    assert percentile(values, percent) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_so_many_percent_are_not_above_a_percentile(values: list[float], percent: int) -> None:
    value = percentile(values, percent)
    assert value in values
    assert sum(one <= value for one in values) * 100 >= percent * len(values)


def test_a_confidence_that_is_no_probability_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no probability"):
        Score(YES, YES, confidence=1.01)
