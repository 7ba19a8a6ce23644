"""An article as it was loaded, and its parts as offsets into text that is never altered.

Offsets are Unicode code points, half-open, into ``Article.text``: the decoded file, BOM dropped and
nothing else changed. Machines count sentences from 0; people see ``index + 1``.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sentence is for: only a headline and the body can answer a question."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Source:
    """An article without its text; ``labels`` say which groups may read it (none: everyone)."""

    id: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a source needs an id")


Scope = Callable[[Source], bool]
"""Which sources may be read. Outside it an article does not exist."""


def everything(source: Source) -> bool:
    """The default scope: all sources may be read."""
    return True


def version_of(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the text: they change exactly when the text does."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the text is as decoded, and ``version`` is its hash."""

    source: Source
    text: str
    version: str

    @classmethod
    def of(cls, source: Source, text: str) -> "Article":
        """The article whose version is derived from ``text``."""
        return cls(source, text, version_of(text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands: ``article.text[start:end] == text``, always."""

    source: Source
    version: str
    index: int
    start: int
    text: str
    kind: Kind = Kind.BODY

    def __post_init__(self) -> None:
        if self.index < 0 or self.start < 0 or not self.text:
            raise ValueError(f"no sentence: index {self.index}, start {self.start}, {self.text!r}")

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole, neighbouring sentences of one article; ``text`` is the contiguous slice."""

    sentences: tuple[Sentence, ...]
    text: str

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("a passage has at least one sentence")
        length = self.sentences[-1].end - self.sentences[0].start
        if length != len(self.text):
            raise ValueError(f"a passage of {length} code points was given {len(self.text)}")

    @property
    def source(self) -> Source:
        """The article it is from."""
        return self.sentences[0].source

    @property
    def start(self) -> int:
        """Where the passage starts in the article's text, in code points."""
        return self.sentences[0].start


@dataclass(frozen=True, slots=True)
class Leg:
    """What one leg of the search thought: ``rank`` from 1, ``score`` in the leg's own unit."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as the search found it; a leg that missed it is None; ``score`` is the fused one.

    ``passage`` is the unit that was embedded and matched (usually one sentence); ``context`` is the
    run of neighbouring sentences around it that a reader should read it in.
    """

    passage: Passage
    context: Passage
    dense: Leg | None
    lexical: Leg | None
    score: float
