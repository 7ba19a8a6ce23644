"""What a reader is, and the readers that ship, by name.

A reader sees passages and answers in their own sentences, so that a citation is never searched
for. It is a plain function: what a chat model needs is closed over.
"""

from collections.abc import AsyncIterator, Callable, Sequence

from index import Found, SourcelineError
from qa.answer import Draft, Question

Reader = Callable[[Question, Sequence[Found]], AsyncIterator[Draft]]

EXTRACTIVE = "extractive"


def open_reader(name: str) -> Reader:
    """The reader called ``name``; raises SourcelineError for one that this version has not."""
    if name == EXTRACTIVE:
        from qa.extractive import read_extractively

        return read_extractively
    raise SourcelineError(
        f"there is no reader {name!r} in this version: set SOURCELINE_READER={EXTRACTIVE}"
    )
