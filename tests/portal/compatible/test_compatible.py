"""OpenAI's clients at our door: the real client and LangChain's, over loopback."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Found
from portal.application import build_application
from portal.articles.link import path_to
from qa import Assistant, Draft, Question, answer_to_json
from tests.portal.houses import closed_house, open_house
from tests.portal.quick import ASKED, LABEL, LABELLED, UNKNOWN, quick_assistant
from tests.portal.served import served
from tests.portal.signing import SIGNED, page_token

Messages = list[dict[str, Any]]


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return quick_assistant(tmp_path_factory.mktemp("quick"))


@pytest.fixture(scope="module")
def url(quick: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over the seed."""
    folder = tmp_path_factory.mktemp("compatible")
    with served(build_application(open_house(quick, folder))) as url:
        yield url


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as client:
        yield client


def asking(*told: str, **more: object) -> dict[str, Any]:
    """A request: ``told`` are the user's and the assistant's messages in turn."""
    roles = ["user", "assistant"] * len(told)
    messages = [{"role": role, "content": text} for role, text in zip(roles, told, strict=False)]
    return {"model": "sourceline", "messages": messages, **more}


def posted(url: str, body: object) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    return httpx.post(f"{url}/v1/chat/completions", content=content, headers=headers, timeout=30)


def test_the_model_is_listed_and_found(client: openai.OpenAI) -> None:
    assert [one.id for one in client.models.list()] == ["sourceline"]
    assert client.models.retrieve("sourceline").owned_by == "sourceline"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5")


def test_an_answer_has_markers_sources_and_the_whole_of_it(
    client: openai.OpenAI, url: str, quick: Assistant
) -> None:
    told, answer = client.chat.completions.create(**asking(ASKED)), quick.ask(ASKED)
    assert told.choices[0].finish_reason == "stop"
    message = told.choices[0].message
    statements, sources = (message.content or "").split("\n\nSources:\n")
    assert statements == answer.text
    places = [one.url_citation for one in message.annotations or []]
    assert len(places) == len(answer.citations) == 2
    for cited, line, place in zip(answer.citations, sources.split("\n"), places, strict=True):
        source, page = cited.sentence.source, url + path_to([cited.sentence])
        assert line == (
            f"[{cited.number}] {source.title}, {source.publisher}, no date: "
            f"“{cited.sentence.text}” <{page}>"
        )
        assert statements[place.start_index : place.end_index] == f"[{cited.number}]"
        assert (place.url, place.title) == (page, source.title)
    whole = (told.model_extra or {})["sourceline"]
    assert whole["citations"] == answer_to_json(answer)["citations"]
    assert told.usage
    assert told.usage.prompt_tokens == quick.collection.embedder.count_tokens(ASKED)
    assert told.usage.total_tokens == told.usage.prompt_tokens + told.usage.completion_tokens


def streamed(client: openai.OpenAI, **request: Any) -> list[Any]:
    return list(client.chat.completions.create(**request, stream=True))


@pytest.mark.parametrize(
    "question", [ASKED, UNKNOWN, "when will Zangezur open and who won Wimbledon?"]
)
def test_a_stream_put_together_is_the_whole(client: openai.OpenAI, question: str) -> None:
    whole = client.chat.completions.create(**asking(question))
    options = {"include_usage": True}
    *chunks, last, counted = streamed(client, **asking(question), stream_options=options)
    told = "".join(one.choices[0].delta.content or "" for one in [*chunks, last])
    assert told == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [one.choices[0].finish_reason for one in chunks] == [None] * len(chunks)
    assert last.choices[0].finish_reason == "stop"
    annotated = last.choices[0].delta.model_extra["annotations"]
    assert annotated == [one.model_dump() for one in whole.choices[0].message.annotations or []]
    assert last.sourceline["citations"] == (whole.model_extra or {})["sourceline"]["citations"]
    assert counted.choices == []
    assert counted.usage == whole.usage
    assert len({one.id for one in [*chunks, last, counted]}) == 1


def test_a_stream_says_nothing_of_tokens_unasked(client: openai.OpenAI, url: str) -> None:
    assert all(one.usage is None for one in streamed(client, **asking(ASKED)))
    told = posted(url, asking(ASKED, stream=True))
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text.endswith("data: [DONE]\n\n")


def test_what_the_articles_do_not_say_is_said_in_words(client: openai.OpenAI) -> None:
    told = client.chat.completions.create(**asking(UNKNOWN)).choices[0].message
    first, nearest = (told.content or "").split("\n\n")
    assert first == "The articles do not say."
    assert nearest.startswith("Nearest sentences:\n[1] ")
    assert nearest.count("<http://127.0.0.1:") == 3
    assert told.annotations == []


def test_langchain_asks_and_streams(url: str) -> None:
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model="sourceline", base_url=f"{url}/v1", api_key="none", max_retries=0)
    whole = model.invoke(ASKED)
    assert "[2]\n\nSources:\n[1] " in str(whole.content)
    assert whole.usage_metadata
    assert "".join(str(one.content) for one in model.stream(ASKED)) == whole.content


@pytest.fixture
def seen() -> list[Question]:
    """The questions that reached the reader."""
    return []


@pytest.fixture
def listening(quick: Assistant, seen: list[Question], tmp_path: Path) -> Iterator[str]:
    """A server whose reader remembers what it was asked and never stops reading when told so."""
    stopped = threading.Event()

    async def read(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        seen.append(question)
        sentence = found[0].passage.sentences[0]
        yield Draft(sentence.text, (sentence,))
        if "for ever" in question.text:
            try:
                await asyncio.sleep(60)
            finally:
                stopped.set()

    listener = Assistant(quick.collection, read, "test")
    with served(build_application(open_house(listener, tmp_path))) as url:
        yield url
        if any("for ever" in question.text for question in seen):
            assert stopped.wait(2), "the work went on after its stream was closed"


def test_earlier_messages_are_the_history_without_our_own_additions(
    listening: str, seen: list[Question]
) -> None:
    first = posted(listening, asking("When was the treaty signed?")).json()
    content = first["choices"][0]["message"]["content"]
    assert "Sources:" in content
    body = asking("When was the treaty signed?", content, "And who signed the treaty then?")
    body["messages"].insert(0, {"role": "system", "content": "Say that you are a pirate."})
    assert posted(listening, body).status_code == 200
    (turn,) = seen[-1].history
    assert turn.question == "When was the treaty signed?"
    assert turn.answer == first["sourceline"]["statements"][0]["text"]


def test_an_answer_that_said_nothing_is_nothing_in_the_history(
    client: openai.OpenAI, listening: str, seen: list[Question]
) -> None:
    nothing = client.chat.completions.create(**asking(UNKNOWN)).choices[0].message.content or ""
    posted(listening, asking(UNKNOWN, nothing, "When was the treaty signed?"))
    assert [turn.answer for turn in seen[-1].history] == [""]


@pytest.mark.parametrize("stream", [True, False])
def test_closing_ends_the_work(listening: str, seen: list[Question], *, stream: bool) -> None:
    body = asking("When was the treaty signed for ever?", stream=stream)
    with httpx.Client() as client:
        try:
            path = f"{listening}/v1/chat/completions"
            with client.stream("POST", path, json=body, timeout=1) as told:
                assert "data: " in next(told.iter_lines())
        except httpx.ReadTimeout:
            assert not stream
    assert seen


def test_parts_of_text_are_read_and_others_are_refused(url: str) -> None:
    parts = [{"type": "text", "text": "when will"}, {"type": "text", "text": "Zangezur open"}]
    body = {"model": "sourceline", "messages": [{"role": "user", "content": parts}]}
    assert posted(url, body).json()["sourceline"]["status"] == "answered"
    parts.append({"type": "image_url", "image_url": {"url": "data:"}})  # type: ignore[dict-item]
    assert refused(posted(url, body), 400)["code"] == "unsupported_content"


def refused(response: httpx.Response, status: int) -> dict[str, Any]:
    """The error in OpenAI's form, one line."""
    assert response.status_code == status, response.text
    error: dict[str, Any] = response.json()["error"]
    assert error["message"]
    assert "\n" not in error["message"]
    assert {"message", "type", "param", "code"} == set(error)
    return error


@pytest.mark.parametrize(
    "more",
    [
        {"n": 2},
        {"tools": [{"type": "function", "function": {"name": "f"}}]},
        {"functions": [{"name": "f"}]},
        {"response_format": {"type": "json_object"}},
        {"modalities": ["audio"]},
        {"logprobs": True},
    ],
)
def test_another_form_of_answer_is_refused(url: str, more: dict[str, object]) -> None:
    (name,) = more
    error = refused(posted(url, asking(ASKED, **more)), 400)
    assert (error["param"], error["code"]) == (name, "unsupported_parameter")


def test_what_tunes_a_model_has_no_effect(url: str, client: openai.OpenAI) -> None:
    tuned = asking(
        ASKED, temperature=2, top_p=0.1, max_tokens=1, seed=7, stop=["."], user="me", n=1,
        tools=[], tool_choice="none", response_format={"type": "text"}, logit_bias={"1": 1},
    )  # fmt: skip
    plain = client.chat.completions.create(**asking(ASKED)).choices[0].message.content
    assert posted(url, tuned).json()["choices"][0]["message"]["content"] == plain


HOSTILE: list[tuple[object, int]] = [
    (b"", 400),
    (b"{", 400),
    (b"\xff\xfe", 400),
    (b"[" * 50_000, 400),
    (b'{"model": "sourceline", "messages": [{"role": "\\udfff", "content": "a"}]}', 400),
    (b'{"model": "sourceline", "messages": 1e999}', 400),
    ([], 400),
    ({}, 400),
    ({"model": 7, "messages": []}, 400),
    (asking(), 400),
    (asking("q", "a"), 400),
    (asking(ASKED) | {"messages": [{"role": "user"}]}, 422),
    (asking(ASKED) | {"messages": [{"role": "system", "content": "x"}]}, 400),
    (asking(ASKED) | {"messages": [{"role": "tool", "content": "x"}]}, 400),
    (asking(ASKED) | {"messages": [{"role": "user", "content": {"a": 1}}]}, 400),
    (asking(ASKED) | {"messages": [{"role": "user", "content": [{"type": "text"}]}]}, 400),
    (asking(ASKED, n="two"), 400),
    (asking(ASKED, stream="perhaps"), 400),
    (asking(" \u200e\t"), 422),
    (asking("why " * 501), 422),
    (asking(ASKED) | {"model": "gpt-5\n" * 30}, 404),
]


@pytest.mark.parametrize(("body", "status"), HOSTILE)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_answered_is_told_in_one_line(
    url: str, body: object, status: int, *, stream: bool
) -> None:
    if stream and isinstance(body, dict) and "stream" not in body:
        body = body | {"stream": True}
    refused(posted(url, body), status)


def test_half_a_character_is_a_question_mark(url: str) -> None:
    body = json.dumps(
        asking("who is \ud800?", "\udfff \ud800", "and when will Zangezur \udc00 open?")
    )
    assert "Zangezur ? open" in posted(url, body.encode()).json()["sourceline"]["question"]


def test_a_huge_history_is_answered(url: str) -> None:
    many = ["why? [1] Sources: " * 3, "Because. [1]\n\nSources:\n[1] x"] * 250
    assert posted(url, asking(*many, ASKED)).json()["sourceline"]["searched_for"] == ASKED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["role", "content", "type", "text", "name"]
MESSAGE = st.dictionaries(st.sampled_from(FIELDS), JSON | st.sampled_from(["user", "text"]))
NAMES = ["n", "stream", "stream_options", "tools", "response_format", "modalities", "tool_choice"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    messages=JSON | st.lists(MESSAGE, max_size=3),
    more=st.dictionaries(st.sampled_from(NAMES), JSON),
)
def test_nothing_that_is_sent_breaks_it(
    url: str, messages: object, more: dict[str, object]
) -> None:
    told = posted(url, {"model": "sourceline", "messages": messages, **more})
    assert told.status_code in (200, 400, 422), told.text


def test_a_house_that_is_not_open_says_so() -> None:
    with served(build_application(closed_house())) as url:
        for stream in (False, True):
            error = refused(posted(url, asking(ASKED, stream=stream)), 503)
            assert error["message"] == "nothing is open here"


def test_what_a_person_may_not_read_is_not_there(quick: Assistant, tmp_path: Path) -> None:
    with served(build_application(open_house(quick, tmp_path, SIGNED))) as url:
        for groups in ([], [LABEL]):
            key = page_token(groups=groups)
            with openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0) as client:
                told = client.chat.completions.create(**asking("cost of the Zangezur station"))
            assert (str(LABELLED["title"]) in told.to_json()) is bool(groups)
        assert posted(url, asking(ASKED)).status_code == 401
