"""Reports in languages whose verb closes the sentence: Azerbaijani and Turkish.

"X … olacağını bildirib", "X deyib ki, …", "“…”, – X deyir", "“…” diyen X", "…, X məlumat yayıb".
The subject opens the sentence, and may be left out when it was named before.
"""

import re

from qa.attribution.clauses import SPEECH, Layout, Mark, Span, bare, trimmed
from qa.attribution.names import first_person, named_in
from qa.attribution.report import Report

_KI = re.compile(r"\s+ki(?!\w)")
_CASED = re.compile(
    r"\w{2,}(?:[dt][aəe]n?|[ıiuü]n[ıiuü]|[ıiuü]n[aəe]|s[ıiuü]n[ıiuüaəe]|l[ae]r[ıi]|[yn][aəe]|[aəe])"
)
_NOMINAL = re.compile(r"\w{2,}(?:[dt][ıiuü]ğ|[dt][ıiuü]y|acağ|əcəy|eceğ)\w+")
"""A verb that is the object of what is said: "köçürülə biləcəyini"."""
_GENITIVE = re.compile(r"\w{2,}n?[ıiuü]n")
_COUNTRY = re.compile(r"\w+[iıuü]?stan")
_FOR_THAT = re.compile(r"(?<!\w)(?:bunun üçün|bunun için|şərt\w*|koşul\w*|şart\w*)(?!\w)", re.I)
_LOCATIVE = re.compile(r"(\w{3,}?)n?[dt][aəe]")
_PHRASE = 10
_SAYING_SO = re.compile(r"(?:deyə|diye)(?!\w)", re.IGNORECASE)
_HEAD = 5
_DASHES = frozenset("–—-")
_LEADING = _DASHES | {":", SPEECH}
"""Marks behind a verb that lead to what is said."""
_CONTRAST = re.compile(r"(?<!\w)(?:isə|ise)(?!\w)")


def report_at(layout: Layout, cue: Span, previous: int, *, doubts: bool) -> Report:
    """The report of the verb at ``cue``; ``previous`` is where the last one ended."""
    mark = layout.mark_before(cue[0])
    near = bare(layout, (mark.end, cue[0]))
    reach = layout.reach(cue[0])
    if mark.kind == SPEECH and near[0] >= near[1]:
        right = trimmed(layout.text, cue[1], layout.mark_behind(cue[1]).start)
        if named := opening_subject(layout, right):
            return Report(named, cue, doubts, ((reach[0], cue[0]), (named[1], reach[1])))
        ahead = trimmed(layout.text, max(reach[0], min(previous, mark.start)), mark.start)
        named = opening_subject(layout, ahead) or _before_comma(layout, ahead)
        return Report(named, cue, doubts, ((max(reach[0], mark.start), cue[0]),))
    if near[0] < near[1] and _follows_words(layout, mark, near):
        around = (reach[0], mark.end), (cue[1], reach[1])
        return Report(_noun_phrase(layout, near), cue, doubts, around)
    low = _clause_start(layout, max(reach[0], previous), cue[0])
    if mark.kind == "," and not _KI.match(layout.text, cue[1]) and _is_led(layout, near, low):
        return Report(_noun_phrase(layout, near), cue, doubts, ((low, near[0]),))
    if mark.kind == "," and _is_aside(layout, near, cue):
        return Report(_noun_phrase(layout, near), cue, doubts, (reach,))
    opening = opening_subject(layout, (max(reach[0], previous), cue[0]))
    if opening is None and (beside := layout.words((low, cue[0]))[-1:]):
        opening = _place(layout, beside[0])
    inner = max(low, opening[1]) if opening and opening[0] <= low else low
    scopes = [(inner, cue[0])]
    is_leading = _KI.match(layout.text, cue[1]) or layout.mark_behind(cue[1]).kind in _LEADING
    if is_leading or _goes_on(layout, cue, reach[1]):
        scopes.append((cue[1], reach[1]))
    return Report(opening, cue, doubts, tuple(scopes))


def _goes_on(layout: Layout, cue: Span, end: int) -> bool:
    """Of "…ola biləcəyini deyib, ancaq bunun üçün … lazımdır": a condition is said by X too."""
    wording = layout.wording
    mark = layout.mark_behind(cue[1])
    rest = trimmed(layout.text, mark.end, end)
    if mark.start != cue[1] or mark.kind != "," or mark.end >= end:
        return False
    is_new = any(
        layout.has(pattern, rest)
        for pattern in (wording.saying, wording.thinking, wording.intending)
    )
    if is_new or first_person(layout, rest):
        return False
    is_limit = layout.opens(wording.limits, rest)
    return is_limit or (layout.opens(wording.openers, rest) and layout.has(_FOR_THAT, rest))


def _before_comma(layout: Layout, ahead: Span) -> Span | None:
    """Of "Arıkan, “…” dedi": all that stands before the comma, when it is short."""
    if not 0 < len(layout.words(ahead)) <= _PHRASE or layout.mark_behind(ahead[1]).kind != ",":
        return None
    return _noun_phrase(layout, ahead)


def _follows_words(layout: Layout, mark: Mark, near: Span) -> bool:
    """Whether somebody's words alone stand before the piece: "“…”, deyə X bildirib"."""
    before = layout.mark_before(mark.start)
    is_behind_speech = mark.kind == SPEECH or (before.kind == SPEECH and before.end == mark.start)
    if is_behind_speech or _SAYING_SO.match(layout.text, *trimmed(layout.text, mark.end, near[1])):
        return True
    is_named = not _is_cased(layout, near) or first_person(layout, near) is not None
    return mark.kind in _DASHES and is_named


def _clause_start(layout: Layout, start: int, end: int) -> int:
    """Behind the last finite verb that "və" or "ve" follows: what stands before is its own."""
    low = start
    verb_end = -1
    for word in layout.words((start, end)):
        if verb_end >= 0 and layout.is_all(layout.wording.joiners, word):
            low = word[1]
        is_verb = layout.is_all(layout.wording.verbs, word) and not _is_cased(layout, word)
        verb_end = word[1] if is_verb else -1
    return low


def _is_cased(layout: Layout, phrase: Span) -> bool:
    words = layout.words(phrase)
    return bool(words) and layout.is_all(_CASED, words[-1])


def _is_led(layout: Layout, near: Span, low: int) -> bool:
    """Of "…, rayon icra hakimiyyəti məlumat yayıb": a whole sentence stands before the comma."""
    if not 0 < len(layout.words(near)) <= _PHRASE or _is_cased(layout, near):
        return False
    if not _is_actor(layout, layout.words(near)[-1]):
        return False
    before = layout.words((low, near[0]))
    return bool(before) and layout.is_all(layout.wording.verbs, before[-1])


def _is_actor(layout: Layout, word: Span) -> bool:
    wording = layout.wording
    patterns = (wording.agents, wording.offices, wording.titles, wording.pronouns)
    return layout.text[word[0]].isupper() or any(
        layout.is_all(pattern, word) for pattern in patterns
    )


def _is_aside(layout: Layout, near: Span, cue: Span) -> bool:
    """Of "…, sürücülər deyir, …": who says so is told in passing."""
    if layout.mark_behind(cue[1]).start != cue[1] or _is_cased(layout, near):
        return False
    words = layout.words(near)
    return 0 < len(words) <= _HEAD and _is_actor(layout, words[-1])


def _noun_phrase(layout: Layout, piece: Span) -> Span | None:
    if layout.is_all(layout.wording.pronouns, piece):
        return None
    return (_is_cased(layout, piece) and first_person(layout, piece)) or named_in(layout, piece)


def opening_subject(layout: Layout, span: Span) -> Span | None:
    """The subject that opens ``span``, or None when it is left out or a pronoun."""
    wording = layout.wording
    start, end = trimmed(layout.text, *span)
    while match := (
        wording.openers.match(layout.text, start, end)
        or wording.fillers.match(layout.text, start, end)
    ):
        start, end = trimmed(layout.text, match.end(), end)
    start = _open_clause(layout, (start, end))
    words = layout.words((start, end))
    if not words:
        return None
    if person := first_person(layout, (start, end)):
        return person
    if contrast := _contrasted(layout, start, words):
        return contrast
    mark = layout.mark_behind(start)
    piece = trimmed(layout.text, start, min(mark.start, end))
    inner = layout.words(piece)
    is_clause = bool(inner) and layout.is_all(_NOMINAL, inner[-1])
    if mark.kind == "," and mark.end < end and not is_clause and len(inner) <= _PHRASE:
        return _noun_phrase(layout, piece)
    return _office(layout, start, words)


def _contrasted(layout: Layout, start: int, words: list[Span]) -> Span | None:
    """Of "şəhər isə …": what is set against what was said before acts, if it has no ending."""
    contrast = _CONTRAST.search(layout.text, start, words[min(_HEAD, len(words)) - 1][1])
    if contrast is None:
        return None
    low = max(start, layout.mark_before(contrast.start()).end)
    before = [word for word in words if low <= word[0] and word[1] <= contrast.start()]
    if not before or layout.is_all(_GENITIVE, before[-1]):
        return None
    is_office = layout.is_all(layout.wording.offices, before[-1])
    if _is_cased(layout, before[-1]) and not is_office:
        return None
    return _noun_phrase(layout, (before[0][0], before[-1][1]))


def _open_clause(layout: Layout, span: Span) -> int:
    """Behind the clauses that a verb has closed: "yorum yapmadı, …"."""
    start, end = span
    while (mark := layout.mark_behind(start)).kind == "," and mark.end < end:
        words = layout.words((start, mark.start))
        if not words or not layout.is_all(layout.wording.verbs, words[-1]):
            break
        if _is_cased(layout, words[-1]) or first_person(layout, (start, mark.start)):
            break
        if layout.is_all(layout.wording.offices, words[-1]):
            break
        start = trimmed(layout.text, mark.end, end)[0]
    return start


def _office(layout: Layout, start: int, words: list[Span]) -> Span | None:
    """Of "Ekologiya nazirliyi Zuvandda …", the words up to the one for who acts."""
    first = words[0]
    if layout.is_all(layout.wording.pronouns, first):
        return None
    if actor := _last_actor(layout, words):
        return named_in(layout, (start, actor[1]))
    if place := next(filter(None, (_place(layout, word) for word in words[1:3])), None):
        return start, place[1]
    if layout.knows(first) or _is_bare_subject(layout, words):
        return first
    return _place(layout, first)


def _last_actor(layout: Layout, words: list[Span]) -> Span | None:
    """The first word for who acts, and those that follow it at once: "hökumət sözçüsü"."""
    wording = layout.wording
    last = None
    for word in words[:_HEAD]:
        is_office = last is None and layout.is_all(wording.offices, word)
        if is_office or layout.is_all(wording.agents, word):
            last = word
        elif last:
            break
    return last


def _is_bare_subject(layout: Layout, words: list[Span]) -> bool:
    """Of "Qarabağlı təcrübəçilərin …": a capital without an ending, and an ending behind it."""
    first = words[0]
    is_cased = layout.is_all(_CASED, first) and not layout.is_all(_COUNTRY, first)
    if is_cased or not layout.said(first)[0].isupper():
        return False
    if layout.is_all(_GENITIVE, first) or layout.is_all(layout.wording.not_subjects, first):
        return False
    adverbs = layout.wording.openers, layout.wording.fillers
    rest = [w for w in words[1:4] if not any(layout.is_all(one, w) for one in adverbs)]
    is_told = len(rest) < len(words[1:4]) and layout.knows(first)
    return is_told or (bool(rest) and any(layout.is_all(p, rest[0]) for p in (_CASED, _GENITIVE)))


def _place(layout: Layout, word: Span) -> Span | None:
    """Of "Bələdiyyədə ehtiyat edirlər": the office in which they fear is who fears."""
    match = _LOCATIVE.fullmatch(layout.text, *word)
    if not match:
        return None
    stem = word[0], match.end(1)
    wording = layout.wording
    is_office = layout.is_all(wording.agents, stem) or layout.is_all(wording.offices, stem)
    return word if is_office else None
