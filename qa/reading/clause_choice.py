"""Of several dates or amounts in one passage, the one whose own clause is about the question.

"…would be completed by mid-2026, with full opening possible by the end of 2028": asked when it
opens, the whole sentence is equally near, and its second clause is nearer than its first. Names are
left out on both sides, in whatever script, since they say what all of the sentence is about.
"""

import re
from collections.abc import Sequence

from models.span_reader import Span
from qa.reading.nearness import Nearness
from qa.reading.skeleton import is_among, skeleton_of

CLAUSE = 14.0
"""Logits that a clause is worth when it is as much nearer as an answer is than a stranger. On the
invented news for training, where two things of a kind stand in one sentence, up to 16 chose as well
as the reader alone did; 24 began to choose worse."""
_PAUSE = re.compile(r"[,;:،؛]\s|[.!?؟…]\s|\s[–—-]\s")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BONES = 3
"""Consonants from which a word of the question can be told to be a name of the passage."""


def clause_leads(
    question: str, passage: str, spans: Sequence[Span], nearness: Nearness
) -> tuple[float, ...]:
    """How much nearer each span's clause is to the question than those of all spans are on average.

    Zeros where all stand in one clause: there is nothing to choose by.
    """
    clauses = [_clause(passage, span) for span in spans]
    distinct = list(dict.fromkeys(clauses))
    if len(distinct) < 2:
        return (0.0,) * len(spans)
    names = frozenset(
        bones
        for word in _WORD.findall(passage)
        if word[0].isupper() and len(bones := skeleton_of(word)) >= _BONES
    )
    asked, *bare = (_without(text, names) or text for text in (question, *distinct))
    near = dict(zip(distinct, nearness.between(asked, bare), strict=True))
    mean = sum(near.values()) / len(near)
    return tuple(near[clause] - mean for clause in clauses)


def _clause(text: str, span: Span) -> str:
    """What stands between the commas, dashes and sentence ends around the span."""
    before = [match.end() for match in _PAUSE.finditer(text, 0, span.start)]
    after = _PAUSE.search(text, span.end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _without(text: str, names: frozenset[str]) -> str:
    """``text`` without the words that are one of ``names``."""
    kept = _WORD.sub(lambda match: "" if _is_name(match[0], names) else match[0], text)
    return " ".join(kept.split())


def _is_name(word: str, names: frozenset[str]) -> bool:
    return len(skeleton_of(word)) >= _BONES and is_among(word, names)
