"""A chat model that needs no weights: it says the first sentences it is shown, a token at a time.

``python -m bench.scripted_model [--port PORT] [--milliseconds 30]``

It speaks as much of OpenAI's HTTP as a client needs, streamed or not, so that what is measured is
this house and not a model. Its address is the first line that it prints.
"""

import argparse
import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

MODEL = "scripted"
_NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_TOKEN = re.compile(r"\s*\S{1,6}")
"""About as much as a token of a real model holds."""
_SENTENCES = 2


def reply_to(prompt: str) -> str:
    """The first numbered sentences of the prompt, word for word, each with its number."""
    numbered = _NUMBERED.findall(prompt)[:_SENTENCES]
    return "\n".join(f"{text} [{number}]" for number, text in numbered) or "I do not know."


@dataclass(frozen=True, slots=True)
class ScriptedModel:
    """The model; ``pace`` is in seconds a token."""

    pace: float

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            length = re.search(r"content-length: *(\d+)", head, re.IGNORECASE)
            body = await reader.readexactly(int(length[1])) if length else b""
            if head.startswith("GET"):
                _whole(writer, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
            else:
                await self._complete(json.loads(body), writer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass  # whoever asked has gone, or did not mean us
        finally:
            writer.close()

    async def _complete(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        text = reply_to(_last_of(asked["messages"]))
        if asked.get("stream"):
            await self._stream(text, writer)
            return
        said = "".join([token async for token in self._tokens(text)])
        message = {"role": "assistant", "content": said}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        _whole(writer, {**_ABOUT, "object": "chat.completion", "choices": [choice], "usage": usage})

    async def _stream(self, text: str, writer: asyncio.StreamWriter) -> None:
        writer.write(_head("text/event-stream"))
        async for token in self._tokens(text):
            writer.write(_event({"role": "assistant", "content": token}))
            await writer.drain()
        writer.write(_event({}, "stop") + b"data: [DONE]\n\n")

    async def _tokens(self, text: str) -> AsyncIterator[str]:
        for token in _TOKEN.findall(text):
            await asyncio.sleep(self.pace)
            yield token


def _last_of(messages: list[dict[str, Any]]) -> str:
    """What is asked; the instructions before it have an example with numbers of its own."""
    content = messages[-1]["content"]
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


_ABOUT = {"id": "scripted", "created": 0, "model": MODEL}


def _event(delta: dict[str, str], reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    told = {**_ABOUT, "object": "chat.completion.chunk", "choices": [choice]}
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


def _whole(writer: asyncio.StreamWriter, told: dict[str, object]) -> None:
    body = json.dumps(told, ensure_ascii=False).encode()
    writer.write(_head("application/json", len(body)) + body)


def _head(kind: str, length: int | None = None) -> bytes:
    """Without a length the body ends where the connection does."""
    lines = ["HTTP/1.1 200 OK", f"content-type: {kind}", "connection: close"]
    lines += [] if length is None else [f"content-length: {length}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _run(port: int, pace: float) -> None:
    server = await asyncio.start_server(ScriptedModel(pace).serve, "127.0.0.1", port)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--milliseconds", type=float, default=30.0, help="from token to token")
    options = parser.parse_args()
    asyncio.run(_run(options.port, options.milliseconds / 1000))


if __name__ == "__main__":
    main()
