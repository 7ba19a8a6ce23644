"""A date or figure with what binds it, and whether two of them can both be so."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.disagreement.bounds import Bound
from qa.disagreement.periods import periods_of
from qa.disagreement.values import Value, values_of
from tests.qa.made import TEXTS


def value(text: str) -> Value:
    (one,) = values_of(text)
    return one


@pytest.mark.parametrize(
    ("text", "bound", "shown"),
    [
        ("It opens by the end of 2028.", Bound.UNTIL, "by the end of 2028"),
        ("It will not open before 2030, she said.", Bound.FROM, "not open before 2030"),
        ("She did not say more, but it opens before 2030.", Bound.UNTIL, "before 2030"),
        ("It opens no earlier than March 2030.", Bound.FROM, "no earlier than March 2030"),
        ("It opens in 2030.", Bound.AT, "2030"),
        ("More than 15 million tonnes.", Bound.FROM, "More than 15 million tonnes"),
        ("It costs up to $15 million.", Bound.UNTIL, "up to $15 million"),
        ("Some 40 people came.", Bound.AT, "Some 40 people"),
        ("Dəhliz 2030-cu ildən əvvəl açılmayacaq.", Bound.FROM, "2030-cu ildən əvvəl açılmayacaq"),
        ("Dəhliz 2030-cu ildən əvvəl açılacaq.", Bound.UNTIL, "2030-cu ildən əvvəl"),
        ("Dəhliz 2028-ci ilin sonunadək açılacaq.", Bound.UNTIL, "2028-ci ilin sonunadək"),
        ("Ən azı 40 nəfər gəlib.", Bound.FROM, "Ən azı 40 nəfər"),
        ("15 milyon tondan çox yük.", Bound.FROM, "15 milyon tondan çox"),
        ("Koridor 2028 sonuna kadar açılacak.", Bound.UNTIL, "2028 sonuna kadar"),
        ("Koridor 2030'dan önce açılamayacak.", Bound.FROM, "2030'dan önce açılamayacak"),
        ("Он откроется к концу 2028 года.", Bound.UNTIL, "к концу 2028 года"),
        ("Он откроется не раньше 2030 года.", Bound.FROM, "не раньше 2030 года"),
        ("Раньше 2030 года он не откроется.", Bound.FROM, "Раньше 2030 года он не"),
        ("Более 15 млн тонн.", Bound.FROM, "Более 15 млн тонн"),
        ("تا پایان سال ۲۰۲۸ باز می‌شود.", Bound.UNTIL, "تا پایان سال ۲۰۲۸"),
        ("پس از ۲۰۳۰ باز می‌شود.", Bound.FROM, "پس از ۲۰۳۰"),
        ("Er öffnet bis Ende 2028.", Bound.UNTIL, "bis Ende 2028"),
        ("Er öffnet nicht vor 2030.", Bound.FROM, "nicht vor 2030"),
        ("Er kostet mindestens 15 Millionen Euro.", Bound.FROM, "mindestens 15 Millionen Euro"),
    ],
)
def test_a_value_is_told_with_the_words_that_bind_it(text: str, bound: Bound, shown: str) -> None:
    one = value(text)
    assert (one.binding.bound, text[one.start : one.end]) == (bound, shown)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("15 million tonnes", "t"), ("15 млн тонн", "t"), ("۱۵ میلیون تن", "t"),
        ("40 people", "people"), ("40 nəfər", "people"), ("40 человек", "people"),
        ("12 %", "%"), ("12 percent", "%"), ("$40", "usd"), ("40 manat", "azn"), ("40 of", ""),
        ("2028 people", "people"), ("180 km", "km"), ("180 километров", "km"),
    ],
)  # fmt: skip
def test_figures_are_of_something(text: str, unit: str) -> None:
    assert value(text).unit == unit
    assert not value(text).is_time


@pytest.mark.parametrize("text", ["It opens on Tuesday.", "At 10:30.", "One may come.", "No date."])
def test_what_cannot_be_compared_is_no_value(text: str) -> None:
    assert values_of(text) == ()


@given(
    TEXTS
    | st.sampled_from(["by the end of 2028", "2028", "not before 2030", "15 mln t", "3/4/2026"])
)
def test_nothing_contradicts_itself_and_contradiction_is_mutual(text: str) -> None:
    values = [*values_of(text), *values_of("in May 2031"), *values_of("about 12 tonnes")]
    for one in values:
        assert not one.contradicts(one)
        assert 0 <= one.start <= one.fact.start < one.fact.end <= one.end
        for other in values:
            assert one.contradicts(other) == other.contradicts(one)


def test_a_day_that_can_be_two_is_apart_from_neither() -> None:
    either, april = value("on 3/4/2026"), value("on 3 April 2026")
    assert len(periods_of(either.fact)) == 2
    assert not either.contradicts(april)
    assert not either.contradicts(value("on March 4, 2026"))
    assert either.contradicts(value("on 5 April 2026"))


def test_a_sentence_of_figures_alone_is_read_in_time() -> None:
    began = time.monotonic()
    values_of("12 tonnes " * 2000)
    assert time.monotonic() - began < 10
