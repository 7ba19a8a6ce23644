"""The embedded reader: a short answer, its sentence whole and verbatim, and how sure it is of both.

Of spans that answer alike well the newest article's comes first, where that is asked for; behind it
stands what other articles add. Whether the probability is enough is not decided here.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence

from index import Found, Sentence
from qa.answer import Draft, Question, Reader
from qa.attribution import Words, attribution_of
from qa.disagreement.bounds import Bound
from qa.disagreement.values import values_of
from qa.reading.candidates import Candidate, candidates_of
from qa.reading.further import Reply, further_of, replies_of
from qa.reading.nearness import Nearness
from qa.recency import asks_for_newest, asks_since, newness

__all__ = ["Candidate", "candidates_of", "extractive_reader"]
_ALIKE = 0.1
"""Probabilities that are nearer than this are alike: it is the width of the bins in which the
calibration was judged, so closer than that it tells no two answers apart."""


def extractive_reader(nearness: Nearness) -> Reader:
    """Build the reader for passages whose cosines are of the model that ``nearness`` is of."""

    async def read(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        for draft in await asyncio.to_thread(_drafts, question.text, found, nearness):
            yield draft

    return read


def _drafts(question: str, found: Sequence[Found], nearness: Nearness) -> tuple[Draft, ...]:
    """The likeliest answer, and those of other articles that say something else."""
    # What is found first is likelier to answer: that is the search's order, not that of time.
    by_score = sorted(found, key=lambda one: -one.score)
    candidates = candidates_of(question, by_score, nearness)
    replies = _newest_first(question, replies_of(question, candidates, nearness))
    if not replies:
        return ()
    first = draft_of(replies[0].alone)
    return (first, *further_of(question, first, replies, draft_of))


def _newest_first(question: str, replies: Sequence[Reply]) -> Sequence[Reply]:
    """With the newest of the articles that answer alike well in front, where that is asked for."""
    since = asks_since(question)
    if not replies or (since is None and not asks_for_newest(question)):
        return replies
    alike = [
        one for one in replies if one.alone.probability > replies[0].alone.probability - _ALIKE
    ]
    newest = max(alike, key=lambda one: newness(one.alone.window.source, since))
    return (newest, *(one for one in replies if one is not newest))


def draft_of(one: Candidate) -> Draft:
    """A candidate as a draft: its sentences whole, with who says it and how surely."""
    first, last = one.window.touched(one.span.start, one.span.end)
    sentences = one.window.passage.sentences[first:last]
    low, high = _without_aside(one.window.passage.text, *_with_its_bounds(one))
    start, end = (at + one.window.passage.start for at in (low, high))
    told = attribution_of(one.window.passage.sentences, start, end)
    beside = [s for s in one.window.passage.sentences if _holds(s, told.speaker, told.hedge)]
    return Draft(
        one.window.slice(first, last),
        sentences,
        span=None if one.is_whole else one.window.passage.text[low:high],
        said_by=told.speaker.text if told.speaker else None,
        hedge=told.hedge.text if told.hedge else None,
        neighbours=tuple(s for s in beside if s not in sentences),
        confidence=one.probability,
    )


def _with_its_bounds(one: Candidate) -> tuple[int, int]:
    """The span with the "by" or "at least" of its date or figure: without that it would lie."""
    start, end = one.span.start, one.span.end
    bound = [
        value
        for value in values_of(one.window.passage.text)
        if value.binding.bound is not Bound.AT and value.start < end and start < value.end
    ]
    return (
        min([start, *(value.binding.start for value in bound)]),
        max([end, *(value.binding.end for value in bound)]),
    )


def _without_aside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a bracket at its end: "TRIPP (Trump Route for …)" is long for TRIPP."""
    opened = text.rfind("(", start, end)
    before = text[start : max(opened, start)].rstrip()
    return (start, start + len(before)) if before and text[end - 1] == ")" else (start, end)


def _holds(sentence: Sentence, *words: Words | None) -> bool:
    return any(one is not None and sentence.start <= one.start < sentence.end for one in words)
