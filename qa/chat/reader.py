"""The chat reader: a model writes, and every sentence of it names those that it was shown.

What it writes is a draft like any other: it is verified before anyone sees it. When the search has
nothing the model is not asked.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from index import Found, Sentence, language_of
from qa.answer import Draft, Question, Reader, ReaderFailed
from qa.chat.failures import failure_of, named
from qa.chat.models import ANTHROPIC, open_chat_model, provider_of
from qa.chat.native_citations import NativeReply, content_of
from qa.chat.prompt import Prompt, build_prompt
from qa.chat.reply import Reply
from qa.chat.wire import Message, streamed, text_of
from qa.model_settings import Models
from qa.verification.verdict import reasons

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

_LONGEST = 50_000
"""Code points of a reply; a model that writes more has lost itself."""
_ENDED = ("finish_reason", "stop_reason", "done_reason")
_CUT = ("length", "max_tokens")
_FILTERED = ("content_filter", "refusal", "SAFETY")


class Read(Protocol):
    """A reply that is being read, whichever way its citations come."""

    @property
    def said_anything(self) -> bool:
        """Whether there was any text."""

    def feed(self, piece: "AIMessageChunk") -> Iterator[Draft]:
        """Take a piece in; the drafts that are certain now."""

    def end(self) -> Iterator[Draft]:
        """The drafts that were waiting for more."""


class _Text:
    """A reply whose citations are marks in its text."""

    def __init__(self, prompt: Prompt, language: str) -> None:
        self._reply = Reply(prompt.sentences, language)

    @property
    def said_anything(self) -> bool:
        return self._reply.said_anything

    def feed(self, piece: "AIMessageChunk") -> Iterator[Draft]:
        return self._reply.feed(text_of(piece))

    def end(self) -> Iterator[Draft]:
        return self._reply.end()


def open_chat_reader(models: Models) -> Reader:
    """A reader with the chat model that ``models`` names; SourcelineError when it cannot be had."""
    model = open_chat_model(models)

    async def read(question: Question, found: Sequence[Found]) -> AsyncGenerator[Draft, None]:
        if not found:
            return
        prompt, language = await asyncio.to_thread(_prepared, question, found, models)
        warming = asyncio.create_task(asyncio.to_thread(_warm, question.text, prompt))
        try:
            async with aclosing(_drafts(model, models, prompt, language)) as drafts:
                async for draft in drafts:
                    yield replace(draft, neighbours=_around(draft, found))
        finally:
            warming.cancel()

    return read


def _prepared(question: Question, found: Sequence[Found], models: Models) -> tuple[Prompt, str]:
    native = provider_of(models) == ANTHROPIC
    prompt = build_prompt(question, found, models.context, native=native)
    return prompt, language_of(question.text) or "en"


def _warm(question: str, prompt: Prompt) -> None:
    """Read the wordings of these languages while the model thinks: half a second for the first."""
    for sentence in {one.source.language: one for one in prompt.sentences}.values():
        list(reasons(Draft(question, (sentence,))))


async def _drafts(
    model: "BaseChatModel", models: Models, prompt: Prompt, language: str
) -> AsyncGenerator[Draft, None]:
    native = provider_of(models) == ANTHROPIC
    shown = content_of(prompt) if native else prompt.text
    messages: list[Message] = [("system", prompt.system), ("human", shown)]
    reply: Read = NativeReply(prompt, language) if native else _Text(prompt, language)
    ended, length = "", 0
    async with aclosing(_told(model, models, messages)) as pieces:
        async for piece in pieces:
            ended = ended or _end_of(piece)
            length += len(text_of(piece))
            if length > _LONGEST:
                raise ReaderFailed(f"the model {named(models)} did not stop: it was cut off")
            for draft in reply.feed(piece):
                yield draft
    if ended and ended not in _CUT:
        for draft in reply.end():
            yield draft
    if failed := _unfinished(ended, said_anything=reply.said_anything):
        raise ReaderFailed(f"the model {named(models)} {failed}")


async def _told(
    model: "BaseChatModel", models: Models, messages: Sequence[Message]
) -> AsyncGenerator["AIMessageChunk", None]:
    """The pieces of the reply; raises ReaderFailed for whatever goes wrong with them."""
    try:
        async with aclosing(streamed(model, messages)) as pieces:
            async for piece in pieces:
                yield piece
    except Exception as error:  # foreign code over foreign bytes: whatever breaks in it is told
        raise failure_of(error, models) from error


def _end_of(piece: "AIMessageChunk") -> str:
    """Why the model stopped, where this piece says so."""
    return next((str(told) for one in _ENDED if (told := piece.response_metadata.get(one))), "")


def _unfinished(ended: str, *, said_anything: bool) -> str:
    """What is wrong with a reply that ended so; nothing where nothing is."""
    if ended in _CUT:
        return "had no room to finish: set SOURCELINE_CONTEXT to what it takes"
    if ended in _FILTERED:
        return "keeps its answer back: ask otherwise"
    if not said_anything:
        return "sent an empty reply: ask again, or look at its server"
    return "" if ended else "broke off in the middle of its answer: ask again"


def _around(draft: Draft, found: Sequence[Found]) -> tuple[Sentence, ...]:
    """The sentences that stand beside those it cites, as they were found."""
    cited = set(draft.sentences)
    runs = (one.context.sentences for one in found)
    beside = (one for run in runs if not cited.isdisjoint(run) for one in run)
    return tuple(dict.fromkeys(one for one in beside if one not in cited))
