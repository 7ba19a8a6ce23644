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
from qa.parts import Part
from qa.verification import verify

SURE_ENOUGH = 0.3
"""Probability from which what a reader found is an answer, where it tells one. It is the lowest at
which, of the questions of the calibration split, four in five near misses over news are told."""
_NEAREST = 3


@dataclass(slots=True)
class Progress:
    """The state of one answer; ``missing`` starts as all parts of the question."""

    missing: list[str]
    started: float = field(default_factory=time.monotonic)
    searched: float = 0.0
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

    def take(self, draft: Draft, part: Part, found: Sequence[Found]) -> Said | None:
        """Judge a draft for ``part``; what it says and cites where it passes and is new."""
        if draft.confidence is not None and draft.confidence < SURE_ENOUGH:
            # The reader itself thinks that this is no answer; how near it was is kept.
            self.doubt = max(draft.confidence, self.doubt or 0.0)
            return None
        verdict = verify(draft) if _is_found(draft, found) else _made_up(draft)
        if isinstance(verdict, Withheld):
            self.withheld.append(verdict)
            return None
        if part.text in self.missing:
            self.missing.remove(part.text)
        if verdict in self.statements:
            return None
        self.drafts.append(draft)
        self.statements.append(verdict)
        so_far = Answer("", "", "", Status.ANSWERED, tuple(self.statements))
        rests_on = set(verdict.sentences)
        return Said(verdict, tuple(c for c in so_far.citations if c.sentence in rests_on))

    def answer(self, question: Question, searched_for: str, reader: str) -> Answer:
        """The whole answer, as it stands now."""
        first = self.drafts[0] if self.drafts else None
        now = time.monotonic()
        searched = self.searched or now
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
            confidence=first.confidence if first else self.doubt,
            notice=self.notice,
            reader=reader,
            timings=Timings(
                search=1000 * (searched - self.started),
                read=1000 * (now - searched),
                total=1000 * (now - self.started),
            ),
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


def _is_found(draft: Draft, found: Sequence[Found]) -> bool:
    """Whether every sentence that it cites was there to be read: any reader may be wrong."""
    shown = {s for one in found for run in (one.passage, one.context) for s in run.sentences}
    return shown.issuperset(draft.sentences) and shown.issuperset(draft.neighbours)


def _made_up(draft: Draft) -> Withheld:
    return Withheld(draft, "it cites a sentence that was not found")
