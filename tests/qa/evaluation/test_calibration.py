import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.calibration import (
    Bin,
    Point,
    expected_calibration_error,
    reliability,
    risk_at,
    risk_coverage,
)
from qa.evaluation.figures import figures
from qa.evaluation.score import Score


def shown(confidence: float, *, right: bool, answerable: bool = True) -> Score:
    return Score(answerable, is_answered=True, right=right, confidence=confidence)


def declined(confidence: float, *, answerable: bool) -> Score:
    return Score(answerable, is_answered=False, right=not answerable, confidence=confidence)


def test_a_hand_computed_calibration_error() -> None:
    bins = reliability([(0.95, True), (0.91, True), (0.99, False), (0.05, False)])
    assert bins == (
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.9, 1.0, 3, pytest.approx(0.95), pytest.approx(2 / 3)),
    )
    # (1 × .05 + 3 × (.95 − .6667)) / 4
    assert expected_calibration_error(bins) == pytest.approx(0.225)


def test_the_ends_belong_to_the_outer_bins() -> None:
    bins = reliability([(0.0, False), (1.0, True), (1.0, True)])
    assert [(one.low, one.count) for one in bins] == [(0.0, 1), (0.9, 2)]
    assert expected_calibration_error(bins) == 0.0


def test_without_a_confidence_there_is_no_error() -> None:
    assert expected_calibration_error(reliability([])) is None
    assert risk_coverage([Score(answerable=True, is_answered=True, right=True)]) == ()


def test_a_hand_computed_curve_of_risk_against_coverage() -> None:
    scores = [
        shown(0.6, right=True),
        shown(0.9, right=True),
        shown(0.7, right=False, answerable=False),
        shown(0.8, right=False),
        declined(0.3, answerable=True),
        declined(0.2, answerable=False),
        Score(answerable=None, is_answered=True, confidence=0.99),
    ]
    points = risk_coverage(scores)
    assert points == (
        Point(0.9, 1 / 4, 0.0),
        Point(0.8, 2 / 4, 1 / 2),
        Point(0.7, 2 / 4, 2 / 3),
        Point(0.6, 3 / 4, 2 / 4),
    )
    assert risk_at(points, 0.25) == 0.0
    assert risk_at(points, 0.6) == 0.5
    assert risk_at(points, 0.8) is None


def test_answers_of_one_confidence_come_together() -> None:
    points = risk_coverage([shown(0.9, right=True), shown(0.9, right=False)])
    assert points == (Point(0.9, 1.0, 0.5),)


def test_nothing_answerable_covers_nothing() -> None:
    assert risk_coverage([shown(0.9, right=False, answerable=False)]) == ()


CONFIDENCES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.3, 0.7, 1.0]))


@given(st.lists(st.tuples(CONFIDENCES, st.booleans())), st.randoms())
def test_the_error_is_a_share_and_order_does_not_count(
    expected: list[tuple[float, bool]], chance: random.Random
) -> None:
    bins = reliability(expected)
    assert sum(one.count for one in bins) == len(expected)
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins)
    error = expected_calibration_error(bins)
    if not expected:
        assert error is None
        return
    assert error is not None
    assert -1e-9 <= error <= 1 + 1e-9
    other = list(expected)
    chance.shuffle(other)
    assert expected_calibration_error(reliability(other)) == pytest.approx(error)


@st.composite
def judged(draw: st.DrawFn) -> Score:
    answerable, answered = draw(st.booleans()), draw(st.booleans())
    right = answerable and draw(st.booleans()) if answered else not answerable
    return Score(answerable, answered, right, confidence=draw(CONFIDENCES))


@given(st.lists(judged(), min_size=1))
def test_the_curve_ends_where_the_reader_stands(scores: list[Score]) -> None:
    points, whole = risk_coverage(scores), figures(scores)
    thresholds = [one.threshold for one in points]
    assert thresholds == sorted(set(thresholds), reverse=True)
    coverages = [one.coverage for one in points]
    assert coverages == sorted(coverages)
    if points:
        assert points[-1].coverage == pytest.approx(whole.coverage)
        assert points[-1].risk == pytest.approx(whole.risk)
