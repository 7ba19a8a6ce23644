"""``python -m bench.quality``: how good the answers are, on sets that nothing was trained on.

Prints the table of the README: what was measured, the floor that it must not fall under, and what
is aimed for. ``--sample N`` asks at most so many questions of a set (the same ones each time),
``--only NAME`` does one part. Stores and outcomes are kept under ``build/bench/quality`` and used
again for as long as neither models, code nor questions change; the public sets are skipped, with
a line, where their folder is not there.
"""

import argparse
import contextlib
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.judged import DATA, NEWS
from bench.measurement import ROOT, SEED, machine
from bench.reading_alone import balanced, best_line, mean, read_alone
from index import Source, index_paths
from models import open_embedder
from models.manifest import read_manifest
from qa import Assistant, Question, open_assistant
from qa.evaluation.case import Case
from qa.evaluation.figures import Group
from qa.evaluation.outcome import Outcome, span_of
from qa.evaluation.overlap import f1, precision, rank_of, recall
from qa.evaluation.questions import read_questions
from qa.evaluation.score import Score, score
from qa.evaluation.session import Evaluation, evaluate, sampled
from qa.evaluation.shelf import Shelf
from qa.reading.calibration import FILE
from training.example import Example
from training.held_out import Split, split_of
from training.jsonl import read_json_lines
from training.public_sets import (
    HUMAN_NEAR_MISSES,
    XQUAD_JUDGE,
    across_languages,
    asked_across,
    load_english,
    load_xquad,
)

KEPT = ROOT / "build" / "bench" / "quality"
_SEEDS = ROOT / "seeds"
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table; shares from 0 to 1. ``lower``: less is better."""

    what: str
    value: float | None
    floor: float | None = None
    aim: float | None = None
    lower: bool = False

    def __str__(self) -> str:
        """Return a line of the table, in Markdown."""
        told, floor, aim = (_shown(one) for one in (self.value, self.floor, self.aim))
        below = " (below its floor)" if self._is_below() else ""
        return f"| {self.what} | {told}{below} | {floor} | {aim} |"

    def _is_below(self) -> bool:
        if self.value is None or self.floor is None:
            return False
        return self.value > self.floor if self.lower else self.value < self.floor


Part = Callable[[int | None], list[Row]]


def main(arguments: list[str] | None = None) -> int:
    """Measure the parts that are asked for, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sample", type=int, metavar="N", help="questions of a set, at most")
    parser.add_argument("--only", choices=[*PARTS], action="append", help="a part; may be repeated")
    options = parser.parse_args(arguments)
    print(machine())
    print("\n| what | measured | floor | aim |\n|---|---|---|---|", flush=True)
    for name in options.only or PARTS:
        if name in _PUBLIC and not DATA.is_dir():
            print(
                f"{name} is skipped: there is no {DATA.name}/ beside the project", file=sys.stderr
            )
            continue
        for row in _kept(name, PARTS[name], options.sample):
            print(row, flush=True)
    return 0


def _seed(sample: int | None) -> list[Row]:
    with asking("seed", SEED) as assistant:
        english = evaluate(assistant, str(_SEEDS / "questions.jsonl"), sample=sample)
        others = evaluate(assistant, str(_SEEDS / "questions_languages.jsonl"), sample=sample)
    mine = Group("en", tuple(s for o, s in english.scored if o.case.language == "en"))
    rows = [*_told("seed, in English", mine, 0.90, 0.85, 0.97, 0.95), _wrong("seed", mine)]
    rows += _told("seed, in five other languages", others.whole, 0.70, 0.70, 0.90, 0.90)
    for group in others.languages:
        rows += _told(f"seed, in {group.name}", group)
    return rows


def _news(sample: int | None) -> list[Row]:
    """Each question of its own item, as of a collection of one; then of all 220 items at once."""
    questions, corpus = news_files()
    with asking("news", corpus) as assistant:
        shelf = Shelf(assistant.collection)
        told = [one for one in read_questions(str(questions), shelf) if isinstance(one, Case)]
        cases = sampled(told, sample) if sample else told
        own = [_of_its_item(assistant, case) for case in cases]
        everywhere = evaluate(assistant, str(questions), sample=sample)
    scored = [(one, score(one)) for one in own]
    whole = Group("news", tuple(told for _, told in scored))
    languages = sorted({one.case.language or "" for one in own})
    groups = [
        Group(name, tuple(told for one, told in scored if one.case.language == name))
        for name in languages
    ]
    figures = whole.figures
    return [
        Row("news item: F1 of the short answer", figures.short_f1, 0.75, 0.90),
        Row("news item: near misses told", figures.abstention_recall, 0.75, 0.90),
        Row("news item: answerable answered", figures.coverage),
        Row("news item: calibration error", figures.ece, lower=True),
        _wrong("news item", whole),
        *(_wrong(f"news item in {one.name}", one) for one in groups),
        _attribution(scored),
        Row("among 220 items: F1 of the short answer", everywhere.whole.figures.short_f1),
        Row("among 220 items: near misses told", everywhere.whole.figures.abstention_recall),
        _wrong("among 220 items", everywhere.whole),
    ]


def _of_its_item(assistant: Assistant, case: Case) -> Outcome:
    home = case.id.rpartition("-")[0]

    def only(source: Source) -> bool:
        return source.id == home

    return Outcome(case, assistant.ask(Question(case.question, scope=only)), (), 0.0)


def _attribution(scored: Sequence[tuple[Outcome, Score]]) -> Row:
    """Of the hedged or attributed answers that were given rightly: both are shown with them."""
    gold = {
        one["id"]: one
        for path in sorted(NEWS.glob("*.jsonl"))
        for item in read_json_lines(path)
        for one in item["questions"]
    }
    both = []
    for outcome, one in scored:
        told = gold[outcome.case.id]
        wanted = (told.get("hedge"), told.get("said_by"))
        if one.right and one.answerable and any(wanted):
            shown = (outcome.answer.hedge, outcome.answer.said_by)
            both.append(all(_alike(a, b) for a, b in zip(shown, wanted, strict=True) if b))
    what = f"news item: hedge and speaker shown ({len(both)} answers that have one)"
    return Row(what, mean(both) if both else None, 0.90, 1.0)


def _clapnq(sample: int | None) -> list[Row]:
    with asking("clapnq_dev", corpus_of("clapnq_dev")) as assistant:
        judged = evaluate(assistant, str(DATA / "clapnq_dev.jsonl.gz"), sample=sample)
        words, meaning = _baselines(assistant, judged)
    whole = judged.whole.figures
    rows = [
        Row("clapnq, baseline: best by words, citation F1", words[0]),
        Row("clapnq, baseline: best by words, balanced at its best line", words[1]),
        Row("clapnq, baseline: nearest in meaning, citation F1", meaning[0]),
        Row("clapnq, baseline: nearest in meaning, balanced at its best line", meaning[1]),
        Row("clapnq: citation F1 on answerable", whole.citation_f1, None, 0.60),
        Row("clapnq: balanced accuracy of answerability", whole.balanced_accuracy, None, 0.75),
        _wrong("clapnq", judged.whole),
        Row("clapnq: calibration error", whole.ece, lower=True),
    ]
    return rows


def _baselines(
    assistant: Assistant, judged: Evaluation
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Citing each leg's first sentence: F1, and balanced accuracy at the line that suits it best.

    That line is drawn on the judged questions themselves, which no product could do.
    """
    legs: tuple[list[tuple[float, float, bool]], ...] = ([], [])
    for outcome in judged.outcomes:
        found = assistant.collection.search(outcome.case.question, 50)
        gold = tuple(one.span for one in outcome.case.gold)
        for kept, name in zip(legs, ("lexical", "dense"), strict=True):
            ranked = [(leg.rank, leg.score, one) for one in found if (leg := getattr(one, name))]
            if not ranked:
                kept.append((0.0, -1e9, bool(outcome.case.answerable)))
                continue
            _, score, one = min(ranked, key=lambda told: told[0])
            cited = tuple(span_of(s) for s in one.passage.sentences)
            told = f1(precision(cited, gold), recall(cited, gold)) if gold else 0.0
            kept.append((told, score, bool(outcome.case.answerable)))
    words, meaning = (
        (mean(f for f, _, yes in kept if yes), max(_parted(kept, line) for _, line, _ in kept))
        for kept in legs
    )
    return words, meaning


def _parted(kept: Sequence[tuple[float, float, bool]], line: float) -> float:
    above = [score >= line for _, score, yes in kept if yes]
    below = [score < line for _, score, yes in kept if not yes]
    return (sum(above) / len(above) + sum(below) / len(below)) / 2


def _qed(sample: int | None) -> list[Row]:
    with asking("qed_dev", corpus_of("qed_dev")) as assistant:
        judged = evaluate(assistant, str(DATA / "qed_dev.jsonl.gz"), sample=sample)
    whole = judged.whole.figures
    return [
        Row("qed, 8,096 articles: right sentence found first", whole.hit_at_1, 0.45, 0.60),
        Row("qed: F1 of the short answer", whole.short_f1, 0.40, 0.55),
        Row("qed: balanced accuracy of answerability", whole.balanced_accuracy),
    ]


def _selqa(sample: int | None) -> list[Row]:
    """The search alone: every question of this set is answerable."""
    ranks = []
    with asking("selqa", corpus_of("selqa")) as assistant:
        shelf = Shelf(assistant.collection)
        told = read_questions(str(DATA / "selqa.jsonl.gz"), shelf)
        cases = [one for one in told if isinstance(one, Case)]
        for case in sampled(cases, sample) if sample else cases:
            found = assistant.collection.search(case.question, 12)
            sentences = [span_of(s) for one in found for s in one.passage.sentences]
            ranks.append(rank_of([one.span for one in case.gold], sentences))
    return [
        Row("selqa: right sentence found first", mean(rank <= 1 for rank in ranks), 0.76, 0.85),
        Row("selqa: among the first five", mean(rank <= 5 for rank in ranks), 0.92, 0.96),
    ]


def _alone(sample: int | None) -> list[Row]:
    english = list(load_english(DATA))
    tuning = [
        one
        for one in english
        if split_of(one.group) is Split.CALIBRATE and one.kind in HUMAN_NEAR_MISSES
    ]
    line = best_line(read_alone(tuning))
    held = [one for one in english if split_of(one.group) is Split.JUDGE]
    answerable = read_alone(_some([one for one in held if one.answerable], sample))
    near = [one for one in held if one.kind in HUMAN_NEAR_MISSES]
    return [
        Row(
            "reader alone, held-out articles: exact", mean(o.exact for o in answerable), 0.62, 0.76
        ),
        Row("reader alone, held-out articles: F1", mean(o.f1 for o in answerable), 0.73, 0.82),
        Row(
            "reader alone, human near misses: balanced",
            balanced(read_alone(near), line),
            0.66,
            0.80,
        ),
    ]


def _xquad(sample: int | None) -> list[Row]:
    table = across_languages(load_xquad(DATA / XQUAD_JUDGE))
    versions = _some(list(table.values()), sample)
    others = sorted({language for one in versions for language in one} - {"en"})

    def mean_f1(asked: str, read: str) -> float:
        pairs: list[Example] = [asked_across(one[asked], one[read]) for one in versions]
        return mean(one.f1 for one in read_alone(pairs))

    own = {language: mean_f1(language, language) for language in others}
    over = {language: mean_f1(language, "en") for language in others}
    rows = [
        Row("xquad, reader alone, English: F1", mean_f1("en", "en"), 0.72, 0.82),
        Row("xquad, mean of eleven others: F1", mean(own.values()), 0.56, 0.70),
        Row("xquad, English asked in eleven others: F1", mean(over.values()), 0.52, 0.68),
    ]
    rows += [Row(f"xquad {one}: F1", own[one]) for one in others]
    return rows + [Row(f"xquad, English asked in {one}: F1", over[one]) for one in others]


PARTS: Mapping[str, Part] = {
    "seed": _seed,
    "news": _news,
    "clapnq": _clapnq,
    "selqa": _selqa,
    "alone": _alone,
    "xquad": _xquad,
    "qed": _qed,
}
_PUBLIC = frozenset({"clapnq", "selqa", "alone", "xquad", "qed"})


def _told(
    name: str,
    group: Group,
    right: float | None = None,
    told: float | None = None,
    aim_right: float | None = None,
    aim_told: float | None = None,
) -> list[Row]:
    figures = group.figures
    return [
        Row(f"{name}: right sentence and short answer", figures.right, right, aim_right),
        Row(f"{name}: unanswerable told", figures.abstention_recall, told, aim_told),
    ]


def _wrong(name: str, group: Group) -> Row:
    risk = group.figures.risk_at_60
    return Row(f"{name}: wrong when 60 % are answered", risk, 0.15, 0.05, lower=True)


def _kept(name: str, part: Part, sample: int | None) -> list[Row]:
    """The part's rows, from the last run of the same models and questions where there was one."""
    of = [*read_manifest().files.values(), FILE.read_text("utf-8")]
    of += [path.read_text("utf-8") for path in sorted(_SEEDS.glob("*.jsonl"))]
    floors = (ROOT / floor for floor in ("models", "index", "qa"))
    of += [path.read_text("utf-8") for floor in floors for path in sorted(floor.rglob("*.py"))]
    digest = hashlib.sha256("\n".join([name, str(sample), *of]).encode()).hexdigest()[:12]
    path = KEPT / f"{name}-{digest}.json"
    if path.is_file():
        return [Row(**told) for told in json.loads(path.read_text("utf-8"))]
    rows = part(sample)
    path.parent.mkdir(parents=True, exist_ok=True)
    told = [{field: getattr(row, field) for field in Row.__slots__} for row in rows]
    path.write_text(json.dumps(told, indent=1), "utf-8")
    return rows


@contextlib.contextmanager
def asking(name: str, articles: Path) -> Iterator[Assistant]:
    """An assistant over a store of ``articles``, which is kept for the next run."""
    store = KEPT / "stores" / name
    for _event in index_paths(store, [articles], open_embedder, prune=True):
        pass
    assistant = open_assistant(store)
    try:
        yield assistant
    finally:
        assistant.collection.close()


def corpus_of(name: str) -> Path:
    """The set's corpus as the loader reads it: ``id`` for ``doc_id``."""
    path = KEPT / f"{name}.jsonl"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            {"id": one["doc_id"], "title": one["title"], "text": one["text"], "language": "en"}
            for one in read_json_lines(DATA / f"{name}.corpus.jsonl.gz")
        ]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def news_files() -> tuple[Path, Path]:
    """Questions of the judging items, and the corpus of all items that they are asked over."""
    KEPT.mkdir(parents=True, exist_ok=True)
    questions, corpus = KEPT / "news_questions.jsonl", KEPT / "news.jsonl"
    known = ("id", "title", "text", "publisher", "published", "language")
    items = [item for path in sorted(NEWS.glob("*.jsonl")) for item in read_json_lines(path)]
    articles = [{name: item[name] for name in known} for item in items]
    corpus.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    asked = [
        _question(item, one)
        for item in items
        if item["split"] == "judge"
        for one in item["questions"]
    ]
    questions.write_text("".join(json.dumps(one) + "\n" for one in asked), "utf-8")
    return questions, corpus


def _question(item: Mapping[str, object], one: Mapping[str, object]) -> dict[str, object]:
    told = {name: one[name] for name in ("id", "question", "answerable")}
    told["language"] = item["language"]
    if one["answerable"]:
        start, answer = int(str(one["start"])), str(one["answer"])
        span = {"doc_id": item["id"], "start": start, "end": start + len(answer)}
        told |= {"answers": [answer], "evidence_spans": [span]}
    return told


def _some(every: Sequence[_Thing], sample: int | None) -> list[_Thing]:
    return list(every) if sample is None else list(every[:: max(1, -(-len(every) // sample))])


def _alike(shown: str | None, wanted: str | None) -> bool:
    """Whether the words shown have some of those wanted."""
    mine = set((shown or "").casefold().split())
    return bool(mine & set((wanted or "").casefold().split()))


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".lstrip("0") if value < 1 else "1.0"


if __name__ == "__main__":
    sys.exit(main())
