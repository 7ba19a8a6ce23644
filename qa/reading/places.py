"""Where in a window an answer may stand: each of its sentences, with the spans proposed there.

A span that runs over two sentences has a place of its own, since both would be cited.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from index import Found, Sentence
from models.span_reader import Scores, Span
from qa.reading.asked import Asked, worth
from qa.reading.windows import Window

_FAR = 12.0
"""Logits by which a sentence leads that is alone in its window."""


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences of a window that would be cited, and the short answers in them, best first.

    ``score``: the logit that any span there is right. ``rivals``: the highest such logit of the
    window's other sentences. ``found``: what the search found there, whose best has ``rank`` (from
    0). ``is_whole``: no short answer was proposed, and the span is all of the sentence.
    """

    text: str
    answer: str
    spans: tuple[Span, ...]
    score: float
    rivals: float
    found: tuple[Found, ...]
    rank: int
    is_whole: bool


def ranks_of(found: Sequence[Found]) -> Mapping[Sentence, int]:
    """At which place, from 0, the search found each sentence first."""
    places = reversed(list(enumerate(found)))
    return {sentence: rank for rank, one in places for sentence in one.passage.sentences}


def places_of(
    kind: Asked | None, window: Window, scores: Scores, ranks: Mapping[Sentence, int]
) -> Iterator[Place]:
    """The places of ``window``, of which each sentence that was read has one."""
    text = window.passage.text
    homes: dict[tuple[int, int], list[Span]] = {}
    for span in scores.spans:
        first, last = window.touched(span.start, span.end)
        if first < last:
            homes.setdefault((first, last), []).append(span)
    touched = {number for home in homes for number in range(*home)}
    for home, spans in homes.items():
        spans.sort(key=lambda one: -one.score - log(worth(text[one.start : one.end], kind)))
        yield _place(window, scores, home, spans, ranks)
    for number, (stretch, part) in enumerate(zip(window.stretches(), scores.parts, strict=True)):
        if part.span is not None and number not in touched:
            whole = [Span(*stretch, part.span.score)]
            yield _place(window, scores, (number, number + 1), whole, ranks, is_whole=True)


def _place(
    window: Window,
    scores: Scores,
    home: tuple[int, int],
    spans: Sequence[Span],
    ranks: Mapping[Sentence, int],
    *,
    is_whole: bool = False,
) -> Place:
    first, last = home
    sentences = frozenset(window.passage.sentences[first:last])
    logits = [part.score for part in scores.parts]
    # What runs over two sentences is one span; all others that begin there stand in the first.
    score = logits[first] if last - first == 1 else spans[0].score
    others = [logit for n, logit in enumerate(logits) if last - first > 1 or n != first]
    return Place(
        text=window.slice(first, last),
        answer=window.passage.text[spans[0].start : spans[0].end],
        spans=tuple(spans),
        score=score,
        rivals=max(others, default=score - _FAR),
        found=tuple(f for f in window.found if not sentences.isdisjoint(f.passage.sentences)),
        rank=min((ranks[one] for one in sentences if one in ranks), default=0),
        is_whole=is_whole,
    )
