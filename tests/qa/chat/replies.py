"""A chat model in the process itself, that says what a test gives it and remembers what it saw."""

import asyncio
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class Replying(BaseChatModel):
    """Says ``reply``, or raises it, after ``seconds``."""

    reply: Any
    seconds: float = 0.0
    seen: list[list[BaseMessage]] = []  # noqa: RUF012 -- pydantic copies it for each model

    @property
    def _llm_type(self) -> str:
        return "replying"

    @property
    def user(self) -> str:
        """The last message that it was sent."""
        return str(self.seen[-1][-1].content)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        raise AssertionError("nothing asks it from a thread")

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        self.seen.append(messages)
        await asyncio.sleep(self.seconds)
        if isinstance(self.reply, Exception):
            raise self.reply
        return ChatResult(generations=[ChatGeneration(message=AIMessage(str(self.reply)))])
