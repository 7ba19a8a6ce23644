"""A stream of server-sent events: what is told, as it is told, for as long as somebody listens.

The work and its telling are one task, ended when the other side goes, so that nobody's model runs
on for nobody. A stream that says nothing for a while sends a comment, or proxies would close it.
"""

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, Coroutine, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from index import SourcelineError
from portal.closing import Closing
from portal.refusals import FAILED, status_of

T = TypeVar("T")
PING = 15.0
"""Seconds of silence after which a comment is sent."""
_LAST_WORDS = 1.0
"""Seconds that an answer has to be done once the server is stopping; many are."""
_log = logging.getLogger(__name__)


class Stopping(SourcelineError):  # noqa: N818 -- it says what happens
    """The server is about to stop, and the answer would not be done before it does."""

    def __init__(self) -> None:
        super().__init__("the server is being stopped: ask again in a minute")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its name, and what is told as JSON."""

    name: str
    data: Mapping[str, object]

    def encoded(self) -> bytes:
        """As it goes over the wire. JSON has no line breaks of its own, so one line of data."""
        told = json.dumps(self.data, ensure_ascii=False)
        return f"event: {self.name}\ndata: {told}\n\n".encode("utf-8", "replace")


def failure(error: SourcelineError) -> Event:
    """What went wrong, as the last event."""
    return Event("error", {"error": str(error), "status": status_of(error)})


class EventStream(Response):
    """The events of a generator; it is closed when the other side goes, or the server stops."""

    media_type = "text/event-stream"

    def __init__(
        self, events: AsyncGenerator[Event, None], closing: Closing, ping: float = PING
    ) -> None:
        # Proxies that buffer would hold back what should be seen at once.
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._events, self._closing, self._ping = events, closing, ping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell everything, or as much as there is somebody to tell it to."""
        wire = _Wire(send)
        async with aclosing(self._events):
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            work = asyncio.create_task(self._tell(wire))
            pings = asyncio.create_task(wire.ping(self._ping))
            gone = asyncio.create_task(_gone(receive))
            stopped = asyncio.create_task(self._closing.wait())
            try:
                await asyncio.wait({work, gone, stopped}, return_when=asyncio.FIRST_COMPLETED)
                if not gone.done() and not work.done():
                    await asyncio.wait({work, gone}, timeout=_LAST_WORDS)
                cut = not work.done()
            finally:
                for task in (work, pings, gone, stopped):
                    task.cancel()
                await asyncio.gather(work, pings, gone, stopped, return_exceptions=True)
        if cut and stopped.done() and not stopped.cancelled():
            await wire.tell(failure(Stopping()).encoded())
        await wire.end()

    async def _tell(self, wire: "_Wire") -> None:
        try:
            async for event in self._events:
                await wire.tell(event.encoded())
        except SourcelineError as error:
            await wire.tell(failure(error).encoded())
        except Exception:  # noqa: BLE001 -- the edge: whoever asked is told, whatever it was
            _log.exception("a question could not be answered")
            await wire.tell(Event("error", {"error": FAILED, "status": 500}).encoded())


class _Wire:
    """Sends whole events, one after the other."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._turn = asyncio.Lock()
        self._last = time.monotonic()

    async def tell(self, block: bytes) -> None:
        async with self._turn:
            await self._send({"type": "http.response.body", "body": block, "more_body": True})
            self._last = time.monotonic()

    async def end(self) -> None:
        async with self._turn:
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def ping(self, every: float) -> None:
        """Send a comment whenever nothing was told for so many seconds; never returns."""
        while True:
            silent = time.monotonic() - self._last
            if silent < every:
                await asyncio.sleep(every - silent)
            else:
                await self.tell(b": still here\n\n")


async def while_listened_to(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` comes to; it is ended, and ClientDisconnect raised, when the other side goes.

    For a request whose body was read: whatever is received after it is its end.
    """
    return await _before(work, _gone(receive), ClientDisconnect())


async def unless_stopped(closing: Closing, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` comes to; it is ended, and Stopping raised, when the server stops before."""
    return await _before(work, closing.wait(), Stopping(), patience=_LAST_WORDS)


async def _before(
    work: Coroutine[Any, Any, T],
    end: Coroutine[Any, Any, object],
    why: Exception,
    *,
    patience: float = 0.0,
) -> T:
    """What ``work`` comes to; ended ``patience`` seconds after ``end``, when ``why`` is raised."""
    working, ending = asyncio.ensure_future(work), asyncio.ensure_future(end)
    try:
        await asyncio.wait((working, ending), return_when=asyncio.FIRST_COMPLETED)
        if not working.done() and patience:
            await asyncio.wait((working,), timeout=patience)
        if not working.done():
            raise why
        return working.result()
    finally:
        ending.cancel()
        working.cancel()
        await asyncio.gather(working, ending, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    """Return once nobody listens any more."""
    while (await receive())["type"] != "http.disconnect":
        pass
