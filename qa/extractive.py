"""A first extractive reader: the best sentence or two, whole and verbatim, or nothing.

It weighs how near a sentence is in meaning, how many words of the question it has (rare ones more),
and how the words' search ranked it; a name of the question that is nowhere around the sentence, or
a date or figure asked for that it has not, speak against it. The weights were set by hand, on
questions over the seed and over encyclopedia articles.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Found, Kind, Sentence
from qa.answer import Draft, Question
from qa.attribution import hedge_of, speaker_of
from qa.nearness import Nearness
from qa.readers import Reader
from qa.spans import Asked, asked_for, has_what_is_asked, span_in
from qa.words import Word, content_words, covers, spoken_in

_MEANING, _WORDS, _RANK = 0.7, 0.3, 0.1
_UNKNOWN_NAME, _NOT_WHAT_IS_ASKED = 0.55, 0.7
_ENOUGH = 0.7
"""Strength from which a sentence answers: two thirds of what can be answered in encyclopedia
articles is then answered rightly, and two thirds of what cannot is told."""
_ACROSS = 0.39
"""Nearness that is enough where question and article have no words in common."""
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


def extractive_reader(nearness: Nearness) -> Reader:
    """Build the reader for passages whose cosines are of the model that ``nearness`` is of."""

    async def read(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        for draft in await asyncio.to_thread(_drafts, question, found, nearness):
            yield draft

    return read


def _drafts(question: Question, found: Sequence[Found], nearness: Nearness) -> tuple[Draft, ...]:
    """The sentences that answer, best first; none when all are too weak."""
    ask = _Ask(question.text, content_words(question.text), asked_for(question.text))
    candidates = sorted(_candidates(ask, found, nearness), key=lambda one: -one.strength)
    if not candidates or candidates[0].strength < _ENOUGH:
        return ()
    best, *others = candidates
    needed = max(_ENOUGH, _SECOND * best.strength)
    second = [
        other
        for other in others[:1]
        if other.strength >= needed and other.sentence.source.id != best.sentence.source.id
    ]
    return tuple(_draft(one.sentence, ask) for one in (best, *second))


def _candidates(ask: _Ask, found: Sequence[Found], nearness: Nearness) -> Iterator[_Candidate]:
    """Every sentence found that can answer, with its strength: from 0.7 on it does."""
    readable = [(s, one) for one in found for s in one.passage.sentences if s.kind is Kind.BODY]
    if not ask.words:
        return
    weights = _weights(ask.words, [sentence.text for sentence, _ in readable])
    for sentence, one in readable:
        near = nearness.of(one)
        # Across languages words say little, and names are spelt otherwise: meaning decides.
        if spoken_in(ask.text, sentence.source.language):
            strength = _by_words(weights, sentence, one, near)
        else:
            strength = _ENOUGH + near - _ACROSS
        if ask.kind is not None and not has_what_is_asked(sentence.text, ask.kind):
            strength *= _NOT_WHAT_IS_ASKED
        yield _Candidate(sentence, strength)


def _by_words(weights: Mapping[Word, float], sentence: Sentence, one: Found, near: float) -> float:
    here = {word: weight for word, weight in weights.items() if covers(sentence.text, word)}
    share = sum(here.values()) / sum(weights.values())
    rank = 1 / one.lexical.rank if one.lexical else 0.0
    strength = _MEANING * near + _WORDS * share + _RANK * rank
    around = f"{sentence.source.title} {one.context.text}"
    if any(word.is_name and not covers(around, word) for word in weights if word not in here):
        strength *= _UNKNOWN_NAME
    return strength


def _weights(words: Sequence[Word], texts: Sequence[str]) -> dict[Word, float]:
    """What each word weighs: more the fewer of the sentences found have it."""
    having = {word: sum(covers(text, word) for text in texts) for word in words}
    return {
        word: word.weight * (1 + math.log((len(texts) + 1) / (count + 1)))
        for word, count in having.items()
    }


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
