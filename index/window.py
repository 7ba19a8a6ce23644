"""The units that are embedded and found: single sentences, short ones with a neighbour.

A sentence is what is cited, so it is what is ranked; at two words it says too little to be found by
itself. What a reader reads around it is decided when it has been found
(:func:`index.window.context_of`).
"""

import hashlib
from collections.abc import Sequence

from index.article import Kind, Passage, Sentence

_SHORT = 25
"""Code points under which a sentence says too little to be found by itself."""
_JOINED = 200
"""Code points that many short sentences together may have: a long list is several passages."""
_CONTEXT = 700
"""Code points of a passage with its neighbours: about 120 words of English."""
_READABLE = (Kind.HEADLINE, Kind.BODY)


def window(article_text: str, sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
    """Passages of the sentences that can answer: headline and body, each in exactly one."""
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.kind not in _READABLE:
            continue
        if runs and _belongs(runs[-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return tuple(_passage(article_text, run) for run in runs)


def _belongs(run: Sequence[Sentence], sentence: Sentence) -> bool:
    """Whether ``sentence`` goes with the neighbours before it, being short, or because they are."""
    last = run[-1]
    if last.index + 1 != sentence.index or last.kind is not sentence.kind:
        return False
    length = last.end - run[0].start
    if length < _SHORT:
        return True
    bearable = len(run) == 1 or sentence.end - run[0].start <= _JOINED
    return bearable and len(sentence.text) < _SHORT


def context_of(article_text: str, sentences: Sequence[Sentence], first: int, last: int) -> Passage:
    """The passage from sentence ``first`` to ``last`` with its neighbours in the body, bounded.

    ``sentences`` are all of the article's, in order; the passage grows by one sentence at each end
    in turn while it stays within about 120 words.
    """
    low, high = first, last
    if sentences[first].kind is Kind.BODY:
        for step in (-1, 1, -1, 1):
            edge = low - 1 if step < 0 else high + 1
            if not 0 <= edge < len(sentences) or sentences[edge].kind is not Kind.BODY:
                continue
            start, end = min(low, edge), max(high, edge)
            if sentences[end].end - sentences[start].start <= _CONTEXT:
                low, high = start, end
    return _passage(article_text, sentences[low : high + 1])


def _passage(article_text: str, run: Sequence[Sentence]) -> Passage:
    return Passage(tuple(run), article_text[run[0].start : run[-1].end])


def embedded_text(title: str, kind: Kind, text: str) -> str:
    """What is embedded for a passage: the headline tells what "he" and "the corridor" are."""
    return text if kind is Kind.HEADLINE else f"{title}. {text}"


def hash_of(passage: Passage) -> str:
    """Under which a passage's vector is kept: 32 hexadecimal digits of what is embedded."""
    text = embedded_text(passage.source.title, passage.sentences[0].kind, passage.text)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
