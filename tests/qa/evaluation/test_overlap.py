from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.case import Span
from qa.evaluation.overlap import f1, is_same, precision, rank_of, recall


def spans(*edges: tuple[int, int], article: str = "a") -> list[Span]:
    return [Span(article, start, end) for start, end in edges]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (5, 15), True),
        ((0, 10), (6, 16), False),
        ((0, 100), (40, 50), True),  # a short answer inside its sentence
        ((0, 100), (99, 200), False),  # a bracket that another splitter gave to the next
        ((0, 10), (10, 20), False),
    ],
)
def test_half_of_the_shorter_makes_two_spans_one_sentence(
    one: tuple[int, int], other: tuple[int, int], same: bool
) -> None:
    assert is_same(Span("a", *one), Span("a", *other)) is same
    assert is_same(Span("a", *other), Span("a", *one)) is same
    assert not is_same(Span("a", *one), Span("b", *other))


@pytest.mark.parametrize(
    ("cited", "gold", "expected"),
    [
        ([], [(0, 10)], (None, 0.0, 0.0)),
        ([(0, 10)], [(0, 10), (20, 30), (40, 50)], (1.0, 1 / 3, 0.5)),
        ([(0, 10), (60, 70)], [(0, 10), (20, 30)], (0.5, 0.5, 0.5)),
        ([(60, 70)], [(0, 10)], (0.0, 0.0, 0.0)),
        # one long sentence here is two in the gold
        ([(0, 30)], [(0, 10), (11, 30)], (1.0, 1.0, 1.0)),
    ],
)
def test_citations_are_counted_by_what_they_cover(
    cited: list[tuple[int, int]],
    gold: list[tuple[int, int]],
    expected: tuple[float | None, float, float],
) -> None:
    told = precision(spans(*cited), spans(*gold))
    covered = recall(spans(*cited), spans(*gold))
    assert (told, covered, f1(told, covered)) == pytest.approx(expected)


def test_the_rank_is_that_of_the_first_gold_sentence() -> None:
    found = spans((50, 60), (0, 10), (20, 30))
    assert rank_of(spans((20, 30), (0, 10)), found) == 2
    assert rank_of(spans((50, 60), article="b"), found) == inf
    assert rank_of(spans((50, 60)), []) == inf


@given(st.floats(0, 1), st.floats(0, 1))
def test_f1_lies_between_its_two(precision: float, recall: float) -> None:
    between = f1(precision, recall)
    if precision > 1e-9 and recall > 1e-9:
        assert min(precision, recall) - 1e-9 <= between <= max(precision, recall) + 1e-9
    assert between == f1(recall, precision)


def test_a_span_is_not_empty() -> None:
    with pytest.raises(ValueError, match="no span: 5 to 5"):
        Span("a", 5, 5)
