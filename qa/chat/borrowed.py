"""Whether a line that a chat model wrote asks, and asks in words that were there before.

A model that is to reword a question sometimes answers it, explains itself, or asks of something
that nobody has named. What it wrote is searched for, so all of that is told by its words.
"""

import re
from collections.abc import Sequence

from qa.facts import facts_of, readings_of
from qa.follow_up.tongues import tongue_of
from qa.reading.skeleton import is_among, skeleton_of
from qa.words import Word, content_words, covers, tokens_of

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.):])\s+")
_LABEL = re.compile(
    r"^\s*\**(?:(?:standalone|stand-alone|rewritten|final|the)?\s*question|q|sual|soru|вопрос|سؤال|"
    r"frage)\s*\d*\**\s*[:：]\s*\**",
    re.IGNORECASE,
)
_AROUND = " \t\"'“”„«»*`_"
_NEW = 1 / 3
"""Share of the words that may be new: "price" for "cost"."""
_SCRIPTS = (re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]"))
_NAME = 3
"""Consonants from which a word is compared across scripts."""


def lines_of(reply: str) -> list[str]:
    """The lines of a reply without what was thought aloud, bullets, labels and quotation marks."""
    lines = (
        _LABEL.sub("", _LIST.sub("", line)).strip(_AROUND)
        for line in _THOUGHT.sub("", reply).splitlines()
    )
    return [" ".join(line.split()) for line in lines if line]


def is_asked(line: str, question: str, before: Sequence[str] = ()) -> bool:
    """Whether ``line`` asks as ``question`` does, in its language; ``before``: earlier ones."""
    tongue = tongue_of(question, before)
    if tongue_of(line, [question, *before]) is not tongue:
        return False
    if line.endswith(("?", "؟")):
        return True
    if line.endswith((".", "!", "…", ":")):
        return False
    return tongue.asking.search(line) is not None or tongue.asking.search(question) is None


def is_borrowed(line: str, said: str) -> bool:
    """Whether all figures and names of ``line``, and most of its words, are of ``said``."""
    known = readings_of(facts_of(said))
    if any(fact.readings.isdisjoint(known) for fact in facts_of(line) if not fact.is_loose):
        return False
    words = content_words(line)
    new = [word for word in words if not _is_of(word, said)]
    if any(word.is_name or word.text[0].isupper() for word in new):
        return False
    return bool(words) and len(new) <= len(words) * _NEW


def has_words(line: str, words: Sequence[Word]) -> bool:
    """Whether ``line`` has half of ``words`` or more."""
    return 2 * sum(_is_of(word, line) for word in words) >= len(words)


def _is_of(word: Word, text: str) -> bool:
    """Whether ``text`` has the word; in another script, one that sounds like it."""
    if covers(text, word):
        return True
    own = _script(word.text)
    others = frozenset(
        skeleton_of(token.text) for token in tokens_of(text) if _script(token.text) is not own
    )
    return len(skeleton_of(word.text)) >= _NAME and is_among(word.text, others)


def _script(text: str) -> re.Pattern[str] | None:
    return next((script for script in _SCRIPTS if script.search(text)), None)
