"""Whom a Persian noun phrase names: no capitals tell it, so words of office are taken away."""

import re

from qa.attribution.clauses import Layout, Span, trimmed

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{2,60})[”»“\"]")
_DEPARTMENT = re.compile(
    r"آب|نیرو|انرژی|سوخت|نفت|راه|ترابری|خارجه|کشور|دفاع|اقتصاد|دارایی|بهداشت|درمان|آموزش|علوم"
    r"|کشاورزی|صنعت|معادن|کار|رفاه|ارتباطات|دادگستری|فرهنگ|ورزش|محیط|مسکن|بازرگانی|گردشگری"
)
"""What a minister is for: it follows the title as a name would."""


def named_persian(layout: Layout, phrase: Span) -> Span:
    """The words behind the titles; what is in quotation marks is the name of a firm."""
    if relative := layout.wording.relatives.search(layout.text, *phrase):
        phrase = trimmed(layout.text, phrase[0], max(phrase[0], relative.start()))
    quoted = list(_QUOTED.finditer(layout.text, *phrase))
    if quoted:
        return quoted[-1].span(1)
    words = layout.words(phrase)
    aged = next((at for at, word in enumerate(words) if layout.said(word)[0].isdigit()), 0)
    words = words[:aged] if aged > 1 else words
    for match in reversed(list(layout.wording.agents.finditer(layout.text, *phrase))):
        if named := [word for word in words if word[0] >= match.end()]:
            return named[0][0], named[-1][1]
    while len(words) > 1 and layout.is_all(layout.wording.titles, words[0]):
        if layout.is_all(_DEPARTMENT, words[1]):
            return phrase  # "وزیر آب" is an office, and no name of its own
        words = words[1:]
    return (words[0][0], words[-1][1]) if len(words) > 1 else phrase
