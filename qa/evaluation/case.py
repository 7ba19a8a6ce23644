"""A question with what is known of its answer, before it is asked."""

from dataclasses import dataclass

from qa.answer import Turn

LONGEST_SHORT = 100
"""Code points up to which a reference is a short answer; what is longer is prose, which no span
can be held against."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code points of one article."""

    article: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that answers, with its words and its article's title for people to read."""

    span: Span
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a file of questions.

    ``answerable`` is None where nobody has said yet; ``references`` are answers in words, short or
    long. ``reason`` and ``shown`` are of a thumbs-down: why, and the quotes that were shown.
    """

    id: str
    question: str
    answerable: bool | None
    gold: tuple[Evidence, ...] = ()
    references: tuple[str, ...] = ()
    language: str | None = None
    history: tuple[Turn, ...] = ()
    reason: str | None = None
    shown: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.gold and not self.answerable:
            raise ValueError(f"{self.id} has gold and is not answerable")

    @property
    def short_references(self) -> tuple[str, ...]:
        """Those references that a short answer can be held against."""
        return tuple(one for one in self.references if len(one) <= LONGEST_SHORT)
