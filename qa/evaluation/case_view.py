"""One case as people read it: what was asked, expected, answered and cited."""

from collections.abc import Iterator
from math import isinf

from index import Sentence
from qa.answer import Answer, Citation, Statement, Status
from qa.contract import nearest_citations
from qa.evaluation.case import Case
from qa.evaluation.markup import Html, element
from qa.evaluation.outcome import Outcome
from qa.evaluation.score import Score
from qa.evaluation.table import in_time

_LONGEST = 600
"""Code points of a quote or an answer on the page; ``cases.jsonl`` has the whole."""
_REFERENCES = 4


def case_html(outcome: Outcome, score: Score) -> Html:
    """The question with what it should have been answered, beside what it was answered."""
    case = outcome.case
    return element(
        "article",
        element("h4", _cut(case.question), dir="auto"),
        element("p", *_about(outcome, score), class_="about"),
        element(
            "div",
            element("section", element("h5", "Expected"), *_expected(case)),
            element("section", element("h5", "Answered"), *_answered(outcome.answer)),
            class_="two",
        ),
        class_="case",
    )


def _about(outcome: Outcome, score: Score) -> Iterator[Html]:
    told = [outcome.case.id, outcome.case.language]
    if score.rank is not None:
        told.append("not found" if isinf(score.rank) else f"found at {score.rank:.0f}")
    if score.confidence is not None:
        told.append(f"confidence {score.confidence:.2f}")
    if score.short_f1 is not None and outcome.is_answered:
        told.append(f"short answer F1 {score.short_f1:.2f}")
    told.append(in_time(score.milliseconds))
    for part in told:
        if part:
            yield element("span", _cut(part))


def _expected(case: Case) -> Iterator[Html]:
    if case.answerable is None:
        yield element("p", "Nobody has said.", class_="none")
    elif not case.answerable:
        yield element("p", "The articles do not say.", class_="none")
    short = case.short_references[:_REFERENCES]
    if short:
        yield element("p", " / ".join(short), class_="short", dir="auto")
    elif case.references:
        yield element("p", _cut(case.references[0]), dir="auto")
    for one in case.gold:
        quote = element("q", _cut(one.text), dir="auto")
        yield element("blockquote", quote, element("small", _cut(one.title), dir="auto"))
    if case.reason:
        yield element("p", "Not right, because: ", element("bdi", _cut(case.reason)), class_="why")
    for words in case.shown:
        then = element("small", "shown then")
        yield element("blockquote", element("q", _cut(words), dir="auto"), then)


def _answered(answer: Answer) -> Iterator[Html]:
    if answer.short_answer:
        yield _short(answer)
    yield from _shown(answer) if answer.statements else _declined(answer)
    for part in answer.missing:
        yield element("p", "Not answered: ", element("bdi", _cut(part)), class_="why")
    for held in answer.withheld:
        told = f"Withheld: {_cut(held.draft.text)} ({held.reason})"
        yield element("p", told, class_="why", dir="auto")
    if answer.notice:
        yield element("p", _cut(answer.notice), class_="why")


def _shown(answer: Answer) -> Iterator[Html]:
    for statement in answer.statements:
        yield _said(answer, statement)
    said = {statement.text for statement in answer.statements}
    for citation in answer.citations:
        yield _citation(citation, is_quoted=citation.sentence.text not in said)


def _declined(answer: Answer) -> Iterator[Html]:
    is_held = answer.status is Status.UNVERIFIED
    told = "Found, but not supported." if is_held else "The articles do not say."
    yield element("p", told, class_="none")
    if answer.nearest:
        yield element("p", "Nearest sentences:", class_="about")
        yield element("ol", *(_near(one) for one in nearest_citations(answer)))


def _short(answer: Answer) -> Html:
    hedge = f"{answer.hedge} · " if answer.hedge else ""
    speaker: str = element("small", f"said {answer.said_by}") if answer.said_by else ""
    return element("p", f"{hedge}{answer.short_answer} ", speaker, class_="short", dir="auto")


def _said(answer: Answer, statement: Statement) -> Html:
    """What is said; words that are a cited sentence itself are marked as cited."""
    is_quote = any(statement.text == sentence.text for sentence in statement.sentences)
    words = _cut(statement.text)
    chips = [_chip(number) for number in answer.numbers(statement)]
    return element("p", element("mark", words) if is_quote else words, " ", *chips, dir="auto")


def _citation(citation: Citation, *, is_quoted: bool) -> Html:
    sentence = citation.sentence
    marked = element("mark", _cut(sentence.text))
    quote: str = element("q", marked, dir="auto") if is_quoted else ""
    return element("div", _chip(citation.number), quote, _origin(sentence), class_="cited")


def _near(citation: Citation) -> Html:
    sentence = citation.sentence
    return element("li", element("q", _cut(sentence.text), dir="auto"), _origin(sentence))


def _origin(sentence: Sentence) -> Html:
    told = f"{_cut(sentence.source.title)} · sentence {sentence.index + 1}"
    return element("small", told, dir="auto")


def _chip(number: int) -> Html:
    return element("span", str(number), class_="chip")


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
