"""Whose word a short answer is, and what makes it less than a fact: verbatim, with offsets.

Both are spans of the cited sentence or of a neighbour: "he said" is someone named a sentence
before, and a quotation goes on into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Sentence
from qa.attribution.clauses import Layout, Span, layout_of
from qa.attribution.hedges import hedge_at
from qa.attribution.names import first_person
from qa.attribution.report import Report, Words
from qa.attribution.speakers import reports_in
from qa.attribution.surroundings import Surroundings, words_of
from qa.attribution.verb_last import opening_subject
from qa.attribution.wording import wording_of

__all__ = ["Attribution", "Words", "attribution_of"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """``speaker``: who says it; ``hedge``: what makes it unsettled. None: the article says it."""

    speaker: Words | None = None
    hedge: Words | None = None


def attribution_of(sentences: Sequence[Sentence], start: int, end: int) -> Attribution:
    """Read who says the answer at ``start``:``end``, and how surely.

    ``sentences`` are a run of neighbours of one article, the cited ones among them; six on either
    side are enough. The offsets count code points of the article's text, and may touch two
    sentences: the first is read. Raises ``ValueError`` when no sentence of the run has ``start``.
    """
    at = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), None)
    if at is None or not start < end:
        raise ValueError(f"no sentence of the run has the answer at {start}:{end}")
    wording = wording_of(sentences)
    if wording is None:
        return Attribution()
    cited = sentences[at]
    around = Surroundings.of(sentences, at, wording)
    return _read(around, cited, (start - cited.start, min(end, cited.end) - cited.start))


def _read(around: Surroundings, cited: Sentence, answer: Span) -> Attribution:
    layout = around.laid_out(cited, answer)
    reports = [_unless_object(layout, one, answer) for one in reports_in(layout)]
    covering = [one for one in reports if one.covers(*answer) and not _touches(one, answer)]
    covering = covering or _closing(layout, reports, answer)
    others = [one for one in reports if one not in covering]
    report = _outermost(layout, covering, _nearest(covering, answer))
    speaker = _speaker(around, layout, reports, report, answer)
    # What doubts the answer need not be what names its speaker: "X wants …, it told Y".
    allied = [
        one
        for one in covering
        if one.doubts and _are_allied(layout, one, report) and not _is_over(one, covering, answer)
    ]
    doubting = _nearest(allied, answer) or report
    if doubting and doubting.doubts and _is_over(doubting, covering, answer):
        doubting = _nearest(covering, answer)
    if quote := layout.quote_around(*answer):
        inside = quote[0] + 1, max(quote[0] + 1, quote[1] - 1)
        layout = layout_of(layout.text, layout.wording, layout.names, inside)
        answer, others = _within(answer, inside), []
        if doubting is None and speaker:
            doubting = Report(None, (quote[0], quote[0]), doubts=False, scopes=(quote,))
    return Attribution(speaker, words_of(cited, hedge_at(layout, answer, doubting, others)))


def _unless_object(layout: Layout, report: Report, answer: Span) -> Report:
    """Without the speaker when that only opens the answer: "[[Limanda çat olduğunu]] söyledi"."""
    named = report.speaker
    is_opening = named and answer[0] <= named[0] and named[1] < answer[1] <= report.cue[0]
    if not layout.wording.verb_last or not named or not is_opening:
        return report
    return replace(report, speaker=None, scopes=((answer[0], report.cue[0]), *report.scopes))


def _speaker(
    around: Surroundings,
    layout: Layout,
    reports: Sequence[Report],
    report: Report | None,
    answer: Span,
) -> Words | None:
    """Whoever ``report`` is from; without one, whoever is quoted or named in the next sentence."""
    cited = around.sentences[around.at]
    if report is None:
        quote = layout.quote_around(*answer)
        return around.quoted(layout, quote) if quote else around.told_behind()
    if report.speaker is not None:
        return around.named_for_title(layout, report.speaker) or words_of(cited, report.speaker)
    if layout.opens(layout.wording.pronouns, (layout.start, report.cue[0])):
        # Of "She denied that Reed …, and said": she is nobody whom her own sentence names.
        return around.named_before()
    return _in_sentence(around, layout, reports, report, answer) or around.told_behind()


def _in_sentence(
    around: Surroundings,
    layout: Layout,
    reports: Sequence[Report],
    report: Report,
    answer: Span,
) -> Words | None:
    """Whoever else the sentence names, for a verb without a speaker; else who was named before."""
    cited = around.sentences[around.at]
    named = [one for one in reports if one.speaker and not _touches(one, answer)]
    before = [one.speaker for one in named if one.cue[0] < report.cue[0]]
    behind = [one.speaker for one in named if one.covers(*answer)]
    person = first_person(layout, (layout.start, report.cue[0]))
    here = (*reversed(before), person, *behind, _clause_before(layout, report))
    # Of "“Peace between A and B exists”, he said" neither says it.
    outside = [span for span in here if span and not layout.quote_around(*span)]
    told = (words_of(cited, span) for span in outside)
    return next((words for words in told if words), around.named_before())


def _clause_before(layout: Layout, report: Report) -> Span | None:
    """The subject in front of ";" where the verb behind it has none of its own."""
    low, _ = layout.reach(report.cue[0])
    if not layout.wording.verb_last or low == layout.start or layout.text[low - 1] != ";":
        return None
    return opening_subject(layout, (layout.start, low - 1))


def _closing(layout: Layout, reports: Sequence[Report], answer: Span) -> list[Report]:
    """Of "[[nine]] pumps failed; two held, Reed said": who closes the sentence says all of it."""
    wording = layout.wording
    if wording.verb_last or wording.language == "fa" or not reports:
        return []
    one = reports[-1]
    if any(other.cue[0] < answer[1] for other in reports):
        return []
    starts = min(low for low, _ in one.scopes)
    between = [mark.kind for mark in layout.marks_in(answer[1], one.cue[0]) if mark.is_hard]
    is_led = answer[1] <= starts < one.cue[0] and layout.has(wording.saying, one.cue)
    return [one] if is_led and between == [";"] else []


def _nearest(reports: Sequence[Report], answer: Span) -> Report | None:
    return min(reports, key=lambda one: one.distance(*answer), default=None)


def _outermost(layout: Layout, reports: Sequence[Report], inner: Report | None) -> Report | None:
    """Whoever tells what ``inner`` tells: of "X said the firm plans …" it is X."""
    for outer in reversed(reports):
        if inner and outer.cue[1] <= inner.cue[0] and not layout.parts(outer.cue[1], inner.cue[0]):
            inner = outer
    return inner


def _are_allied(layout: Layout, one: Report, other: Report | None) -> bool:
    """Whether both are of one speaker, or one is told in the other."""
    if other is None or not one.speaker or not other.speaker or one.speaker == other.speaker:
        return True
    first, last = sorted((one.cue, other.cue))
    return first[1] <= last[0] and not layout.parts(first[1], last[0])


def _is_over(doubt: Report, reports: Sequence[Report], answer: Span) -> bool:
    """Of "she denied it, saying [[it had rained]]": the denial ends where she goes on to say."""
    return any(
        doubt.cue[1] <= one.cue[0] and one.cue[1] <= answer[0] and not one.doubts for one in reports
    )


def _touches(report: Report, answer: Span) -> bool:
    named = report.speaker
    return named is not None and named[0] < answer[1] and answer[0] < named[1]


def _within(span: Span, bounds: Span) -> Span:
    low = min(max(span[0], bounds[0]), bounds[1])
    return low, max(low, min(span[1], bounds[1]))
