"""A first extractive reader: the best sentence or two, whole and verbatim, or nothing.

It ranks by what the search found and asks three things of the best: does it have the words of the
question, above all its names; is it near enough in meaning; has it the kind of thing asked for (a
date for "when", a figure for "how many"). The weights were set by hand on the seed's questions.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from index import Found, Kind, Sentence
from qa.answer import Draft, Question
from qa.attribution import hedge_of, speaker_of
from qa.spans import Asked, asked_for, has_what_is_asked, span_in
from qa.words import Word, content_words, covers

_NEAR, _FAR = 0.815, 0.745
"""Cosines of multilingual-e5-small at which a sentence is surely near, and surely not: measured
over the seed's questions; below and above them words decide nothing."""
_ENOUGH = 0.5
_SECOND = 0.92
"""How much of the best one's strength a second statement needs."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    strength: float


async def read_extractively(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
    """Draft the sentences that answer ``question``, best first; none when all are too weak."""
    asked = asked_for(question.text)
    words = content_words(question.text)
    candidates = _ranked(words, asked, found)
    if not candidates or candidates[0].strength < _ENOUGH:
        return
    best = candidates[0]
    yield _draft(best.sentence, asked, words)
    for other in candidates[1:2]:
        elsewhere = other.sentence.source.id != best.sentence.source.id
        if elsewhere and other.strength >= max(_ENOUGH, _SECOND * best.strength):
            yield _draft(other.sentence, asked, words)


def _ranked(words: Sequence[Word], asked: Asked | None, found: Sequence[Found]) -> list[_Candidate]:
    candidates: dict[tuple[str, int], _Candidate] = {}
    for one in found:
        for sentence in one.passage.sentences:
            if sentence.kind is not Kind.BODY:
                continue
            strength = _strength(words, asked, sentence, one)
            candidates.setdefault(
                (sentence.source.id, sentence.index), _Candidate(sentence, strength)
            )
    return sorted(candidates.values(), key=lambda candidate: -candidate.strength)


def _strength(
    words: Sequence[Word], asked: Asked | None, sentence: Sentence, found: Found
) -> float:
    """From 0 to about 1; above one half it answers."""
    if not words:
        return 0.0
    cosine = found.dense.score if found.dense else _FAR
    nearness = min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))
    around = f"{sentence.source.title} {found.context.text}"
    weights = sum(word.weight for word in words)
    here = sum(word.weight for word in words if covers(sentence.text, word)) / weights
    near = sum(word.weight for word in words if covers(around, word)) / weights
    if near < 0.15 and cosine < _NEAR:
        # Nothing in common: another language, or another matter. Meaning alone decides.
        return 0.45 * nearness
    coverage = 0.75 * here + 0.25 * near
    strength = 0.55 * nearness + 0.45 * coverage if near >= 0.15 else 0.75 * nearness
    if any(word.is_name and not covers(around, word) for word in words):
        strength *= 0.55
    if asked is not None and not has_what_is_asked(sentence.text, asked):
        strength *= 0.5
    return strength


def _draft(sentence: Sentence, asked: Asked | None, words: Sequence[Word]) -> Draft:
    place = span_in(sentence.text, asked, words) if asked else None
    if place is None:
        return Draft(sentence.text, (sentence,))
    start, end = place
    return Draft(
        sentence.text,
        (sentence,),
        span=sentence.text[start:end],
        said_by=speaker_of(sentence.text),
        hedge=hedge_of(sentence.text, start, end),
    )
