"""Other programs' models at our door: the package's own client, over HTTP and over stdio."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult

from index import Found
from portal.application import build_application
from portal.articles.link import path_to
from qa import Assistant, Draft, Question, answer_to_json
from tests.doors import ROOT
from tests.portal.houses import closed_house, open_house
from tests.portal.quick import ASKED, LABEL, LABELLED, UNKNOWN, quick_assistant
from tests.portal.served import served
from tests.portal.signing import SIGNED, bearer, page_token

Use = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return quick_assistant(tmp_path_factory.mktemp("quick"))


@pytest.fixture(scope="module")
def url(quick: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over the seed."""
    with served(build_application(open_house(quick, tmp_path_factory.mktemp("mcp")))) as url:
        yield url


def using(server: Any, use: Use, **options: Any) -> Any:
    async def run() -> Any:
        async with Client(server, **options) as client:
            return await use(client)

    return asyncio.run(run())


def called(server: Any, name: str, **arguments: Any) -> CallToolResult:
    async def call(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    result: CallToolResult = using(server, call)
    return result


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    return str(content.text)  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_say_what_they_are_for(url: str, mode: str) -> None:
    async def list_them(client: Client) -> Any:
        assert client.server_info is None or client.server_info.name == "sourceline"
        return (await client.list_tools()).tools

    tools = using(f"{url}/mcp", list_them, mode=mode)
    assert [one.name for one in tools] == ["search_articles", "ask", "read_sentence"]
    for one in tools:
        assert one.annotations.read_only_hint
        assert not one.annotations.open_world_hint
        assert len(one.description) > 100
        assert one.output_schema["type"] == one.input_schema["type"] == "object"
        described = one.input_schema["properties"].values()
        assert all("description" in argument for argument in described)


@pytest.mark.parametrize("question", [ASKED, UNKNOWN])
def test_an_answer_is_data_and_text(url: str, quick: Assistant, question: str) -> None:
    result = called(f"{url}/mcp", "ask", question=question)
    expected, told = answer_to_json(quick.ask(question)), result.structured_content or {}
    for name in ("status", "text", "short_answer", "statements", "citations", "nearest"):
        assert told[name] == expected[name]
    answer = quick.ask(question)
    assert text_of(result).startswith(answer.text or "The articles do not say.")
    for sentence in answer.nearest or [one.sentence for one in answer.citations]:
        assert f"<{url}{path_to([sentence])}>" in text_of(result)


def test_a_follow_up_knows_its_history(url: str) -> None:
    turns = [{"question": "who is Aliyev", "answer": "The president of Azerbaijan."}]
    for history in (turns, json.dumps(turns)):
        result = called(f"{url}/mcp", "ask", question="what did he announce?", history=history)
        assert "Azerbaijan" in (result.structured_content or {})["searched_for"]


def test_what_is_found_can_be_read_in_its_place(url: str, quick: Assistant) -> None:
    found = called(f"{url}/mcp", "search_articles", query="Zangezur Corridor", limit=3)
    first, *others = (found.structured_content or {})["sentences"]
    assert len(others) == 2
    assert first["quote"] in text_of(found)
    place = {"article_id": first["article_id"], "sentence": first["sentence"]}
    result = called(f"{url}/mcp", "read_sentence", **place, neighbours=1)
    told = result.structured_content or {}
    article = quick.collection.article(first["article_id"])
    assert article
    assert [one["sentence"] - first["sentence"] for one in told["sentences"]] == [-1, 0, 1]
    for one in told["sentences"]:
        assert article.text[one["start"] : one["end"]] == one["quote"]
    assert f"> {first['sentence']}: {first['quote']}" in text_of(result)
    assert json.dumps(first["article_id"]) in text_of(found)


def test_statements_are_told_as_they_pass(url: str, quick: Assistant) -> None:
    heard: list[str | None] = []

    async def hear(_progress: float, _total: float | None, message: str | None) -> None:
        heard.append(message)

    async def call(client: Client) -> None:
        await client.call_tool("ask", {"question": ASKED}, progress_callback=hear)

    using(f"{url}/mcp", call)
    assert heard == [one.text for one in quick.ask(ASKED).statements]


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {}, "question"),
    ("ask", {"question": ""}, "question"),
    ("ask", {"question": " \n"}, "empty"),
    ("ask", {"question": "why " * 600}, "2,000"),
    ("ask", {"question": ASKED, "histroy": []}, "histroy"),
    ("ask", {"question": ASKED, "history": "[" * 5000}, "history"),
    ("ask", {"question": ASKED, "history": [{"question": 7}]}, "history"),
    ("search_articles", {"query": "x", "limit": 0}, "limit"),
    ("search_articles", {"query": "x", "limit": 10**30}, "limit"),
    ("search_articles", {"query": "\u200e"}, "empty"),
    ("read_sentence", {"article_id": "nowhere", "sentence": 0}, "no article"),
    ("read_sentence", {"article_id": "x", "sentence": -1}, "sentence"),
]


@pytest.mark.parametrize(("name", "arguments", "said"), WRONG)
def test_what_is_wrong_is_told_in_one_line(
    url: str, name: str, arguments: dict[str, Any], said: str
) -> None:
    result = called(f"{url}/mcp", name, **arguments)
    assert result.is_error
    assert said in text_of(result)
    assert "\n" not in text_of(result)


def test_a_sentence_that_is_not_there_and_a_tool_that_is_not(url: str) -> None:
    found = called(f"{url}/mcp", "search_articles", query="Zangezur", limit=1)
    id_ = (found.structured_content or {})["sentences"][0]["article_id"]
    result = called(f"{url}/mcp", "read_sentence", article_id=id_, sentence=9999)
    assert "0 to" in text_of(result)

    async def refused(client: Client) -> None:
        with pytest.raises(MCPError, match="no such tool"):
            await client.call_tool("delete_articles", {})

    using(f"{url}/mcp", refused)


def posted(url: str, content: bytes, *, timeout: float = 30, **headers: str) -> httpx.Response:
    told = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    return httpx.post(f"{url}/mcp", content=content, headers={**told, **headers}, timeout=timeout)


def calling(name: str, arguments: object) -> dict[str, Any]:
    params = {"name": name, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 50_000,
        b"\xff",
        b'"\\ud800"',
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": 7}',
        json.dumps(calling("ask", {})).encode()[:-1],
    ],
)
@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28", "2099-01-01"])
def test_garbage_is_refused(url: str, content: bytes, version: str) -> None:
    assert 400 <= posted(url, content, **{"mcp-protocol-version": version}).status_code < 500


def test_half_a_character_is_no_failure(url: str) -> None:
    body = json.dumps(calling("ask", {"question": "when will \ud800 open"})).encode()
    told = posted(url, body)
    assert told.status_code in (200, 400)
    assert "went wrong" not in told.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["query", "limit", "question", "history", "article_id", "sentence", "neighbours"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(["search_articles", "ask", "read_sentence"]),
    arguments=JSON | st.dictionaries(st.sampled_from(NAMES), JSON),
)
def test_no_arguments_break_it(url: str, name: str, arguments: object) -> None:
    told = posted(url, json.dumps(calling(name, arguments)).encode())
    assert told.status_code in (200, 400)
    assert "went wrong" not in told.text


def test_other_methods_are_not_allowed(url: str) -> None:
    for method in ("GET", "DELETE", "PUT"):
        assert httpx.request(method, f"{url}/mcp").status_code == 405


def test_a_house_that_is_not_open_says_so() -> None:
    with served(build_application(closed_house())) as url:
        result = called(f"{url}/mcp", "ask", question=ASKED)
        assert (result.is_error, text_of(result)) == (True, "nothing is open here")


def test_closing_ends_the_work(quick: Assistant, tmp_path: Path) -> None:
    stopped = threading.Event()

    async def for_ever(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()
        yield Draft("", ())

    house = open_house(Assistant(quick.collection, for_ever, "test"), tmp_path)
    with served(build_application(house)) as url:
        with pytest.raises(httpx.ReadTimeout):
            posted(url, json.dumps(calling("ask", {"question": ASKED})).encode(), timeout=1)
        assert stopped.wait(3)


STDIO = "import sys; from pathlib import Path; from portal.mcp_door.door import serve_stdio; "


def over_stdio(store: Path) -> StdioServerParameters:
    code = STDIO + (
        "from qa.model_settings import Models; print('not for the wire', file=sys.stderr); "
        "serve_stdio(Path(sys.argv[1]), Models())"
    )
    return StdioServerParameters(
        command=sys.executable, args=["-c", code, str(store)], cwd=str(ROOT)
    )


def test_the_same_tools_over_stdio(seed_store: Path, tmp_path: Path) -> None:
    async def use(client: Client) -> tuple[list[str], CallToolResult]:
        tools = [one.name for one in (await client.list_tools()).tools]
        return tools, await client.call_tool("search_articles", {"query": ASKED, "limit": 1})

    store = shutil.copytree(seed_store, tmp_path / "store")
    (store / "conversations.sqlite").unlink(missing_ok=True)
    tools, found = using(over_stdio(store), use)
    assert len(tools) == 3
    assert (found.structured_content or {})["sentences"][0]["rank"] == 1
    assert 'article_id "' in text_of(found)
    assert "<http" not in text_of(found)
    assert not (store / "conversations.sqlite").exists()


def test_a_store_that_is_not_there_is_told_over_stdio(tmp_path: Path) -> None:
    result = called(over_stdio(tmp_path / "none"), "ask", question=ASKED)
    assert result.is_error
    assert "none" in text_of(result)


def test_what_a_person_may_not_read_is_not_there(quick: Assistant, tmp_path: Path) -> None:
    with served(build_application(open_house(quick, tmp_path, SIGNED))) as url:
        for groups in ([], [LABEL]):
            headers = bearer(page_token(groups=groups))

            def told(name: str, _headers: dict[str, str] = headers, **arguments: object) -> str:
                body = json.dumps(calling(name, arguments)).encode()
                return posted(url, body, **_headers).text

            everything = [
                told("search_articles", query="cost of the Zangezur station"),
                told("ask", question="cost of the Zangezur station"),
                told("read_sentence", article_id=LABELLED["id"], sentence=0),
            ]
            seen = [str(LABELLED["title"]) in one for one in everything]
            assert seen == [bool(groups)] * 3
            nowhere = told("read_sentence", article_id="nowhere", sentence=0)
            if not groups:
                assert everything[2] == nowhere.replace("nowhere", str(LABELLED["id"]))
        assert (
            posted(url, json.dumps(calling("ask", {"question": ASKED})).encode()).status_code == 401
        )


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_and_leaves_nothing(tmp_path: Path, told: signal.Signals) -> None:
    server = over_stdio(tmp_path / "none")
    hello = calling("ask", {}) | {"method": "ping", "params": {}}
    with subprocess.Popen(
        [server.command, *server.args],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(hello) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        assert list(tmp_path.iterdir())
        process.send_signal(told)
        assert process.wait(5) == 128 + told
        assert process.stdout.read() == ""
    assert not list(tmp_path.iterdir())


STOPPED = """
import asyncio, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from portal.application import build_application
from portal.server import serve_application, take_port
from qa import Assistant
from tests.portal.houses import open_house
from tests.portal.quick import quick_assistant


async def for_ever(question, found):
    print("reading", flush=True)
    await asyncio.sleep(60)
    yield


folder = Path(sys.argv[1])
house = open_house(Assistant(quick_assistant(folder).collection, for_ever, "test"), folder)
with take_port("127.0.0.1", 0) as taken:
    told = lambda url: print(url, flush=True)
    serve_application(build_application(house), taken, announce=told, beside=lambda: None)
"""


@pytest.mark.long
def test_a_server_that_is_stopped_says_so_to_whoever_called(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STOPPED, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            url = server.stdout.readline().strip()
            with ThreadPoolExecutor() as other:
                body = json.dumps(calling("ask", {"question": ASKED})).encode()
                call = other.submit(posted, url, body)
                assert server.stdout.readline() == "reading\n"
                server.send_signal(signal.SIGTERM)
                assert "the server is being stopped" in call.result().text
            assert server.wait(10) is not None
        finally:
            server.kill()
