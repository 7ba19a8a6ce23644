"""Reports in languages whose verb stands inside: English, Russian, German, and mostly Persian.

"X said (that) …", "…, X said on Monday", "…, said X", "as X said, …", and the same with an
apposition: "Its spokeswoman, Carla Finch, said …".
"""

import re

from qa.attribution.apposition import CONTENT, Found, apposed, continued, is_clause, is_led, related
from qa.attribution.clauses import Layout, Mark, Span, bare, trimmed
from qa.attribution.impersonal import has_no_subject, office_before, office_behind
from qa.attribution.names import first_person, is_name, named_in
from qa.attribution.persian import is_fronted, subject_of
from qa.attribution.report import NOUN_PHRASE, Report

_LONE = 2
"""Words behind a verb that are a name or nothing, whatever their endings."""
_BY = re.compile(r"\s+(?:by|for all)(?!\w)")
_ADVERB = re.compile(
    r"now|(?:original|new|initial|previous|public|current|recent|former|wide|repeated|final)ly",
    re.IGNORECASE,
)
"""What may stand between "is" and "expected", and between a speaker and "says"."""
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_AND = re.compile(r"and|but|и|а|но|und|aber", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\w+(?:[ыи]е|[ыи]й|ая|яя|ое|ее|ой|их|ых)")
_INFINITIVE = re.compile(r"[а-яё]+(?:ть|ти|чь)(?:ся)?|to|zu")


def report_at(layout: Layout, cue: Span, previous: int, *, doubts: bool) -> Report | None:
    """The report of the verb at ``cue``, or None when it reports nothing (a noun, a passive).

    ``previous`` is where the last cue ended: its words are not the subject of this one.
    """
    mark = layout.mark_before(cue[0])
    piece = trimmed(layout.text, max(mark.end, min(previous, cue[0])), cue[0])
    if _is_passive(layout, cue, piece) or layout.has(layout.wording.comparing, piece):
        return None
    left, is_new = bare(layout, piece), previous <= mark.end
    found = (
        related(layout, cue, piece, mark)
        or _joined(layout, cue, piece, left, is_new=is_new)
        or _from_left(layout, cue, left, mark, is_new=is_new)
        or _inverted(layout, cue, left, mark)
        or apposed(layout, cue, mark)
        or continued(layout, cue, left, mark)
    )
    return Report(found[0], cue, doubts, found[1]) if found else None


def _is_passive(layout: Layout, cue: Span, piece: Span) -> bool:
    """Of "is expected", "plans to propose", "announced by": nobody says anything there."""
    words = layout.words(piece)
    while len(words) > 1 and layout.is_all(_ADVERB, words[-1]):
        words = words[:-1]
    # "…, originally announced for May": with no speaker in front it is a participle.
    led = bool(words) and any(
        layout.is_all(pattern, words[-1]) for pattern in (layout.wording.passive, _ADVERB)
    )
    return led or (layout.wording.language == "en" and _BY.match(layout.text, cue[1]) is not None)


def _is_whole(layout: Layout, cue: Span, mark: Mark) -> bool:
    """Of "as X said, …", "wie X mitteilte, …": an aside that is about all of the sentence."""
    return layout.opens(layout.wording.whole, trimmed(layout.text, mark.end, cue[0]))


def _joined(layout: Layout, cue: Span, piece: Span, left: Span, *, is_new: bool) -> Found | None:
    """Of "… and advises": the subject of the verb before; not ``is_new``: it was told already."""
    wording = layout.wording
    words = layout.words(piece)
    if left[0] < left[1] or not words or layout.is_all(wording.whole, piece):
        return None
    scopes = ((cue[1], layout.reach(cue[0])[1]),)
    if layout.is_all(wording.openers, piece):
        return None, scopes
    if not layout.is_all(wording.openers, words[-1]):
        return None
    if not is_new:
        return None, scopes
    before = trimmed(layout.text, piece[0], words[-1][0])
    if wording.language == "fa":
        return subject_of(layout, before, layout.mark_before(piece[0]))[0], scopes
    return first_person(layout, before) or named_in(layout, _head(layout, before)), scopes


# --- the speaker before the verb ---


def _from_left(layout: Layout, cue: Span, left: Span, mark: Mark, *, is_new: bool) -> Found | None:
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
    if _is_whole(layout, cue, mark) or (is_new and not opened and is_led(layout, mark, cue)):
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


# --- the speaker behind the verb ---


def _inverted(layout: Layout, cue: Span, left: Span, mark: Mark) -> Found | None:
    right = bare(layout, _before_next_verb(layout, (cue[1], layout.mark_behind(cue[1]).start)))
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


def _before_next_verb(layout: Layout, right: Span) -> Span:
    """Of "…, admitted Reed and promised to pay" the words up to the "and"."""
    words = layout.words(right)
    for before, joiner, verb in zip(words, words[1:], words[2:], strict=False):
        is_joined = layout.is_all(_AND, joiner) and layout.is_all(layout.wording.verbs, verb)
        if is_joined and layout.text[before[0]].isupper():
            return right[0], before[1]
    return right


def _can_invert(layout: Layout, cue: Span, left: Span, right: Span) -> bool:
    wording = layout.wording
    words = layout.words(right)
    if wording.language == "fa" or not words or not layout.is_all(wording.inverting, cue):
        return False
    if layout.opens(CONTENT, right) or layout.is_all(_INFINITIVE, words[0]):
        return False
    return left[0] >= left[1] or not layout.is_all(wording.relatives, left)


def _closes_apposition(layout: Layout, mark: Mark, right: Span) -> bool:
    """Of "Its spokeswoman, Carla Finch, said cables would …": the comma belongs to the name."""
    if not mark.is_comma:
        return False
    is_long = len(layout.words(right)) > _LONE and layout.has(layout.wording.verbs, right)
    if is_long and not first_person(layout, right):
        return True
    apposition = layout.piece_before(mark)
    before = layout.mark_before(apposition[0])
    if not before.is_comma:
        return False
    relative = is_clause(layout, apposition)
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
