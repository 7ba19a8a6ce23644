"""The same question has the same answer with the same citations, whichever door it comes in by."""

import asyncio
import json
import re
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from mcp import Client, StdioServerParameters

from qa import Assistant, SourcelineRunnable, answer_to_json
from tests.doors import ROOT, serving, sourceline

ANSWERED = "when will Zangezur open"
NOT_THERE = "Who won the world chess championship in 2013?"
TWO_PARTS = "When will Zangezur open and who won the world chess championship in 2013?"
ASKED = (ANSWERED, NOT_THERE, TWO_PARTS)
Answers = list[dict[str, Any]]


@dataclass(frozen=True)
class Site:
    """A server, the store that it serves, and an assistant of this process over that store."""

    url: str
    store: Path
    assistant: Assistant


@pytest.fixture(scope="module")
def site(
    seed_store: Path, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    store = shutil.copytree(seed_store, tmp_path_factory.mktemp("doors") / "store")
    with serving(store, env={"SOURCELINE_QUESTIONS_PER_MINUTE": "1000"}) as url:
        yield Site(url, store, assistant)


@pytest.fixture(scope="module")
def expected(site: Site) -> Answers:
    """What Python is told, which is what everybody is to be told."""
    answers = [answer_to_json(site.assistant.ask(one)) for one in ASKED]
    assert [one["status"] for one in answers] == ["answered", "not_in_articles", "partial"]
    return answers


def command_line(site: Site, asked: Sequence[str]) -> Answers:
    """The last question alone: each takes a process of its own, and the batch asks the others."""
    done = sourceline("ask", asked[-1], "--json", "--store", str(site.store))
    return [json.loads(done.stdout)]


def batch(site: Site, asked: Sequence[str]) -> Answers:
    lines = "".join(json.dumps({"question": one}) + "\n" for one in asked)
    done = sourceline("ask", "--batch", "-", "--store", str(site.store), input=lines)
    return [json.loads(line) for line in done.stdout.splitlines()]


def rest(site: Site, asked: Sequence[str]) -> Answers:
    ask = f"{site.url}/api/v1/ask"
    return [httpx.post(ask, json={"question": one}, timeout=60).json() for one in asked]


def rest_streamed(site: Site, asked: Sequence[str]) -> Answers:
    answers = []
    for one in asked:
        told = httpx.post(
            f"{site.url}/api/v1/ask",
            json={"question": one},
            headers={"accept": "text/event-stream"},
            timeout=60,
        )
        events = re.findall(r"event: (\w+)\ndata: (.*)\n", told.text)
        assert events[-1][0] == "done"
        answer = json.loads(events[-1][1])
        said = [json.loads(data)["text"] for name, data in events if name == "statement"]
        assert said == [statement["text"] for statement in answer["statements"]]
        answers.append(answer)
    return answers


def openai_client(site: Site) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{site.url}/v1", api_key="none", max_retries=0, timeout=60)


def compatible(site: Site, asked: Sequence[str]) -> Answers:
    answers = []
    with openai_client(site) as client:
        for one in asked:
            messages: Any = [{"role": "user", "content": one}]
            told = client.chat.completions.create(model="sourceline", messages=messages)
            answer = (told.model_extra or {})["sourceline"]
            check_annotations(told.choices[0].message.model_dump(), answer)
            answers.append(answer)
    return answers


def compatible_streamed(site: Site, asked: Sequence[str]) -> Answers:
    answers = []
    with openai_client(site) as client:
        for one in asked:
            messages: Any = [{"role": "user", "content": one}]
            chunks = client.chat.completions.create(
                model="sourceline", messages=messages, stream=True
            )
            deltas, answer = [], {}
            for chunk in chunks:
                deltas.append(chunk.choices[0].delta)
                answer = (chunk.model_extra or {}).get("sourceline", answer)
            content = "".join(delta.content or "" for delta in deltas)
            annotations = (deltas[-1].model_extra or {})["annotations"]
            check_annotations({"content": content, "annotations": annotations}, answer)
            answers.append(answer)
    return answers


def check_annotations(message: dict[str, Any], answer: dict[str, Any]) -> None:
    """Each marker of the text leads to the sentence of its citation."""
    assert message["content"].startswith(answer["text"])
    cited = {f"[{one['number']}]": one for one in answer["citations"]}
    places = [one["url_citation"] for one in message["annotations"]]
    for place in places:
        one = cited[message["content"][place["start_index"] : place["end_index"]]]
        assert f"/articles/{one['article_id']}?sentences={one['sentence']}&" in place["url"]
    assert len(places) == sum(len(one["citations"]) for one in answer["statements"])


def mcp_answers(server: Any, asked: Sequence[str]) -> Answers:
    async def run() -> Answers:
        async with Client(server) as client:
            called = [await client.call_tool("ask", {"question": one}) for one in asked]
            return [one.structured_content or {} for one in called]

    return asyncio.run(run())


def mcp_http(site: Site, asked: Sequence[str]) -> Answers:
    return mcp_answers(f"{site.url}/mcp", asked)


def mcp_stdio(site: Site, asked: Sequence[str]) -> Answers:
    arguments = ["-m", "sourceline", "mcp", "--store", str(site.store)]
    server = StdioServerParameters(command=sys.executable, args=arguments, cwd=str(ROOT))
    return mcp_answers(server, asked)


def runnable(site: Site, asked: Sequence[str]) -> Answers:
    chain = SourcelineRunnable(site.assistant) | answer_to_json
    return [chain.invoke(one) for one in asked]


def chat_page(site: Site, asked: Sequence[str]) -> Answers:
    """As the page's script asks: a question joins the queue, and its panes come as events."""
    answers = []
    with httpx.Client(base_url=site.url, timeout=60) as browser:
        page = browser.get("/").text
        config = json.loads(re.search(r"window\.gradio_config = (\{.*?\});</script>", page)[1])  # type: ignore[index]
        (asks,) = [one for one in config["dependencies"] if one["targets"][0][1] == "then"]
        for question in asked:
            session = uuid.uuid4().hex
            body = {"data": [question, ""], "fn_index": asks["id"], "session_hash": session}
            browser.post("/gradio_api/queue/join", json=body).raise_for_status()
            conversation = ""
            where = {"session_hash": session}
            with browser.stream("GET", "/gradio_api/queue/data", params=where) as events:
                for line in events.iter_lines():
                    found = re.search(r'data-conversation=\\"([0-9a-f]{32})\\"', line)
                    conversation = found[1] if found else conversation
                    if '"process_completed"' in line:
                        break
            kept = browser.get(f"/api/v1/conversations/{conversation}").json()
            answers += kept["turns"]
    return answers


DOORS = [
    command_line,
    pytest.param(batch, marks=pytest.mark.long),
    rest,
    rest_streamed,
    compatible,
    compatible_streamed,
    mcp_http,
    pytest.param(mcp_stdio, marks=pytest.mark.long),
    runnable,
    chat_page,
]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_tells_the_same(
    site: Site, expected: Answers, door: Callable[[Site, Sequence[str]], Answers]
) -> None:
    told = door(site, ASKED)
    assert len(told) == (1 if door is command_line else len(ASKED))
    assert [essence(one) for one in told] == [essence(one) for one in expected[-len(told) :]]


def essence(answer: dict[str, Any]) -> dict[str, Any]:
    """What must not depend on the door: all but the answer's own id and how long it took."""
    names = (
        "status", "text", "short_answer", "said_by", "hedge", "statements", "citations",
        "withheld", "missing", "differs", "nearest", "notice", "reader",
    )  # fmt: skip
    return {name: answer[name] for name in names}
