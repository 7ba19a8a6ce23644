"""The parts of a question that asks for more than one thing, so that each can stay unanswered.

"When will it open and how much will it cost?" is two questions: an answer to the first alone is
told as a part, and the second is named. A part that leans on the first ("it", or no subject at all)
is searched for with the first one's names or words.
"""

import re
from dataclasses import dataclass

from qa.words import content_words

_MOST = 4
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
_ASKS = "|".join(_ASKING.values())
_AND = re.compile(
    "|".join(rf"\s*,?\s+(?:{joint})\s+(?=(?:{asks})\b)" for joint, asks in _ASKING.items())
    + rf"|(?<=[?؟])\s+(?=\w[^?؟]*[?؟]|(?i:{_ASKS})\b)"
)
_AND_SHOUTED = re.compile(_AND.pattern, re.IGNORECASE)
"""In a question of capitals alone; in any other "and WHO" and "and Kim" go on with a name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: in the asker's words, and as it can be searched for alone."""

    text: str
    searched_for: str


def parts_of(question: str) -> tuple[Part, ...]:
    """What ``question`` asks for: mostly one part, the question itself."""
    texts: list[str] = []
    start = 0
    for joint in (_AND_SHOUTED if question.isupper() else _AND).finditer(question):
        # "When and where did they meet?" is one question, of two words that ask.
        if len(texts) < _MOST - 1 and content_words(question[start : joint.start()]):
            texts.append(question[start : joint.start()].strip())
            start = joint.end()
    if not texts:
        return (Part(question, question),)
    texts.append(question[start:].strip())
    return tuple(
        Part(text, text if at == 0 else _standing_alone(text, texts[0]))
        for at, text in enumerate(texts)
    )


def _standing_alone(text: str, first: str) -> str:
    """``text`` with what it leans on in the first part."""
    words = content_words(text)
    if not words:
        return f"{first.rstrip('?؟ ')} {text}"
    if any(word.is_name for word in words):
        return text
    names = [word.text for word in content_words(first) if word.is_name]
    return " ".join([text.rstrip("?؟ "), *names])
