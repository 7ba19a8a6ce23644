"""What a reader is, and the readers that ship, by name.

A reader sees passages and answers in their own sentences, so that a citation is never searched
for. It is a plain function: what a chat model needs is closed over.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING

from index import Found, SourcelineError
from qa.answer import Draft, Question

if TYPE_CHECKING:
    from models.embedder import Embedder

Reader = Callable[[Question, Sequence[Found]], AsyncIterator[Draft]]

EXTRACTIVE = "extractive"


READERS = (EXTRACTIVE,)


def check_reader(name: str) -> None:
    """Raise SourcelineError for a reader that this version has not."""
    if name not in READERS:
        raise SourcelineError(
            f"there is no reader {name!r} in this version: set SOURCELINE_READER={EXTRACTIVE}"
        )


def open_reader(name: str, embedder: "Embedder") -> Reader:
    """The reader called ``name``, for passages found with ``embedder``; else SourcelineError."""
    check_reader(name)
    from qa.reading.extractive import extractive_reader
    from qa.reading.nearness import measured_nearness

    return extractive_reader(measured_nearness(embedder))
