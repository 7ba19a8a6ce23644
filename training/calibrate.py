"""``python -m training.calibrate --data DIR``: what makes the reader's scores a probability.

Asks the questions of the calibration split over collections of their articles, through the search
that ships, and fits boosted trees to which of the sentences read are right. Neither the training
nor any judging set has these articles. Writes ``qa/reading/calibration.json``.
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

from index import Scope, everything, index_paths, open_collection
from models import open_embedder
from models.embedder import Embedder
from qa.reading.calibration import FILE, Weights, written
from qa.reading.evidence import Evidence
from qa.reading.extractive import Candidate, candidates_of
from qa.reading.nearness import measured_nearness
from training.boosting import Case, Judged, fit
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
_EVEN = Weights(tuple(float(f.name in ("margin", "verdict")) for f in fields(Evidence)))
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
_NEWS = ("item", "news", "across")
_TOLD = (0.75, 0.8, 0.82, 0.85)
_NATURAL, _NATURAL_ASKED, _NATURAL_OTHERS, _SEED = "qed_train", 400, 400, 8
_HALF, _FEW = 2, 11
"""One in so many of the questions across languages is asked of its item, and of all items; prime
to the number of languages, so that none is left out."""
_READ, _FIFTH = ("ar", "de", "el", "en"), 5
"""The languages of XQuAD that are read, three scripts among them, and one in so many of its
questions is asked over each: the news has the languages that are read most."""
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
    """One sentence that may answer: its evidence, and whether it does."""

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
    fitted, judged = fit([as_case(row) for row in rows])
    told = {
        "evidence": [field.name for field in fields(Evidence)],
        "questions": len(judged.tops),
        "constant": fitted.constant,
        "trees": [written(tree) for tree in fitted.trees],
    }
    FILE.write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    for line in report(rows, judged):
        print(line)
    return 0


def as_case(row: Row) -> Case:
    """What fitting needs to know of it; a question's wordings are never on both sides of a fold."""
    return Case(row.question, row.question.split()[-2], row.values, row.right, _WEIGHTS[row.kind])


def report(rows: Sequence[Row], judged: Judged) -> Iterator[str]:
    """For each set: how often it answers and how often that is right, where one half is the line.

    And the lines at which so many near misses over news are told.
    """
    tops = judged.tops
    for kind in sorted({rows[i].kind for i in tops}):
        mine = [i for i in tops if rows[i].kind == kind]
        shown = {i: judged.probabilities[i] >= 0.5 for i in mine}
        told = [not shown[i] for i in mine if not rows[i].answerable]
        said = [shown[i] for i in mine if rows[i].answerable]
        right = [rows[i].right for i in mine if shown[i]]
        first = [rows[i].right for i in mine if rows[i].answerable]
        yield (
            f"{kind}: {len(mine)} questions; right first {_mean(first):.3f}; answered "
            f"{_mean(said):.3f}, told {_mean(told):.3f}; right when shown {_mean(right):.3f}"
        )
    news = [i for i in tops if rows[i].kind in _NEWS]
    near = sorted(judged.probabilities[i] for i in news if not rows[i].answerable)
    for share in _TOLD:
        line = near[int(share * len(near))]
        said = [judged.probabilities[i] >= line for i in news if rows[i].answerable]
        yield f"news: from {line:.3f} on, {share:.2f} told and {_mean(said):.3f} answered"


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
    yield Asking("across", news, across[::_HALF], Reach.OWN)
    yield Asking("across", (*news, *others), across[::_FEW])
    yield Asking("elsewhere", (*news, *others), (*news[::_EASY], *across[::_FEW]), Reach.OTHERS)
    yield from _natural(data)
    xquad = (
        one for one in load_xquad(data / XQUAD_TRAIN) if split_of(one.group) is Split.CALIBRATE
    )
    table = across_languages(xquad)
    languages = sorted({language for versions in table.values() for language in versions})
    for read in _READ:
        here = [versions[read] for versions in table.values()]
        # Every third paragraph is left out, and what is asked of it is not there.
        paragraphs = list(dict.fromkeys(one.passage for one in here))
        gone = frozenset(paragraphs[::3])
        asked = languages if read == "en" else [read, "en"]
        questions = [
            _unanswered(pair) if pair.passage in gone else pair
            for versions in list(table.values())[::_FIFTH]
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
    """Whether what would be cited overlaps the gold span, in its article."""
    home = _home(question)
    if not question.answerable or candidate.window.source.id != home:
        return False
    at = articles[home]["text"].index(question.passage)
    first, last = candidate.window.touched(candidate.span.start, candidate.span.end)
    cited = candidate.window.passage.sentences[first:last]
    start, end = cited[0].start - at, cited[-1].end - at
    return start < question.span[1] and question.span[0] < end


def _mean(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else float("nan")


if __name__ == "__main__":
    sys.exit(main())
