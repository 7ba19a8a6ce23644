"""How firmly words assert: what makes them possible, foreseen, conditional, denied or negated.

:mod:`qa.attribution.hedges` finds the words beside one short answer; here every such word of a
stretch is found, with its kind, so that two wordings of one thing can be compared across languages.
A hedge of neither kind ("should", "seems") is soft: it makes a statement less than a fact, and the
statement of somebody who leaves it out is not thereby false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qa.attribution.clauses import Span
from qa.attribution.wording import Wording, entries_of, pattern_of


class Kind(StrEnum):
    """What a word does to the words around it."""

    POSSIBLE = "possible"
    FORESEEN = "expected or planned"
    SOFT = "not certain"
    CLAIMED = "somebody's claim"
    FUTURE = "still to come"
    CONDITION = "conditional"
    DENIED = "denied"
    NEGATED = "not so"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one kind at ``start``:``end``, half-open in code points of the text given."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Kinds:
    """``open`` and ``foreseen`` are found in the words of a hedge and tell its kind."""

    open: re.Pattern[str]
    foreseen: re.Pattern[str]
    negating: re.Pattern[str]
    affirming: re.Pattern[str]
    denying: re.Pattern[str]
    past: re.Pattern[str]


def marks_in(text: str, wording: Wording) -> tuple[Mark, ...]:
    """Every word of ``text`` that makes it less than a settled yes, each place once for a kind.

    Parts of words are none: "long-planned".
    """
    kinds = _kinds(wording.language)
    excused = [m.span() for p in (kinds.affirming, wording.not_denied) for m in p.finditer(text)]
    found: list[Mark] = []
    for mark in _marks(text, wording, kinds):
        is_excused = mark.kind in (Kind.NEGATED, Kind.DENIED) and _overlaps(mark, excused)
        is_known = _overlaps(mark, [(m.start, m.end) for m in found if m.kind is mark.kind])
        is_part = "-" in (text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1])
        if not is_excused and not is_known and not is_part:
            found.append(mark)
    found += [Mark(Kind.POSSIBLE, *m.span()) for m in kinds.affirming.finditer(text)]
    return tuple(sorted(found, key=lambda mark: mark.start))


def kind_of(words: str, wording: Wording) -> Kind:
    """The kind of the words of a hedge, or of a verb that doubts what it reports."""
    kinds = _kinds(wording.language)
    plain = words.lower()
    if kinds.denying.search(plain) and not kinds.affirming.search(plain):
        return Kind.DENIED
    if kinds.open.search(plain):
        return Kind.POSSIBLE
    return Kind.FORESEEN if kinds.foreseen.search(plain) else Kind.SOFT


def is_past(text: str, wording: Wording) -> bool:
    """Whether a verb of ``text`` tells of what has happened; German nouns may look like one."""
    found = _kinds(wording.language).past.finditer(text)
    return any(not text[match.start()].isupper() for match in found)


def _marks(text: str, wording: Wording, kinds: _Kinds) -> Iterator[Mark]:
    for pattern in (wording.possible, wording.supposed):
        for match in pattern.finditer(text):
            kind = kind_of(match.group(), wording)
            yield Mark(Kind.NEGATED if kind is Kind.DENIED else kind, *match.span())
    for kind, pattern in (
        (Kind.FUTURE, wording.future),
        (Kind.CONDITION, wording.condition),
        (Kind.NEGATED, wording.denied),
        (Kind.NEGATED, kinds.negating),
    ):
        yield from (Mark(kind, *match.span()) for match in pattern.finditer(text))


def _overlaps(mark: Mark, spans: list[Span]) -> bool:
    return any(low < mark.end and mark.start < high for low, high in spans)


@cache
def _kinds(language: str) -> _Kinds:
    entries = entries_of(language)
    open_, foreseen, denying = (
        re.compile("|".join(entries[name])) for name in ("open", "foreseen", "denying")
    )
    negating, affirming, past = (
        pattern_of(entries[name], "") for name in ("negating", "affirming", "past")
    )
    return _Kinds(open_, foreseen, negating, affirming, denying, past)
