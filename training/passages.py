"""Paragraphs cut as the search hands them to the reader: whole sentences, about 120 words at most.

The cut is drawn at random around the answer, so that its place in the passage betrays nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from index.boundaries import Span, mended
from training.example import Example

SHORTEST, LONGEST = 150, 850
"""Code points between which a passage's length is drawn; ``index.window`` hands on about 700."""
_WORD = re.compile(r"\w{3,}")


def sentence_spans(text: str, language: str) -> tuple[Span, ...]:
    """Half-open offsets of the sentences, white space around them left out."""
    from sentencex import get_sentence_boundaries

    found = get_sentence_boundaries(language, text)
    rough = [(one["start_index"], one["end_index"]) for one in found]
    return tuple(
        (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, end in mended(text, rough, language)
        if (part := text[start:end]).strip()
    )


def cut(example: Example, random: Random) -> Example:
    """The example over a run of sentences of its passage, drawn at random around what matters.

    That is the answer, or without one the sentence that has most of the question's words.
    """
    sentences = sentence_spans(example.passage, example.language)
    if not sentences:
        return example
    first, last = _core(example, sentences, random)
    target = random.randint(SHORTEST, LONGEST)
    while True:
        edges = [edge for edge in (first - 1, last + 1) if 0 <= edge < len(sentences)]
        if not edges:
            break
        edge = random.choice(edges)
        low, high = min(first, edge), max(last, edge)
        if sentences[high][1] - sentences[low][0] > target:
            break
        first, last = low, high
    start, end = sentences[first][0], sentences[last][1]
    if example.answerable:
        # Annotators also mark the white space around a sentence, which belongs to none.
        start, end = min(start, example.span[0]), max(end, example.span[1])
    return within(example, start, end)


def within(example: Example, start: int, end: int) -> Example:
    """The example over ``passage[start:end]``, which must hold its answer."""
    passage = example.passage[start:end]
    if not example.answerable:
        return replace(example, passage=passage)
    low, high = example.span
    if low < start or high > end:
        raise ValueError(f"{example.id}: the answer at {example.span} is outside {start}:{end}")
    return replace(example, passage=passage, span=(low - start, high - start))


def touched(sentences: Sequence[Span], span: Span) -> tuple[int, int]:
    """First and last of the sentences that ``span`` overlaps; the nearest one if it is between."""
    hit = [i for i, (start, end) in enumerate(sentences) if start < span[1] and span[0] < end]
    if hit:
        return hit[0], hit[-1]
    near = min(range(len(sentences)), key=lambda i: abs(sentences[i][0] - span[0]))
    return near, near


def _core(example: Example, sentences: Sequence[Span], random: Random) -> tuple[int, int]:
    if example.answerable:
        return touched(sentences, example.span)
    asked = set(_WORD.findall(example.question.lower()))
    texts = [example.passage[start:end].lower() for start, end in sentences]
    shared = [len(asked & set(_WORD.findall(text))) for text in texts]
    best = random.choice([i for i, n in enumerate(shared) if n == max(shared)])
    return best, best
