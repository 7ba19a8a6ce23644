"""Chat models that a test scripts: real HTTP servers on loopback, that stream and remember.

``openai_server(script)`` speaks OpenAI's chat completions, ``anthropic_server(script)`` Anthropic's
messages. A script is handed what was asked and gives the steps of the reply: text to send, seconds
to wait (a number), ``CUT`` to break off, ``bytes`` as they are, a ``Refused`` instead of a stream,
and ``Cited`` text, whose blocks only Anthropic's wire tells. Other tests use these through
``models_of(server)``, which is what ``open_assistant`` takes.
"""

import json
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qa.model_settings import Models

KEY = "sk-test-51c0ffee"
CUT = object()
"""Break the connection off, in the middle of the stream."""
ENDLESS = object()
"""End as if nothing were wrong, without having said that the reply is done."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An HTTP error instead of a reply."""

    status: int
    body: str = '{"error": {"message": "no"}}'
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """Text with the blocks that it rests on: document, first block, and one past the last."""

    text: str
    blocks: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Why the model stopped, where it is not because it was done."""

    reason: str


Step = str | float | bytes | Cited | Refused | Stop | object


@dataclass(slots=True)
class Request:
    """What was asked: ``headers`` in small letters, ``body`` as JSON; when the other side left."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    left_at: float | None = None
    sent_at: list[float] = field(default_factory=list)

    @property
    def system(self) -> str:
        """The instructions, on either wire."""
        if told := self.body.get("system"):
            return told if isinstance(told, str) else "".join(part["text"] for part in told)
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        """The last message, its blocks one below the other."""
        content = self.body["messages"][-1]["content"]
        if isinstance(content, str):
            return content
        return "\n".join(part["text"] for part in content if part["type"] == "text")

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The documents of Anthropic's wire."""
        return [part for part in self.body["messages"][-1]["content"] if part["type"] == "document"]

    @property
    def question(self) -> str:
        """What is asked about the articles."""
        return re.findall(r"^Question: (.*)$", self.user, re.MULTILINE)[-1]

    @property
    def shown(self) -> dict[int, str]:
        """The numbered sentences, as the model sees them."""
        lines = re.findall(r"^\[(\d+)\] (.*)$", self.user, re.MULTILINE)
        return {int(number): text for number, text in lines}


Script = Callable[[Request], Iterable[Step]]


@dataclass(slots=True)
class Server:
    """A server that is running: where it is, and what it was asked so far."""

    url: str
    provider: str
    requests: list[Request] = field(default_factory=list)

    def models(self, **others: Any) -> Models:
        """The settings with which Sourceline asks it."""
        name = f"{self.provider}:scripted"
        return Models(**{"reader": name, "base_url": self.url, "api_key": KEY, **others})


def models_of(server: Server, **others: Any) -> Models:
    """The settings with which Sourceline asks that server."""
    return server.models(**others)


def saying(*steps: Step) -> Script:
    """A model that says these, whatever it is asked."""
    return lambda _request: steps


def good(request: Request) -> Iterable[Step]:
    """Says the sentence that has most of the question's words, in small pieces, and cites it."""
    words = set(re.findall(r"\w{4,}", request.question.lower()))
    best = max(
        request.shown,
        key=lambda n: len(words & set(re.findall(r"\w{4,}", request.shown[n].lower()))),
    )
    return pieces(f"{request.shown[best]} [{best}]")


def lying(request: Request) -> Iterable[Step]:
    """Cites what was shown for what it does not say, and what was not shown."""
    return pieces(
        "The corridor opens on 3 May 2041. [1] Emperor Zorblax signed it. [1, 2] "
        "It costs 77 billion dollars. [99] And everybody is happy."
    )


def sloppy(request: Request) -> Iterable[Step]:
    """Says what is so, in every way but the one that it was asked for."""
    first, second = list(request.shown)[:2]
    return pieces(
        f"**According to the articles:**\n\n* {request.shown[first]} **[S{first}]**\n"
        f"1. {request.shown[second].rstrip('.')} 【{second}】.\n\nHope this helps!"
    )


def pieces(text: str, size: int = 7) -> list[str]:
    """``text`` in pieces of so many code points."""
    return [text[at : at + size] for at in range(0, len(text), size)]


@contextmanager
def openai_server(script: Script) -> Iterator[Server]:
    """A server of OpenAI's chat completions that answers as ``script`` says."""
    with _serving(_OpenAI, script, "openai", "/v1") as server:
        yield server


@contextmanager
def anthropic_server(script: Script) -> Iterator[Server]:
    """A server of Anthropic's messages that answers as ``script`` says."""
    with _serving(_Anthropic, script, "anthropic", "") as server:
        yield server


@contextmanager
def trap() -> Iterator[Server]:
    """A server that nobody should come to; it remembers who did, and takes whatever is sent."""
    with _serving(_Trap, lambda request: (), "", "") as server:
        yield server


@contextmanager
def _serving(
    wire: type[BaseHTTPRequestHandler], script: Script, provider: str, path: str
) -> Iterator[Server]:
    listening = ThreadingHTTPServer(("127.0.0.1", 0), wire)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_port}{path}", provider)
    listening.script, listening.requests = script, server.requests  # type: ignore[attr-defined]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


class _Trap(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.requests.append(Request(self.path, {}, {}))  # type: ignore[attr-defined]
        self.send_response(202)
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_POST  # noqa: N815 -- the library's own name

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class _Wire(BaseHTTPRequestHandler):
    """Plays the steps; what the wire looks like, its two kinds decide."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, json.loads(self.rfile.read(length)))
        self.server.requests.append(request)  # type: ignore[attr-defined]
        steps = iter(self.server.script(request))  # type: ignore[attr-defined]
        first = next(steps, "")
        if isinstance(first, Refused):
            self._refuse(first)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            self._play(request, [first], steps)
        except OSError:
            self.close_connection = True
            request.left_at = time.monotonic()

    def _play(self, request: Request, first: list[Step], steps: Iterator[Step]) -> None:
        self.begin(request)
        reason = "stop"
        for steps_now in (first, steps):
            for step in steps_now:
                if isinstance(step, Stop):
                    reason = step.reason
                elif isinstance(step, (int, float)):
                    self._wait(float(step))
                elif isinstance(step, bytes):
                    self._send(step)
                elif step is CUT:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                elif step is ENDLESS:
                    self.wfile.write(b"0\r\n\r\n")
                    return
                else:
                    request.sent_at.append(time.monotonic())
                    self.say(step)
        self.finish_reply(reason)
        self.wfile.write(b"0\r\n\r\n")

    def _wait(self, seconds: float) -> None:
        """Sleep, but notice at once when the other side leaves."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable and not self.connection.recv(1, socket.MSG_PEEK):
            raise ConnectionResetError

    def _refuse(self, refusal: Refused) -> None:
        body = refusal.body.encode()
        self.send_response(refusal.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in refusal.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _send(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def event(self, told: dict[str, Any], name: str = "") -> None:
        """One server-sent event."""
        head = f"event: {name}\n" if name else ""
        self._send(f"{head}data: {json.dumps(told)}\n\n".encode())

    def begin(self, request: Request) -> None:
        """What comes before the text."""

    def say(self, step: Step) -> None:
        """A piece of the text."""

    def finish_reply(self, reason: str) -> None:
        """What comes behind the text."""

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal of a test."""


class _OpenAI(_Wire):
    def begin(self, request: Request) -> None:
        self._chunk({"role": "assistant", "content": ""})

    def say(self, step: Step) -> None:
        self._chunk({"content": step.text if isinstance(step, Cited) else step})

    def finish_reply(self, reason: str) -> None:
        self._chunk({}, reason)
        self._send(b"data: [DONE]\n\n")

    def _chunk(self, delta: dict[str, Any], reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        about = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        self.event({**about, "choices": [choice]})


class _Anthropic(_Wire):
    def begin(self, request: Request) -> None:
        self._block, self._open = -1, False
        usage = {"input_tokens": 1, "output_tokens": 1}
        message = {
            "id": "m", "type": "message", "role": "assistant", "model": "scripted", "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": usage,
        }  # fmt: skip
        self.event({"type": "message_start", "message": message}, "message_start")

    def say(self, step: Step) -> None:
        """Plain text goes on in one block, each cited text is a block of its own."""
        if isinstance(step, Cited) or not self._open:
            self._start()
        text = step.text if isinstance(step, Cited) else step
        for piece in pieces(str(text)):
            self._delta({"type": "text_delta", "text": piece})
        if isinstance(step, Cited):
            for document, first, end in step.blocks:
                self._delta(
                    {"type": "citations_delta", "citation": _citation(document, first, end)}
                )
            self._stop()

    def finish_reply(self, reason: str) -> None:
        self._stop()
        told = "end_turn" if reason == "stop" else reason
        delta = {"stop_reason": told, "stop_sequence": None}
        usage = {"output_tokens": 9}
        self.event({"type": "message_delta", "delta": delta, "usage": usage}, "message_delta")
        self.event({"type": "message_stop"}, "message_stop")

    def _start(self) -> None:
        self._stop()
        self._block, self._open = self._block + 1, True
        block = {"type": "text", "text": ""}
        started = {"type": "content_block_start", "index": self._block, "content_block": block}
        self.event(started, "content_block_start")

    def _stop(self) -> None:
        if self._open:
            self.event({"type": "content_block_stop", "index": self._block}, "content_block_stop")
        self._open = False

    def _delta(self, delta: dict[str, Any]) -> None:
        told = {"type": "content_block_delta", "index": self._block, "delta": delta}
        self.event(told, "content_block_delta")


def _citation(document: int, first: int, end: int) -> dict[str, Any]:
    return {
        "type": "content_block_location", "cited_text": "…", "document_index": document,
        "document_title": "…", "start_block_index": first, "end_block_index": end, "file_id": None,
    }  # fmt: skip
