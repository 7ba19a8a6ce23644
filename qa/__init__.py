"""Question in, cited answer out. Knows of index only its public names.

Importing this package is light; opening an assistant loads the models.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from qa.answer import (
    Answer,
    Citation,
    Difference,
    Draft,
    Question,
    Reader,
    Reading,
    Said,
    Saying,
    Statement,
    Status,
    Timings,
    Turn,
    Withheld,
)

if TYPE_CHECKING:
    from qa.assistant import Assistant, open_assistant
    from qa.contract import (
        answer_from_json,
        answer_to_json,
        citation_to_json,
        found_to_json,
        nearest_citations,
        turn_of,
    )
    from qa.examples import example_questions
    from qa.runnable import SourcelineRunnable
    from qa.verification import verify
    from qa.words import spoken_in

_HOMES = {
    "assistant": ("Assistant", "open_assistant"),
    "contract": (
        "answer_from_json",
        "answer_to_json",
        "citation_to_json",
        "found_to_json",
        "nearest_citations",
        "turn_of",
    ),
    "examples": ("example_questions",),
    "runnable": ("SourcelineRunnable",),
    "verification": ("verify",),
    "words": ("spoken_in",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(f"qa.{_HOME[name]}"), name)


__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Difference",
    "Draft",
    "Question",
    "Reader",
    "Reading",
    "Said",
    "Saying",
    "SourcelineRunnable",
    "Statement",
    "Status",
    "Timings",
    "Turn",
    "Withheld",
    "answer_from_json",
    "answer_to_json",
    "citation_to_json",
    "example_questions",
    "found_to_json",
    "nearest_citations",
    "open_assistant",
    "spoken_in",
    "turn_of",
    "verify",
]
