from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.case import Case
from qa.evaluation.session import sampled

CASES = [Case(str(n), f"question {n}", None) for n in range(200)]


@given(st.integers(1, 250), st.integers(1, 250))
def test_a_smaller_sample_is_part_of_a_larger_one(one: int, other: int) -> None:
    small, large = sampled(CASES, min(one, other)), sampled(CASES, max(one, other))
    assert len(small) == min(one, other, 200)
    assert [case for case in large if case in small] == small
    assert small == sorted(small, key=lambda case: int(case.id))


def test_a_sample_is_not_the_beginning() -> None:
    assert sampled(CASES, 50) != CASES[:50]
    assert sampled(list(reversed(CASES)), 50) == list(reversed(sampled(CASES, 50)))
