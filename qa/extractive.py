"""A first extractive reader: the best sentence or two, whole and verbatim, or nothing.

It ranks by what the search found and asks three things of the best: does it have the words of the
question, above all its names; is it near enough in meaning; has it the kind of thing asked for (a
date for "when", a figure for "how many"). The weights were set by hand on the seed's questions.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from index import Found, Kind, Sentence
from qa.answer import Draft, Question
from qa.attribution import hedge_of, speaker_of
from qa.spans import Asked, asked_for, has_what_is_asked, span_in
from qa.words import Word, content_words, covers, spoken_in

_NEAR, _FAR = 0.815, 0.745
"""Cosines of multilingual-e5-small at which a sentence is surely near, and surely not, as the
seed's questions show it."""
_COMMON = 0.15
"""Share of the question's words under which sentence and question have nothing in common."""
_ENOUGH = 0.5
_SECOND = 0.92
"""How much of the best one's strength a second statement needs."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question taken apart once for all its sentences."""

    text: str
    words: tuple[Word, ...]
    kind: Asked | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    strength: float


async def read_extractively(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
    """Draft the sentences that answer ``question``, best first; none when all are too weak."""
    ask = _Ask(question.text, content_words(question.text), asked_for(question.text))
    candidates = sorted(_candidates(ask, found), key=lambda one: -one.strength)
    if not candidates or candidates[0].strength < _ENOUGH:
        return
    best = candidates[0]
    yield _draft(best.sentence, ask)
    for other in candidates[1:2]:
        elsewhere = other.sentence.source.id != best.sentence.source.id
        if elsewhere and other.strength >= max(_ENOUGH, _SECOND * best.strength):
            yield _draft(other.sentence, ask)


def _candidates(ask: _Ask, found: Sequence[Found]) -> Iterator[_Candidate]:
    for one in found:
        for sentence in one.passage.sentences:
            if sentence.kind is Kind.BODY and ask.words:
                yield _Candidate(sentence, _strength(ask, sentence, one))


def _strength(ask: _Ask, sentence: Sentence, found: Found) -> float:
    """From 0 to about 1; from one half on it answers."""
    cosine = found.dense.score if found.dense else _FAR
    nearness = min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))
    # Across languages words say little, and names are spelt otherwise: meaning decides.
    alike = spoken_in(ask.text, sentence.source.language)
    strength = _by_words(ask, sentence, found, nearness) if alike else 0.75 * nearness
    if ask.kind is not None and not has_what_is_asked(sentence.text, ask.kind):
        strength *= 0.5
    return strength


def _by_words(ask: _Ask, sentence: Sentence, found: Found, nearness: float) -> float:
    around = f"{sentence.source.title} {found.context.text}"
    here, near = _share(ask.words, sentence.text), _share(ask.words, around)
    if near < _COMMON:
        return 0.45 * nearness
    strength = 0.55 * nearness + 0.45 * (0.75 * here + 0.25 * near)
    if any(word.is_name and not covers(around, word) for word in ask.words):
        strength *= 0.55
    return strength


def _share(words: Sequence[Word], text: str) -> float:
    """Weight of those ``words`` that ``text`` has, out of all of them."""
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if covers(text, word)) / whole


def _draft(sentence: Sentence, ask: _Ask) -> Draft:
    place = span_in(sentence.text, ask.kind, ask.words) if ask.kind else None
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
