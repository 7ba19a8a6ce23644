"""``python -m bench.ablation``: what each part of an answer brings, on the same questions.

From the words alone over the fused search to the reader and its calibration: how often the right
sentence comes first, and how well answerable questions are told from others at the line that suits
each way best (drawn on the judged questions themselves, for every way alike). Over the seed in its
own language and in five others, the news that is judged among all items, and ClapNQ.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from bench.judged import DATA
from bench.measurement import SEED, machine
from bench.quality import asking, corpus_of, news_files
from bench.reading_alone import mean
from index import Found
from qa import Assistant
from qa.evaluation.case import Case, Span
from qa.evaluation.outcome import span_of
from qa.evaluation.overlap import rank_of
from qa.evaluation.questions import read_questions
from qa.evaluation.session import sampled
from qa.evaluation.shelf import Shelf
from qa.reading.calibration import Calibration, Weights, shipped_calibration
from qa.reading.evidence import Evidence
from qa.reading.extractive import Candidate, candidates_of
from qa.reading.nearness import measured_nearness

_PASSAGES = 12
_READER_ALONE = Weights(tuple(float(f.name in ("margin", "verdict")) for f in fields(Evidence)))
"""The reader's margin and verdict, and nothing of what the search thought."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one way puts first for a question, and how sure it is."""

    right: bool
    score: float
    answerable: bool


Way = Callable[[str, Sequence[Found]], tuple[Sequence[Span], float]]


def main(arguments: list[str] | None = None) -> int:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(prog="python -m bench.ablation", description=__doc__)
    parser.add_argument("--sample", type=int, default=120, help="questions of a set, at most")
    options = parser.parse_args(arguments)
    print(machine())
    print("\n| set | way | right sentence first | balanced at its best line |\n|---|---|---|---|")
    for name, articles, questions in _sets():
        with asking(name, articles) as assistant:
            for way, choices in _choices(assistant, questions, options.sample).items():
                right = mean(one.right for one in choices if one.answerable)
                print(f"| {name} | {way} | {right:.3f} | {_balanced(choices)} |", flush=True)
    return 0


def _sets() -> Iterator[tuple[str, Path, Path]]:
    seeds = SEED.parent
    yield "seed", SEED, seeds / "questions.jsonl"
    yield "seed in five languages", SEED, seeds / "questions_languages.jsonl"
    questions, corpus = news_files()
    yield "news", corpus, questions
    if DATA.is_dir():
        yield "clapnq_dev", corpus_of("clapnq_dev"), DATA / "clapnq_dev.jsonl.gz"
    else:
        print(f"ClapNQ is skipped: there is no {DATA.name}/ beside the project", file=sys.stderr)


def _choices(assistant: Assistant, questions: Path, most: int) -> Mapping[str, list[Choice]]:
    shelf = Shelf(assistant.collection)
    told = [one for one in read_questions(str(questions), shelf) if isinstance(one, Case)]
    ways = _ways(assistant)
    kept: dict[str, list[Choice]] = {name: [] for name in ways}
    for case in sampled(told, most):
        found = assistant.collection.search(case.question, 50)
        gold = [one.span for one in case.gold]
        for name, way in ways.items():
            spans, score = way(case.question, found)
            right = rank_of(gold, spans) <= len(spans)
            kept[name].append(Choice(right, score, bool(case.answerable)))
    return kept


def _ways(assistant: Assistant) -> Mapping[str, Way]:
    nearness = measured_nearness(assistant.collection.embedder)

    def leg(name: str) -> Way:
        def best(_question: str, found: Sequence[Found]) -> tuple[Sequence[Span], float]:
            ranked = [(told.rank, one) for one in found if (told := getattr(one, name))]
            if not ranked:
                return (), -1e9
            first = min(ranked, key=lambda one: one[0])[1]
            return _spans(first), getattr(first, name).score

        return best

    def fused(_question: str, found: Sequence[Found]) -> tuple[Sequence[Span], float]:
        return (_spans(found[0]), found[0].score) if found else ((), -1e9)

    def read(calibration: Calibration) -> Way:
        def best(question: str, found: Sequence[Found]) -> tuple[Sequence[Span], float]:
            told = candidates_of(question, found[:_PASSAGES], nearness, calibration=calibration)
            return (_touched(told[0]), told[0].probability) if told else ((), -1e9)

        return best

    return {
        "words": leg("lexical"),
        "meaning": leg("dense"),
        "both": fused,
        "reader, by its own scores": read(_READER_ALONE),
        "reader, calibrated with the search's evidence": read(shipped_calibration()),
    }


def _spans(found: Found) -> tuple[Span, ...]:
    return tuple(span_of(one) for one in found.passage.sentences)


def _touched(candidate: Candidate) -> tuple[Span, ...]:
    window, span = candidate.window, candidate.span
    first, last = window.touched(span.start, span.end)
    return tuple(span_of(one) for one in window.passage.sentences[first:last])


def _balanced(choices: Sequence[Choice]) -> str:
    yes = [one.score for one in choices if one.answerable]
    no = [one.score for one in choices if not one.answerable]
    if not yes or not no:
        return ""
    lines = {one.score for one in choices}
    best = max((mean(s >= t for s in yes) + mean(s < t for s in no)) / 2 for t in lines)
    return f"{best:.3f}"


if __name__ == "__main__":
    sys.exit(main())
