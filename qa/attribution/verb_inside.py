"""Reports in languages whose verb stands inside: English, Russian, German, and mostly Persian.

"X said (that) …", "…, X said on Monday", "…, said X", "as X said, …", and the same with an
apposition: "Its spokeswoman, Carla Finch, said …".
"""

import re

from qa.attribution.clauses import SPEECH, Layout, Mark, Span, bare, trimmed
from qa.attribution.impersonal import has_no_subject, office_before, office_behind
from qa.attribution.names import first_person, is_name, named_in
from qa.attribution.persian import between_commas, is_fronted, subject_of
from qa.attribution.report import NOUN_PHRASE, Report

_TAIL = 12
"""Words that may follow "…, she said" without being what she said."""
_LONE = 2
"""Words behind a verb that are a name or nothing, whatever their endings."""
_CONTENT = re.compile(r"(?<!\w)(?:that|что|dass|daß|که)(?!\w)", re.IGNORECASE)
_NEAR = 8
"""Code points in which a "that" follows what it hangs on."""
_BY = re.compile(r"\s+(?:by|for all)(?!\w)")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_ADJECTIVE = re.compile(r"\w+(?:[ыи]е|[ыи]й|ая|яя|ое|ее|ой|их|ых)")
_INFINITIVE = re.compile(r"[а-яё]+(?:ть|ти|чь)(?:ся)?|to|zu")
_SOME = re.compile(r"(?:one|some|both|два|две|один|одна|одно|eine[rs]?|یکی)(?!\w)", re.IGNORECASE)

_Found = tuple[Span | None, tuple[Span, ...]]
"""The speaker, None for someone named before, and what is theirs."""


def report_at(layout: Layout, cue: Span, previous: int, *, doubts: bool) -> Report | None:
    """The report of the verb at ``cue``, or None when it reports nothing (a noun, a passive).

    ``previous`` is where the last cue ended: its words are not the subject of this one.
    """
    mark = layout.mark_before(cue[0])
    piece = trimmed(layout.text, max(mark.end, min(previous, cue[0])), cue[0])
    if _is_passive(layout, cue, piece):
        return None
    left = bare(layout, piece)
    found = (
        _joined(layout, cue, piece, left)
        or _from_left(layout, cue, left, mark)
        or _inverted(layout, cue, left, mark)
        or _apposed(layout, cue, mark)
        or _continued(layout, cue, left)
    )
    return Report(found[0], cue, doubts, found[1]) if found else None


def _is_passive(layout: Layout, cue: Span, piece: Span) -> bool:
    """Of "is expected", "plans to propose", "announced by": nobody says anything there."""
    words = layout.words(piece)
    led = bool(words) and layout.is_all(layout.wording.passive, words[-1])
    return led or (layout.wording.language == "en" and _BY.match(layout.text, cue[1]) is not None)


def _is_whole(layout: Layout, cue: Span, mark: Mark) -> bool:
    """Of "as X said, …", "wie X mitteilte, …": an aside that is about all of the sentence."""
    return layout.opens(layout.wording.whole, trimmed(layout.text, mark.end, cue[0]))


def _joined(layout: Layout, cue: Span, piece: Span, left: Span) -> _Found | None:
    """Of "… and advises": the subject of the verb before."""
    wording = layout.wording
    words = layout.words(piece)
    if left[0] < left[1] or not words or layout.is_all(wording.whole, piece):
        return None
    scopes = ((cue[1], layout.reach(cue[0])[1]),)
    if layout.is_all(wording.openers, piece):
        return None, scopes
    if not layout.is_all(wording.openers, words[-1]):
        return None
    before = trimmed(layout.text, piece[0], words[-1][0])
    if wording.language == "fa":
        return subject_of(layout, before, layout.mark_before(piece[0]))[0], scopes
    return first_person(layout, before) or named_in(layout, _head(layout, before)), scopes


# --- the speaker before the verb ---


def _from_left(layout: Layout, cue: Span, left: Span, mark: Mark) -> _Found | None:
    if not _is_subject(layout, cue, left):
        return None
    reach = layout.reach(cue[0])
    if layout.wording.language == "fa":
        if _is_aside(layout, left):
            left = _behind_aside(layout, cue, left) or left
        named, inner = subject_of(layout, left, mark)
        scopes = [(cue[1], reach[1]), (inner, cue[0])]
    else:
        named, scopes = _subject(layout, cue, left), [(cue[1], reach[1])]
    opened = layout.opens(layout.wording.openers, trimmed(layout.text, mark.end, cue[0]))
    if _is_whole(layout, cue, mark) or (not opened and _is_led(layout, mark, cue)):
        scopes.append((reach[0], max(reach[0], min(left[0], mark.end))))
    return named, tuple(scopes)


def _is_aside(layout: Layout, left: Span) -> bool:
    return layout.opens(layout.wording.adjuncts, left) and not is_fronted(layout, left)


def _is_subject(layout: Layout, cue: Span, left: Span) -> bool:
    if left[0] >= left[1] or layout.is_all(layout.wording.relatives, left):
        return False
    if not _is_aside(layout, left):
        return not has_no_subject(layout, cue, left)
    return layout.wording.language != "de" and _behind_aside(layout, cue, left) is not None


def _behind_aside(layout: Layout, cue: Span, piece: Span) -> Span | None:
    """Of "On Monday the minister": what stands behind the date or place."""
    if person := first_person(layout, piece):
        return person[0], piece[1]
    if layout.wording.language == "ru" and (office := office_before(layout, cue, piece)):
        return office
    words = layout.words(piece)
    for word in words[1:]:
        said = layout.said(word).casefold()
        if said in _DETERMINERS or layout.is_all(layout.wording.titles, word):
            return word[0], piece[1]
    return (words[2][0], piece[1]) if len(words) > 2 else None


def _subject(layout: Layout, cue: Span, piece: Span) -> Span | None:
    wording = layout.wording
    if layout.opens(wording.adjuncts, piece):
        piece = _behind_aside(layout, cue, piece) or piece
    words = layout.words(piece)[-NOUN_PHRASE:]
    if not words or layout.is_all(wording.pronouns, words[-1]):
        return None  # "Стоимость он оценил": the object stands before whoever is named earlier
    if len(words) > 1 and layout.is_all(wording.joiners, words[-1]):
        return named_in(layout, _head(layout, piece))
    # "Ущерб эксперты оценили": the actor alone, unless what stands before describes it.
    is_actor = len(words) > 1 and layout.is_all(wording.agents, words[-1])
    if is_actor and not layout.is_all(_ADJECTIVE, words[-2]):
        return words[-1]
    return named_in(layout, (words[0][0], piece[1]))


def _head(layout: Layout, piece: Span) -> Span:
    """Of "Auditors disagree and …": the subject of a verb that is not known, up to it."""
    words = layout.words(piece)
    behind = piece[0] + 1, piece[1]
    found = (p.search(layout.text, *behind) for p in (layout.wording.verbs, layout.wording.links))
    ends = [match.start() for match in found if match] or [words[0][1]]
    return trimmed(layout.text, piece[0], min(ends))


def _is_led(layout: Layout, mark: Mark, cue: Span) -> bool:
    """Whether what was said stands before the speaker: "…, the ministry said on Monday"."""
    if mark.kind == SPEECH:
        return True
    if not mark.is_comma or mark.start <= layout.start or layout.text[cue[1] : cue[1] + 1] == ":":
        return False
    tail = cue[1], layout.mark_behind(cue[1]).start
    if len(layout.words(tail)) > _TAIL or layout.has(layout.wording.verbs, tail):
        return False
    return tail[0] < tail[1] or not layout.has(
        _CONTENT, (tail[0], min(tail[1] + _NEAR, layout.end))
    )


# --- the speaker behind the verb ---


def _inverted(layout: Layout, cue: Span, left: Span, mark: Mark) -> _Found | None:
    right = bare(layout, (cue[1], layout.mark_behind(cue[1]).start))
    if not _can_invert(layout, cue, left, right):
        return None
    if layout.opens(layout.wording.adjuncts, right) and not first_person(layout, right):
        office = office_behind(layout, cue, right)
        if office is None:
            return None
        right = office
    if not _is_whole(layout, cue, mark) and _closes_apposition(layout, mark, right):
        return None
    words = layout.words(right)[:NOUN_PHRASE]
    return _behind_verb(layout, (right[0], words[-1][1])), (layout.reach(cue[0]),)


def _can_invert(layout: Layout, cue: Span, left: Span, right: Span) -> bool:
    wording = layout.wording
    words = layout.words(right)
    if wording.language == "fa" or not words or not layout.is_all(wording.inverting, cue):
        return False
    if layout.opens(_CONTENT, right) or layout.is_all(_INFINITIVE, words[0]):
        return False
    return left[0] >= left[1] or not layout.is_all(wording.relatives, left)


def _closes_apposition(layout: Layout, mark: Mark, right: Span) -> bool:
    """Of "Its spokeswoman, Carla Finch, said cables would …": the comma belongs to the name."""
    if not mark.is_comma:
        return False
    is_clause = len(layout.words(right)) > _LONE and layout.has(layout.wording.verbs, right)
    if is_clause and not first_person(layout, right):
        return True
    apposition = layout.piece_before(mark)
    before = layout.mark_before(apposition[0])
    if not before.is_comma:
        return False
    relative = layout.opens(layout.wording.relatives, apposition)
    outer = layout.piece_before(before)
    named = is_name(layout, apposition) or is_name(layout, outer)
    if not (relative or named):
        return False
    # "Its spokeswoman, Carla Finch, said Orbit …" opens with nothing that Orbit could have said.
    is_first = trimmed(layout.text, layout.start, outer[0])[0] >= outer[0]
    is_subject = is_first and named and not layout.has(layout.wording.verbs, outer)
    return is_subject or not is_name(layout, right)


def _behind_verb(layout: Layout, right: Span) -> Span | None:
    if layout.is_all(layout.wording.pronouns, layout.words(right)[0]):
        return None
    mark = layout.mark_behind(right[1])
    apposition = layout.piece_behind(mark)
    if mark.is_comma and not is_name(layout, right) and is_name(layout, apposition):
        return named_in(layout, apposition)
    return named_in(layout, right)


# --- the speaker between commas, or left out ---


def _apposed(layout: Layout, cue: Span, mark: Mark) -> _Found | None:
    """Of "office, name, said" and "name, office, said"; the verb follows the comma."""
    inner = layout.piece_before(mark)
    is_cue = layout.has(layout.wording.saying, inner) or layout.has(layout.wording.thinking, inner)
    if not mark.is_comma or is_cue:
        return None
    outer_mark = layout.mark_before(inner[0])
    outer = bare(layout, layout.piece_before(outer_mark))
    reach = layout.reach(cue[0])
    scopes = [(cue[1], reach[1])]
    if not layout.opens(_SOME, outer) and _is_led(layout, layout.mark_before(outer[0]), cue):
        scopes.append((reach[0], max(reach[0], outer[0])))
    if layout.wording.language == "fa" and (named := between_commas(layout, mark)):
        return named, tuple(scopes)
    if not layout.opens(layout.wording.relatives, inner) and is_name(layout, inner):
        return named_in(layout, inner), tuple(scopes)
    if not 0 < len(layout.words(outer)) <= NOUN_PHRASE or not outer_mark.is_comma:
        return None
    is_pronoun = layout.is_all(layout.wording.pronouns, outer)
    return None if is_pronoun else named_in(layout, outer), tuple(scopes)


def _continued(layout: Layout, cue: Span, left: Span) -> _Found | None:
    """Of "…, adding that": the speaker of the report before goes on."""
    if left[0] < left[1] or not layout.has(_CONTENT, (cue[1], min(cue[1] + _NEAR, layout.end))):
        return None
    return None, ((cue[1], layout.reach(cue[0])[1]),)
