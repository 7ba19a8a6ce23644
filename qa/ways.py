"""How an assistant works around its reader: follow-ups, questions of several parts, a failure."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from qa.answer import Reader, Turn
from qa.follow_up import standing_alone
from qa.parts import Part, parts_of

DEADLINE = 30.0
"""Seconds for one whole answer, unless it is set."""


async def rewritten_by_rules(question: str, history: Sequence[Turn]) -> str:
    """The question as it stands alone, without a model."""
    return standing_alone(question, history)


async def split_by_rules(question: str) -> tuple[Part, ...]:
    """What the question asks for, without a model."""
    return parts_of(question)


@dataclass(frozen=True, slots=True)
class Ways:
    """What an assistant does besides reading; without a chat model all of it by rules."""

    rewrite: Callable[[str, Sequence[Turn]], Awaitable[str]] = rewritten_by_rules
    """A follow-up, made to stand alone."""
    split: Callable[[str], Awaitable[tuple[Part, ...]]] = split_by_rules
    """A question taken apart into those that it is made of."""
    stand_in: Reader | None = None
    """The embedded reader, where another one reads: it answers when that one fails."""
    deadline: float = DEADLINE
    """Seconds for one whole answer."""


BY_RULES = Ways()
