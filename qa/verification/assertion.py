"""What a text asserts: its stretches, with all that makes them less than settled.

A hedge can stand in the stretch itself, in a report around it ("doubts that", "plans to"), or in a
condition beside it; here they come together. Nothing here judges.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Sentence
from qa.attribution.clauses import Span, layout_of
from qa.attribution.force import Kind, Mark, kind_of
from qa.attribution.report import Report
from qa.attribution.speakers import reports_in
from qa.attribution.wording import Wording, wording_of
from qa.verification.stretches import Stretch, stretches_of

LONGEST = 2000
"""Code points of a sentence that are read, and of a statement: hostile text stays cheap."""
_COLON = re.compile(r"[:;؛]\s")
"""Behind it, what somebody doubts is over, unless their words begin there."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A stretch of a text, with its marks; ``is_conditional`` where the text names a condition."""

    stretch: Stretch
    text: str
    wording: Wording
    is_conditional: bool = False

    def words(self, mark: Mark) -> str:
        """The words of the mark, as they stand."""
        return self.text[mark.start : mark.end]

    def joined(self, others: Sequence["Assertion"]) -> "Assertion":
        """It with the marks of ``others``, of the same text, for its own."""
        marks = tuple(mark for one in others for mark in one.stretch.marks)
        return replace(self, stretch=replace(self.stretch, marks=marks))


def claimed_in(text: str, wording: Wording) -> Iterator[Assertion]:
    """What a statement asserts; a verb that thinks or intends is a hedge of its stretch.

    Whatever a statement has from somebody is told as a claim.
    """
    stretches = stretches_of(text, wording)
    conditions = _conditions(stretches)
    reports = reports_in(layout_of(text, wording, frozenset()))
    for stretch in stretches:
        cues = [
            Mark(_doubt(match.span(), text, wording), *match.span())
            for pattern in (wording.thinking, wording.intending)
            for match in pattern.finditer(text, stretch.start, stretch.end)
        ]
        doubts = _doubts(stretch, reports, text, wording)
        told = [report.cue for report in reports if not report.doubts]
        cues += [Mark(_doubt(cue, text, wording), *cue) for cue in told]
        bare = _blanked(stretch, [report.cue for report in reports])
        marks = (*stretch.marks, *cues, *conditions, *doubts)
        yield Assertion(replace(stretch, bare=bare, marks=marks), text, wording)


def _blanked(stretch: Stretch, cues: Sequence[Span]) -> str:
    """Its text without the verbs of saying: that somebody said it is past in any case."""
    bare = stretch.bare
    for low, high in cues:
        if stretch.start <= low and high <= stretch.end:
            low, high = low - stretch.start, high - stretch.start
            bare = bare[:low] + " " * (high - low) + bare[high:]
    return bare


def _conditions(stretches: Sequence[Stretch]) -> list[Mark]:
    return [mark for one in stretches for mark in one.marks if mark.kind is Kind.CONDITION][:1]


def borne_by(sentence: Sentence, around: Sequence[Sentence]) -> Iterator[Assertion]:
    """What a cited sentence asserts; what a report doubts, or a condition, marks its own."""
    wording = wording_of([sentence, *around])
    if wording is None:
        return
    text = sentence.text[:LONGEST]
    layout = layout_of(text, wording, frozenset())
    reports = reports_in(layout)
    stretches = stretches_of(text, wording)
    conditions = _conditions(stretches)
    for stretch in stretches:
        marks = [*stretch.marks, *_doubts(stretch, reports, text, wording)]
        if any(_is_asked(text, at) for at in (stretch.end, stretch.end - 1)):
            marks.append(Mark(Kind.POSSIBLE, len(text) - 1, len(text)))
        if any(mark.kind is Kind.FUTURE for mark in marks):
            marks += conditions
        known = replace(stretch, marks=tuple(marks))
        yield Assertion(known, text, wording, bool(conditions))


def _is_asked(text: str, at: int) -> bool:
    return text[at : at + 1] in ("?", "؟")


def _doubts(
    stretch: Stretch, reports: Sequence[Report], text: str, wording: Wording
) -> Iterator[Mark]:
    """What reports make of the stretch: a doubt, a plan, a denial, or a future in the past."""
    for report in reports:
        if not any(low < stretch.end and stretch.start < high for low, high in report.scopes):
            continue
        inside = [one.cue for one in reports if stretch.start <= one.cue[0] < stretch.end]
        if inside and report.cue not in inside and report.cue[1] <= stretch.start:
            continue  # "but Y says": whoever spoke before it does not speak on
        if _COLON.search(text, report.cue[1] + 2, max(stretch.start + 1, report.cue[1])):
            continue
        if report.doubts:
            yield Mark(_doubt(report.cue, text, wording), *report.cue)
        else:
            yield from (
                replace(mark, kind=Kind.FUTURE)
                for mark in stretch.marks
                if mark.kind is Kind.SOFT and text[mark.start : mark.end].lower()[:5] == "would"
            )


def _doubt(cue: Span, text: str, wording: Wording) -> Kind:
    """What a verb makes of what it reports: a claim where it says nothing more."""
    kind = kind_of(text[slice(*cue)], wording)
    if kind is not Kind.SOFT:
        return kind
    return Kind.FORESEEN if wording.intending.match(text, cue[0]) else Kind.CLAIMED
