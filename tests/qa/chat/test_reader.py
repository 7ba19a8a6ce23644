"""A chat model as a reader, over real HTTP: what it says is cited or withheld, and it can fail."""

import asyncio
import itertools
import time
from collections.abc import Iterable
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from index import Collection, Found, Sentence, SourcelineError
from qa import Answer, Assistant, Draft, Question, Reading, Said, Status
from qa.answer import ReaderFailed, Turn
from qa.attribution.wording import wording_in
from qa.chat.reader import open_chat_reader
from qa.model_settings import Models
from tests.qa.chat.servers import (
    CUT,
    ENDLESS,
    KEY,
    Cited,
    Refused,
    Request,
    Script,
    Step,
    Stop,
    anthropic_server,
    good,
    lying,
    openai_server,
    pieces,
    saying,
    sloppy,
)

ASKED = "when will Zangezur open"


def ask(collection: Collection, models: Models, question: Question | str = ASKED) -> Answer:
    return Assistant(collection, open_chat_reader(models), models.reader).ask(question)


def number_of(request: Request, words: str) -> int:
    """Under which number the sentence with ``words`` was shown."""
    (number,) = [number for number, text in request.shown.items() if words in text]
    return number


def opening(request: Request) -> str:
    return f"It may open by the end of 2028. [{number_of(request, 'the end of 2028')}]"


def test_a_good_model_is_cited_word_for_word(collection: Collection, opens: Sentence) -> None:
    with openai_server(good) as server:
        answer = ask(collection, server.models())
    assert answer.status is Status.ANSWERED
    assert [(one.text, one.sentences) for one in answer.statements] == [(opens.text, (opens,))]
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.question == ASKED
    assert "tools" not in request.body
    assert "response_format" not in request.body


def test_a_sloppy_model_is_understood(collection: Collection) -> None:
    with openai_server(sloppy) as server:
        answer = ask(collection, server.models())
    first, second = list(server.requests[0].shown.values())[:2]
    assert [one.text for one in answer.statements] == [first, second]
    assert [one.draft.text for one in answer.withheld] == ["Hope this helps!"]


def test_of_a_lying_model_nothing_is_shown_that_nothing_says(collection: Collection) -> None:
    with openai_server(lying) as server:
        answer = ask(collection, server.models())
    told = " ".join(one.text for one in answer.statements)
    assert "2041" not in told
    assert "77 billion" not in told
    assert all(statement.sentences for statement in answer.statements)
    assert len(answer.withheld) + len(answer.statements) == 4


def test_a_model_that_finds_nothing_is_believed(collection: Collection) -> None:
    with openai_server(saying("NOT_IN_", "ARTICLES")) as server:
        answer = ask(collection, server.models())
    assert (answer.status, answer.withheld, answer.notice) == (Status.NOT_IN_ARTICLES, (), None)


def test_a_part_that_stays_open_is_named(collection: Collection) -> None:
    with openai_server(
        lambda request: pieces(f"{opening(request)}\nMISSING: what it costs")
    ) as server:
        answer = ask(collection, server.models())
    assert (answer.status, answer.missing) == (Status.PARTIAL, ("what it costs",))


def test_the_history_is_shown_and_is_no_evidence(collection: Collection) -> None:
    turns = (Turn("Who met in Astana?", "Aliyev and Tokayev met. [1]"),)
    with openai_server(good) as server:
        ask(collection, server.models(), Question(ASKED, turns))
    (request,) = server.requests
    assert "Earlier question: Who met in Astana?" in request.user
    assert "Aliyev and Tokayev met. [1]" not in request.user


FAILURES = [
    (saying(Refused(401, f"bad key {KEY}")), "refuses the key"),
    (saying(Refused(403)), "refuses the key"),
    (saying(Refused(404)), "SOURCELINE_READER"),
    (saying(Refused(429, headers=(("retry-after", "0"),))), "ask again"),
    (saying(Refused(500)), "HTTP 500"),
    (saying(Refused(503)), "HTTP 503"),
    (saying(Refused(400, '{"error": {"message": "maximum context length is 9"}}')), "lower"),
    (saying(Refused(413)), "SOURCELINE_CONTEXT"),
    (saying(Refused(400)), "HTTP 400"),
    (saying(Refused(200, "<html>Zangezur</html>")), "no answer"),
    (saying(Refused(200, "")), "no answer"),
    (saying("Yes. ", CUT), "broke off"),
    (saying("It is so. [1]", ENDLESS), "broke off"),
    (saying(CUT), "broke off"),
    (saying(b"data: {not json\n\n"), "no answer"),
    (saying(b'data: {"choices": 7}\n\n'), "no answer"),
    (saying(b"\xff\xfe\x00 garbage\n\n"), "no answer"),
    (saying(""), "empty reply"),
    (saying("  \n "), "empty reply"),
    (saying("<think>Hm.</think>"), "empty reply"),
    (saying("It is so. [1]", Stop("length")), "no room to finish"),
    (saying("", Stop("content_filter")), "keeps its answer back"),
    (saying(*["words without end " * 200] * 20), "did not stop"),
]


@pytest.mark.parametrize(("script", "phrase"), FAILURES)
def test_whatever_goes_wrong_is_told_in_one_line(
    collection: Collection, script: Script, phrase: str
) -> None:
    with openai_server(script) as server, pytest.raises(SourcelineError) as told:
        ask(collection, server.models())
    assert_told(str(told.value), phrase)


@pytest.mark.parametrize(
    ("script", "phrase"),
    [
        (saying(Refused(401, '{"type": "error", "error": {"message": "x"}}')), "refuses the key"),
        (saying(Refused(529)), "overloaded"),
        (saying(Refused(400, '{"error": {"message": "prompt is too long"}}')), "lower"),
        (saying("Yes. ", CUT), "broke off"),
        (saying(b"event: x\ndata: {not json\n\n"), "no answer"),
        (saying("Half of", Stop("max_tokens")), "no room"),
        (saying(""), "empty reply"),
    ],
)
def test_anthropics_failures_are_told_as_well(
    collection: Collection, script: Script, phrase: str
) -> None:
    with anthropic_server(script) as server, pytest.raises(SourcelineError) as told:
        ask(collection, server.models())
    assert_told(str(told.value), phrase)


def assert_told(message: str, phrase: str) -> None:
    assert phrase in message
    assert "scripted at 127.0.0.1" in message
    for hidden in (KEY, "Zangezur", "Traceback", "\n", "maximum context", "html"):
        assert hidden not in message


def test_a_server_that_is_not_there_is_told(collection: Collection) -> None:
    with openai_server(saying("")) as gone:
        models = gone.models()
    with pytest.raises(SourcelineError, match="cannot be reached"):
        ask(collection, models)


def test_a_server_that_says_nothing_is_not_waited_for(collection: Collection) -> None:
    began = time.monotonic()
    with openai_server(saying("", 30)) as server, pytest.raises(SourcelineError) as told:
        ask(collection, server.models(deadline=1.0))
    assert "did not answer within 1 s" in str(told.value)
    assert time.monotonic() - began < 5


def test_what_was_said_before_it_broke_off_stands(collection: Collection) -> None:
    def script(request: Request) -> Iterable[Step]:
        return [f"{opening(request)} And then", 0.05, CUT]

    with openai_server(script) as server:
        answer = ask(collection, server.models())
    assert [one.text for one in answer.statements] == ["It may open by the end of 2028."]
    assert answer.notice is not None
    assert "broke off" in answer.notice


def test_the_next_question_works(collection: Collection) -> None:
    scripts = [[CUT], None, None]

    def script(request: Request) -> Iterable[Step]:
        steps = scripts.pop(0)
        return good(request) if steps is None else steps

    with openai_server(script) as server:
        assistant = Assistant(collection, open_chat_reader(server.models()), "scripted")
        with pytest.raises(SourcelineError):
            assistant.ask(ASKED)
        # Each on an event loop of its own, over a connection that is kept.
        assert assistant.ask(ASKED).statements == assistant.ask(ASKED).statements


def test_a_statement_is_out_while_the_model_still_writes(collection: Collection) -> None:
    def script(request: Request) -> Iterable[Step]:
        return [f"{opening(request)} The", 20, " end. [1]"]

    async def first() -> tuple[float, str]:
        async with aclosing(assistant.stream(Question(ASKED))) as events:
            async for event in events:
                if isinstance(event, Said):
                    (request,) = server.requests
                    return time.monotonic() - request.sent_at[0], event.statement.text
        raise AssertionError("nothing was said")

    with openai_server(script) as server:
        assistant = Assistant(collection, open_chat_reader(server.models()), "scripted")
        took, text = asyncio.run(first())
    assert text == "It may open by the end of 2028."
    assert took < 2


@pytest.mark.parametrize("wire", [openai_server, anthropic_server])
def test_stopping_frees_the_model_at_once(collection: Collection, wire: Any) -> None:
    async def stop_in_the_middle() -> float:
        async with aclosing(assistant.stream(Question(ASKED))) as events:
            async for event in events:
                if isinstance(event, Reading):
                    task = asyncio.ensure_future(anext(events))
                    while not (server.requests and server.requests[0].sent_at):
                        await asyncio.sleep(0.02)
                    task.cancel()
                    await asyncio.wait([task])
                    return time.monotonic()
        raise AssertionError("nothing was read")

    with wire(saying("It is", 20, " so.")) as server:
        assistant = Assistant(collection, open_chat_reader(server.models()), "scripted")
        stopped = asyncio.run(stop_in_the_middle())
        left_within(server.requests[0], stopped)


def test_closing_the_reader_frees_the_model_at_once(collection: Collection) -> None:
    def script(request: Request) -> Iterable[Step]:
        return [f"{opening(request)} The", 20]

    async def close_after_the_first() -> float:
        drafts = open_chat_reader(server.models())(Question(ASKED), collection.search(ASKED))
        await anext(drafts)
        await drafts.aclose()  # type: ignore[attr-defined]
        return time.monotonic()

    with openai_server(script) as server:
        left_within(server, asyncio.run(close_after_the_first()))


def left_within(server: Any, stopped: float) -> None:
    request = server.requests[0] if hasattr(server, "requests") else server
    until = time.monotonic() + 2
    while request.left_at is None and time.monotonic() < until:
        time.sleep(0.02)
    assert request.left_at is not None
    assert request.left_at - stopped < 1


def test_where_nothing_is_found_the_model_is_not_asked(collection: Collection) -> None:
    with openai_server(good) as server:
        assert drafts_of(server.models(), []) == []
    assert server.requests == []


def test_a_draft_comes_with_what_stands_around_its_sentences(collection: Collection) -> None:
    found = collection.search(ASKED)
    with openai_server(lambda request: pieces(opening(request))) as server:
        (draft,) = drafts_of(server.models(), found)
    assert draft.neighbours
    assert {one.source for one in draft.neighbours} == {draft.sentences[0].source}
    assert set(draft.neighbours).isdisjoint(draft.sentences)


def test_a_context_without_room_is_told(collection: Collection) -> None:
    question = Question("words " * 330)
    with openai_server(good) as server, pytest.raises(ReaderFailed, match="SOURCELINE_CONTEXT"):
        drafts_of(server.models(context=1024), collection.search(ASKED), question)
    assert server.requests == []


def drafts_of(
    models: Models,
    found: Iterable[Found],
    question: Question = Question(ASKED),  # noqa: B008
) -> list[Draft]:
    async def every() -> list[Draft]:
        return [draft async for draft in open_chat_reader(models)(question, tuple(found))]

    return asyncio.run(every())


@contextmanager
def native(*steps: Step) -> Any:
    with anthropic_server(saying(*steps)) as server:
        yield server


def test_anthropics_own_citations_are_our_sentences(collection: Collection) -> None:
    found = collection.search(ASKED)
    with native("NOT_IN_ARTICLES") as server:
        drafts_of(server.models(), found)
    (request,) = server.requests
    blocks = [part["text"] for one in request.documents for part in one["source"]["content"]]
    at = next(n for n, text in enumerate(blocks) if "the end of 2028" in text)
    assert [one["citations"] for one in request.documents] == [{"enabled": True}]
    assert "[1]" not in request.system
    written = (
        "From the articles: ",
        Cited("it may open by the end of 2028. The rest is earlier.", ((0, at, at + 2),)),
        " Nobody says who pays. ",
        Cited("It is one thing", ((0, 0, 1),)),
        " and ",
        Cited("another [2] (3).", ((0, at, at + 1), (7, 0, 1), (0, 900, 901), (0, 5, 2))),
        "\nMISSING: who pays",
    )
    with native(*written) as server:
        drafts = drafts_of(server.models(), found)
    texts = [sentence.text for sentence in drafts[0].sentences]
    assert texts == blocks[at : at + 2]
    assert [(one.text, len(one.sentences)) for one in drafts] == [
        ("From the articles: it may open by the end of 2028.", 2),
        ("The rest is earlier.", 2),
        ("Nobody says who pays.", 0),
        ("It is one thing and another (3).", 2),
        ("", 0),
    ]
    assert drafts[-1].missing == ("who pays",)


def test_what_an_answer_costs_of_our_own_is_little(collection: Collection) -> None:
    """From the arrival of what ends a sentence to the draft: within 50 ms, with room for a load."""

    def script(request: Request) -> Iterable[Step]:
        texts = list(request.shown.values())[:7]
        for number, (text, after) in enumerate(itertools.pairwise(texts), 1):
            yield f"{text[number > 1 :]} [{number}] {after[0]}"
            yield 0.05

    waits: list[float] = []

    async def listen() -> None:
        reader = open_chat_reader(server.models())
        async for draft in reader(Question(ASKED), collection.search(ASKED)):
            if draft.sentences:
                waits.append(time.monotonic() - server.requests[0].sent_at[len(waits)])

    with openai_server(script) as server:
        asyncio.run(listen())
    assert len(waits) == 6
    assert sorted(waits)[3] < 0.05, waits


def test_a_repeated_question_shows_another_word_around_the_articles(collection: Collection) -> None:
    with openai_server(good) as server:
        for _ in range(2):
            ask(collection, replace(server.models(), api_key=""))
    first, second = (request.user.splitlines()[1] for request in server.requests)
    assert first != second


def test_wordings_are_read_while_the_model_thinks(collection: Collection) -> None:
    read: list[int] = []

    def thinking(request: Request) -> Iterable[Step]:
        until = time.monotonic() + 10
        while not wording_in.cache_info().currsize and time.monotonic() < until:
            time.sleep(0.01)
        read.append(wording_in.cache_info().currsize)
        return good(request)

    wording_in.cache_clear()
    with openai_server(thinking) as server:
        ask(collection, server.models())
    assert read[0] > 0
