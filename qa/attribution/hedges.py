"""The words that make a short answer less than a fact: possible, planned, expected, denied.

Only words of the answer's own clause count. Verbs that close a clause (Azerbaijani, Turkish, mostly
Persian) are looked for behind the answer first, others before it.
"""

import re
from collections.abc import Iterator, Sequence

from qa.attribution.clauses import Layout, Span
from qa.attribution.own_clause import clause_around
from qa.attribution.report import Report

_AND = re.compile(r"və|ve|و")
_NEAR = 40
"""Code points between a doubting verb and a "not" or a limit that make one hedge of them."""


def hedge_at(
    layout: Layout, answer: Span, report: Report | None, others: Sequence[Report]
) -> Span | None:
    """What makes ``answer`` unsettled; a plain future does so only as somebody's word.

    ``report`` is the one that the answer is part of, ``others`` those that it is not.
    """
    clause = clause_around(layout, answer, report, others)
    if limit := _limited(layout, clause, answer, report):
        return limit
    doubting = report if report and report.doubts else None
    if doubting is None and (condition := _condition_in(layout, clause, answer)):
        return _depending(layout, condition, answer, is_told=report is not None)
    modal = _nearest(layout, layout.wording.possible, clause, answer)
    if modal and doubting and _is_nearer(layout, doubting.cue, modal, answer):
        return doubting.cue
    denied = _nearest(layout, layout.wording.denied, clause, answer)
    if denied and modal and _is_beyond_comma(layout, modal, denied, answer):
        modal = None
    if modal and not _overlaps(modal, answer):
        modal = _doubted(layout, modal, doubting, answer) if doubting else modal
        return _with_roughly(layout, modal, answer)
    if modal or (denied and _overlaps(denied, answer)):
        denied = None  # the answer itself says "could" or "not"
    if doubting:
        return _with_roughly(layout, _doubted(layout, denied, doubting, answer), answer)
    return denied or _weaker(layout, clause, answer, modal, report)


def _is_nearer(layout: Layout, cue: Span, modal: Span, answer: Span) -> bool:
    """Of "it is ready to pay [[9]], the rest, perhaps, others": only a mark parts "perhaps"."""
    low, high = max(cue[1], answer[1]), modal[0]
    is_beside = not layout.marks_in(cue[1], answer[0])
    return is_beside and low <= high and bool(layout.marks_in(low, high))


def _is_beyond_comma(layout: Layout, modal: Span, denied: Span, answer: Span) -> bool:
    """Of "work, planned by Reed, will not start before [[May]]" only the "not" is of the verb."""
    is_nearer = modal[1] <= denied[0] and denied[1] <= answer[0]
    return is_nearer and any(mark.kind == "," for mark in layout.marks_in(modal[1], denied[0]))


def _with_roughly(layout: Layout, hedge: Span, answer: Span) -> Span:
    """Of "is to recall about [[9]]" all up to the answer, when it is near."""
    rough = _right_before(layout, layout.wording.roughly, answer)
    if rough is None or not hedge[1] <= rough[0] <= hedge[1] + _NEAR:
        return hedge
    return hedge if layout.parts(hedge[1], rough[0]) else (hedge[0], rough[1])


def _weaker(
    layout: Layout, clause: Span, answer: Span, modal: Span | None, report: Report | None
) -> Span | None:
    """What doubts the answer when nothing in its clause does: a source, "about", a future."""
    wording = layout.wording
    supposed = _nearest(layout, wording.supposed, layout.reach(answer[0]), answer, is_loose=True)
    rough = _right_before(layout, wording.roughly, answer)
    return supposed or modal or rough or _foreseen(layout, clause, answer, report)


def _limited(layout: Layout, clause: Span, answer: Span, report: Report | None) -> Span | None:
    """Of "would pay no more than [[9 crowns]]" the limit, and the verb when it is near."""
    limit = _right_before(layout, layout.wording.limits, answer)
    if limit is None:
        return None
    modals = [m for m in _matches(layout, layout.wording.possible, clause) if m[1] <= limit[0]]
    if report and report.doubts:
        modals = modals or [report.cue]
    lead = modals[-1] if modals else None
    if lead is None or not lead[1] <= limit[0] <= lead[1] + _NEAR:
        return limit
    return limit if layout.parts(lead[1], limit[0]) else (lead[0], limit[1])


def _right_before(layout: Layout, pattern: re.Pattern[str], answer: Span) -> Span | None:
    """The match that leads to the answer at once, but for a quotation mark or a colon."""
    start = max(layout.start, answer[0] - _NEAR)
    for match in pattern.finditer(layout.text, start, answer[0]):
        if not layout.text[match.end() : answer[0]].strip(' “«„":,'):
            return match.span()
    return None


def _foreseen(layout: Layout, clause: Span, answer: Span, report: Report | None) -> Span | None:
    """A future that depends on a condition, or on the word of who tells it."""
    future = _nearest(layout, layout.wording.future, clause, answer)
    if future is None and report is None:
        return None
    condition = _nearest(layout, layout.wording.condition, layout.reach(answer[0]), answer)
    return condition or (future if report is not None else None)


def _condition_in(layout: Layout, clause: Span, answer: Span) -> Span | None:
    """The "if" of the clause that the answer is part of, or that it is."""
    found = _nearest(layout, layout.wording.condition, clause, answer)
    if found is None or any(mark.is_comma for mark in layout.marks_in(found[1], answer[0])):
        return None
    is_own = found[1] > answer[0] if layout.wording.verb_last else found[0] < answer[1]
    return found if is_own else None


def _depending(layout: Layout, condition: Span, answer: Span, *, is_told: bool) -> Span:
    """What hangs on the condition: of "it could close if orders stay below [[9]]" it is "could"."""
    low, high = layout.reach(answer[0])
    ahead = low, min(condition[0], answer[0])
    behind = max(condition[1], answer[1]), high
    wording = layout.wording
    for pattern in (wording.possible, wording.future)[: 1 + is_told]:
        found = [*list(_matches(layout, pattern, ahead))[-1:], *_matches(layout, pattern, behind)]
        if found:
            return found[0]
    return condition


def _doubted(layout: Layout, found: Span | None, report: Report, answer: Span) -> Span:
    """The doubting verb with the "may" or "not" near it: "expects it will not"."""
    if found is None:
        return report.cue
    both = min(found[0], report.cue[0]), max(found[1], report.cue[1])
    gap = max(found[0] - report.cue[1], report.cue[0] - found[1])
    is_apart = both[1] <= answer[0] or both[0] >= answer[1]
    return both if gap <= _NEAR and is_apart and not layout.parts(*both) else found


def _overlaps(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _nearest(
    layout: Layout, pattern: re.Pattern[str], clause: Span, answer: Span, *, is_loose: bool = False
) -> Span | None:
    """The match inside the answer, else the nearest: first on the side where the verb stands."""
    found = list(_matches(layout, pattern, clause))
    inside = [match for match in found if match[0] < answer[1] and match[1] > answer[0]]
    if inside:
        return next((one for one in inside if not _is_aside_in(layout, one, answer)), inside[0])
    before = [match for match in found if match[1] <= answer[0]]
    behind = [match for match in found if match[0] >= answer[1]]
    near = [m for m in before[-1:] if is_loose or not _is_shut(layout, m, answer[0])]
    far = [m for m in behind[:1] if not _is_parted(layout, (answer[1], m[0]), is_loose=is_loose)]
    sides = [far, near] if layout.wording.verb_last else [near, far]
    return next((side[0] for side in sides if side), None)


def _is_aside_in(layout: Layout, match: Span, answer: Span) -> bool:
    """Of "[[prices, due to be freed, could rise]]" the match of what is between the commas."""
    commas = [mark for mark in layout.marks_in(*answer) if mark.is_comma]
    return any(mark.end <= match[0] for mark in commas) and any(
        match[1] <= mark.start for mark in commas
    )


def _is_shut(layout: Layout, match: Span, end: int) -> bool:
    """Whether the clause of a match in front of the answer ends before it."""
    if layout.barrier_in((match[1], end)):
        return True
    # A verb at the end of its clause is shut off by the "and" behind it.
    ends = layout.wording.verb_last or layout.wording.language == "fa"
    behind = layout.words((match[1], end))[:1]
    is_verb = layout.has(layout.wording.verbs, match)
    return ends and is_verb and bool(behind) and layout.is_all(_AND, behind[0])


def _is_parted(layout: Layout, between: Span, *, is_loose: bool) -> bool:
    """Whether another clause begins in between: "… on May 6 and might end in Dublin"."""
    if not layout.wording.verb_last:
        return layout.has(layout.wording.openers, between)
    verb_end = -1
    for word in layout.words(between):
        if verb_end >= 0 and (is_loose or layout.is_all(layout.wording.joiners, word)):
            return True
        verb_end = word[1] if layout.is_all(layout.wording.verbs, word) else -1
    return False


def _matches(layout: Layout, pattern: re.Pattern[str], clause: Span) -> Iterator[Span]:
    excused: list[Span] = []
    if pattern is layout.wording.denied:
        excused = [m.span() for m in layout.wording.not_denied.finditer(layout.text, *clause)]
    if pattern is not layout.wording.condition and pattern is not layout.wording.supposed:
        excused += [one for one in layout.quotes if one != layout.quote_around(*clause)]
    for match in pattern.finditer(layout.text, *clause):
        if not any(low <= match.start() < high for low, high in excused):
            yield match.span()
