import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.admission.limits import Limits, Rate, TooBusy, TooManyQuestions


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 320), st.sampled_from(["a", "b"])), max_size=60),
)
def test_no_name_has_more_than_so_many_in_any_minute(
    per_minute: int, events: list[tuple[int, str]]
) -> None:
    clock = Clock()
    rate, taken = Rate(per_minute, clock), []
    for eighths, name in events:
        clock.now += eighths / 8  # which are exact
        wait = rate.take([name])
        if not wait:
            taken.append((clock.now, name))
            continue
        assert 1 <= wait <= 60
        theirs = [at for at, who in taken if who == name]
        for seconds, has_room in ((wait, True), (wait - 1, False)):
            inside = [at for at in theirs if at > clock.now + seconds - 60]
            assert (len(inside) < per_minute) == has_room, "then, and no sooner, there is room"
    for at, name in taken:
        inside = [one for one, who in taken if who == name and at <= one < at + 60]
        assert len(inside) <= per_minute


def test_all_names_have_to_have_room_and_none_is_counted_where_one_has_not() -> None:
    rate = Rate(2, Clock())
    assert [rate.take(["address", name]) for name in "abc"] == [0, 0, 60]
    assert [rate.take(["c"]), rate.take(["c"]), rate.take(["c"])] == [0, 0, 60]


def test_who_has_not_asked_for_a_minute_is_forgotten() -> None:
    clock = Clock()
    rate = Rate(1, clock)
    for n in range(10_000):
        rate.take([str(n)])
    clock.now += 61
    rate.take(["new"])
    assert len(rate._seen) == 1


def test_a_full_house_refuses_at_once_and_costs_nobody_a_question() -> None:
    limits = Limits(Rate(1), places=2)
    with limits.place():
        with limits.place():
            with pytest.raises(TooBusy) as told:
                limits.admit(["a"])
            assert told.value.retry_after > 0
            with pytest.raises(TooBusy), limits.place():
                pass
        limits.admit(["a"])
        with pytest.raises(TooManyQuestions, match="more than 1 questions"):
            limits.admit(["a"])
    assert limits.in_work == 0
