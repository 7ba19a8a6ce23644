"""What speaks for and against a sentence as the answer, as numbers that a calibration weighs.

The reader's scores say where an answer would stand; whether it stands there at all shows in more:
what the search thought of the sentence and its passage, the names and figures of the question that
the passage lacks, and whether the short answer is of the kind that was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import log1p

from models.span_reader import Scores
from qa.facts.numbers import evened, numbers_of
from qa.reading.asked import Asked, asked_for, fits
from qa.reading.nearness import Nearness
from qa.reading.places import Place
from qa.reading.skeleton import is_among, skeletons_of
from qa.reading.windows import Window
from qa.words import Word, content_words, covers, spoken_in

_MOST = 12.0
"""Logits beyond which more says nothing more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question taken apart once for all its passages."""

    text: str
    words: tuple[Word, ...]
    kind: Asked | None
    figures: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, text: str) -> "Ask":
        """Take ``text`` apart."""
        figures = tuple(n.readings for n in numbers_of(evened(text)) if not n.is_loose)
        return cls(text, content_words(text), asked_for(text), figures)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number for each thing that bears on whether a span answers; about -2 to 3 each."""

    margin: float
    """The logit that any span of the sentence answers, over that of "not here", in tens."""
    peak: float
    """That of the short answer alone, in tens."""
    verdict: float
    """The logit that the passage answers at all, in tens."""
    lead: float
    """The sentence's logit over that of the passage's next best, in tens."""
    nearness: float
    """How near in meaning the best sentence of the passage is."""
    own_nearness: float
    """How near the sentence itself is; that of the passage's farthest found where it was not."""
    early: float
    """1 for the passage that the search put first, less for later ones."""
    own_early: float
    """1 for the sentence that the search put first, less for later ones, 0 for one not found."""
    words: float
    """Share of the question's words that the passage has; 0 across languages."""
    own_words: float
    """Share of them that the sentence has; 0 across languages."""
    foreign: float
    """1 where question and passage are of different languages."""
    names_gone: float
    """Names of the question that neither passage nor title has."""
    figures_gone: float
    """Numbers of the question that neither passage nor title has."""
    other_kind: float
    """1 where a date, a figure or a name was asked for and the span is none."""
    of_kind: float
    """1 where it was, and the span is one."""
    length: float
    """Of the span, in logarithms: long ones are vague."""

    def values(self) -> tuple[float, ...]:
        """The numbers in the order of the fields."""
        return tuple(float(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Around:
    """What bears on all of a window alike: the fields of :class:`Evidence` of these names.

    ``farthest`` is how near the farthest sentence is that the search found in it.
    """

    nearness: float
    farthest: float
    early: float
    words: float
    foreign: float
    names_gone: float
    figures_gone: float


def around_of(ask: Ask, window: Window, place: int, nearness: Nearness) -> Around:
    """Weigh the window that the search put at ``place`` (from 0)."""
    text = f"{window.title}\n{window.passage.text}"
    foreign = not spoken_in(ask.text, window.source.language)
    return Around(
        nearness=max(nearness.of(one) for one in window.found),
        farthest=min(nearness.of(one) for one in window.found),
        early=1 / (1 + place),
        words=0.0 if foreign else _share(ask.words, text),
        foreign=float(foreign),
        names_gone=float(_names_gone(ask.words, text, foreign=foreign)),
        figures_gone=float(_figures_gone(ask.figures, text)),
    )


def evidence_of(
    ask: Ask, around: Around, scores: Scores, place: Place, nearness: Nearness
) -> Evidence:
    """Weigh the sentences at ``place`` of a window with these scores, and their short answer."""
    fitting = ask.kind is not None and fits(place.answer, ask.kind)
    own = max((nearness.of(one) for one in place.found), default=around.farthest)
    return Evidence(
        margin=bounded(place.score - scores.nothing) / 10,
        peak=bounded(place.spans[0].score - scores.nothing) / 10,
        verdict=bounded(scores.verdict) / 10,
        lead=bounded(place.score - place.rivals) / 10,
        nearness=around.nearness,
        own_nearness=own,
        early=around.early,
        own_early=1 / (1 + place.rank) if place.found else 0.0,
        words=around.words,
        own_words=0.0 if around.foreign else _share(ask.words, place.text),
        foreign=around.foreign,
        names_gone=around.names_gone,
        figures_gone=around.figures_gone,
        other_kind=float(ask.kind is not None and not fitting),
        of_kind=float(fitting),
        length=log1p(len(place.answer)) / 5,
    )


def bounded(logit: float) -> float:
    """A logit, or the highest or lowest that says anything."""
    return max(-_MOST, min(_MOST, logit))


def _share(words: Sequence[Word], text: str) -> float:
    """Weight of those words that the text has, out of all."""
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if covers(text, word)) / whole if whole else 0.0


def _names_gone(words: Sequence[Word], text: str, *, foreign: bool) -> int:
    names = [word for word in words if word.is_name and not word.text.isdigit()]
    if not names:
        return 0
    bones = skeletons_of(text)
    return sum(
        not is_among(word.text, bones) and (foreign or not covers(text, word)) for word in names
    )


def _figures_gone(figures: Sequence[frozenset[str]], text: str) -> int:
    if not figures:
        return 0
    known = frozenset[str]().union(*(number.readings for number in numbers_of(evened(text))))
    return sum(figure.isdisjoint(known) for figure in figures)
