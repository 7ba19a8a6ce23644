"""Search, read, verify, number: nothing is shown before it has passed, and stopping stops."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index import Collection, Found, Kind, Sentence, SourcelineError, index_paths, open_collection
from qa import Answer, Assistant, Draft, Question, Reading, Said, Status
from qa.answer import Reader, ReaderFailed, Turn
from qa.assistant import LONGEST_QUESTION
from qa.parts import Part
from qa.ways import DEADLINE, Ways
from tests.doors import SEED
from tests.index.embedding import HashEmbedder

ASKED = "when will Zangezur open"
BOTH = "When will Zangezur open and how much will it cost?"
Event = Reading | Said | Answer


def saying(*drafts: Draft) -> Reader:
    """A reader that says these, whatever is asked."""

    async def read(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        for draft in drafts:
            yield draft

    return read


def whole(*sentences: Sentence) -> Draft:
    return Draft(" ".join(one.text for one in sentences), sentences)


def streamed(collection: Collection, reader: Reader, question: Question | str) -> list[Event]:
    return asyncio.run(_events(Assistant(collection, reader, "fake"), question))


async def _events(assistant: Assistant, question: Question | str) -> list[Event]:
    asked = Question(question) if isinstance(question, str) else question
    return [event async for event in assistant.stream(asked)]


def asked(collection: Collection, reader: Reader, question: Question | str = ASKED) -> Answer:
    return Assistant(collection, reader, "fake").ask(question)


def test_what_is_read_comes_first_then_what_is_said_and_the_answer_last(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    given: list[Sentence] = []

    async def read(_question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        given.extend(sentence for one in found for sentence in one.passage.sentences)
        yield whole(opens)
        yield whole(tonnes)

    reading, *said, answer = streamed(collection, read, ASKED)
    assert isinstance(reading, Reading)
    assert reading.sentences == tuple(dict.fromkeys(given))
    assert opens in reading.sentences
    assert [type(event) for event in said] == [Said, Said]
    assert isinstance(answer, Answer)
    assert answer.statements == tuple(event.statement for event in said if isinstance(event, Said))
    assert (answer.status, answer.reader, answer.question) == (Status.ANSWERED, "fake", ASKED)


def test_a_statement_is_out_before_the_reader_goes_on(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    went_on: list[bool] = []

    async def read(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        yield whole(opens)
        went_on.append(True)
        yield whole(tonnes)

    async def first() -> bool:
        async for event in Assistant(collection, read, "fake").stream(Question(ASKED)):
            if isinstance(event, Said):
                return not went_on
        return False

    assert asyncio.run(first())


def test_a_number_once_given_never_changes(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    reader = saying(whole(tonnes), whole(opens, tonnes))
    _, first, second, answer = streamed(collection, reader, ASKED)
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert isinstance(answer, Answer)
    assert [(c.number, c.sentence) for c in first.citations] == [(1, tonnes)]
    assert [(c.number, c.sentence) for c in second.citations] == [(1, tonnes), (2, opens)]
    assert answer.citations == second.citations
    assert [answer.numbers(one) for one in answer.statements] == [(1,), (2, 1)]
    assert answer.text.endswith(" [2][1]")


def test_what_a_reader_makes_up_is_withheld_and_never_shown(
    collection: Collection, opens: Sentence
) -> None:
    lie = Draft("The corridor opens by the end of 2029.", (opens,), span="the end of 2028")
    reading, answer = streamed(collection, saying(lie), ASKED)
    assert isinstance(reading, Reading)
    assert isinstance(answer, Answer)
    assert answer.status is Status.UNVERIFIED
    assert (answer.statements, answer.citations, answer.text) == ((), (), "")
    assert (answer.short_answer, answer.said_by, answer.hedge) == (None, None, None)
    ((withheld,)) = answer.withheld
    assert withheld.draft == lie
    assert "2029" in withheld.reason
    assert answer.nearest


def test_a_lie_beside_a_truth_is_withheld_alone(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    lie = Draft("The turnover is 50 million tonnes.", (tonnes,), span="15 million")
    answer = asked(collection, saying(lie, whole(opens)))
    assert answer.status is Status.ANSWERED
    assert [one.text for one in answer.statements] == [opens.text]
    assert [one.draft for one in answer.withheld] == [lie]
    assert answer.short_answer is None, "that of what was withheld"


def test_who_cites_nothing_says_nothing(collection: Collection) -> None:
    answer = asked(collection, saying(Draft("It opens soon, trust me.")))
    assert (answer.status, answer.statements) == (Status.UNVERIFIED, ())


def test_when_nothing_is_said_the_three_nearest_are_shown(collection: Collection) -> None:
    answer = asked(collection, saying(), SEED.read_text("utf-8").splitlines()[0])
    assert (answer.status, answer.withheld, answer.missing) == (Status.NOT_IN_ARTICLES, (), ())
    assert len(set(answer.nearest)) == 3
    assert {sentence.kind for sentence in answer.nearest} == {Kind.BODY}


def test_what_is_said_again_is_said_once(collection: Collection, opens: Sentence) -> None:
    events = streamed(collection, saying(whole(opens), whole(opens)), ASKED)
    assert [type(event) for event in events] == [Reading, Said, Answer]


@pytest.mark.parametrize(
    ("answered", "status", "missing"),
    [
        ("open", Status.PARTIAL, ("how much will it cost?",)),
        ("cost", Status.PARTIAL, ("When will Zangezur open",)),
        ("will", Status.ANSWERED, ()),
        ("nothing", Status.NOT_IN_ARTICLES, ()),
    ],
)
def test_a_part_that_stays_unanswered_is_named(
    collection: Collection,
    opens: Sentence,
    tonnes: Sentence,
    answered: str,
    status: Status,
    missing: tuple[str, ...],
) -> None:
    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        if answered in question.text:
            yield whole(opens if "open" in question.text else tonnes)

    answer = asked(collection, read, BOTH)
    assert (answer.status, answer.missing, answer.question) == (status, missing, BOTH)


def test_a_part_whose_answer_was_withheld_is_missing(
    collection: Collection, opens: Sentence
) -> None:
    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        yield whole(opens) if "open" in question.text else Draft("It costs 3 dollars.", (opens,))

    answer = asked(collection, read, BOTH)
    assert (answer.status, answer.missing) == (Status.PARTIAL, ("how much will it cost?",))
    assert len(answer.withheld) == 1


class Clock(asyncio.SelectorEventLoop):
    """A loop whose clock can be put forward."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


def put_forward(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Clock)
    loop.ahead += seconds


def test_at_the_deadline_a_slow_reader_is_closed_and_what_passed_stays(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    closed: list[BaseException] = []

    async def slow(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        yield whole(opens)
        try:
            put_forward(DEADLINE + 1)
            await asyncio.sleep(3600)
        except BaseException as error:
            closed.append(error)
            raise
        yield whole(tonnes)

    with asyncio.Runner(loop_factory=Clock) as runner:
        events = runner.run(_events(Assistant(collection, slow, "fake"), ASKED))
    assert [type(event) for event in events] == [Reading, Said, Answer]
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert [one.text for one in answer.statements] == [opens.text]
    assert "within 30 s" in (answer.notice or "")
    assert [type(error) for error in closed] == [asyncio.CancelledError]


def test_before_the_deadline_a_slow_reader_is_waited_for(
    collection: Collection, opens: Sentence
) -> None:
    async def slow(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        put_forward(DEADLINE - 5)
        await asyncio.sleep(0.01)
        yield whole(opens)

    with asyncio.Runner(loop_factory=Clock) as runner:
        answer = runner.run(_events(Assistant(collection, slow, "fake"), ASKED))[-1]
    assert isinstance(answer, Answer)
    assert (answer.status, answer.notice) == (Status.ANSWERED, None)


def test_who_takes_long_to_show_it_is_not_cancelled(
    collection: Collection, opens: Sentence
) -> None:
    async def showing() -> list[Event]:
        shown: list[Event] = []
        async for event in Assistant(collection, saying(whole(opens)), "fake").stream(
            Question(ASKED)
        ):
            put_forward(DEADLINE + 1)
            await asyncio.sleep(0.01)
            shown.append(event)
        return shown

    with asyncio.Runner(loop_factory=Clock) as runner:
        shown = runner.run(showing())
    assert [type(event) for event in shown] == [Reading, Said, Answer]


@pytest.mark.parametrize("how", ["cancelled", "closed"])
def test_stopping_reaches_the_reader(collection: Collection, opens: Sentence, how: str) -> None:
    reached: list[str] = []

    async def read(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        try:
            yield whole(opens)
            await asyncio.sleep(3600)
        finally:
            reached.append(how)

    async def stopped() -> None:
        said = asyncio.Event()
        stream = Assistant(collection, read, "fake").stream(Question(ASKED))

        async def consumed() -> None:
            async for event in stream:
                if isinstance(event, Said):
                    said.set()
                    if how == "closed":
                        return

        task = asyncio.create_task(consumed())
        await said.wait()
        if how == "closed":
            await task
            await stream.aclose()  # type: ignore[attr-defined]
        else:
            await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert reached == [how], "at once, not when the loop ends"

    asyncio.run(stopped())


def test_the_failure_of_a_reader_is_the_askers(collection: Collection) -> None:
    async def failing(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        raise SourcelineError("the model is asleep: wake it")
        yield Draft("never")

    with pytest.raises(SourcelineError, match="asleep"):
        asked(collection, failing)


def test_it_can_be_asked_where_a_loop_runs(collection: Collection, opens: Sentence) -> None:
    async def inside(question: str) -> Answer:
        return asked(collection, saying(whole(opens)), question)

    assert asyncio.run(inside(ASKED)).text == f"{opens.text} [1]"
    with pytest.raises(SourcelineError, match="empty"):
        asyncio.run(inside(""))


def test_many_who_ask_at_once_get_their_own_answers(collection: Collection) -> None:
    (source,) = collection.sources()
    body = [one for one in collection.sentences(source.id) if one.kind is Kind.BODY]

    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        await asyncio.sleep(0.01)
        yield whole(body[int(question.text)])

    assistant = Assistant(collection, read, "fake")
    answers: dict[int, Answer] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.__setitem__(n, assistant.ask(str(n))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: one.citations[0].sentence for n, one in answers.items()} == dict(enumerate(body[:8]))
    assert len({one.id for one in answers.values()}) == 8


def test_outside_the_scope_nothing_is_read_said_or_near(tmp_path: Path) -> None:
    (tmp_path / "desk.txt").write_text(
        "Zangezur sold\n\nThe Zangezur corridor will open in 2031, Mayor Novak said on Monday."
    )
    store = tmp_path / "store"
    list(index_paths(store, [SEED], HashEmbedder, wait=False))
    list(index_paths(store, [tmp_path / "desk.txt"], HashEmbedder, wait=False, labels=["desk"]))
    both = open_collection(store, HashEmbedder())
    read_of: list[set[tuple[str, ...]]] = []

    async def read(_question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        read_of.append({one.passage.source.labels for one in found})
        if False:
            yield Draft("never")

    for scope, seen in (
        (lambda source: True, {(), ("desk",)}),
        (lambda source: not source.labels, {()}),
        (lambda source: False, set()),
    ):
        reading, answer = streamed(both, read, Question(ASKED, scope=scope))
        assert isinstance(reading, Reading)
        assert isinstance(answer, Answer)
        assert {sentence.source.labels for sentence in reading.sentences} == seen
        assert {sentence.source.labels for sentence in answer.nearest} <= seen
        assert read_of.pop() == seen


@pytest.mark.parametrize(
    ("text", "line"),
    [
        *(
            (nothing, "the question is empty")
            for nothing in ("", " \n\t", "\0\x1b", "\u202e\u200b")
        ),
        ("x" * (LONGEST_QUESTION + 1), "2,001 characters, more than 2,000"),
        ("字" * 10_000, "10,000 characters, more than 2,000"),
    ],
)
def test_what_is_no_question_is_told_in_one_line_and_not_read(
    collection: Collection, text: str, line: str
) -> None:
    async def read(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        raise AssertionError("it was read")
        yield Draft("never")

    with pytest.raises(SourcelineError, match=line) as told:
        asked(collection, read, text)
    assert "\n" not in str(told.value)


def test_what_is_searched_for_is_the_question_on_one_line(collection: Collection) -> None:
    typed = "  when\nwill\0 Zangezur \x1b[31mopen  "
    answer = asked(collection, saying(), typed)
    assert (answer.question, answer.searched_for) == (typed, "when will Zangezur [31mopen")
    assert asked(collection, saying(), "می\u200cشود").searched_for == "می\u200cشود"
    assert asked(collection, saying(), "x" * LONGEST_QUESTION).status is Status.NOT_IN_ARTICLES


def test_the_time_spent_is_told_in_milliseconds(collection: Collection) -> None:
    async def slow(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        await asyncio.sleep(0.05)
        if False:
            yield Draft("never")

    timings = asked(collection, slow).timings
    assert timings.read >= 50
    assert timings.search > 0
    assert timings.total == pytest.approx(timings.rewrite + timings.search + timings.read)


def test_who_has_not_read_to_the_end_does_not_say_no(collection: Collection) -> None:
    async def slow(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        put_forward(DEADLINE + 1)
        await asyncio.sleep(3600)
        yield Draft("never")

    with (
        asyncio.Runner(loop_factory=Clock) as runner,
        pytest.raises(SourcelineError, match="within 30 s: ask again"),
    ):
        runner.run(_events(Assistant(collection, slow, "fake"), ASKED))


def test_a_sentence_that_was_not_found_cannot_be_cited(
    collection: Collection, opens: Sentence
) -> None:
    made_up = replace(opens, text="It opens in 2028.")
    answer = asked(collection, saying(whole(made_up)))
    assert answer.status is Status.UNVERIFIED
    assert answer.withheld[0].reason == "it cites a sentence that was not found"


def failing_after(*drafts: Draft, error: Exception | None = None) -> Reader:
    """A reader that says these and then fails."""

    async def read(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        for draft in drafts:
            yield draft
        raise error or ReaderFailed("the model answered 401: set its key")

    return read


def with_stand_in(collection: Collection, reader: Reader, stand_in: Reader | None) -> Assistant:
    return Assistant(collection, reader, "fake:model", Ways(stand_in=stand_in))


def test_where_the_reader_fails_with_nothing_said_its_stand_in_answers(
    collection: Collection, opens: Sentence
) -> None:
    answer = with_stand_in(collection, failing_after(), saying(whole(opens))).ask(ASKED)
    assert (answer.status, answer.reader) == (Status.ANSWERED, "extractive")
    assert (answer.notice or "").startswith("the model answered 401: set its key; the embedded")
    assert [one.text for one in answer.statements] == [opens.text]


def test_what_was_said_before_the_reader_failed_stays_and_nobody_stands_in(
    collection: Collection, opens: Sentence, tonnes: Sentence
) -> None:
    reader, other = failing_after(whole(opens)), saying(whole(tonnes))
    answer = with_stand_in(collection, reader, other).ask(BOTH)
    assert [one.text for one in answer.statements] == [opens.text]
    assert (answer.status, answer.reader) == (Status.PARTIAL, "fake:model")
    assert answer.notice == "the model answered 401: set its key"


def test_a_failure_with_nothing_said_and_nobody_to_stand_in_is_told(collection: Collection) -> None:
    with pytest.raises(SourcelineError, match="answered 401"):
        with_stand_in(collection, failing_after(), None).ask(ASKED)
    other = failing_after(error=TimeoutError())
    with pytest.raises(SourcelineError, match="answered 401"):
        with_stand_in(collection, failing_after(), other).ask(ASKED)


def test_a_reader_that_is_too_slow_leaves_its_stand_in_time(
    collection: Collection, opens: Sentence
) -> None:
    async def slow(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        put_forward(0.9 * DEADLINE)
        await asyncio.sleep(3600)
        yield Draft("never")

    assistant = with_stand_in(collection, slow, saying(whole(opens)))
    with asyncio.Runner(loop_factory=Clock) as runner:
        *_, answer = runner.run(_events(assistant, ASKED))
    assert isinstance(answer, Answer)
    assert (answer.status, answer.reader) == (Status.ANSWERED, "extractive")
    assert "was not done within 30 s" in (answer.notice or "")


def test_what_a_reader_calls_missing_is_named_beside_what_it_said(
    collection: Collection, opens: Sentence
) -> None:
    missing = Draft("", missing=("how much it costs",))
    answer = asked(collection, saying(whole(opens), missing))
    assert (answer.status, answer.missing) == (Status.PARTIAL, ("how much it costs",))
    nothing = asked(collection, saying(missing))
    assert (nothing.status, nothing.missing) == (Status.NOT_IN_ARTICLES, ())


def test_a_question_is_rewritten_and_taken_apart_as_it_was_told_to(
    collection: Collection, opens: Sentence
) -> None:
    asked_for: list[str] = []

    async def rewrite(question: str, history: Sequence[Turn]) -> str:
        return f"{history[-1].question}, {question}"

    async def split(question: str) -> tuple[Part, ...]:
        return tuple(Part(one, one.strip()) for one in question.split(","))

    async def read(question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        asked_for.append(question.text)
        yield whole(opens)

    assistant = Assistant(collection, read, "fake", Ways(rewrite, split))
    answer = assistant.ask(Question("where", (Turn("when", "then"),)))
    assert answer.searched_for == "when, where"
    assert asked_for == ["when", "where"]
