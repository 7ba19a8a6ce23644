"""The assistant for LangChain's users: the same answers through Runnable's own doors."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from langchain_core.runnables import RunnableLambda

from index import Collection, Found, Sentence, SourcelineError
from qa import Assistant, Draft, Question, SourcelineRunnable, Status

ASKED = "when will Zangezur open"


@pytest.fixture
def seen() -> list[Question]:
    """The questions that reached the reader."""
    return []


@pytest.fixture
def runnable(collection: Collection, opens: Sentence, seen: list[Question]) -> SourcelineRunnable:
    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        seen.append(question)
        if "open" in question.text:
            yield Draft(opens.text, (opens,))

    return SourcelineRunnable(Assistant(collection, read, "fake"))


def test_a_question_becomes_an_answer(runnable: SourcelineRunnable, opens: Sentence) -> None:
    answer = runnable.invoke(ASKED)
    assert (answer.status, answer.reader) == (Status.ANSWERED, "fake")
    assert answer.citations[0].sentence == opens


def test_the_turns_before_come_with_the_question(
    runnable: SourcelineRunnable, seen: list[Question]
) -> None:
    before = [{"question": "who?", "answer": "Aliyev."}, {"question": "what?", "answer": "A road."}]
    answer = runnable.invoke({"question": ASKED, "history": before})
    assert answer.question == ASKED
    turns = [{"question": one.question, "answer": one.answer} for one in seen[0].history]
    assert turns == before
    runnable.invoke({"question": ASKED})
    assert seen[1].history == ()


def test_it_can_be_joined_to_others_and_asked_in_a_batch(runnable: SourcelineRunnable) -> None:
    joined = RunnableLambda(str.strip) | runnable | (lambda answer: answer.status.value)
    assert joined.batch([f" {ASKED} ", "what else?"]) == ["answered", "not_in_articles"]
    assert [answer.status for answer in runnable.stream(ASKED)] == [Status.ANSWERED]


def test_it_can_be_awaited(runnable: SourcelineRunnable) -> None:
    async def both() -> list[Status]:
        asked = (runnable.ainvoke(ASKED), runnable.ainvoke("what else?"))
        return [answer.status for answer in await asyncio.gather(*asked)]

    assert asyncio.run(both()) == [Status.ANSWERED, Status.NOT_IN_ARTICLES]


def test_what_is_no_question_is_told(runnable: SourcelineRunnable) -> None:
    with pytest.raises(SourcelineError, match="empty"):
        runnable.invoke({"question": " "})
