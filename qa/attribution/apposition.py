"""Speakers that a comma parts from their verb, and those that the sentence has named already.

"Office, name, said", "name, office, said", "name, who said …", and "…, adding that".
"""

import re

from qa.attribution.clauses import SPEECH, Layout, Mark, Span, bare
from qa.attribution.names import is_name, named_in
from qa.attribution.persian import between_commas
from qa.attribution.report import NOUN_PHRASE

CONTENT = re.compile(r"(?<!\w)(?:that|что|dass|daß|که)(?!\w)", re.IGNORECASE)
_TAIL = 12
"""Words that may follow "…, she said" without being what she said."""
_NEAR = 8
"""Code points in which a "that" follows what it hangs on."""
_SOME = re.compile(r"(?:one|some|both|два|две|один|одна|одно|eine[rs]?|یکی)(?!\w)", re.IGNORECASE)

Found = tuple[Span | None, tuple[Span, ...]]
"""The speaker, None for someone named before, and what is theirs."""


def apposed(layout: Layout, cue: Span, mark: Mark) -> Found | None:
    """Of "office, name, said" and "name, office, said"; the verb follows the comma."""
    inner = layout.piece_before(mark)
    is_cue = layout.has(layout.wording.saying, inner) or layout.has(layout.wording.thinking, inner)
    if not mark.is_comma or is_cue:
        return None
    outer_mark = layout.mark_before(inner[0])
    outer = bare(layout, layout.piece_before(outer_mark))
    reach = layout.reach(cue[0])
    scopes = [(cue[1], reach[1])]
    if not layout.opens(_SOME, outer) and is_led(layout, layout.mark_before(outer[0]), cue):
        scopes.append((reach[0], max(reach[0], outer[0])))
    if layout.wording.language == "fa" and (named := between_commas(layout, mark)):
        return named, tuple(scopes)
    if not is_clause(layout, inner) and is_name(layout, inner):
        return named_in(layout, inner), tuple(scopes)
    if not 0 < len(layout.words(outer)) <= NOUN_PHRASE or not outer_mark.is_comma:
        return None
    if layout.has(layout.wording.saying, outer):
        return None
    is_pronoun = layout.is_all(layout.wording.pronouns, outer)
    return None if is_pronoun else named_in(layout, outer), tuple(scopes)


def continued(layout: Layout, cue: Span, left: Span, mark: Mark) -> Found | None:
    """Of "…, adding that" and "…, saying": the speaker of the report before goes on."""
    is_aside = mark.is_comma and layout.is_all(layout.wording.participles, cue)
    is_led = layout.has(CONTENT, (cue[1], min(cue[1] + _NEAR, layout.end)))
    if left[0] < left[1] or not (is_aside or is_led):
        return None
    return None, ((cue[1], layout.reach(cue[0])[1]),)


def related(layout: Layout, cue: Span, before: Span, mark: Mark) -> Found | None:
    """Of "the paper Dawn, which had reported …": whoever stands before the comma."""
    wording = layout.wording
    pronoun = layout.words(before)[:1]
    if not mark.is_comma or not pronoun or not layout.is_all(wording.relatives, pronoun[0]):
        return None
    piece, between = bare(layout, layout.piece_before(mark)), bare(layout, before)
    words = layout.words(piece)[-NOUN_PHRASE:]
    is_cue = layout.has(wording.saying, piece) or layout.has(wording.thinking, piece)
    if between[0] < between[1] or not words or is_cue:
        return None
    return named_in(layout, (words[0][0], piece[1])), ((cue[1], layout.mark_behind(cue[1]).start),)


def is_clause(layout: Layout, apposition: Span) -> bool:
    """Of "who led it", "speaking in Leeds": it tells of the speaker and does not name them."""
    wording = layout.wording
    patterns = wording.relatives, wording.participles
    return any(layout.opens(pattern, apposition) for pattern in patterns)


def is_led(layout: Layout, mark: Mark, cue: Span) -> bool:
    """Whether what was said stands before the speaker: "…, the ministry said on Monday"."""
    if mark.kind == SPEECH:
        return True
    if not mark.is_comma or mark.start <= layout.start or layout.text[cue[1] : cue[1] + 1] == ":":
        return False
    tail = cue[1], layout.mark_behind(cue[1]).start
    if len(layout.words(tail)) > _TAIL or layout.has(layout.wording.verbs, tail):
        return False
    return tail[0] < tail[1] or not layout.has(CONTENT, (tail[0], min(tail[1] + _NEAR, layout.end)))
