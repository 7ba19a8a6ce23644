import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from index import Found, index_paths, open_collection
from models.embedder import Embedder
from portal.admission.access import Access
from portal.admission.limits import Limits, Rate
from portal.application import build_application
from portal.audit import FILE, Audit
from portal.conversations import Conversations
from portal.desk import Desk
from portal.house import House
from portal.opening import Opening
from qa import Assistant, Draft, Question
from qa.readers import open_extractive
from tests.portal.served import served
from tests.portal.signing import SECRET, bearer, page_token

ORIGIN = "http://news.example"
SIGNED = Access(origins=(ORIGIN,), token_secret=SECRET)
FREE = "The Ostrava bridge opened in 2021 and cost 40 million crowns."
SPORT = "The Ostrava stadium opened in 1955 and has 15,123 seats."
QUESTION = "When did the Ostrava bridge open?"
HIDDEN = "How many seats does the Ostrava stadium have?"
AYLA = bearer(page_token(sub="ayla", origin=ORIGIN))
OMID = bearer(page_token(sub="omid", origin=ORIGIN, groups=["sport"]))


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Any:
    """An article for everybody, and one for the group sport."""
    folder = tmp_path_factory.mktemp("news")
    for name, text, labels in (("free", FREE, []), ("sport", SPORT, ["sport"])):
        (folder / f"{name}.txt").write_text(f"Ostrava {name}\n\n{text}\n")
        path = folder / f"{name}.txt"
        list(index_paths(folder / "store", [path], lambda: embedder, labels=labels))
    return open_collection(folder / "store", embedder)


@pytest.fixture(scope="module")
def assistant_of_two(collection: Any, embedder: Embedder) -> Assistant:
    return Assistant(collection, open_extractive(embedder), "extractive")


class SlowReader:
    """Says one thing, then thinks until it is stopped."""

    def __init__(self) -> None:
        self.reading = self.stopped = 0

    async def __call__(self, question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        self.reading += 1
        try:
            sentence = found[0].passage.sentences[0]
            yield Draft(sentence.text, (sentence,))
            await asyncio.sleep(60)
        finally:
            self.stopped += 1


def application_of(
    assistant: Assistant, folder: Path, access: Access = SIGNED, **desk: Any
) -> FastAPI:
    made = Desk(assistant, Conversations(folder), **desk)
    opening = Opening(lambda: made)
    opening.wait()
    return build_application(House(opening, access))


@pytest.fixture(scope="module")
def client(
    assistant_of_two: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    application = application_of(assistant_of_two, tmp_path_factory.mktemp("kept"))
    with TestClient(application, base_url=ORIGIN) as client:
        yield client


def ask(client: TestClient, who: dict[str, str], **asked: object) -> dict[str, Any]:
    told = client.post("/api/v1/ask", json={"question": QUESTION, **asked}, headers=who)
    assert told.status_code == 200, told.text
    answer: dict[str, Any] = told.json()
    return answer


def stream(client: TestClient, who: dict[str, str], **asked: object) -> list[tuple[str, Any]]:
    headers = {**who, "accept": "text/event-stream"}
    sent = {"question": QUESTION, **asked}
    told = client.post("/api/v1/ask", json=sent, headers=headers)
    assert told.headers["content-type"].startswith("text/event-stream")
    blocks = [one.split("\n") for one in told.text.removesuffix("\n\n").split("\n\n")]
    return [(name[7:], json.loads(data[6:])) for name, data in blocks]


def test_an_answer_rests_on_what_it_cites(client: TestClient) -> None:
    answer = ask(client, AYLA)
    assert (answer["status"], answer["short_answer"]) == ("answered", "2021")
    (citation,) = answer["citations"]
    article = client.get(f"/api/v1/articles/{citation['article_id']}", headers=AYLA).json()
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"] == FREE
    assert article["version"] == citation["version"]
    sentence = article["sentences"][citation["sentence"]]
    assert (sentence["text"], sentence["kind"]) == (FREE, "body")
    for one in article["sentences"]:
        assert article["text"][one["start"] : one["end"]] == one["text"]


def test_a_stream_tells_the_same_as_it_comes(client: TestClient) -> None:
    events = stream(client, AYLA)
    names = [name for name, _ in events]
    assert (names[0], names[1], names[-1]) == ("asked", "sources", "done")
    assert set(names[2:-1]) == {"statement"}
    sources, done = events[1][1], events[-1][1]
    assert events[0][1] == {"question": QUESTION}
    assert sources["articles"] == 1
    assert all("number" not in one for one in sources["sentences"])
    assert FREE in [one["quote"] for one in sources["sentences"]]
    plain = ask(client, AYLA)
    for told in (plain, done):
        for own in ("id", "timings_ms", "conversation_id"):
            assert told.pop(own)
    assert done == plain
    said = [(told["text"], [c["number"] for c in told["citations"]]) for _, told in events[2:-1]]
    assert said == [(one["text"], one["citations"]) for one in plain["statements"]]
    assert events[2][1]["citations"][0] == plain["citations"][0]


def test_a_question_goes_on_from_its_conversation_or_from_a_history(client: TestClient) -> None:
    first = ask(client, AYLA)
    onward = {"question": "How much did it cost?"}
    second = ask(client, AYLA, **onward, conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    assert "Ostrava" in second["searched_for"]
    turns = [{"question": QUESTION, "answer": first["text"]}]
    assert ask(client, AYLA, **onward, history=turns)["searched_for"] == second["searched_for"]
    path = f"/api/v1/conversations/{first['conversation_id']}"
    kept = client.get(path, headers=AYLA).json()
    assert [one["question"] for one in kept["turns"]] == [QUESTION, onward["question"]]
    assert (
        client.post(
            "/api/v1/feedback",
            json={"answer_id": first["id"], "vote": "down", "reason": "older"},
            headers=AYLA,
        ).status_code
        == 204
    )
    kept = client.get(path, headers=AYLA).json()
    assert [one["vote"] for one in kept["turns"]] == ["down", None]


def test_anothers_is_told_the_same_as_what_does_not_exist(client: TestClient) -> None:
    mine = ask(client, AYLA)
    here, nowhere = mine["conversation_id"], "0" * 32
    for method, path in (
        ("GET", "/api/v1/conversations/{}"),
        ("DELETE", "/api/v1/conversations/{}"),
    ):
        told = [client.request(method, path.format(one), headers=OMID) for one in (here, nowhere)]
        assert [one.status_code for one in told] == [404, 404]
        assert told[0].content == told[1].content
    votes = [
        client.post("/api/v1/feedback", json={"answer_id": one, "vote": "up"}, headers=OMID)
        for one in (mine["id"], nowhere)
    ]
    assert [one.status_code for one in votes] == [404, 404]
    assert votes[0].content == votes[1].content
    theirs = ask(client, OMID, conversation_id=here)["conversation_id"]
    assert theirs != here, "a conversation of one's own is begun"
    listed = client.get("/api/v1/conversations", headers=OMID).json()["conversations"]
    assert here not in [one["id"] for one in listed]
    assert here not in client.get("/api/v1/conversations/export", headers=OMID).text
    assert client.delete("/api/v1/conversations", headers=OMID).status_code == 204
    assert client.get("/api/v1/conversations", headers=OMID).json() == {"conversations": []}
    assert len(client.get(f"/api/v1/conversations/{here}", headers=AYLA).json()["turns"]) == 1


def test_people_can_take_what_is_theirs_with_them(client: TestClient) -> None:
    who = bearer(page_token(sub="leaving", origin=ORIGIN))
    first = ask(client, who)
    thumb = {"answer_id": first["id"], "vote": "down", "reason": "it is too short"}
    assert client.post("/api/v1/feedback", json=thumb, headers=who).status_code == 204
    told = client.get("/api/v1/conversations/export", headers=who)
    assert told.headers["content-disposition"].startswith("attachment")
    (one,) = told.json()["conversations"]
    assert one["id"] == first["conversation_id"]
    (turn,) = one["turns"]
    assert turn["citations"] == first["citations"]
    assert (turn["vote"], turn["reason"]) == ("down", "it is too short")
    (listed,) = client.get("/api/v1/conversations", headers=who).json()["conversations"]
    assert listed == {"id": one["id"], "started": one["started"], "question": QUESTION}
    assert client.delete(f"/api/v1/conversations/{one['id']}", headers=who).status_code == 204
    assert client.get("/api/v1/conversations/export", headers=who).json()["conversations"] == []


def test_an_article_outside_the_groups_does_not_exist(client: TestClient) -> None:
    everything = client.get("/api/v1/articles", headers=OMID).json()
    assert everything["total"] == 2
    hidden = next(one["id"] for one in everything["articles"] if "sport" in one["title"])
    assert client.get(f"/api/v1/articles/{hidden}", headers=OMID).status_code == 200
    told = [client.get(f"/api/v1/articles/{one}", headers=AYLA) for one in (hidden, "nowhere")]
    assert [one.status_code for one in told] == [404, 404]
    assert told[0].content == told[1].content
    listed = client.get("/api/v1/articles?query=ostrava", headers=AYLA).json()
    assert (listed["total"], hidden in str(listed)) == (1, False)
    assert client.get("/api/v1/me", headers=AYLA).json() == {
        "name": "ayla",
        "reader": "extractive",
        "articles": 1,
    }
    assert "15,123" in ask(client, OMID, question=HIDDEN)["text"]
    for told_of_it in (
        ask(client, AYLA, question=HIDDEN),
        stream(client, AYLA, question=HIDDEN),
        client.get("/api/v1/examples", headers=AYLA).json(),
    ):
        assert "stadium have" not in json.dumps(told_of_it).replace(HIDDEN, "")
        assert "15,123" not in json.dumps(told_of_it)


def test_a_list_has_pages(client: TestClient) -> None:
    pages = [
        client.get(f"/api/v1/articles?limit=1&offset={n}", headers=OMID).json() for n in range(3)
    ]
    assert [len(one["articles"]) for one in pages] == [1, 1, 0]
    assert [one["total"] for one in pages] == [2, 2, 2]
    assert pages[0]["articles"] != pages[1]["articles"]


@pytest.mark.parametrize(
    ("sent", "status", "line"),
    [
        ({"question": ""}, 422, "empty"),
        ({"question": " \t\u200b"}, 422, "empty"),
        ({"question": "x" * 2001}, 422, "2,001 characters"),
        ({"question": "x" * 70_000}, 413, "at most"),
        ({}, 422, "question"),
        ({"question": 7}, 422, "question"),
        ({"question": "x", "qestion": "x"}, 422, "qestion"),
        ({"question": "x", "history": [{}] * 21}, 422, "history"),
        ({"question": "x", "history": "none"}, 422, "history"),
        ([], 422, ""),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    client: TestClient, sent: object, status: int, line: str
) -> None:
    for accept in ("application/json", "text/event-stream"):
        told = client.post("/api/v1/ask", json=sent, headers={**AYLA, "accept": accept})
        assert told.status_code == status
        assert line in told.json()["error"]
        assert "\n" not in told.json()["error"]


def test_more_questions_than_fit_in_a_minute_wait(
    assistant_of_two: Assistant, tmp_path: Path
) -> None:
    application = application_of(assistant_of_two, tmp_path, limits=Limits(Rate(2)))
    with TestClient(application, base_url=ORIGIN) as client:
        for accept in ("application/json", "text/event-stream"):
            sent = {"headers": {**AYLA, "accept": accept}, "json": {"question": QUESTION}}
            assert client.post("/api/v1/ask", **sent).status_code == 200
        told = client.post("/api/v1/ask", **sent)
        assert (told.status_code, "in a minute" in told.json()["error"]) == (429, True)
        assert 0 < int(told.headers["retry-after"]) <= 60
        assert client.post("/api/v1/ask", json={"question": ""}, headers=OMID).status_code == 422
        assert ask(client, OMID)["status"] == "answered"


def test_the_anonymous_keep_what_is_their_sessions_and_share_one_limit(
    assistant_of_two: Assistant, tmp_path: Path
) -> None:
    access = Access(origins=(ORIGIN,), anonymous=True)
    application = application_of(assistant_of_two, tmp_path, access, limits=Limits(Rate(3)))
    with TestClient(application, base_url=ORIGIN) as client:
        assert ask(client, {})["conversation_id"] == ""
        assert client.get("/api/v1/conversations").json() == {"conversations": []}
        one, two = ({"x-sourceline-session": letter * 32} for letter in "ab")
        kept = ask(client, one)["conversation_id"]
        assert client.get(f"/api/v1/conversations/{kept}", headers=one).status_code == 200
        assert client.get(f"/api/v1/conversations/{kept}", headers=two).status_code == 404
        assert ask(client, two)["conversation_id"] not in ("", kept)
        for who in ({}, one, {"x-sourceline-session": "c" * 32}):
            told = client.post("/api/v1/ask", json={"question": QUESTION}, headers=who)
            assert told.status_code == 429, "an address has one limit, whatever its session"


def test_the_audit_log_says_who_asked_what_and_which_articles_answered(
    assistant_of_two: Assistant, tmp_path: Path
) -> None:
    application = application_of(assistant_of_two, tmp_path, audit=Audit(tmp_path, 30))
    with TestClient(application, base_url=ORIGIN) as client:
        answer = ask(client, AYLA)
    with sqlite3.connect(tmp_path / FILE) as kept:
        (row,) = kept.execute("SELECT person, question, status, articles FROM asked").fetchall()
    cited = [one["article_id"] for one in answer["citations"]]
    assert row == ("token:ayla", QUESTION, "answered", json.dumps(cited))


def test_a_stream_that_is_closed_ends_the_work_and_a_full_house_says_so_at_once(
    collection: Any, tmp_path: Path
) -> None:
    reader = SlowReader()
    desk = Desk(Assistant(collection, reader, "slow"), Conversations(tmp_path), Limits(places=3))
    house = House(Opening(lambda: desk), SIGNED)
    house.desk.wait()
    sent = {"json": {"question": QUESTION}, "headers": {**AYLA, "accept": "text/event-stream"}}
    with served(build_application(house)) as url, httpx.Client(base_url=url, timeout=20) as client:
        with ExitStack() as streams:
            open_lines = []
            for _ in range(3):
                told = streams.enter_context(client.stream("POST", "/api/v1/ask", **sent))
                open_lines.append(told.iter_lines())  # one that is let go closes its stream
                assert "event: statement" in open_lines[-1]
            assert (desk.limits.in_work, reader.reading, reader.stopped) == (3, 3, 0)
            for accept in ("application/json", "text/event-stream"):
                headers, started = {**AYLA, "accept": accept}, time.perf_counter()
                told = client.post("/api/v1/ask", json=sent["json"], headers=headers)
                assert time.perf_counter() - started < 0.2
                assert (told.status_code, told.headers["retry-after"]) == (503, "2")
        assert soon(lambda: (desk.limits.in_work, reader.stopped) == (0, 3))
        with pytest.raises(httpx.ReadTimeout):  # who waits for the whole answer can go as well
            client.post("/api/v1/ask", json=sent["json"], headers=AYLA, timeout=1)
        assert soon(lambda: (desk.limits.in_work, reader.stopped) == (0, 4))
    told = desk.metrics.exposed(0).decode()
    assert 'sourceline_questions_total{outcome="stopped"} 4.0' in told
    assert 'sourceline_questions_total{outcome="refused"} 2.0' in told


def test_whoever_waits_for_a_whole_answer_is_told_that_the_server_stops(
    collection: Any, tmp_path: Path
) -> None:
    reader = SlowReader()
    application = application_of(Assistant(collection, reader, "slow"), tmp_path)
    asked = {"role": "user", "content": QUESTION}
    call = {"name": "ask", "arguments": {"question": QUESTION}}
    sent: dict[str, dict[str, Any]] = {
        "/api/v1/ask": {"question": QUESTION},
        "/v1/chat/completions": {"model": "sourceline", "messages": [asked]},
        "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call},
    }
    headers = {**AYLA, "accept": "application/json, text/event-stream"}
    headers["mcp-protocol-version"] = "2025-06-18"
    with served(application) as url, ThreadPoolExecutor() as others:

        def posted(path: str) -> httpx.Response:
            kind = headers if path == "/mcp" else AYLA
            return httpx.post(url + path, json=sent[path], headers=kind, timeout=20)

        waiting = [others.submit(posted, path) for path in sent]
        assert soon(lambda: reader.reading == 3)
        application.state.closing.tell()
        told = [one.result() for one in waiting]
    assert [one.status_code for one in told] == [503, 503, 200]
    assert all("the server is being stopped" in one.text for one in told)
    assert reader.stopped == 3


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether it is so within five seconds."""
    until = time.monotonic() + 5
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()
