"""The words that make a short answer less than a fact: possible, planned, expected, denied.

Only words of the answer's own clause count. Verbs that close a clause (Azerbaijani, Turkish, mostly
Persian) are looked for behind the answer first, others before it.
"""

import re
from collections.abc import Iterator, Sequence

from qa.attribution.clauses import Layout, Mark, Span, bare
from qa.attribution.report import Report

_ASIDE, _ADVERB = 7, 3
"""Words of an aside between commas: "по её оценке", and of one that is but an adverb."""
_MATRIX = 8
"""Words of the clause before "that" which say how sure it is."""
_CONTENT = re.compile(r"(?:что|чтобы|dass|daß|that|که)(?!\w)", re.IGNORECASE)
_KI = re.compile(r"\ski$")
_AND = re.compile(r"və|ve|و")
_NEAR = 40
"""Code points between a doubting verb and a "not" that make one hedge of them."""


def hedge_at(
    layout: Layout, answer: Span, report: Report | None, others: Sequence[Report]
) -> Span | None:
    """What makes ``answer`` unsettled; a plain future does so only as somebody's word.

    ``report`` is the one that the answer is part of, ``others`` those that it is not.
    """
    wording = layout.wording
    clause = _without_cues(clause_around(layout, answer), answer, report, others)
    modal = _nearest(layout, wording.possible, clause, answer)
    if modal and not _overlaps(modal, answer):
        return _doubted(layout, modal, report, answer) if report and report.doubts else modal
    denied = _nearest(layout, wording.denied, clause, answer)
    if report and report.doubts:
        return _doubted(layout, denied, report, answer)
    if modal or (denied and report is None and _overlaps(denied, answer)):
        denied = None  # the answer itself says "could", or "not" with nobody cited for it
    supposed = _nearest(layout, wording.supposed, layout.reach(answer[0]), answer, is_loose=True)
    return denied or supposed or modal or _foreseen(layout, clause, answer, report)


def _foreseen(layout: Layout, clause: Span, answer: Span, report: Report | None) -> Span | None:
    """A future that depends on a condition, or on the word of who tells it."""
    future = _nearest(layout, layout.wording.future, clause, answer)
    if future is None and report is None:
        return None
    condition = _nearest(layout, layout.wording.condition, layout.reach(answer[0]), answer)
    return condition or (future if report is not None else None)


def clause_around(layout: Layout, answer: Span) -> Span:
    """The clause of ``answer``: its piece, and neighbours as far as it has no verb without them."""
    low, high = layout.reach(answer[0])
    return _left_end(layout, answer, low), _right_end(layout, answer, high)


def _left_end(layout: Layout, answer: Span, limit: int) -> int:
    mark = layout.mark_before(answer[0])
    while mark.end > limit and mark.is_comma:
        piece = layout.piece_behind(mark)
        if layout.opens(_CONTENT, piece) or _KI.search(layout.text, 0, mark.start):
            return _matrix_start(layout, mark, limit)
        if _opens_clause(layout, piece) and not layout.is_all(layout.wording.pronouns, piece):
            break
        if _has_verb(layout, piece, answer) and not _is_aside(layout, layout.piece_before(mark)):
            break
        mark = layout.mark_before(mark.start)
    return max(limit, mark.end)


def _matrix_start(layout: Layout, mark: Mark, limit: int) -> int:
    """Of "Ожидается, что …": the clause that a "that" hangs on, when it is short."""
    piece = layout.piece_before(mark)
    is_short = len(layout.words(piece)) <= _MATRIX
    return max(limit, layout.mark_before(mark.start).end if is_short else mark.end)


def _opens_clause(layout: Layout, piece: Span) -> bool:
    wording = layout.wording
    patterns = (wording.openers, wording.relatives, wording.pronouns)
    return any(layout.opens(pattern, piece) for pattern in patterns)


def _right_end(layout: Layout, answer: Span, limit: int) -> int:
    mark = layout.mark_behind(answer[1])
    while mark.start < limit and mark.is_comma:
        piece = layout.piece_before(mark)
        if layout.wording.verb_last or layout.wording.language == "fa":
            piece = max(answer[1], piece[0]), mark.start
        if _has_verb(layout, piece, answer):
            break
        mark = layout.mark_behind(mark.end)
    return min(limit, mark.start)


def _has_verb(layout: Layout, piece: Span, answer: Span) -> bool:
    return any(
        match.end() <= answer[0] or match.start() >= answer[1]
        for match in layout.wording.verbs.finditer(layout.text, *piece)
    )


def _is_aside(layout: Layout, piece: Span) -> bool:
    """Whether the piece is a hedge or a source in passing."""
    wording = layout.wording
    piece = bare(layout, piece)
    length = len(layout.words(piece))
    if 0 < length <= _ADVERB and layout.opens(wording.possible, piece):
        return True
    patterns = (wording.supposed, wording.according_to, wording.whole)
    return 0 < length <= _ASIDE and any(layout.opens(pattern, piece) for pattern in patterns)


def _without_cues(
    clause: Span, answer: Span, report: Report | None, others: Sequence[Report]
) -> Span:
    """The clause without the speaker and the verb of saying, and without what others say."""
    low, high = clause
    if report is not None and report.cue[1] <= answer[0]:
        low = max(low, report.cue[1])
    elif report is not None and report.cue[0] >= answer[1]:
        high = min(high, report.cue[0])
    for other in others:
        is_own = other.speaker is not None and other.doubts and other.speaker[1] > answer[0]
        if other.cue[0] >= answer[1] and not is_own:
            high = min(high, other.cue[0])
    return low, high


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
        return inside[0]
    before = [match for match in found if match[1] <= answer[0]]
    behind = [match for match in found if match[0] >= answer[1]]
    near = [m for m in before[-1:] if is_loose or not _is_shut(layout, m, answer[0])]
    far = [m for m in behind[:1] if not _is_parted(layout, (answer[1], m[0]), is_loose=is_loose)]
    sides = [far, near] if layout.wording.verb_last else [near, far]
    return next((side[0] for side in sides if side), None)


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
    for match in pattern.finditer(layout.text, *clause):
        if not any(low <= match.start() < high for low, high in excused):
            yield match.span()
