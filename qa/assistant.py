"""The walk of a question: search, read, verify, number.

Readers draft; nothing of a draft reaches anyone before it is verified. One deadline stands around
the whole call, and stopping is cancellation.
"""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from index import Collection, SourcelineError, open_collection
from qa.answer import Answer, Draft, Question, Reader, Reading, Said
from qa.follow_up import standing_alone
from qa.parts import Part, parts_of
from qa.progress import Progress
from qa.readers import Models, check_reader, open_reader

LONGEST_QUESTION = 2000
"""Code points; what is longer is a text, not a question."""
DEADLINE = 30.0
"""Seconds for one whole answer."""
_PASSAGES = 12
"""Passages that a search hands to the reader."""
_USUAL = Models()


class Assistant:
    """Answers questions over one store with one reader; safe to use from several threads."""

    def __init__(self, collection: Collection, reader: Reader, reader_name: str) -> None:
        self.collection = collection
        self.reader_name = reader_name
        self._reader = reader

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
        when nothing has been said by the deadline.
        """
        text = checked(standing_alone(checked(question.text), question.history))
        parts = parts_of(text)
        progress = Progress([part.text for part in parts])
        # One deadline, but never a clock running over a yield: it would cancel whoever consumes.
        until = asyncio.get_running_loop().time() + DEADLINE
        try:
            async with asyncio.timeout_at(until):
                await asyncio.to_thread(self._search, question, parts, progress)
            yield Reading(progress.read)
            for part, found in zip(parts, progress.found, strict=True):
                asked = replace(question, text=part.searched_for)
                async with aclosing(_until(until, self._reader(asked, found))) as drafts:
                    async for draft in drafts:
                        if said := progress.take(draft, part, found):
                            yield said
        except TimeoutError as error:
            late = f"the answer was not done within {DEADLINE:.0f} s: ask again"
            if not progress.statements:
                raise SourcelineError(late) from error  # who has not read all cannot say "no"
            progress.notice = late
        yield progress.answer(question, text, self.reader_name)

    def _search(self, question: Question, parts: Sequence[Part], progress: Progress) -> None:
        """Search for every part, in the calling thread."""
        scoped = self.collection.within(question.scope)
        progress.found = tuple(scoped.search(part.searched_for, _PASSAGES) for part in parts)
        progress.notice = scoped.notice
        progress.searched = time.monotonic()

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
    return Assistant(collection, open_reader(models, collection.embedder), models.reader)


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
