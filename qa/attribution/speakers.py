"""Who a sentence says it is from: each cue of reported speech, whose it is, and how far it reaches.

"X said that …", "…, said X", "according to X, …", "X-in sözlərinə görə …": a cue has a speaker
beside it, and a stretch of the sentence that is theirs. A speaker who is only a pronoun, or left
out as Turkish may, is named before; :mod:`qa.attribution` looks there.
"""

import re
from collections.abc import Iterator

from qa.attribution import verb_inside, verb_last
from qa.attribution.clauses import SPEECH, Layout, Mark, Span, bare, trimmed
from qa.attribution.names import first_person, is_name, named_in
from qa.attribution.report import NOUN_PHRASE, Report

_POSTPOSED = 8
"""Words before "sözlərinə görə" in which its speaker is named."""
_SHORT = 4
_SOURCE = re.compile(r"\w{3,}[dt][aəe]n?")


def reports_in(layout: Layout) -> tuple[Report, ...]:
    """Every report of the layout outside its speech, in the order of their cues."""
    found = [*_beside(layout), *_spoken(layout), *_before_colon(layout)]
    return tuple(sorted(found, key=lambda report: report.cue))


def hearsay_speaker(layout: Layout, start: int) -> Span | None:
    """Whoever "this was reported by" or "bunu … açıkladı" names, behind ``start``."""
    cue = next((cue for cue, _ in _verbs(layout) if cue[0] >= start), None)
    end = layout.mark_behind(start).start
    around = [(start, end)]
    if cue is not None:
        # A Persian office behind the comma is not capitalised and would be read as the name.
        last = min(end, cue[0]) if layout.wording.language == "fa" else cue[0]
        around = [(cue[1], max(cue[1], end)), (start, last)]
    for span in around:
        phrase = bare(layout, span)
        if person := first_person(layout, phrase):
            return person
        is_aside = layout.opens(layout.wording.adjuncts, phrase)
        if (
            layout.words(phrase)
            and not is_aside
            and not layout.is_all(layout.wording.pronouns, phrase)
        ):
            return named_in(layout, phrase)
    return None


def _spoken(layout: Layout) -> Iterator[Report]:
    read = verb_last.report_at if layout.wording.verb_last else verb_inside.report_at
    previous = layout.start
    for cue, doubts in _verbs(layout):
        if report := read(layout, cue, previous, doubts=doubts):
            yield report
            previous = cue[1]


def _verbs(layout: Layout) -> list[tuple[Span, bool]]:
    """Verbs of saying, thinking and intending outside speech, each place once."""
    wording = layout.wording
    found: dict[int, tuple[Span, bool]] = {}
    for pattern in (wording.thinking, wording.intending, wording.saying):
        for match in pattern.finditer(layout.text, layout.start, layout.end):
            is_part = layout.text[max(0, match.start() - 1) : match.start()] == "-"
            if not is_part and not layout.quote_around(*match.span()):
                cue = _with_negation(layout, match.span())
                doubts = pattern is not wording.saying or cue != match.span()
                found.setdefault(match.start(), (cue, doubts))
    return [found[at] for at in sorted(found)]


def _with_negation(layout: Layout, cue: Span) -> Span:
    """Of "не подтвердила" is one cue, and one that denies."""
    for match in layout.wording.denied.finditer(layout.text, max(layout.start, cue[0] - 8), cue[0]):
        if not layout.text[match.end() : cue[0]].strip():
            return match.start(), cue[1]
    return cue


def _beside(layout: Layout) -> Iterator[Report]:
    """What is from someone by a preposition ("according to") or a postposition ("görə")."""
    text, wording = layout.text, layout.wording
    for match in wording.according_to.finditer(text, layout.start, layout.end):
        if not layout.quote_around(*match.span()):
            named, is_somebody = _behind_preposition(layout, match)
            if is_somebody:
                yield Report(named, match.span(), False, (_clause_of(layout, match.start()),))
    for match in wording.behind.finditer(text, layout.start, layout.end):
        if not layout.quote_around(*match.span()):
            yield from _before_postposition(layout, match)


def _before_colon(layout: Layout) -> Iterator[Report]:
    """Of "Kərim Dadaş: “…”": a name, a colon and speech, and no verb."""
    for colon, speech in zip(layout.marks, layout.marks[1:], strict=False):
        piece = layout.piece_before(colon)
        if layout.has(layout.wording.saying, piece) or layout.has(layout.wording.verbs, piece):
            continue
        if colon.kind == ":" and speech.kind == SPEECH and is_name(layout, piece):
            length = len(layout.words(piece))
            if length <= (_SHORT if layout.wording.language != "fa" else 2):
                named = named_in(layout, piece)
                yield Report(named, (colon.start, colon.end), False, ((colon.end, layout.end),))


def _clause_of(layout: Layout, at: int) -> Span:
    """The reach of an aside: back to the conjunction that opens the clause it stands in."""
    low, high = layout.reach(at)
    mark = layout.mark_before(at)
    while mark.start > low and mark.is_comma:
        piece = layout.piece_before(mark)
        words = layout.words(piece)
        if words and layout.is_all(layout.wording.openers, words[-1]):
            return words[-1][0], high
        if layout.opens(layout.wording.openers, piece):
            return piece[0], high
        mark = layout.mark_before(mark.start)
    return low, high


def _behind_preposition(layout: Layout, cue: re.Match[str]) -> tuple[Span | None, bool]:
    """The speaker, and whether there is one: "по её словам" has one, "по плану" has not."""
    wording = layout.wording
    if layout.has(wording.pronouns, cue.span()) or layout.has(wording.possessives, cue.span()):
        return None, True
    mark = layout.mark_behind(cue.end())
    piece = trimmed(layout.text, cue.end(), mark.start)
    if verb := wording.verbs.search(layout.text, piece[0] + 1, piece[1]):
        piece = trimmed(layout.text, piece[0], verb.start())
    words = layout.words(piece)[:NOUN_PHRASE]
    if wording.language == "de":
        words = _german_phrase(layout, words)
    if not words:
        return None, False
    if layout.is_all(wording.pronouns, words[0]):
        return None, True
    named = _with_apposition(layout, (piece[0], words[-1][1]), mark)
    return named, not layout.is_all(wording.nobody, named)


def _german_phrase(layout: Layout, words: list[Span]) -> list[Span]:
    """Up to the first small word behind a noun that can be in no noun phrase: it is the verb."""
    seen_noun = False
    for at, word in enumerate(words):
        if layout.text[word[0]].isupper():
            seen_noun = True
        elif seen_noun and not layout.is_all(layout.wording.links, word):
            return words[:at]
    return words


def _with_apposition(layout: Layout, phrase: Span, mark: Mark) -> Span:
    """The name behind the comma when only an office stands before it: "its maker, Pellworth"."""
    apposition = layout.piece_behind(mark)
    if (
        mark.is_comma
        and not is_name(layout, phrase)
        and len(layout.words(apposition)) <= _SHORT
        and is_name(layout, apposition)
    ):
        return named_in(layout, apposition)
    return named_in(layout, phrase)


def _is_source(layout: Layout, words: list[Span]) -> bool:
    """Of "Nazirlikdən bildirilib": a passive has a speaker where it says from whom or where."""
    return bool(words) and layout.is_all(_SOURCE, words[-1])


def _before_postposition(layout: Layout, cue: re.Match[str]) -> Iterator[Report]:
    low, high = _clause_of(layout, cue.start())
    piece = bare(layout, (layout.mark_before(cue.start()).end, cue.start()))
    if preposition := layout.wording.adjuncts.match(layout.text, *piece):
        piece = trimmed(layout.text, preposition.end(), piece[1])
    elif layout.wording.language == "en":
        return  # "the regulator's opinion" is nobody's word, "in the regulator's opinion" is
    if layout.is_all(layout.wording.nobody, piece):
        return
    words = layout.words(piece)[-_POSTPOSED:]
    if layout.opens(layout.wording.possible, cue.span()) and not _is_source(layout, words):
        return
    named = None
    if words:
        phrase = words[0][0], words[-1][1]
        if not layout.is_all(layout.wording.pronouns, phrase):
            named = named_in(layout, phrase)
    left = (low, max(low, piece[0] if words else cue.start()))
    yield Report(named, cue.span(), False, (left, (cue.end(), high)))
