"""The clause that a short answer stands in: how far words around it may bear upon it.

A clause is a piece between marks, and its neighbours as far as it has no verb without them. The
verb that reports it is not part of it, nor is what other reports say.
"""

import re
from collections.abc import Sequence

from qa.attribution.clauses import Layout, Mark, Span, bare
from qa.attribution.report import Report

_ASIDE, _ADVERB = 7, 3
"""Words of an aside between commas: "по её оценке", and of one that is but an adverb."""
_MATRIX = 8
"""Words of the clause before "that" which say how sure it is."""
_CONTENT = re.compile(r"(?:что|чтобы|dass|daß|that|که)(?!\w)", re.IGNORECASE)
_KI = re.compile(r"\ski$")


def clause_around(
    layout: Layout, answer: Span, report: Report | None = None, others: Sequence[Report] = ()
) -> Span:
    """The clause of ``answer``, which is told by ``report`` and not by ``others``."""
    low, high = layout.reach(answer[0])
    clause = _left_end(layout, answer, low, report), _right_end(layout, answer, high, report)
    return _without_cues(layout, clause, answer, report, others)


def _left_end(layout: Layout, answer: Span, limit: int, report: Report | None) -> int:
    mark = layout.mark_before(answer[0])
    while mark.end > limit and mark.is_comma:
        piece = layout.piece_behind(mark)
        if layout.opens(_CONTENT, piece) or _KI.search(layout.text, 0, mark.start):
            return _matrix_start(layout, mark, limit)
        if report and _is_in_passing(layout, piece, report):
            mark = layout.mark_before(mark.start)
            continue
        if _opens_clause(layout, piece) and not _is_subject(layout, piece, mark):
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


def _is_in_passing(layout: Layout, piece: Span, report: Report) -> bool:
    """Of "the ban would go, she said, [[only if …]]": what is said goes on behind "she said"."""
    is_in = piece[0] <= report.cue[0] and report.cue[1] <= piece[1]
    is_led = any(low < high <= piece[0] for low, high in report.scopes)
    return is_in and is_led and len(layout.words(piece)) <= _ASIDE


def _is_subject(layout: Layout, piece: Span, mark: Mark) -> bool:
    """Whether a pronoun opens the piece, all of it or behind "as is expected"."""
    if layout.is_all(layout.wording.pronouns, piece):
        return True
    is_led = layout.opens(layout.wording.pronouns, piece)
    return is_led and _is_aside(layout, layout.piece_before(mark))


def _opens_clause(layout: Layout, piece: Span) -> bool:
    wording = layout.wording
    patterns = (wording.openers, wording.relatives, wording.pronouns)
    return any(layout.opens(pattern, piece) for pattern in patterns)


def _right_end(layout: Layout, answer: Span, limit: int, report: Report | None) -> int:
    mark = layout.mark_behind(answer[1])
    while mark.start < limit and mark.is_comma:
        piece = layout.piece_before(mark)
        if layout.wording.verb_last or layout.wording.language == "fa":
            piece = max(answer[1], piece[0]), mark.start
        else:
            piece = _own_start(layout, piece, answer, report), piece[1]
        if _has_verb(layout, piece, answer):
            break
        mark = layout.mark_behind(mark.end)
    return min(limit, mark.start)


def _own_start(layout: Layout, piece: Span, answer: Span, report: Report | None) -> int:
    """Behind the verb of saying and the conjunction: "Reed said two came and [[nine]]"."""
    start = piece[0]
    if report and start <= report.cue[0] and report.cue[1] <= answer[0]:
        start = report.cue[1]
    openers = list(layout.wording.openers.finditer(layout.text, start, answer[0]))
    return openers[-1].end() if openers else start


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
    layout: Layout,
    clause: Span,
    answer: Span,
    report: Report | None,
    others: Sequence[Report],
) -> Span:
    """The clause without the speaker and the verb of saying, and without what others say."""
    low, high = clause
    if report is not None and report.cue[1] <= answer[0]:
        is_in_passing = report.covers(low, low + 1) and not layout.wording.verb_last
        low = low if is_in_passing else max(low, report.cue[1])
    elif report is not None and report.cue[0] >= answer[1]:
        high = min(high, report.cue[0])
    for other in others:
        is_own = other.speaker is not None and other.doubts and other.speaker[1] > answer[0]
        if other.cue[0] >= answer[1] and not is_own:
            high = min(high, other.cue[0])
    return low, high
