"""Every sentence that may answer a question, with its short answer and how probable that is.

A span model reads what the search found in one batch; every sentence is weighed with all that bears
on it. Whether that is enough is not decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Found
from models.span_reader import Scores, Span, SpanReader, Text, open_span_reader
from qa.facts import Fact, facts_of
from qa.reading.asked import Asked, fits, worth
from qa.reading.calibration import Calibration, shipped_calibration
from qa.reading.clause_choice import CLAUSE, clause_leads
from qa.reading.evidence import Ask, Evidence, around_of, evidence_of
from qa.reading.nearness import Nearness
from qa.reading.places import places_of, ranks_of
from qa.reading.windows import Window, windows_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A short answer in a window, what speaks for its sentence, and how probably that answers.

    Where the reader proposes no short answer in a sentence (``is_whole``), the span is all of it.
    """

    window: Window
    span: Span
    evidence: Evidence
    probability: float
    is_whole: bool = False

    @property
    def text(self) -> str:
        """The short answer, as it stands."""
        return self.window.passage.text[self.span.start : self.span.end]


def candidates_of(
    question: str,
    found: Sequence[Found],
    nearness: Nearness,
    *,
    reader: SpanReader | None = None,
    calibration: Calibration | None = None,
) -> tuple[Candidate, ...]:
    """Every sentence's, the likeliest first; the shipped models by default."""
    model = reader if reader is not None else open_span_reader()
    weigh = calibration if calibration is not None else shipped_calibration()
    ask, windows = Ask.of(question), windows_of(found)
    texts = [Text(one.title, one.passage.text, one.stretches()) for one in windows]
    scores = [_uncut(*pair) for pair in zip(model.read(question, texts), texts, strict=True)]
    if scores and ask.kind is not None:
        # Elsewhere there is nothing worth the arithmetic.
        first = max(range(len(scores)), key=lambda place: _promise(scores[place]))
        scores[first] = _chosen(ask, windows[first], scores[first], nearness)
    ranks, candidates = ranks_of(found), []
    for number, (window, told) in enumerate(zip(windows, scores, strict=True)):
        around = around_of(ask, window, number, nearness)
        for place in places_of(ask.kind, window, told, ranks):
            evidence = evidence_of(ask, around, told, place, nearness)
            probability = weigh.probability(evidence.values()) * worth(place.answer, ask.kind)
            candidates += [
                Candidate(window, span, evidence, probability, place.is_whole)
                for span in place.spans
            ]
    return tuple(sorted(candidates, key=lambda one: -one.probability))


def _promise(scores: Scores) -> float:
    best = scores.spans[0].score if scores.spans else -100.0
    return (best - scores.nothing) / 2 + scores.verdict


def _chosen(ask: Ask, window: Window, scores: Scores, nearness: Nearness) -> Scores:
    """The scores with the clauses of rival spans counted: things of one kind in one sentence."""
    if ask.kind is None or not scores.spans:
        return scores
    text, kind = window.passage.text, ask.kind
    spans = [one for span in scores.spans for one in apart(span, text, kind)]
    home = window.touched(spans[0].start, spans[0].end)
    rivals = [
        span
        for span in spans
        if fits(text[span.start : span.end], kind) and window.touched(span.start, span.end) == home
    ]
    leads = dict(zip(rivals, clause_leads(ask.text, text, rivals, nearness), strict=True))
    weighed = (replace(one, score=one.score + CLAUSE * leads.get(one, 0.0)) for one in spans)
    return replace(scores, spans=tuple(sorted(weighed, key=lambda span: -span.score)))


def apart(span: Span, text: str, kind: Asked) -> list[Span]:
    """The dates of a span that runs over several, where one is asked for; figures likewise."""
    if kind is Asked.NAME:
        return [span]
    facts = [
        fact
        for fact in facts_of(text[span.start : span.end])
        if not fact.is_loose and fits(fact.shown, kind)
    ]
    if len(facts) <= 1:
        return [span]
    return [
        replace(span, start=span.start + fact.start, end=span.start + fact.end) for fact in facts
    ]


def _uncut(scores: Scores, text: Text) -> Scores:
    """The spans with the whole of every date and figure in them: "2028" is not "end of 2028"."""
    facts = [fact for fact in facts_of(text.passage) if not fact.is_loose]
    whole: dict[tuple[int, int], Span] = {}
    for span in (_whole(span, facts) for span in scores.spans):
        whole.setdefault((span.start, span.end), span)
    return replace(scores, spans=tuple(whole.values()))


def _whole(span: Span, facts: Sequence[Fact]) -> Span:
    cut = [fact for fact in facts if fact.start < span.end and span.start < fact.end]
    start = min([span.start, *(fact.start for fact in cut)])
    end = max([span.end, *(fact.end for fact in cut)])
    return replace(span, start=start, end=end)
