"""Newer articles come before older ones of about the same score, where time is asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Found, Passage, Sentence, Source
from qa.recency import ALIKE, asks_for_newest, asks_since, by_time, newness

TODAY = date(2026, 11, 25)

NEWEST = [
    "when will Zangezur open", "WHEN WILL IT OPEN?", "What is the latest on TRIPP?",
    "what is the current plan for the corridor", "newest figures for trade", "What date is it now?",
    "Zəngəzur nə vaxt açılacaq?", "Dəhliz haçan açılır", "ən son xəbər nədir",
    "hazırda nə tikilir?",
    "Koridor ne zaman açılacak?", "koridorla ilgili en son durum", "güncel plan nedir",
    "Когда откроется коридор?", "последние новости о коридоре", "что сейчас строят?",
    "کریدور چه زمانی باز می‌شود؟", "آخرین خبر درباره کریدور چیست؟", "اکنون چه می‌سازند؟",
    "Wann öffnet der Korridor?", "Wie ist der aktuelle Stand?", "Was wird derzeit gebaut?",
]  # fmt: skip
UNTIMED = [
    "Who signed the declaration?", "What is TRIPP?", "", "how much does it cost",
    "what was the date before?", "When was it to open in 2023?", "When did they first say earlier?",
    "When was it originally planned to open?", "What was the old date?",
    "when will it open in 2029",
    "Kim imzaladı?", "Dəhliz əvvəl nə vaxt açılmalı idi?", "2023-cü ildə nə vaxt açılmalı idi?",
    "Kim imzaladı", "Koridor önce ne zaman açılacaktı?", "2023'te ne zaman açılacaktı?",
    "Кто подписал?", "Когда он должен был открыться раньше?", "Какая была первоначальная дата?",
    "چه کسی امضا کرد؟", "کریدور پیش‌تر چه زمانی باز می‌شد؟", "نخست‌وزیر چه گفت؟",
    "Wer unterschrieb?", "Wann sollte er ursprünglich öffnen?",
]  # fmt: skip
SINCE = [
    ("what changed since March?", date(2026, 3, 1)),
    ("what changed since 18 March", date(2026, 3, 18)),
    ("what is new since 2024?", date(2024, 1, 1)),
    ("what happened after 5 December", date(2025, 12, 5)),
    ("What has changed since March 2025?", date(2025, 3, 1)),
    ("martdan bəri nə dəyişib?", date(2026, 3, 1)),
    ("2024-cü ildən bəri nə dəyişib?", date(2024, 1, 1)),
    ("Mart ayından beri ne değişti?", date(2026, 3, 1)),
    ("2024'ten beri ne değişti?", date(2024, 1, 1)),
    ("что изменилось с марта?", date(2026, 3, 1)),
    ("что изменилось после 5 мая 2026 года?", date(2026, 5, 5)),
    ("از مارس چه تغییر کرده است؟", date(2026, 3, 1)),
    ("از سال ۲۰۲۴ چه تغییر کرد؟", date(2024, 1, 1)),
    ("was hat sich seit März geändert?", date(2026, 3, 1)),
    ("was ist seit dem 5. Mai neu?", date(2026, 5, 5)),
    ("what changed since 31 June?", None),
    ("when will it open", None),
    ("What did Kazakhstan say in March?", None),
    ("who has met in May", None),
    ("ever since, what changed?", None),
]


def found(published: str | None, score: float, id: str = "") -> Found:
    source = Source(id or f"{published} {score}", "News", published=published)
    passage = Passage((Sentence(source, "v", 0, 0, "It opens."),), "It opens.")
    return Found(passage, passage, None, None, score)


@pytest.mark.parametrize("question", NEWEST)
def test_questions_for_how_things_stand(question: str) -> None:
    assert asks_for_newest(question)


@pytest.mark.parametrize("question", UNTIMED)
def test_questions_without_time_or_for_a_time_past(question: str) -> None:
    assert not asks_for_newest(question)
    older, newer = found("2020-01-01", 2.0), found("2026-01-01", 1.99)
    assert by_time(question, (older, newer)) == (older, newer)


@pytest.mark.parametrize(("question", "day"), SINCE)
def test_the_day_from_which_on_news_is_asked_for(question: str, day: date | None) -> None:
    assert asks_since(question, TODAY) == day


def test_the_newest_of_what_is_about_as_good_comes_first_and_undated_last() -> None:
    undated, oldest = found(None, 2.0), found("2019", 1.95)
    older, newer = found("2026-03-02", 1.9), found("2026-03-02T09:00:00", 1.8)
    better, worse = found(None, 2.5), found("2026-11-01", 1.0)
    ordered = by_time("when will it open", (better, undated, oldest, older, newer, worse))
    assert ordered == (better, newer, older, oldest, undated, worse)


def test_what_is_from_before_the_day_asked_for_does_not_come_first() -> None:
    older, newer = found("2026-02-01", 2.0), found("2026-04-01", 1.9)
    assert by_time("what changed since March 2026?", (older, newer)) == (newer, older)
    assert by_time("what changed since May 2026?", (older, newer)) == (older, newer)


DATES = st.sampled_from([None, "", "2019", "2026-02", "2026-03-01", "2026-03-02T10:00:00", "soon"])


@given(st.lists(st.tuples(DATES, st.floats(0, 3))), st.sampled_from([*NEWEST, *UNTIMED]))
def test_nothing_is_lost_and_a_clearly_better_match_stays_before_a_worse_one(
    told: list[tuple[str | None, float]], question: str
) -> None:
    before = tuple(found(day, score, str(at)) for at, (day, score) in enumerate(told))
    after = by_time(question, before)
    assert sorted(map(id, after)) == sorted(map(id, before))
    for at, one in enumerate(after):
        assert all(other.score <= one.score + ALIKE for other in after[at + 1 :]) or not (
            asks_for_newest(question)
        )
    assert by_time(question, after) == after or not asks_for_newest(question)


def test_a_partial_date_is_its_beginning_and_none_is_the_oldest() -> None:
    days = [None, "gone", "1999", "2026", "2026-02", "2026-02-01T08:00", "2026-02-02"]
    told = [newness(Source("a", "", published=day)) for day in days]
    assert told == sorted(told)
    assert told[1] == ""
