"""Dates read as the news of six languages write them; what can be read in two ways is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import MONTHS, find_date
from index.dates import locate_date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Baku, 18 March 2026", "2026-03-18"),
        ("March 18th, 2026 at 10:30 AM", "2026-03-18"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("the 1st of May 2026", "2026-05-01"),
        ("2026-03-18T10:00:00Z", "2026-03-18"),
        ("2026/03/18", "2026-03-18"),
        ("18.03.2026 14:05", "2026-03-18"),
        ("03/18/2026", "2026-03-18"),
        ("18/03/2026", "2026-03-18"),
        ("18 mart 2026", "2026-03-18"),
        ("18 İyun 2026", "2026-06-18"),
        ("18 Ağustos 2026 Salı", "2026-08-18"),
        ("18 марта 2026 года", "2026-03-18"),
        ("18. März 2026", "2026-03-18"),
        ("۱۸ مارس ۲۰۲۶", "2026-03-18"),
        ("۲۷ اسفند ۱۴۰۴", "2026-03-18"),
        ("۱۴۰۴/۱۲/۲۷", "2026-03-18"),
        ("新华社2026年3月18日电", "2026-03-18"),
        ("03/04/2026", None),
        ("31.02.2026", None),
        ("30 اسفند 1402", None),
        ("March 2026", None),
        ("in 2026", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, found: str | None) -> None:
    assert find_date(text) == found


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ("1 فروردین 1300", "1921-03-21"),
        ("22 بهمن 1357", "1979-02-11"),
        ("1 فروردین 1403", "2024-03-20"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1405", "2026-03-21"),
        ("10 دی 1410", "2031-12-31"),
    ],
)
def test_the_solar_calendar_is_converted(solar: str, gregorian: str) -> None:
    assert find_date(solar) == gregorian


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(sorted(MONTHS)),
    st.text(alphabet="İı—, (", max_size=9),
)
def test_a_date_is_found_where_it_stands(day: date, month: str, before: str) -> None:
    day = day.replace(month=MONTHS[month], day=min(day.day, 28))
    written = f"{day.day} {month.upper()} {day.year}"
    text = f"{before} {written}, {before}"
    found = locate_date(text)
    if found is None:
        # Upper case is not undone by lower case in every script ("ß", the Turkish dotless i).
        assert month.upper().lower() != month
        return
    assert found.date == day.isoformat()
    assert text[found.start : found.end] == written
