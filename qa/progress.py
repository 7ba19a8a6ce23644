"""What one answer has come to so far: what was found, passed, was withheld, and is missing.

Drafts come in here and statements go out, so nothing of a draft reaches anyone unverified.
"""

import itertools
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index import Found, Kind, Sentence
from qa.answer import (
    Answer,
    Draft,
    Question,
    Said,
    Statement,
    Status,
    Timings,
    Withheld,
)
from qa.disagreement import differences
from qa.parts import Part
from qa.verification import repaired, verify

SURE_ENOUGH = 0.32
"""Probability from which what a reader found is an answer, where it tells one. It is the lowest at
which, of the questions of the calibration split, four in five near misses over news are told: asked
of their item, among all items, and in another language."""
_NEAREST = 3


@dataclass(slots=True)
class Clock:
    """When what happened, in seconds of the monotonic clock; ``verifying`` is a sum of seconds."""

    started: float = field(default_factory=time.monotonic)
    rewritten: float = 0.0
    searched: float = 0.0
    first: float = 0.0
    verifying: float = 0.0

    def timings(self) -> Timings:
        """Milliseconds, up to now."""
        now = time.monotonic()
        rewritten = self.rewritten or now
        searched = self.searched or now
        return Timings(
            search=1000 * (searched - rewritten),
            read=1000 * (now - searched),
            total=1000 * (now - self.started),
            rewrite=1000 * (rewritten - self.started),
            first=1000 * (self.first - searched) if self.first else 0.0,
            verify=1000 * self.verifying,
        )


@dataclass(slots=True)
class Progress:
    """The state of one answer, as ``reader`` gives it."""

    reader: str
    missing: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    found: tuple[tuple[Found, ...], ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    doubt: float | None = None
    notice: str | None = None

    @property
    def read(self) -> tuple[Sentence, ...]:
        """The sentences that were found, each once, in the order of the search."""
        every = itertools.chain.from_iterable(self.found)
        return tuple(dict.fromkeys(s for one in every for s in one.passage.sentences))

    def ask_for(self, parts: Sequence[Part]) -> None:
        """Begin: until something is said of them, all parts are missing."""
        self.missing = [part.text for part in parts]
        self.clock.rewritten = time.monotonic()

    def take(self, draft: Draft, part: Part, found: Sequence[Found]) -> Said | None:
        """Judge a draft for ``part``; what it says and cites where it passes and is new."""
        self.missing += [one for one in draft.missing if one not in self.missing]
        if draft.missing and not draft.text:
            return None
        is_first = part.text in self.missing
        if is_first and draft.confidence is not None and draft.confidence < SURE_ENOUGH:
            # The reader itself thinks that this is no answer; how near it was is kept. What other
            # articles add to an answer it has judged by lines of its own.
            self.doubt = max(draft.confidence, self.doubt or 0.0)
            return None
        began = time.monotonic()
        draft, verdict = _judged(draft, _shown(found))
        self.clock.verifying += time.monotonic() - began
        if isinstance(verdict, Withheld):
            self.withheld.append(verdict)
            return None
        if part.text in self.missing:
            self.missing.remove(part.text)
        if verdict in self.statements:
            return None
        self.clock.first = self.clock.first or time.monotonic()
        self.drafts.append(draft)
        self.statements.append(verdict)
        so_far = Answer("", "", "", Status.ANSWERED, tuple(self.statements))
        rests_on = set(verdict.sentences)
        return Said(verdict, tuple(c for c in so_far.citations if c.sentence in rests_on))

    def answer(self, question: Question, searched_for: str) -> Answer:
        """The whole answer, as it stands now."""
        first = self.drafts[0] if self.drafts else None
        return Answer(
            id=secrets.token_hex(16),
            question=question.text,
            searched_for=searched_for,
            status=self._status(),
            statements=tuple(self.statements),
            withheld=tuple(self.withheld),
            nearest=() if self.statements else tuple(self._nearest()),
            span=first.span if first else None,
            said_by=first.said_by if first else None,
            hedge=first.hedge if first else None,
            missing=tuple(self.missing) if self.statements else (),
            differs=differences(searched_for, self.drafts, self.statements),
            confidence=first.confidence if first else self.doubt,
            notice=self.notice,
            reader=self.reader,
            timings=self.clock.timings(),
        )

    def _status(self) -> Status:
        if self.statements:
            return Status.PARTIAL if self.missing else Status.ANSWERED
        return Status.UNVERIFIED if self.withheld else Status.NOT_IN_ARTICLES

    def _nearest(self) -> Iterator[Sentence]:
        """The three nearest in meaning; those that only share words come after."""
        every = itertools.chain.from_iterable(self.found)
        order = sorted(every, key=lambda one: -(one.dense.score if one.dense else 0.0))
        seen: set[Sentence] = set()
        for one in order:
            sentence = one.passage.sentences[0]
            if sentence.kind is Kind.BODY and sentence not in seen and len(seen) < _NEAREST:
                seen.add(sentence)
                yield sentence


def _judged(draft: Draft, shown: tuple[Sentence, ...]) -> tuple[Draft, Statement | Withheld]:
    """The draft as it was judged, its citations repaired where that bears it out, and how."""
    if not set(shown).issuperset((*draft.sentences, *draft.neighbours)):
        # Any reader may be wrong, and what was not found was not read.
        return draft, Withheld(draft, "it cites a sentence that was not found")
    verdict = verify(draft, shown)
    if isinstance(verdict, Withheld) and (better := repaired(draft, shown)) is not None:
        again = verify(better, shown)
        if isinstance(again, Statement):
            return better, again
    return draft, verdict


def _shown(found: Sequence[Found]) -> tuple[Sentence, ...]:
    """Every sentence that was there to be read, each once, in the order of the search."""
    runs = (run for one in found for run in (one.passage, one.context))
    return tuple(dict.fromkeys(s for run in runs for s in run.sentences))
