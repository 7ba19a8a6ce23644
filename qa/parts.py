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
_ASKING = (
    "when|where|who|whom|whose|what|which|why|how|nə|niyə|necə|kim|harada|hansı|neçə|ne|neden|nasıl|"
    "nerede|hangi|kaç|что|кто|где|когда|как|какой|какая|какие|почему|сколько|wer|wo|wann|wie|warum|"
    "was|welche[rs]?|چه|کجا|چرا|چگونه|چقدر|کدام|چند|چطور"
)
_AND = re.compile(
    rf"\s*,?\s+(?:and|also|və|ve|и|und|و)\s+(?=(?:{_ASKING})\b)|(?<=[?؟])\s+(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: in the asker's words, and as it can be searched for alone."""

    text: str
    searched_for: str


def parts_of(question: str) -> tuple[Part, ...]:
    """What ``question`` asks for: mostly one part, the question itself."""
    texts: list[str] = []
    for piece in _AND.split(question, maxsplit=_MOST - 1):
        # "When and where did they meet?" is one question, of two words that ask.
        if texts and not content_words(texts[-1]):
            texts[-1] = f"{texts[-1]} {piece}"
        elif piece.strip():
            texts.append(piece.strip())
    if len(texts) < 2:
        return (Part(question, question),)
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
