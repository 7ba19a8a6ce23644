"""Whoever stops listening ends the request, even where the model's package loses a cancellation."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from qa.chat.wire import streamed
from tests.qa.chat.replies import Replying


class Deaf(Replying):
    """Goes on once after it was cancelled, as ``asyncio.wait_for`` of Python 3.11 may."""

    left: threading.Event = threading.Event()

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        try:
            yield ChatGenerationChunk(message=AIMessageChunk("It is"))
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            await asyncio.sleep(60)
        finally:
            self.left.set()


def test_a_cancellation_that_is_lost_once_still_ends_the_request() -> None:
    model = Deaf(reply="", left=threading.Event())

    async def stop_at_the_first_piece() -> None:
        async with aclosing(streamed(model, [("human", "x")])) as pieces:
            await anext(pieces)
            await asyncio.sleep(0.05)

    asyncio.run(stop_at_the_first_piece())
    assert model.left.wait(2)
