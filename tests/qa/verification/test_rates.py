"""Lies and truths made from real sentences: a seeded sample, and all of them in the long run.

Of what is beside the project where that is there; else of the project's own news items.
"""

from collections.abc import Iterable

import pytest

from bench.cited import Case, data_is_here
from bench.lies import lies
from bench.truths import truths
from bench.verification import COUNT, judged

SAMPLE = 60
NOT_HERE = pytest.mark.skipif(not data_is_here(), reason="no ../shared/data beside this checkout")
PUBLIC = [False, pytest.param(True, marks=NOT_HERE)]


def told(cases: Iterable[Case], *, is_shown: bool) -> list[str]:
    """Those that came out so, a line each."""
    outcomes = [judged(case) for case in cases]
    return [
        f"{one.case.kind} ({one.case.language}): {one.case.draft.text} -- {one.reason}"
        for one in outcomes
        if one.is_shown is is_shown
    ]


def test_of_a_sample_of_lies_none_is_shown() -> None:
    assert told(lies(SAMPLE, public=False), is_shown=True) == []


def test_of_a_sample_of_truths_few_are_withheld() -> None:
    withheld = told(truths(SAMPLE, public=False), is_shown=False)
    assert len(withheld) <= 0.1 * SAMPLE, withheld


@pytest.mark.long
@pytest.mark.parametrize("public", PUBLIC)
def test_of_all_lies_one_in_a_hundred_is_shown(public: bool) -> None:
    shown = told(lies(COUNT, public=public), is_shown=True)
    assert len(shown) <= 0.01 * COUNT, shown


@pytest.mark.long
@pytest.mark.parametrize("public", PUBLIC)
def test_of_all_truths_three_in_a_hundred_are_withheld(public: bool) -> None:
    withheld = told(truths(COUNT, public=public), is_shown=False)
    assert len(withheld) <= 0.03 * COUNT, withheld
