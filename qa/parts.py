"""The parts of a question that asks for more than one thing, so that each can stay unanswered.

"When will it open and how much will it cost?" is two questions: an answer to the first alone is
told as a part, and the second is named. A part that leans on the first ("it", or no subject at all)
is searched for with the first one's names or words. A comparison is a question for each of those
that are compared (:mod:`qa.comparison`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.comparison import compared
from qa.words import content_words

MOST = 4
"""Parts; who asks for more gets the rest as one."""
_ASKING = {
    "and|also": "when|where|who|whom|whose|what|which|why|how",
    "və|ve": "nə|niyə|necə|kim|kimə|hara|haraya|harada|hansı|haçan|neçə|neçəyə|"
    "ne|neden|nasıl|nerede|nereye|hangi|kaç",
    "и": "что|кто|кого|кому|где|куда|откуда|когда|как|какой|какая|какие|почему|зачем|сколько",
    "und": "wer|wen|wem|wo|wohin|woher|wann|wie|warum|was|welche[rs]?",
    "و": "چه|کجا|چرا|چگونه|چقدر|کدام|چند|چطور",
}
"""What joins, and what asks in the same language: "and was" asks nothing, "und was" does."""
_THING = r"(?:onu|onun|ona|onları|он|его|это|آن را|آن|bu|o)\s+"
"""A pronoun, which may stand before what asks."""
_ASKS = "|".join(_ASKING.values())
_AND = re.compile(
    "|".join(
        rf"\s*,?\s+(?:{joint})\s+(?=(?:{_THING})?(?:{asks})\b)" for joint, asks in _ASKING.items()
    )
    + rf"|(?<=[?؟])\s+(?=\w[^?؟]*[?؟]|(?i:{_ASKS})\b)"
)
_AND_SHOUTED = re.compile(_AND.pattern, re.IGNORECASE)
"""In a question of capitals alone; in any other "and WHO" and "and Kim" go on with a name."""


_IN_A_LIST = re.compile(
    r"\s*[,،]\s+(?=(?:how (?:much|many|long|far|big|high|old)|what|"
    r"(?:how|when|where|why|which \w+|whom?)\s(?:is|are|was|were|do|does|did|will|would|can|could|"
    r"has|have|had|should|may|might)|nə vaxt|nə qədər|niyə|necə|neçə\w*|kim\w*|hara\w*|hansı|haçan|"
    r"ne zaman|ne kadar|neden|nasıl|nere\w*|hangi|kaç\w*|сколько|почему|зачем|когда|"
    r"кто|چه زمانی|چقدر|چرا|چگونه|کجا|چند|wann|"
    r"wie (?:viel|lange|hoch|weit)|wer|warum|weshalb|wieso)\b)",
    re.IGNORECASE,
)
"""A comma between questions; words that also begin a clause ("which", «где») are left out."""
_COMMA = re.compile(r"[,،](?=\s)")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: in the asker's words, and as it can be searched for alone."""

    text: str
    searched_for: str


def parts_of(question: str) -> tuple[Part, ...]:
    """What ``question`` asks for: mostly one part, the question itself."""
    if alike := compared(question)[:MOST]:
        return tuple(Part(text, text) for text in alike)
    texts: list[str] = []
    start = 0
    for low, high in _joints(question):
        # "When and where did they meet?" is one question, of two words that ask.
        if len(texts) < MOST - 1 and content_words(question[start:low]):
            texts.append(question[start:low].strip())
            start = high
    if not texts:
        return (Part(question, question),)
    texts.append(question[start:].strip())
    return tuple(
        Part(text, text if at == 0 else _standing_alone(text, texts[0]))
        for at, text in enumerate(texts)
    )


def _joints(question: str) -> Iterator[tuple[int, int]]:
    """What stands between questions; a comma does where all do, and "and" before the last."""
    found = list((_AND_SHOUTED if question.isupper() else _AND).finditer(question))
    last = found[-1].start() if found else 0
    commas = [match.start() for match in _COMMA.finditer(question, 0, last)]
    listed = list(_IN_A_LIST.finditer(question, 0, last)) if commas else []
    if len(listed) == len(commas):
        found += listed
    yield from sorted({match.span() for match in found})


def _standing_alone(text: str, first: str) -> str:
    """``text`` with what it leans on in the first part."""
    words = content_words(text)
    if not words:
        return f"{first.rstrip('?؟ ')} {text}"
    if any(word.is_name for word in words):
        return text
    names = [word.text for word in content_words(first) if word.is_name]
    return " ".join([text.rstrip("?؟ "), *names])
