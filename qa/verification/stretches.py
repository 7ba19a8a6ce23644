"""A text in stretches that each say one thing, and which stretches of two texts say the same.

"Work would end by mid-2026, with the opening possible by the end of 2028" is two: what is only
possible is the second. Stretches are compared by their facts and content words; across languages by
facts and by the skeletons of names. Nothing here judges.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.attribution.clauses import Span
from qa.attribution.force import Kind, Mark, marks_in
from qa.attribution.wording import Wording, wording_in
from qa.facts import Fact, facts_of
from qa.reading.skeleton import is_among, skeletons_of
from qa.words import Word, content_words, covers, tokens_of

_BOUNDARY = re.compile(r"[;؛!?؟()\[\]…“”«»„\"]|[,،](?!\d)|:(?!\d)|(?<=\s)[-–—](?=\s)|—")
_HARD = frozenset({";", "؛", ":", "!", "?", "؟", "…"})
_CONTENT = re.compile(r"\s*(?:что|чтобы|dass|daß|that|که)(?!\w)", re.IGNORECASE)
_KI = re.compile(r"\ski\s*$")
_FACT, _FOREIGN_FACT = 2.0, 4.0
"""Weights of a date or figure beside a word or name of 1: across languages it tells the most."""
_LEAST = 0.3
"""Share of a stretch that another must have in common with it to be about the same."""
_LEAST_FOREIGN = 1.0
_LIKE = 0.85
"""How near to the best a stretch must come to be taken for what is meant too."""
_TIGHT = 0.25
"""Weight of how much of the evidence's stretch is said: of two that hold all, the shorter."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What ``text[start:end]`` of a sentence says; ``marks`` are what makes it less than settled.

    ``bare`` is its text without the words of the marks, of the same length.
    """

    start: int
    end: int
    bare: str
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    marks: tuple[Mark, ...]

    @property
    def names(self) -> list[str]:
        """Its words that are written as names."""
        return [word.text for word in self.words if word.is_name and word.text[0].isalpha()]

    def marked(self, *kinds: Kind) -> Mark | None:
        """The first mark of one of ``kinds``."""
        return next((mark for mark in self.marks if mark.kind in kinds), None)


def stretches_of(text: str, wording: Wording) -> tuple[Stretch, ...]:
    """The stretches of ``text`` in order; every word that is more than grammar is in one."""
    return _stretches(text, wording.language)


@lru_cache(maxsize=256)
def _stretches(text: str, language: str) -> tuple[Stretch, ...]:
    """Kept while an answer is made: its statements rest on the same sentences."""
    wording = wording_in(language)
    marks = marks_in(text, wording)
    bare = _without(text, marks, wording)
    pieces = _joined(_Text.of(text, bare, wording, marks))
    found = (_stretch(bare, piece, text, marks) for piece in pieces)
    return tuple(one for one in found if one.words or one.facts)


def aligned(one: Stretch, others: Sequence[Stretch], *, is_foreign: bool) -> list[Stretch]:
    """Those of ``others`` that say what ``one`` says, or may; none when nothing is near."""
    measure = _foreign_likeness if is_foreign else _likeness
    scores = [measure(one, other) for other in others]
    best = max(scores, default=0.0)
    if best < (_LEAST_FOREIGN if is_foreign else _LEAST):
        return []
    ranked = sorted(zip(scores, range(len(scores)), others, strict=True), key=lambda at: -at[0])
    return [other for score, _, other in ranked if score >= _LIKE * best]


def share(one: Stretch, other: Stretch) -> float:
    """How much of ``one`` is in ``other``, from 0 to 1; for texts of one language."""
    return _shared(one, other) / _weight(one)


def _likeness(one: Stretch, other: Stretch) -> float:
    shared = _shared(one, other)
    return shared / _weight(one) + _TIGHT * shared / _weight(other)


def _shared(one: Stretch, other: Stretch) -> float:
    words = sum(word.weight for word in one.words if covers(other.bare, word))
    return words + _FACT * _facts_shared(one, other)


def _foreign_likeness(one: Stretch, other: Stretch) -> float:
    mine, theirs = skeletons_of(one.bare), skeletons_of(other.bare)
    names = max(
        sum(is_among(name, theirs) for name in one.names),
        sum(is_among(name, mine) for name in other.names),
    )
    return _FOREIGN_FACT * _facts_shared(one, other) + names


def _facts_shared(one: Stretch, other: Stretch) -> int:
    return sum(any(_is_shared(fact, known) for known in other.facts) for fact in one.facts)


def _is_shared(one: Fact, other: Fact) -> bool:
    """Whether either follows from the other; what follows from both is not enough."""
    told = one.readings & (other.readings | other.implied)
    return bool(told or other.readings & one.implied)


def _weight(one: Stretch) -> float:
    return max(0.5, sum(word.weight for word in one.words) + _FACT * len(one.facts))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to be parted; where its marks, its verbs and its content words begin, in order."""

    text: str
    wording: Wording
    marks: Sequence[int]
    verbs: Sequence[int]
    words: Sequence[int]

    @classmethod
    def of(cls, text: str, bare: str, wording: Wording, marks: Sequence[Mark]) -> "_Text":
        """Find them; ``bare`` is the text without its marks."""
        verbs = [match.start() for match in wording.verbs.finditer(text)]
        words = [one.start for one in tokens_of(bare) if content_words(one.text)]
        return cls(text, wording, [mark.start for mark in marks], verbs, words)

    def says(self, start: int, end: int) -> bool:
        """Whether there is a verb or a hedge, and something that it is about."""
        has_verb = self.is_marked(start, end) or _any_in(self.verbs, start, end)
        return has_verb and _any_in(self.words, start, end)

    def is_marked(self, start: int, end: int) -> bool:
        """Whether there is a word that makes something less than settled."""
        return _any_in(self.marks, start, end)

    def opens(self, start: int, end: int) -> bool:
        """Whether it begins as a clause of its own does: "which may …"."""
        text = self.text
        start += len(text[start:end]) - len(text[start:end].lstrip())
        patterns = (self.wording.openers, self.wording.relatives)
        return any(pattern.match(text, start, end) for pattern in patterns)

    def pieces(self) -> Iterator[tuple[int, int, bool]]:
        """The text between its punctuation, and whether nothing goes on over what is before it."""
        ends = [*(match.span() for match in _BOUNDARY.finditer(self.text)), (len(self.text),) * 2]
        start, is_hard = 0, True
        for low, high in ends:
            for piece in self._parted(start, low):
                yield *piece, is_hard and piece[0] == start
            start, is_hard = high, self.text[low:high] in _HARD

    def _parted(self, start: int, end: int) -> Iterator[Span]:
        """Parted at conjunctions with a verb on either side."""
        for pattern in (self.wording.openers, self.wording.relatives):
            for match in pattern.finditer(self.text, start, end):
                at = match.start()
                if at <= start or _CONTENT.match(self.text, at):
                    continue
                if self.says(start, at) and self.says(at, end):
                    yield start, at
                    start = at
        yield start, end


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _joined(text: _Text) -> list[Span]:
    """Pieces that say nothing by themselves, joined with the one whose verb is theirs."""
    whole: list[Span] = []
    is_open = is_apart = False
    for start, end, is_hard in text.pieces():
        if not text.text[start:end].strip():
            continue
        says = text.says(start, end)
        is_aside = not says and not text.wording.verb_last and not text.is_marked(start, end)
        goes_on = is_open and not text.opens(start, end)
        leads = bool(whole) and _leads(text.text, whole[-1], (start, end))
        if whole and not is_hard and (goes_on or leads or is_aside):
            whole[-1] = whole[-1][0], end
            is_open = is_open and not says
        else:
            whole.append((start, end))
            is_open, is_apart = not says, is_hard
    if is_open and not is_apart and len(whole) > 1:
        whole[-2:] = [(whole[-2][0], whole[-1][1])]
    return whole


def _leads(text: str, piece: Span, behind: Span) -> bool:
    """Of "Ожидается, что …" and "güman edilir ki, …": what follows is what is expected."""
    return bool(_CONTENT.match(text, *behind) or _KI.search(text[slice(*piece)]))


def _without(text: str, marks: Sequence[Mark], wording: Wording) -> str:
    """The text with its marks blank, but where they are glued to the verb that they mark."""
    for mark in marks:
        if not wording.verb_last and mark.kind is not Kind.FUTURE:
            blank = " " * (mark.end - mark.start)
            text = text[: mark.start] + blank + text[mark.end :]
    return text


def _stretch(bare: str, piece: Span, text: str, marks: Sequence[Mark]) -> Stretch:
    start, end = piece
    inside = tuple(mark for mark in marks if start <= mark.start < end)
    facts = tuple(fact for fact in facts_of(text[start:end]) if not fact.is_loose)
    return Stretch(start, end, bare[start:end], content_words(bare[start:end]), facts, inside)
