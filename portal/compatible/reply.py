"""A completion in OpenAI's form: whole, or as the lines of a stream, made of what the desk tells.

The stream's content is, put together, the content of the whole: verified statements as they pass,
then what stands behind them. Its last chunk has the annotations and the whole answer.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from pydantic import BaseModel

from index import SourcelineError
from portal.answers.text import AnswerText, answer_text, said_text
from portal.articles.link import path_to
from portal.compatible.request import refusal_of, texts_of
from portal.compatible.schemas import (
    MODEL,
    Annotation,
    Asked,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    Reply,
    UrlCitation,
    Usage,
)
from portal.desk import Desk, Told
from portal.events import Event
from portal.refusals import FAILED
from qa import Answer, Reading, Said, answer_to_json

_log = logging.getLogger(__name__)

Events = AsyncGenerator[Reading | Said | Told, None]

_COUNTED_AT_ONCE = 400
"""Code points: no more tokens than the embedding model takes at a time; a word cut counts twice."""


@dataclass(frozen=True, slots=True)
class Replying:
    """One reply being made; ``base`` is where this house was reached."""

    desk: Desk
    asked: Asked
    base: str
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    async def whole(self, events: Events) -> Completion:
        """Wait for the answer; raises what the desk raises."""
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Told):
                    text = answer_text(event.answer, self.base)
                    reply = Reply(content=text.text, annotations=self._annotations(text))
                    return Completion(
                        id=self.id,
                        created=self.created,
                        choices=[Choice(message=reply)],
                        usage=await self._usage(text.text),
                        sourceline=answer_to_json(event.answer),
                    )
        raise ValueError("the desk's stream ends with what it has told")

    async def lines(self, events: Events) -> AsyncGenerator[Event, None]:
        """The events of a stream; what goes wrong on the way is the last of them."""
        try:
            async with aclosing(events):
                yield self._chunk(Delta(role="assistant", content=""))
                said = ""
                async for event in events:
                    if isinstance(event, Said):
                        piece = said_text(event, first=not said)
                        said += piece
                        yield self._chunk(Delta(content=piece))
                    elif isinstance(event, Told):
                        async for line in self._last(event.answer, said):
                            yield line
        except SourcelineError as error:
            yield _line(refusal_of(error)[1])
        except Exception:  # noqa: BLE001 -- the edge: whoever asked is told, whatever it was
            _log.exception("a question could not be answered")
            yield _line(refusal_of(SourcelineError(FAILED))[1])

    async def _last(self, answer: Answer, said: str) -> AsyncGenerator[Event, None]:
        text = answer_text(answer, self.base)
        yield self._chunk(Delta(content=text.text.removeprefix(said)))
        told = answer_to_json(answer)
        yield self._chunk(Delta(annotations=self._annotations(text)), told)
        options = self.asked.stream_options
        if options is not None and options.include_usage:
            usage = await self._usage(text.text)
            yield _line(self._bare([]).model_copy(update={"usage": usage}))
        yield Line("", {})

    def _chunk(self, delta: Delta, told: dict[str, object] | None = None) -> Event:
        """An event with a piece; ``told``, the whole answer, makes it the last with one."""
        choice = ChunkChoice(
            index=0, delta=delta, logprobs=None, finish_reason="stop" if told else None
        )
        chunk = self._bare([choice])
        return _line(chunk.model_copy(update={"sourceline": told}) if told else chunk)

    def _bare(self, choices: list[ChunkChoice]) -> Chunk:
        return Chunk(
            id=self.id,
            object="chat.completion.chunk",
            created=self.created,
            model=MODEL,
            choices=choices,
        )

    def _annotations(self, text: AnswerText) -> list[Annotation]:
        return [
            Annotation(
                type="url_citation",
                url_citation=UrlCitation(
                    url=self.base + path_to([one.citation.sentence]),
                    title=one.citation.sentence.source.title,
                    start_index=one.start,
                    end_index=one.end,
                ),
            )
            for one in text.markers
        ]

    async def _usage(self, content: str) -> Usage:
        prompt, completion = await asyncio.to_thread(
            lambda: [self._tokens(texts_of(self.asked)), self._tokens([content])]
        )
        return Usage(
            prompt_tokens=prompt,
            completion_tokens=completion,
            total_tokens=prompt + completion,
        )

    def _tokens(self, texts: Sequence[str]) -> int:
        count = self.desk.assistant.collection.embedder.count_tokens
        return sum(
            count(text[at : at + _COUNTED_AT_ONCE])
            for text in texts
            for at in range(0, len(text), _COUNTED_AT_ONCE)
        )


class Line(Event):
    """An event as OpenAI sends it: without a name. One without data is the end."""

    __slots__ = ()

    def encoded(self) -> bytes:
        """As it goes over the wire."""
        told = json.dumps(self.data, ensure_ascii=False) if self.data else "[DONE]"
        return f"data: {told}\n\n".encode("utf-8", "replace")


def _line(told: BaseModel) -> Event:
    """Fields that were not given are not told."""
    return Line("", told.model_dump(exclude_unset=True))
