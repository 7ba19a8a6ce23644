"""The readers that ship, by name; whatever a reader needs besides its passages is closed over."""

from typing import TYPE_CHECKING

from index import SourcelineError
from qa.answer import Reader

if TYPE_CHECKING:
    from models.embedder import Embedder

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
