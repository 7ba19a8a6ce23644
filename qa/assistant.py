"""The walk of a question: search, read, verify, number.

Readers draft; nothing of a draft reaches anyone before it is verified. One deadline stands around
the whole call, and stopping is cancellation.
"""

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

from index import Collection, Found, Kind, Sentence, SourcelineError, open_collection
from qa.answer import (
    Answer,
    Draft,
    Question,
    Reading,
    Said,
    Statement,
    Status,
    Timings,
    Withheld,
)
from qa.parts import Part, parts_of
from qa.readers import EXTRACTIVE, Reader, check_reader, open_reader
from qa.verification import verify

LONGEST_QUESTION = 2000
"""Code points; what is longer is a text, not a question."""
DEADLINE = 30.0
"""Seconds for one whole answer."""
_PASSAGES = 8
_NEAREST = 3


@dataclass(slots=True)
class _Progress:
    """What one answer has come to so far."""

    started: float = field(default_factory=time.monotonic)
    searched: float = 0.0
    found: tuple[tuple[Found, ...], ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notice: str | None = None


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

    async def stream(self, question: Question) -> AsyncIterator[Reading | Said | Answer]:
        """Yield what is being read, each verified statement as it passes, and last the Answer.

        Raises SourcelineError for a question that is empty or longer than 2,000 characters.
        """
        text = checked(question.text)
        parts = parts_of(text)
        progress = _Progress(missing=[part.text for part in parts])
        # One deadline, but never a clock running over a yield: it would cancel whoever consumes.
        until = asyncio.get_running_loop().time() + DEADLINE
        try:
            async with asyncio.timeout_at(until):
                await asyncio.to_thread(self._search, question, parts, progress)
            yield Reading(_read(progress.found))
            for part, found in zip(parts, progress.found, strict=True):
                asked = replace(question, text=part.searched_for)
                answered = False
                async with aclosing(_until(until, self._reader(asked, found))) as drafts:
                    async for draft in drafts:
                        verdict = verify(draft)
                        answered |= isinstance(verdict, Statement)
                        if said := _said(progress, draft, verdict):
                            yield said
                if answered:
                    progress.missing.remove(part.text)
        except TimeoutError:
            progress.notice = f"the answer was not done within {DEADLINE:.0f} s: ask again"
        yield _answer(question, text, progress, self.reader_name)

    def _search(self, question: Question, parts: Sequence[Part], progress: _Progress) -> None:
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
    store: Path | str,
    *,
    reader: str = EXTRACTIVE,
    embeddings: str = "embedded",
    chroma: bool | None = None,
) -> Assistant:
    """Open the store in ``store`` with a reader and the embedding model that it was made with.

    Raises SourcelineError when there is no such store, model or reader.
    """
    from models import open_embedder

    check_reader(reader)  # told before a model is loaded
    collection = open_collection(Path(store), lambda: open_embedder(embeddings), chroma=chroma)
    return Assistant(collection, open_reader(reader, collection.embedder), reader)


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


def _read(found: Sequence[Sequence[Found]]) -> tuple[Sentence, ...]:
    """The sentences that the reader sees, each once, in the order of the search."""
    return tuple(dict.fromkeys(s for part in found for one in part for s in one.passage.sentences))


def _said(progress: _Progress, draft: Draft, verdict: Statement | Withheld) -> Said | None:
    """Keep the verdict; the statement with its numbers where it was not said before."""
    if isinstance(verdict, Withheld):
        progress.withheld.append(verdict)
        return None
    if verdict in progress.statements:
        return None
    progress.drafts.append(draft)
    progress.statements.append(verdict)
    so_far = Answer("", "", "", Status.ANSWERED, tuple(progress.statements))
    rests_on = set(verdict.sentences)
    return Said(verdict, tuple(c for c in so_far.citations if c.sentence in rests_on))


def _answer(question: Question, text: str, progress: _Progress, reader: str) -> Answer:
    status = _status(progress)
    first = progress.drafts[0] if progress.drafts else None
    now = time.monotonic()
    searched = progress.searched or now
    return Answer(
        id=secrets.token_hex(16),
        question=question.text,
        searched_for=text,
        status=status,
        statements=tuple(progress.statements),
        withheld=tuple(progress.withheld),
        nearest=() if progress.statements else tuple(_nearest(progress.found)),
        span=first.span if first else None,
        said_by=first.said_by if first else None,
        hedge=first.hedge if first else None,
        missing=tuple(progress.missing) if progress.statements else (),
        notice=progress.notice,
        reader=reader,
        timings=Timings(
            search=1000 * (searched - progress.started),
            read=1000 * (now - searched),
            total=1000 * (now - progress.started),
        ),
    )


def _status(progress: _Progress) -> Status:
    if progress.statements:
        return Status.PARTIAL if progress.missing else Status.ANSWERED
    return Status.UNVERIFIED if progress.withheld else Status.NOT_IN_ARTICLES


def _nearest(found: Sequence[Sequence[Found]]) -> Iterator[Sentence]:
    """The three nearest in meaning; those that only share words come after."""
    every = [one for part in found for one in part]
    order = sorted(every, key=lambda one: -(one.dense.score if one.dense else 0.0))
    seen: set[Sentence] = set()
    for one in order:
        sentence = one.passage.sentences[0]
        if sentence.kind is Kind.BODY and sentence not in seen and len(seen) < _NEAREST:
            seen.add(sentence)
            yield sentence
