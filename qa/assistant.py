"""The walk of a question: rewrite, take apart, search, read, verify, number.

Readers draft; nothing of a draft reaches anyone before it is verified. One deadline stands around
the whole call, and stopping is cancellation. A reader that fails is told in one line; where it had
said nothing yet, its stand-in reads.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from index import Collection, Found, SourcelineError, open_collection
from qa.answer import Answer, Draft, Question, Reader, ReaderFailed, Reading, Said
from qa.model_settings import EXTRACTIVE, Models
from qa.parts import Part
from qa.progress import Progress
from qa.readers import check_reader, open_reader, open_ways
from qa.recency import by_time
from qa.ways import BY_RULES, Ways

LONGEST_QUESTION = 2000
"""Code points; what is longer is a text, not a question."""
_PASSAGES = 12
"""Passages that a search hands to the reader."""
_KEPT_BACK = 0.2
"""Share of the deadline that the stand-in keeps for a reader that is too slow."""
_USUAL = Models()


class Assistant:
    """Answers questions over one store with one reader; safe to use from several threads."""

    def __init__(
        self, collection: Collection, reader: Reader, reader_name: str, ways: Ways = BY_RULES
    ) -> None:
        self.collection = collection
        self.reader_name = reader_name
        self._reader = reader
        self._ways = ways

    def ask(self, question: Question | str) -> Answer:
        """Wait for the whole answer, from any thread, whether an event loop runs there or not."""
        asked = Question(question) if isinstance(question, str) else question
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(self._last(asked))
        answers: list[Answer | BaseException] = []

        def run() -> None:
            try:
                answers.append(asyncio.run(self._last(asked)))
            except BaseException as error:  # noqa: BLE001 -- handed on to the caller's thread
                answers.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        (outcome,) = answers
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def stream(self, question: Question) -> AsyncGenerator[Reading | Said | Answer, None]:
        """Yield what is being read, each verified statement as it passes, and last the Answer.

        Raises SourcelineError for a question that is empty or longer than 2,000 characters, and
        when nothing has been said by the deadline, or by a reader that failed.
        """
        text, progress, ways = checked(question.text), Progress(self.reader_name), self._ways
        # One deadline, but never a clock running over a yield: it would cancel whoever consumes.
        until = asyncio.get_running_loop().time() + ways.deadline
        try:
            async with asyncio.timeout_at(until):
                text = checked(await ways.rewrite(text, question.history))
                parts = await ways.split(text)
                progress.ask_for(parts)
                await asyncio.to_thread(self._search, question, parts, progress)
            yield Reading(progress.read)
            async with aclosing(self._said(question, parts, progress, until)) as said:
                async for one in said:
                    yield one
        except (TimeoutError, ReaderFailed) as error:
            progress.notice = self._why(error)
            if not progress.statements:
                # Who has not read all cannot say "no".
                raise SourcelineError(progress.notice) from error
        yield progress.answer(question, text)

    async def _said(
        self, question: Question, parts: Sequence[Part], progress: Progress, until: float
    ) -> AsyncGenerator[Said, None]:
        """Each part read in turn; from where the reader fails with nothing said, by its stand-in.

        Raises what the reader failed with when there is nobody to stand in.
        """
        relay = deque([(self._reader, until)])
        if self._ways.stand_in is not None:
            in_time = until - _KEPT_BACK * self._ways.deadline
            relay = deque([(self._reader, in_time), (self._ways.stand_in, until)])
        failed: ReaderFailed | None = None
        for part, found in zip(parts, progress.found, strict=True):
            asked = replace(question, text=part.searched_for)
            done = False
            while not done:
                reader, limit = relay[0]
                drafts = _until(limit, reader(asked, found))
                try:
                    async with aclosing(_taken(progress, part, found, drafts)) as said:
                        async for one in said:
                            yield one
                    done = True
                except (TimeoutError, ReaderFailed) as error:
                    if progress.statements:
                        raise
                    if len(relay) == 1:
                        raise failed or error from error
                    failed = ReaderFailed(self._why(error))
                    relay.popleft()
                    progress.reader = EXTRACTIVE
                    progress.notice = f"{self._why(error)}; the embedded reader answered instead"

    def _why(self, error: Exception) -> str:
        """The one line that people are shown of a reader that failed or was too slow."""
        if isinstance(error, ReaderFailed):
            return str(error)
        return f"the answer was not done within {self._ways.deadline:.0f} s: ask again"

    def _search(self, question: Question, parts: Sequence[Part], progress: Progress) -> None:
        """Search for every part, in the calling thread."""
        scoped = self.collection.within(question.scope)
        progress.found = tuple(
            by_time(part.searched_for, scoped.search(part.searched_for, _PASSAGES))
            for part in parts
        )
        progress.notice = scoped.notice
        progress.clock.searched = time.monotonic()

    async def _last(self, question: Question) -> Answer:
        async for event in self.stream(question):
            if isinstance(event, Answer):
                return event
        raise ValueError("a stream ends with its answer")


def open_assistant(
    store: Path | str, models: Models = _USUAL, *, chroma: bool | None = None
) -> Assistant:
    """Open the store in ``store`` with a reader and the embedding model that it was made with.

    Raises SourcelineError when there is no such store, model or reader.
    """
    from models import open_embedder

    check_reader(models)  # told before a model is loaded
    collection = open_collection(
        Path(store), lambda: open_embedder(models.embeddings), chroma=chroma
    )
    embedder = collection.embedder
    return Assistant(
        collection, open_reader(models, embedder), models.reader, open_ways(models, embedder)
    )


def checked(text: str) -> str:
    """The question as it is searched for; raises SourcelineError when it is none."""
    plain = " ".join("".join(c if _is_text(c) else " " for c in text).split())
    if not plain:
        raise SourcelineError("the question is empty: ask something")
    if len(plain) > LONGEST_QUESTION:
        raise SourcelineError(
            f"the question has {len(plain):,} characters, more than {LONGEST_QUESTION:,}: "
            "make it shorter"
        )
    return plain


def _is_text(c: str) -> bool:
    """Printable, or one of the joiners that Persian and emoji are written with."""
    return c.isprintable() or c in "\u200c\u200d"


async def _taken(
    progress: Progress, part: Part, found: Sequence[Found], drafts: AsyncGenerator[Draft, None]
) -> AsyncGenerator[Said, None]:
    """What of ``drafts`` passes; closing this closes them."""
    async with aclosing(drafts):
        async for draft in drafts:
            if said := progress.take(draft, part, found):
                yield said


async def _until(until: float, drafts: AsyncIterator[Draft]) -> AsyncGenerator[Draft, None]:
    """``drafts``, as long as the loop's clock has not reached ``until``; raises TimeoutError then.

    Closing this closes them, so that stopping reaches the reader at once.
    """
    try:
        while True:
            async with asyncio.timeout_at(until):
                draft = await anext(drafts, None)
            if draft is None:
                return
            yield draft
    finally:
        if isinstance(drafts, AsyncGenerator):
            await drafts.aclose()
