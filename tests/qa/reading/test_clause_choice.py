"""Of two dates in one sentence, the one whose clause is about what was asked."""

import pytest

from models.embedder import Embedder
from models.span_reader import Span
from qa.reading.clause_choice import clause_leads
from qa.reading.nearness import Nearness, measured_nearness

SENTENCE = (
    "Aliyev further announced that all domestic infrastructure for the long-planned Zangezur "
    "Corridor would be completed by mid-2026, with full regional opening possible by the end of "
    "2028."
)
READY, OPEN = "mid-2026", "the end of 2028"


def spans(*answers: str) -> tuple[Span, ...]:
    starts = [SENTENCE.index(answer) for answer in answers]
    return tuple(Span(at, at + len(one), 0.0) for at, one in zip(starts, answers, strict=True))


@pytest.fixture(scope="module")
def nearness(embedder: Embedder) -> Nearness:
    return measured_nearness(embedder)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("when will Zangezur open", OPEN),
        ("Zəngəzur dəhlizi nə vaxt açılacaq?", OPEN),
        ("Когда откроется Зангезурский коридор?", OPEN),
        ("کریدور زنگزور چه زمانی باز می‌شود؟", OPEN),
        ("Zengezur Koridoru ne zaman açılacak?", OPEN),
        ("when will the domestic infrastructure of Zangezur be ready", READY),
    ],
)
def test_the_clause_that_is_asked_about_leads(
    nearness: Nearness, question: str, wanted: str
) -> None:
    ready, opens = clause_leads(question, SENTENCE, spans(READY, OPEN), nearness)
    assert ready + opens == pytest.approx(0)
    assert (opens > ready) is (wanted == OPEN)


def test_in_one_clause_there_is_nothing_to_choose_by(nearness: Nearness) -> None:
    both = spans("full regional opening", OPEN)
    assert clause_leads("when will it open", SENTENCE, both, nearness) == (0.0, 0.0)
    assert clause_leads("when", SENTENCE, (), nearness) == ()
