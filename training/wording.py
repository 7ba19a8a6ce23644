"""Questions as people type them: keywords, small letters, no question mark, slips of the finger.

What is asked stays the same, so the answer does too.
"""

import re
from dataclasses import replace
from random import Random

from training.example import Example

_EMPTY = re.compile(
    r"^(?:what|which|who|whom|when|where|how|why|in what|in which)\b|"
    r"\b(?:the|a|an|of|in|on|is|are|was|were|did|does|do|to|by|for|at|that|it|its)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:when|where|who|why|how many|how much|how long|what year)\b", re.I)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def as_typed(example: Example, random: Random) -> Example:
    """The example with its question worded carelessly, in one of three ways."""
    way = random.choice((keywords, small, slip))
    return replace(example, question=way(example.question, random) or example.question)


def keywords(question: str, _random: Random) -> str:
    """The words that carry meaning, with the word that says what kind of thing is asked for.

    Of another language than English only the marks go.
    """
    asking = _ASKING.search(question)
    kept = _EMPTY.sub(" ", question.rstrip("?؟？. "))
    kept = f"{asking[0]} {kept}" if asking and asking[0].lower() not in kept.lower() else kept
    return " ".join(kept.lower().split())


def small(question: str, _random: Random) -> str:
    """Without capitals and question mark."""
    return question.rstrip("?؟？ ").lower()


def slip(question: str, random: Random) -> str:
    """Two neighbouring letters changed round, or one left out, inside one longer word."""
    words = [match.span() for match in _LONG_WORD.finditer(question)]
    if not words:
        return question
    start, end = random.choice(words)
    at = random.randrange(start + 1, end - 2)
    pair = question[at + 1] + question[at] if random.random() < 0.5 else question[at]
    return question[:at] + pair + question[at + 2 :]
