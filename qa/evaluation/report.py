"""An evaluation as a page of its own: one file that asks nothing of any server.

Beside it, every case whole: the page shows the worst, a program may want them all.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from itertools import islice
from pathlib import Path

from index import SourcelineError
from qa.evaluation.calibration import answerability, reliability, risk_coverage
from qa.evaluation.case_view import case_html
from qa.evaluation.figures_view import headline_html, meaning_html, table_html, tiles_html
from qa.evaluation.markup import Html, element
from qa.evaluation.plots import latency_plot, reliability_plot, risk_plot
from qa.evaluation.session import Evaluation
from qa.evaluation.summary import cases_to_json
from qa.evaluation.worst import Mistakes, mistakes

PAGE, CASES = "index.html", "cases.jsonl"
_READ = 20
"""Cases of one kind that are shown."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing is asked for, whatever is in an article; the icon is none, so that none is asked for."""


def make_folder(folder: Path) -> None:
    """Make the report's folder; SourcelineError when there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourcelineError(f"no report can be written to {folder}: {error.strerror}") from error


def write_report(evaluation: Evaluation, folder: Path, tokens: str) -> Path:
    """Write the page and the cases into ``folder``; ``tokens`` is CSS with the house's colours."""
    page = folder / PAGE
    try:
        with (folder / CASES).open("w", encoding="utf-8") as lines:
            for case in cases_to_json(evaluation):
                lines.write(json.dumps(case, ensure_ascii=False) + "\n")
        page.write_text(report_html(evaluation, tokens), "utf-8")
    except OSError as error:
        raise SourcelineError(f"no report can be written to {folder}: {error.strerror}") from error
    return page


def report_html(evaluation: Evaluation, tokens: str) -> str:
    """The whole page."""
    style = tokens + files("qa.evaluation").joinpath("report.css").read_text("utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("link", rel="icon", href="data:,"),
        element("title", f"{evaluation.name}: evaluation"),
        element("style", Html(style)),
    )
    page = element("html", head, element("body", _bar(evaluation), _main(evaluation)), lang="en")
    return f"<!doctype html>\n{page}\n"


def _bar(evaluation: Evaluation) -> Html:
    articles = "1 article" if evaluation.articles == 1 else f"{evaluation.articles:,} articles"
    told = f"{evaluation.reader} reader · {articles}"
    return element(
        "header",
        element("b", "Sourceline"),
        element("span", "Evaluation", class_="on"),
        element("span", told, class_="status"),
    )


def _main(evaluation: Evaluation) -> Html:
    return element(
        "main",
        *headline_html(evaluation, f"{datetime.now():%Y-%m-%d %H:%M}"),
        tiles_html(evaluation.whole.figures),
        *_plots(evaluation),
        table_html(evaluation),
        *_worst(evaluation),
        meaning_html(),
    )


def _plots(evaluation: Evaluation) -> Iterator[Html]:
    whole = evaluation.whole
    points = risk_coverage(whole.scores)
    bins = reliability(answerability(whole.scores))
    unsure = "This reader tells no confidence."
    yield element(
        "div",
        _figure(
            "Risk against coverage",
            "What stays wrong when only the surest answers are shown."
            if points
            else "Where the answers stand; without a confidence there is no curve.",
            risk_plot(points, whole.figures),
            "No answer was judged.",
        ),
        _figure(
            "Calibration",
            "Whether a confidence means a probability: dots belong on the line.",
            reliability_plot(bins),
            unsure,
        ),
        _figure(
            "Waiting",
            "From the question to the whole answer, models loaded.",
            latency_plot([one.milliseconds for one in whole.scores]),
            "",
        ),
        class_="plots",
    )


def _figure(title: str, says: str, plot: Html | None, without: str) -> Html:
    drawn = plot if plot is not None else element("p", without, class_="none")
    return element("figure", element("figcaption", element("h3", title), element("p", says)), drawn)


def _worst(evaluation: Evaluation) -> Iterator[Html]:
    kinds = mistakes(evaluation.scored)
    yield element("h2", "The cases to read" if kinds else "No mistake to read")
    for number, kind in enumerate(kinds):
        yield _kind(kind, is_first=number == 0)


def _kind(kind: Mistakes, *, is_first: bool) -> Html:
    count = len(kind.cases)
    more = f"{count - _READ:,} more are in {CASES}." if count > _READ else ""
    told = element("summary", element("h3", kind.title), element("span", f"{count:,}"))
    return element(
        "details",
        told,
        element("p", f"{kind.says} {more}".strip(), class_="about"),
        *(case_html(*one) for one in islice(kind.cases, _READ)),
        open="" if is_first else None,
    )
