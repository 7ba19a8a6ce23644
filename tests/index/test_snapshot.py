"""Keeping up with a store reads only what is new, and comes to what reading it whole would."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from index.generation import Generation
from index.snapshot import Snapshot, take_snapshot
from index.writer import Writer
from tests.index.stores import put

MODEL = "m"


def embed(catalogue: Writer, most: int) -> None:
    hashes = [row[0] for row in catalogue.unembedded(MODEL)][:most]
    vectors = [np.random.default_rng(int(h[:8], 16)).standard_normal(8) for h in hashes]
    catalogue.put_embeddings(MODEL, hashes, np.array(vectors, np.float32).reshape(-1, 8))


def assert_same(kept_up: Snapshot, whole: Snapshot) -> None:
    assert kept_up.sources == whole.sources
    assert kept_up.ids == whole.ids
    assert kept_up.numbers.tolist() == whole.numbers.tolist()
    assert kept_up.owners.tolist() == whole.owners.tolist()
    assert kept_up.exact.numbers.tolist() == whole.exact.numbers.tolist()
    assert kept_up.exact.vectors.tolist() == whole.exact.vectors.tolist()


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abcd"), st.integers(0, 3)),
        st.tuples(st.just("remove"), st.sampled_from("abcd"), st.just(0)),
        st.tuples(st.just("embed"), st.just(""), st.integers(1, 6)),
        st.tuples(st.just("look"), st.just(""), st.sampled_from([0, 0, 4, 9])),
    ),
    max_size=14,
)


@given(steps)
@settings(max_examples=40, deadline=None)
def test_keeping_up_comes_to_the_same_as_reading_all(steps: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Writer.opened(Path(folder)) as writer:
        writer.rows("PRAGMA synchronous = OFF")
        reader = Catalogue.reading(Path(folder))
        now: Snapshot | None = None
        for what, id_, number in [*steps, ("look", "", 0)]:
            if what == "put":
                lines = (f"The bridge of {id_} has {n + number} lamps this year." for n in range(4))
                put(writer, id_, "\n\n".join(lines))
            elif what == "remove":
                writer.remove(id_)
            elif what == "embed":
                embed(writer, number)
            else:
                generation = Generation("g-000001", MODEL, 9, number, (2, 3)) if number else None
                now = take_snapshot(reader, MODEL, now, generation)
                assert_same(now, take_snapshot(reader, MODEL, None, generation))
                assert all(one > number or one in (2, 3) for one in now.exact.numbers)
        reader.close()


def test_what_is_known_already_is_not_read_again(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as writer:
        for id_ in "abc":
            put(writer, id_, f"The bridge of {id_} has lamps this year.")
        embed(writer, 99)
        with Catalogue.reading(tmp_path) as reader:
            before = take_snapshot(reader, MODEL, None)
            put(writer, "d", "The bridge of d has no lamps this year.")
            after = take_snapshot(reader, MODEL, before)
            assert after.data_version != before.data_version
            assert after.exact is before.exact
            assert all(after.sources[number] is before.sources[number] for number in before.sources)


def test_a_passage_that_is_gone_has_no_owner(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as writer:
        put(writer, "a", "The bridge of a has lamps this year.")
        put(writer, "b", "The bridge of b has lamps this year.")
        whole = take_snapshot(writer, MODEL, None)
        first, last = int(whole.numbers[0]), int(whole.numbers[-1])
        assert (whole.owner(first), whole.owner(last)) == (1, 2)
        writer.remove("a")
        now = take_snapshot(writer, MODEL, whole)
        assert (now.owner(first), now.owner(last), now.owner(last + 1)) == (None, 2, None)


def test_a_view_shows_one_state_whatever_is_committed_meanwhile(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as writer, Catalogue.reading(tmp_path) as reader:
        put(writer, "a", "The bridge of a has lamps this year.")
        with reader.view():
            version = reader.data_version()
            assert list(reader.sources()) == [1]
            put(writer, "a", "The bridge of a has no lamps this year.")
            assert list(reader.sources()) == [1]
            with reader.view():
                assert reader.data_version() == version
                assert reader.article(1) is not None
        assert list(reader.sources()) == [2]
        assert reader.data_version() != version


def test_a_view_ends_when_what_is_inside_fails(tmp_path: Path) -> None:
    with Writer.opened(tmp_path) as writer, Catalogue.reading(tmp_path) as reader:
        with pytest.raises(ZeroDivisionError), reader.view():
            _ = len(reader.sources()) / 0
        put(writer, "a", "The bridge of a has lamps this year.")
        assert list(reader.sources()) == [1]
