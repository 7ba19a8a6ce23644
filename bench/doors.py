"""How soon people see something, at our own stream and at the chat page, with many asking at once.

``python -m bench.doors [--users 50] [--rounds 2] [--reader scripted|extractive]``

A server over the seed on two cores; the answers are written by a scripted model of 30 ms a token.
Every user asks, reads to the end and asks again, at one door and then at the other, the doors
taking turns. ``first event`` is the first of any kind: at the REST door that the question has been
taken, at the chat page that it is searching. ``sources`` is the same at both: what is being
read. ``statement`` is the first verified sentence. Users and model run on this machine too.
"""

import argparse
import asyncio
import itertools
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.measurement import ROOT, SEED, environment, observed, table, tell

_QUESTIONS = (
    "When will the Zangezur Corridor open?",
    "What did Azerbaijan and Kazakhstan sign in Astana?",
    "How much cargo will TRIPP carry?",
    "What did Tokayev say of the peace agreements?",
)
_CORES = 2
_RAMP = 1.0
"""Seconds over which users come in: nobody presses Enter in the same millisecond."""
_STARTING = 120
_READING = "Reading "
"""How the chat page says which sentences are being read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds after which somebody saw an event, what is read, a statement and the end."""

    event: float
    sources: float
    statement: float
    end: float


Asks = Callable[[httpx.AsyncClient, str], Awaitable[Seen]]


async def ask_by_rest(client: httpx.AsyncClient, question: str) -> Seen:
    """One question at the REST door, streamed."""
    began, at = time.perf_counter(), {}
    wants = {"accept": "text/event-stream"}
    body = {"question": question}
    async with client.stream("POST", "/api/v1/ask", json=body, headers=wants) as told:
        told.raise_for_status()
        async for line in told.aiter_lines():
            if line.startswith("event: "):
                at.setdefault(line.removeprefix("event: "), time.perf_counter() - began)
    if "done" not in at:
        raise RuntimeError(f"no answer at the REST door, only {sorted(at)}")
    first, end = min(at.values()), at["done"]
    return Seen(first, at["sources"], at.get("statement", end), end)


@dataclass(frozen=True, slots=True)
class ChatPage:
    """The chat page as its script uses it: a question joins the queue, its panes are events."""

    asks: int

    @classmethod
    def of(cls, url: str) -> "ChatPage":
        """The number of the page's event that asks, from the page's own configuration."""
        page = httpx.get(url, timeout=60).text
        found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page)
        if found is None:
            raise RuntimeError("the chat page has no configuration in it")
        dependencies = json.loads(found[1])["dependencies"]
        (asks,) = [one["id"] for one in dependencies if one["targets"][0][1] == "then"]
        return cls(asks)

    async def ask(self, client: httpx.AsyncClient, question: str) -> Seen:
        """One question, of a page that was just opened."""
        began, session = time.perf_counter(), secrets.token_hex(8)
        body = {"data": [question, ""], "fn_index": self.asks, "session_hash": session}
        joined = await client.post("/gradio_api/queue/join", json=body)
        joined.raise_for_status()
        event = sources = statement = end = 0.0
        where = {"session_hash": session}
        async with client.stream("GET", "/gradio_api/queue/data", params=where) as told:
            async for line in told.aiter_lines():
                now = time.perf_counter() - began
                if '"process_generating"' in line:
                    event = event or now
                    sources = sources or (now if _READING in line else 0.0)
                    statement = statement or (now if "sl-said" in line else 0.0)
                elif '"process_completed"' in line:
                    end = now
                    break
        if not end or not sources:
            raise RuntimeError("no answer at the chat page")
        return Seen(event, sources, statement or end, end)


async def _crowd(url: str, asks: Asks, users: int, rounds: int) -> list[Seen]:
    """What every user saw, every time."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=users)
    questions = itertools.cycle(_QUESTIONS)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:

        async def user(number: int) -> list[Seen]:
            await asyncio.sleep(_RAMP * number / users)
            return [await asks(client, next(questions)) for _ in range(rounds)]

        seen = await asyncio.gather(*(user(number) for number in range(users)))
    return list(itertools.chain.from_iterable(seen))


@contextmanager
def _running(command: list[str], env: dict[str, str] | None = None) -> Iterator[str]:
    """A process; gives the address that it prints first."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**environment(), **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if process.stdout is None or not (line := process.stdout.readline()).startswith("http"):
            raise RuntimeError(f"{command[1]} did not start")
        yield line.strip()
    finally:
        process.terminate()
        process.wait(20)


def _ready(url: str) -> None:
    """Wait until questions are answered, and ask one: what is opened once is opened."""
    until = time.perf_counter() + _STARTING
    while not _is_ready(url):
        if time.perf_counter() > until:
            raise RuntimeError("the server is not ready")
        time.sleep(0.2)
    httpx.post(f"{url}/api/v1/ask", json={"question": _QUESTIONS[0]}, timeout=60).raise_for_status()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", timeout=10).status_code == httpx.codes.OK
    except httpx.TimeoutException:
        return False


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _measured(url: str, users: int, rounds: int) -> dict[str, list[Seen]]:
    page = ChatPage.of(url)
    doors: dict[str, Asks] = {"REST, streamed": ask_by_rest, "chat page": page.ask}
    seen: dict[str, list[Seen]] = {name: [] for name in doors}
    for name in [*doors, *reversed(doors)]:
        tell(f"{users} users at the {name}")
        seen[name] += asyncio.run(_crowd(url, doors[name], users, rounds))
    return seen


def _percentile(values: list[float], of_hundred: int) -> float:
    return 1000 * statistics.quantiles(values, n=100, method="inclusive")[of_hundred - 1]


def _report(seen: dict[str, list[Seen]], users: int) -> None:
    rows = []
    for name, all_of_them in seen.items():
        cells = [name]
        for kind in ("event", "sources", "statement", "end"):
            values = [getattr(one, kind) for one in all_of_them]
            cells += [f"{_percentile(values, 50):.0f}", f"{_percentile(values, 95):.0f}"]
        rows.append([*cells, str(len(all_of_them))])
    told = ("first event", "p95", "sources", "p95", "statement", "p95", "end", "p95", "answers")
    print(f"\nms, {users} users at once; medians and 95th percentiles")
    print(table(["", *told], rows))
    for kind in ("event", "sources", "statement"):
        rest, page = ([getattr(one, kind) for one in found] for found in seen.values())
        ratio = _percentile(page, 95) / _percentile(rest, 95)
        print(f"{kind}, p95: the chat page's is {ratio:.1f} times that of REST")


def main() -> None:
    """Start model and server, let everybody ask, and print how long they waited."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2, help="questions a user asks each turn")
    parser.add_argument("--reader", choices=["scripted", "extractive"], default="scripted")
    options = parser.parse_args()
    with observed("fastapi", "gradio", "uvicorn"), ExitStack() as stack:
        store = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "store"
        index = ["-m", "sourceline", "index", str(SEED), "--store", str(store)]
        subprocess.run(
            [sys.executable, *index], cwd=ROOT, env=environment(), check=True, capture_output=True
        )
        env = {"SOURCELINE_QUESTIONS_PER_MINUTE": "1000000"}
        if options.reader == "scripted":
            model = stack.enter_context(_running(["-m", "bench.scripted_model"]))
            env |= {"SOURCELINE_READER": "openai:scripted", "SOURCELINE_BASE_URL": model}
        serve = ["-m", "sourceline", "serve", "--store", str(store), "--port", _free_port()]
        if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > _CORES:
            serve = ["-c", _ON_TWO_CORES, *serve[1:]]
        url = stack.enter_context(_running(serve, env))
        _ready(url)
        _report(_measured(url, options.users, options.rounds), options.users)


_ON_TWO_CORES = """\
import os, runpy, sys
os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
sys.argv = sys.argv[1:]
runpy.run_module("sourceline", run_name="__main__")
"""


if __name__ == "__main__":
    main()
