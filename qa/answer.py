"""A question, and what becomes of it: drafts, verified statements, citations, the answer.

These are pure values. A statement cannot exist without sentences, so nothing downstream can show
one that rests on nothing.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index import Found, Scope, Sentence, SourcelineError, everything


class Status(StrEnum):
    """The four outcomes, told apart at every door."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_ARTICLES = "not_in_articles"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the text it was answered with."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the turns before it, and which sources may be read for it."""

    text: str
    history: tuple[Turn, ...] = ()
    scope: Scope = everything


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader says; it may rest on nothing yet.

    ``sentences`` index into the reader's numbered sentences resolved to ``Sentence``s; ``span`` is
    the verbatim short answer, if any; ``said_by`` and ``hedge`` are verbatim words of the cited
    sentences or their ``neighbours``. ``confidence``: the probability that it answers the question,
    from 0 to 1, where the reader can tell.
    """

    text: str
    sentences: tuple[Sentence, ...] = ()
    span: str | None = None
    said_by: str | None = None
    hedge: str | None = None
    neighbours: tuple[Sentence, ...] = ()
    confidence: float | None = None
    missing: tuple[str, ...] = ()
    """Parts of the question that the reader says stay unanswered; a draft may be nothing else."""


Reader = Callable[[Question, Sequence[Found]], AsyncIterator[Draft]]
"""Sees passages and drafts in their own sentences, so that a citation is never searched for."""


class ReaderFailed(SourcelineError):  # noqa: N818 -- as NothingIndexed and StoreIsBusy
    """A reader that could not go on; its message is the one line that people are shown.

    What it drafted before stands.
    """


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, and the sentences it rests on: never none."""

    text: str
    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("a statement rests on at least one sentence")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A draft that did not pass, and the one-line reason that people are shown."""

    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered sentence; numbers start at 1 in each answer and never change."""

    number: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Saying:
    """What one cited sentence says of a thing on which articles differ."""

    citation: int
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing on which cited articles differ, newest first, undated last."""

    about: str
    says: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent, each on its own but for the total.

    ``rewrite``: making the question stand alone and taking it apart. ``first``: from the end of the
    search to the first statement, 0 where there is none. ``verify`` is a part of ``read``.
    """

    search: float
    read: float
    total: float
    rewrite: float = 0.0
    first: float = 0.0
    verify: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; ``.citations``, ``.text`` and ``.short_answer`` are derived.

    ``confidence``: the probability that the first statement answers the question; where nothing is
    answered, that of the best that there was. None where the reader cannot tell.
    """

    id: str
    question: str
    searched_for: str
    status: Status
    statements: tuple[Statement, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    nearest: tuple[Sentence, ...] = ()
    span: str | None = None
    said_by: str | None = None
    hedge: str | None = None
    missing: tuple[str, ...] = ()
    differs: tuple[Difference, ...] = ()
    confidence: float | None = None
    notice: str | None = None
    reader: str = "extractive"
    timings: Timings = field(default=Timings(0.0, 0.0, 0.0))

    def __post_init__(self) -> None:
        said = self.status in (Status.ANSWERED, Status.PARTIAL)
        if said != bool(self.statements):
            raise ValueError(f"{self.status} with {len(self.statements)} statements")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each cited sentence once, numbered in the order in which statements cite them."""
        cited = dict.fromkeys(s for statement in self.statements for s in statement.sentences)
        return tuple(Citation(number, sentence) for number, sentence in enumerate(cited, 1))

    def numbers(self, statement: Statement) -> tuple[int, ...]:
        """The citation numbers of one of this answer's statements."""
        number = {citation.sentence: citation.number for citation in self.citations}
        return tuple(number[sentence] for sentence in statement.sentences)

    @property
    def text(self) -> str:
        """The statements with their markers: ``… by the end of 2028. [1]``."""
        return " ".join(
            f"{statement.text} {''.join(f'[{n}]' for n in self.numbers(statement))}"
            for statement in self.statements
        )

    @property
    def short_answer(self) -> str | None:
        """The verbatim span that answers, if the reader gave one."""
        return self.span


@dataclass(frozen=True, slots=True)
class Reading:
    """Streamed first: the sentences being read."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Streamed as it passes: a verified statement with its citations."""

    statement: Statement
    citations: tuple[Citation, ...]
