"""``python -m training.calibrate --data DIR``: what makes the reader's scores a probability.

Asks the questions of the calibration split over collections of their articles, through the search
that ships, and fits a logistic regression to which of the reader's spans are right. Neither the
training nor any judging set has these articles. Writes ``qa/reading/calibration.json``.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Scope, everything, index_paths, open_collection
from models import open_embedder
from models.embedder import Embedder
from qa.reading.calibration import FILE, Calibration
from qa.reading.evidence import Evidence
from qa.reading.extractive import Candidate, candidates_of
from qa.reading.nearness import measured_nearness
from training.example import Example
from training.held_out import Split, load_judged_evidence, split_of
from training.invented import FOLDER, load_news, load_wordings
from training.public_sets import (
    HUMAN_NEAR_MISSES,
    XQUAD_TRAIN,
    across_languages,
    asked_across,
    load_english,
    load_xquad,
)

PASSAGES = 12
"""As the assistant asks the search for."""
_EVEN = Calibration((1.0, 1.0, *[0.0] * (len(fields(Evidence)) - 2)), 0.0)
"""Ranks by the model's own scores, before there is anything better."""
_WEIGHTS = {
    "news": 1.5,
    "item": 3.0,
    "across": 1.0,
    "elsewhere": 1.0,
    "english": 1.0,
    "natural": 1.0,
    "languages": 1.2,
}
"""News is what will be asked, and a small set."""
_PENALTY = 2.0
_AGAINST = frozenset({"names_gone", "figures_gone", "other_kind", "length"})
"""Evidence that can only speak against a span; all other can only speak for it, or not at all.

For it speaks also that it is in another language than the question: such a sentence is never as
near as one in the question's own, and what it lacks is given back."""
_NATURAL, _NATURAL_ASKED, _NATURAL_OTHERS, _SEED = "qed_train", 400, 400, 8
_FEW = 7
"""One in so many of the questions asked across languages is asked of all items; prime to the
number of languages, so that none is left out."""
_EASY = 3
"""One in so many of the questions whose unanswerable ones are of another paragraph is asked."""


class Reach(Enum):
    """Which articles of a collection a question is asked of."""

    ALL = "all"
    OWN = "its own alone, as of a collection of one"
    OTHERS = "all but its own, and then there is no answer"


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions over one collection; ``kind`` names the set."""

    kind: str
    passages: tuple[Example, ...]
    """One example for each passage that the collection holds."""
    questions: tuple[Example, ...]
    reach: Reach = Reach.ALL


@dataclass(frozen=True, slots=True)
class Row:
    """One span that was proposed: its evidence, and whether it is right."""

    kind: str
    question: str
    values: tuple[float, ...]
    right: bool
    answerable: bool


def main(arguments: list[str] | None = None) -> int:
    """Ask, fit, print how well it fits, write."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--rows", type=Path, help="folder to keep what was asked, and go on from")
    options = parser.parse_args(arguments)
    rows = list(_asked(options.data, options.rows))
    fitted = fit(rows)
    names = [field.name for field in fields(Evidence)]
    weights = dict(zip(names, (round(w, 4) for w in fitted.weights), strict=True))
    told = {
        "weights": weights,
        "constant": round(fitted.constant, 4),
        "questions": len(_tops(rows, fitted)),
    }
    FILE.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    for line in report(rows, fitted):
        print(line)
    return 0


def fit(rows: Sequence[Row]) -> Calibration:
    """Over all spans for their order, then over each question's likeliest for its probability."""
    shares = _shares(rows)
    every = _with_their_signs(rows, shares)
    top = _tops(rows, every)
    logits = np.array([[_logit(every, row.values)] for row in top])
    scaled = _logistic(logits, [row.right for row in top], _shares(top))
    (scale,) = scaled.weights
    return Calibration(
        tuple(scale * weight for weight in every.weights),
        scale * every.constant + scaled.constant,
    )


def _with_their_signs(rows: Sequence[Row], shares: NDArray[np.float64]) -> Calibration:
    """The regression without those kinds of evidence that chance has turned round."""
    values = np.array([row.values for row in rows])
    signs = np.array([-1 if f.name in _AGAINST else 1 for f in fields(Evidence)])
    used = np.ones(len(signs), bool)
    while True:
        fitted = _logistic(values * used, [row.right for row in rows], shares)
        wrong = (np.array(fitted.weights) * signs < -1e-6) & used
        if not wrong.any():
            return fitted
        used &= ~wrong


def report(rows: Sequence[Row], fitted: Calibration) -> Iterator[str]:
    """For each set: balanced accuracy of answering at one half, and how often that is right."""
    top = _tops(rows, fitted)
    for kind in sorted({row.kind for row in top}):
        mine = [row for row in top if row.kind == kind]
        shown = [fitted.probability(row.values) >= 0.5 for row in mine]
        told = [not s for s, row in zip(shown, mine, strict=True) if not row.answerable]
        said = [s for s, row in zip(shown, mine, strict=True) if row.answerable]
        right = [row.right for s, row in zip(shown, mine, strict=True) if s]
        first = [row.right for row in mine if row.answerable]
        yield (
            f"{kind}: {len(mine)} questions; right first {_mean(first):.3f}; answered "
            f"{_mean(said):.3f}, told {_mean(told):.3f}; right when shown {_mean(right):.3f}"
        )


def _asked(data: Path, kept: Path | None) -> Iterator[Row]:
    """The rows of every asking; those that an earlier run has asked are read from ``kept``."""
    embedder = open_embedder()
    for number, asking in enumerate(_askings(data)):
        file = kept / f"{number}.json" if kept else None
        if file and file.is_file():
            yield from (Row(**told) for told in json.loads(file.read_text("utf-8")))
            continue
        rows = list(_rows(asking, embedder))
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            told = [{f.name: getattr(row, f.name) for f in fields(Row)} for row in rows]
            file.write_text(json.dumps(told), "utf-8")
        yield from rows


def _askings(data: Path) -> Iterator[Asking]:
    english = [one for one in load_english(data) if split_of(one.group) is Split.CALIBRATE]
    hard = [one for one in english if one.kind in HUMAN_NEAR_MISSES]
    easy = [one for one in english if one.kind not in HUMAN_NEAR_MISSES]
    yield Asking("english", tuple(english), (*hard, *easy[::_EASY]))
    news = tuple(load_news(FOLDER, Split.CALIBRATE))
    others = tuple(load_news(FOLDER, Split.TRAIN))
    across = tuple(
        one
        for versions in load_wordings(FOLDER, Split.CALIBRATE)
        for one in versions.values()
        if one.asked_in != one.language
    )
    yield Asking("news", (*news, *others), news)
    yield Asking("item", news, news, Reach.OWN)
    yield Asking("across", news, across, Reach.OWN)
    yield Asking("across", (*news, *others), across[::_FEW])
    yield Asking("elsewhere", (*news, *others), (*news[::_EASY], *across[::_FEW]), Reach.OTHERS)
    yield from _natural(data)
    xquad = (
        one for one in load_xquad(data / XQUAD_TRAIN) if split_of(one.group) is Split.CALIBRATE
    )
    table = across_languages(xquad)
    languages = sorted({language for versions in table.values() for language in versions})
    for read in languages:
        here = [versions[read] for versions in table.values()]
        # Every third paragraph is left out, and what is asked of it is not there.
        paragraphs = list(dict.fromkeys(one.passage for one in here))
        gone = frozenset(paragraphs[::3])
        asked = languages if read == "en" else [read, "en"]
        questions = [
            _unanswered(pair) if pair.passage in gone else pair
            for versions in list(table.values())[:: _EASY if read == "en" else 1]
            for language in asked
            for pair in [asked_across(versions[language], versions[read])]
        ]
        kept = tuple(one for one in here if one.passage not in gone)
        yield Asking("languages", kept, tuple(questions))


def _natural(data: Path) -> Iterator[Asking]:
    """Questions as people put them to a search engine, of articles that are there or are not.

    The reader has trained on a part of them: no article of such questions was held out.
    """
    judged = load_judged_evidence(data)
    every = [
        one
        for one in load_english(data)
        if one.kind == _NATURAL and one.answerable and not judged.is_in(one.passage)
    ]
    chance = random.Random(_SEED)
    asked = chance.sample(every, _NATURAL_ASKED)
    passages = (*asked, *chance.sample(every, _NATURAL_OTHERS))
    half = len(asked) // 2
    yield Asking("natural", passages, tuple(asked[:half]))
    yield Asking("natural", passages, tuple(asked[half:]), Reach.OTHERS)


def _within(question: Example, reach: Reach) -> Scope:
    home = _home(question)
    if reach is Reach.ALL:
        return everything
    return lambda source: (source.id == home) == (reach is Reach.OWN)


def _home(question: Example) -> str:
    return f"{question.group} {question.language}"


def _unanswered(example: Example) -> Example:
    return replace(example, span=(-1, -1), answers=())


def _rows(asking: Asking, embedder: Embedder) -> Iterator[Row]:
    articles = _articles(asking.passages)
    nearness = measured_nearness(embedder)
    with tempfile.TemporaryDirectory() as folder:
        file, store = Path(folder, "corpus.jsonl"), Path(folder, "store")
        file.write_text("".join(json.dumps(told) + "\n" for told in articles.values()), "utf-8")
        list(index_paths(store, [file], lambda: embedder))
        collection = open_collection(store, embedder)
        for number, told in enumerate(asking.questions):
            question = _unanswered(told) if asking.reach is Reach.OTHERS else told
            scoped = collection.within(_within(question, asking.reach))
            found = scoped.search(question.question, PASSAGES)
            for one in candidates_of(question.question, found, nearness, calibration=_EVEN):
                right = _is_right(one, question, articles)
                name = (
                    f"{asking.kind} {asking.reach.name} {number} {question.id} "
                    f"{question.asked_in}{question.language}"
                )
                yield Row(asking.kind, name, one.evidence.values(), right, question.answerable)
        collection.close()
        print(f"{asking.kind}: {len(asking.questions)} questions asked", file=sys.stderr)


def _articles(examples: Iterable[Example]) -> dict[str, dict[str, str]]:
    """A line of a corpus for each group and language: its passages, one after the other."""
    texts: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    titles: dict[tuple[str, str], str] = {}
    for one in examples:
        texts[one.group, one.language][one.passage] = None
        titles[one.group, one.language] = one.title
    return {
        f"{group} {language}": {
            "id": f"{group} {language}",
            "title": titles[group, language] or group.partition(":")[2] or group,
            "text": "\n\n".join(passages),
            "language": language,
        }
        for (group, language), passages in texts.items()
    }


def _is_right(candidate: Candidate, question: Example, articles: dict[str, dict[str, str]]) -> bool:
    """Whether the span overlaps the gold one, in its article."""
    home = _home(question)
    if not question.answerable or candidate.window.source.id != home:
        return False
    at = articles[home]["text"].index(question.passage)
    start = candidate.window.passage.start + candidate.span.start - at
    end = candidate.window.passage.start + candidate.span.end - at
    return start < question.span[1] and question.span[0] < end


def _tops(rows: Sequence[Row], calibration: Calibration) -> list[Row]:
    best: dict[str, Row] = {}
    for row in rows:
        known = best.get(row.question)
        if known is None or _logit(calibration, row.values) > _logit(calibration, known.values):
            best[row.question] = row
    return list(best.values())


def _logit(calibration: Calibration, values: Sequence[float]) -> float:
    return float(np.dot(calibration.weights, values)) + calibration.constant


def _shares(rows: Sequence[Row]) -> NDArray[np.float64]:
    return np.array([_WEIGHTS[row.kind] for row in rows])


def _logistic(
    values: NDArray[np.float64], right: Sequence[bool], shares: NDArray[np.float64]
) -> Calibration:
    """Newton's method, with a small penalty on the weights; the constant goes free."""
    x = np.hstack([values, np.ones((len(values), 1))])
    y = np.array(right, float)
    penalty = np.diag([*[_PENALTY] * values.shape[1], 0.0])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (shares * (p - y)) + penalty @ w
        bend = (x * (shares * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(w)), slope)
        w -= step
        if np.abs(step).max() < 1e-7:
            break
    return Calibration(tuple(map(float, w[:-1])), float(w[-1]))


def _mean(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else float("nan")


if __name__ == "__main__":
    sys.exit(main())
