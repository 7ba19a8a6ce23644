"""Talking to a chat model from any event loop; whoever stops listening ends the request.

A model's client keeps its connections, and a connection belongs to the event loop that it was
opened on, while questions come from many loops (one for each on the command line). So all models
are talked to on one loop, in a thread of its own, that lasts as long as the process.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from qa.tracing import as_allowed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

Message = tuple[str, Any]
"""Who says it (``system``, ``human``, ``ai``), and the text, or content blocks."""
_AGAIN = 0.05
"""Seconds after which a request that goes on is cancelled again."""


async def streamed(
    model: "BaseChatModel", messages: Sequence[Message]
) -> AsyncGenerator["AIMessageChunk", None]:
    """The pieces of the model's reply as they come; raises whatever the model's package raises.

    Closing it closes the connection, so that the model stops writing.
    """
    here = asyncio.get_running_loop()
    pieces: asyncio.Queue[AIMessageChunk | Exception | None] = asyncio.Queue()

    async def listen() -> None:
        try:
            async for piece in _pieces(model, messages):
                here.call_soon_threadsafe(pieces.put_nowait, piece)
        except Exception as error:  # noqa: BLE001 -- handed on to the caller's loop
            here.call_soon_threadsafe(pieces.put_nowait, error)
        else:
            here.call_soon_threadsafe(pieces.put_nowait, None)

    listening = asyncio.run_coroutine_threadsafe(_stoppable(listen()), _loop())
    try:
        while (piece := await pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        listening.cancel()


async def _stoppable(listen: Coroutine[Any, Any, None]) -> None:
    """``listen`` to its end; cancelled, it is stopped even where its package loses that once.

    ``asyncio.wait_for`` of Python 3.11, which clients wait for each piece with, does when the piece
    comes at that moment; the model would write on to its end, with nobody there.
    """
    task = asyncio.ensure_future(listen)
    try:
        await asyncio.wait([task])
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=_AGAIN)
        if not task.cancelled():
            task.exception()  # whoever would be told has left


async def written(model: "BaseChatModel", messages: Sequence[Message]) -> str:
    """The whole reply as text."""
    async with aclosing(streamed(model, messages)) as pieces:
        return "".join([text_of(piece) async for piece in pieces])


def text_of(piece: "AIMessageChunk") -> str:
    """What of a piece is the reply itself: neither reasoning nor a call of a tool."""
    content = piece.content
    if isinstance(content, str):
        return content
    return "".join(
        part if isinstance(part, str) else str(part.get("text") or "")
        for part in content
        if isinstance(part, str) or part.get("type") == "text"
    )


async def _pieces(
    model: "BaseChatModel", messages: Sequence[Message]
) -> AsyncGenerator["AIMessageChunk", None]:
    started = False
    with as_allowed():
        try:
            async for piece in _asked(model, messages):
                started = True
                yield piece
        except Exception as error:  # every package has errors of its own
            if started or not _is_of_temperature(model, error):
                raise
            vars(model)["temperature"] = None
            async for piece in _asked(model, messages):
                yield piece


async def _asked(
    model: "BaseChatModel", messages: Sequence[Message]
) -> AsyncGenerator["AIMessageChunk", None]:
    pieces = cast("AsyncGenerator[AIMessageChunk, None]", model.astream(list(messages)))
    async with aclosing(pieces):
        async for piece in pieces:
            yield piece


def _is_of_temperature(model: "BaseChatModel", error: Exception) -> bool:
    """Whether a model that has a temperature of its own refuses the one that we ask for."""
    return vars(model).get("temperature") is not None and "temperature" in str(error).lower()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat models", daemon=True).start()
    return loop
