"""Every index of vectors does the same: the exact one, and a generation of Chroma."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from index.chroma import ChromaIndex, build_chroma
from index.vectors import NOTHING, ExactIndex, VectorIndex

Build = Callable[[NDArray[np.int64], NDArray[np.float32]], VectorIndex]


@pytest.fixture(params=["exact", "chroma"])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Build]:
    """How to make an index of either kind."""
    opened: list[ChromaIndex] = []

    def chroma(numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> VectorIndex:
        folder = tmp_path / str(len(opened))
        list(build_chroma(folder, numbers, vectors))
        opened.append(ChromaIndex(folder))
        return opened[-1]

    yield ExactIndex if request.param == "exact" else chroma
    for index in opened:
        index.close()


def units(count: int, seed: int = 1) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_nearest_come_best_first_with_their_cosines(build: Build) -> None:
    rows = units(3000)
    index = build(np.arange(7, 3007), rows)
    assert len(index) == 3000
    for question in units(20, seed=2):
        cosines = rows @ question
        found = index.nearest(question, 10)
        assert {number for number, _ in found} == {int(n) + 7 for n in np.argsort(-cosines)[:10]}
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
        for number, score in found:
            assert score == pytest.approx(cosines[number - 7], abs=1e-5)


def test_numbers_need_not_be_neighbours_or_small(build: Build) -> None:
    numbers = np.array([3, 2_000_000_000_000, 17])
    index = build(numbers, np.eye(3, 16, dtype=np.float32))
    question = np.zeros(16, np.float32)
    question[1] = 1
    assert index.nearest(question, 1)[0][0] == 2_000_000_000_000


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (5, 5), (40, 40), (41, 40), (900, 40)])
def test_never_more_than_there_are_nor_than_asked(build: Build, k: int, expected: int) -> None:
    index = build(np.arange(40), units(40))
    assert len(index.nearest(units(1)[0], k)) == expected


def test_equal_vectors_are_told_apart_by_their_numbers(build: Build) -> None:
    index = build(np.array([5, 1, 9, 3]), np.tile(units(1), (4, 1)))
    assert [number for number, _ in index.nearest(units(1)[0], 4)] == [1, 3, 5, 9]


def test_an_index_of_nothing_finds_nothing(build: Build) -> None:
    index = build(NOTHING.numbers, NOTHING.vectors)
    assert len(index) == 0
    assert index.nearest(units(1)[0], 3) == []


rows_of_four = arrays(
    np.float32, st.tuples(st.integers(1, 30), st.just(4)), elements=st.floats(-1, 1, width=32)
)


@given(
    rows=rows_of_four,
    allowed=st.lists(st.booleans(), min_size=30, max_size=30),
    k=st.integers(0, 35),
)
@settings(max_examples=60, deadline=None)
def test_a_mask_leaves_the_others_out_and_loses_none(
    rows: NDArray[np.float32], allowed: list[bool], k: int
) -> None:
    flags = np.array(allowed[: len(rows)])
    question = np.array([1, 0, 0, 0], np.float32)
    found = ExactIndex(np.arange(len(rows)), rows).nearest(question, k, flags)
    inside = sorted(np.flatnonzero(flags), key=lambda n: (-float(rows[n][0]), n))
    assert len(found) == min(k, len(inside))
    assert [score for _, score in found] == [float(rows[n][0]) for n in inside[: len(found)]]
    assert all(flags[number] for number, _ in found)


def test_an_exact_index_has_a_vector_for_each_number() -> None:
    with pytest.raises(ValueError, match="2 numbers, 3 vectors"):
        ExactIndex(np.arange(2), units(3))


def test_a_vector_that_is_not_where_it_belongs_is_told(tmp_path: Path) -> None:
    rows = units(300)
    rows[100:110] = rows[100]  # as a headline is that stands over ten articles
    list(build_chroma(tmp_path / "g", np.arange(300), rows))
    with ChromaIndex(tmp_path / "g") as index:
        assert list(index.lost(np.arange(300), rows)) == []
        wrong = rows.copy()
        wrong[[10, 20]] = rows[[20, 10]]
        wrong[30] = -rows[30]
        assert list(index.lost(np.arange(300), wrong)) == [10, 20, 30]
        assert list(index.lost(np.arange(300), wrong, np.array([20, 21]))) == [20]
