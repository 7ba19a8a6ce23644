"""Figures as people read them first: a sentence, the main ones large, all of them in a table."""

from collections.abc import Iterator, Mapping, Sequence

from qa.evaluation.figures import MEANINGS, Figures, Group
from qa.evaluation.markup import Html, element
from qa.evaluation.session import Evaluation
from qa.evaluation.table import as_text

_TITLES: Mapping[str, Mapping[str, str]] = {
    "Search": {"hit_at_1": "right sentence first", "hit_at_5": "in the first five", "mrr": "MRR"},
    "Citations": {
        "citation_precision": "precision",
        "citation_recall": "recall",
        "citation_f1": "F1",
    },
    "Short answer": {"exact_match": "exact match", "short_f1": "F1"},
    "Answers": {
        "right": "answered rightly",
        "coverage": "answered at all",
        "risk": "wrong among the shown",
        "risk_at_60": "the same, answering 60%",
    },
    "Saying no": {
        "abstention_precision": "precision",
        "abstention_recall": "recall",
        "balanced_accuracy": "balanced accuracy",
    },
    "Confidence": {"ece": "calibration error"},
    "Waiting": {"latency_p50": "median", "latency_p95": "95 of 100"},
}
_LARGE = {
    "balanced_accuracy": "answerable or not, told apart",
    "hit_at_1": "right sentence found first",
    "citation_f1": "citations, F1",
    "short_f1": "short answer, F1",
    "ece": "calibration error",
    "latency_p50": "median wait",
}


def headline_html(evaluation: Evaluation, at: str) -> Iterator[Html]:
    """What was asked, when, and how it went, in one sentence."""
    whole = evaluation.whole
    told = [at, f"{whole.questions:,} questions"]
    if evaluation.refused:
        told.append(f"{evaluation.refused:,} lines left out")
    if unknown := whole.questions - whole.answerable - whole.unanswerable:
        told.append(f"{unknown:,} not counted, since nobody has said what is right")
    yield element("p", *(element("span", part) for part in told), class_="about")
    yield element("h1", evaluation.name)
    yield element("p", *_sentence(whole), class_="lead")


def _sentence(group: Group) -> Iterator[str]:
    judged = [one for one in group.scores if one.right is not None]
    answerable = [one.right is True for one in judged if one.answerable]
    others = [one.right is True for one in judged if not one.answerable]
    if answerable:
        yield "Right on "
        yield element("b", _of(answerable))
        yield " that the articles answer" + ("; no to " if others else ".")
    elif others:
        yield "No to "
    if others:
        yield element("b", _of(others))
        yield " that they do not." if answerable else " that the articles do not answer."
    if not judged:
        yield "Nothing here could be counted."


def _of(outcomes: Sequence[bool]) -> str:
    return f"{sum(outcomes):,} of {len(outcomes):,}"


def tiles_html(figures: Figures) -> Html:
    """The figures that one looks for first."""
    tiles = (
        element("div", element("b", _shown(figures, name)), element("span", says))
        for name, says in _LARGE.items()
    )
    return element("div", *tiles, class_="tiles")


def table_html(evaluation: Evaluation) -> Html:
    """Every figure, for all questions and for those of each language."""
    languages = evaluation.languages
    groups = (evaluation.whole, *languages) if len(languages) > 1 else (evaluation.whole,)
    told = [group.figures for group in groups]
    names = (element("th", group.name, scope="col") for group in groups)
    rows = [_row("questions", [f"{group.questions:,}" for group in groups])]
    for title, figures in _TITLES.items():
        heading = element("th", title, scope="rowgroup", colspan=len(groups) + 1)
        rows.append(element("tr", heading, class_="kind"))
        for name, words in figures.items():
            rows.append(_row(words, [_shown(one, name) for one in told]))
    head = element("thead", element("tr", element("td"), *names))
    table = element("table", head, element("tbody", *rows))
    class_ = "wide" if len(groups) > 1 else "wide narrow"
    return element("div", table, class_=class_, tabindex=0, role="region", aria_label="All figures")


def _row(title: str, cells: list[str]) -> Html:
    heading = element("th", title, scope="row")
    return element("tr", heading, *(element("td", cell) for cell in cells))


def _shown(figures: Figures, name: str) -> str:
    value: float | None = getattr(figures, name)
    return "–" if value is None else as_text(name, value)


def meaning_html() -> Html:
    """What each name stands for; ``--min`` and the JSON know the figures by these names."""
    told = [
        part
        for name, says in MEANINGS.items()
        for part in (element("dt", name), element("dd", says))
    ]
    return element(
        "details", element("summary", element("h3", "What the figures mean")), element("dl", *told)
    )
