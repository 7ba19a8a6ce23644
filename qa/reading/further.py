"""What each article answers, so that the newest can come first and others can add to it.

A second article that says something else gets a statement where its answer is likely. Where it
gives another date or figure for the very thing that was asked, it gets one sooner: an answer that
hides it would be half an answer. It is judged there as if it had been found alone, since a rank
behind another article says nothing against it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.answer import Draft
from qa.disagreement import differ_on
from qa.facts import folded
from qa.reading.asked import Asked, fits, worth
from qa.reading.calibration import shipped_calibration
from qa.reading.candidates import Candidate, apart
from qa.reading.clause_choice import CLAUSE, clause_leads
from qa.reading.evidence import Ask
from qa.reading.nearness import Nearness

_MOST, _MOST_DIFFERING = 3, 5
"""Statements with the first, and where they contradict one another: who asks wants to see them all,
and the box still fits a screen."""
_LIKELY = 0.5
"""Probability that a further statement needs."""
_DIFFERING = 0.32
"""Probability that one needs which contradicts another, as much as a first one: hiding what speaks
against an answer would be half of one. It is that of the article found alone."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one article answers: ``found`` as it was weighed, ``alone`` as if it were the only one.

    ``alone`` has the span that is likeliest then.
    """

    found: Candidate
    alone: Candidate


def replies_of(
    question: str, candidates: Sequence[Candidate], nearness: Nearness
) -> tuple[Reply, ...]:
    """The reply of each article, the likeliest as found first."""
    ask = Ask.of(question)
    articles: dict[str, list[Candidate]] = {}
    for one in candidates:
        article = articles.setdefault(one.window.source.id, [])
        if not article or article[0].window is one.window:
            article.append(one)
    first, *others = articles.values() if articles else [[]]
    replies = [Reply(first[0], first[0])] if first else []
    return (*replies, *(Reply(one[0], _alone(ask, one, nearness)) for one in others))


def further_of(
    question: str,
    first: Draft,
    replies: Sequence[Reply],
    draft_of: Callable[[Candidate], Draft],
) -> Iterator[Draft]:
    """What all but the first of ``replies`` add to it, as drafts."""
    said, drafts = [replies[0].alone], [first]
    for reply in replies[1:]:
        if len(said) == _MOST_DIFFERING or not _adds(reply.alone, said):
            continue
        draft = draft_of(reply.alone)
        is_likely = reply.found.probability >= _LIKELY and len(said) < _MOST
        if is_likely or (
            reply.alone.probability >= _DIFFERING
            and any(differ_on(question, one, draft) for one in drafts)
        ):
            said.append(reply.alone)
            drafts.append(draft)
            yield draft


def _alone(ask: Ask, article: Sequence[Candidate], nearness: Nearness) -> Candidate:
    """The likeliest of ``article``, of one window, had it been found alone."""
    if ask.kind not in (Asked.DATE, Asked.FIGURE) or article[0].is_whole:
        return article[0]
    first_place = replace(article[0].evidence, early=1.0, own_early=1.0)
    likely = shipped_calibration().probability(first_place.values())
    alone = replace(article[0], probability=likely * worth(article[0].text, ask.kind))
    window, text = alone.window, alone.window.passage.text
    home = window.touched(alone.span.start, alone.span.end)
    rivals = [
        span
        for one in article
        for span in apart(one.span, text, ask.kind)
        if window.touched(span.start, span.end) == home
        and fits(text[span.start : span.end], ask.kind)
    ]
    if likely < _DIFFERING / 3 or not rivals:
        return alone  # no clause makes an answer of it
    leads = dict(zip(rivals, clause_leads(ask.text, text, rivals, nearness), strict=True))
    # What contradicts another must not do so with a date of something else.
    mean = min(0.0, max(leads.values()))  # of three alike, rounding can put all below it
    nearer = (one for one in rivals if leads[one] >= mean)
    span = max(nearer, key=lambda one: one.score + CLAUSE * leads[one])
    return replace(alone, span=span, probability=likely)


def _adds(one: Candidate, said: Sequence[Candidate]) -> bool:
    """Whether it says what none has said."""
    mine = f" {folded(one.text)} "
    return not any(
        mine in f" {folded(other.text)} " or f" {folded(other.text)} " in mine for other in said
    )
