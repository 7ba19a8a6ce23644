"""Follow-ups made to stand alone: their wording, what they find, and dialogues over the seed.

``python -m bench.follow_ups [--sample N]``

*Wording* is judged by the overlap of words with rewrites that people, or a model, made of the same
questions. The rules were tuned on the half of those conversations that is not judged here.
*Retrieval* asks for the passages that N conversations of mtRAG-UN were answered from, among the
passages of all of them. *Dialogues* are this project's own: follow-ups in six languages over the
English seed, which lies among invented news in five. Without the public sets, dialogues are all.
"""

import argparse
import gzip
import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measurement import CPU_ALONE, ROOT, SEED, table, tell
from index import Collection, index_paths, open_collection
from models import open_embedder
from qa import Turn
from qa.follow_up import standing_alone

DATA = ROOT.parent / "shared" / "data"
DIALOGUES = ROOT / "seeds" / "dialogues.jsonl"
NEWS = ROOT / "training" / "news"
_KEPT = ROOT / "build" / "bench"
_DEPTH, _SHOWN = 60, 3
"""Passages looked at for a rank, and in a dialogue."""
_EVERY = 4
"""One invented item in four lies beside the seed."""

Row = list[str]
Way = Callable[[str, Sequence[Turn]], str]
WAYS: dict[str, Way] = {
    "as asked": lambda question, _history: question,
    "question before + it": lambda question, history: (
        f"{history[-1].question} {question}" if history else question
    ),
    "standing alone": standing_alone,
}


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it was put, after what, and what is right for it."""

    question: str
    history: tuple[Turn, ...]
    right: frozenset[str]
    kinds: tuple[str, ...]


def main() -> None:
    """One table: a row for each measure, a column for each way of asking."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=80, help="conversations of mtRAG-UN")
    sample = parser.parse_args().sample
    os.environ.update(CPU_ALONE)
    rows = [*_wording(), *_retrieval(sample), *_dialogues()]
    print(table(["", "n", "measure", *WAYS], rows))


def _wording() -> Iterator[Row]:
    path = DATA / "rewrite.jsonl.gz"
    if not path.is_file():
        return
    told = [one for one in _lines(path) if one["history"] and _is_judged(one["id"])]
    human = [one for one in told if one["rewrite_by"] == "human"]
    model = [one for one in told if one["rewrite_by"] != "human"]
    for name, whole in (("people's rewrites", human), ("a model's rewrites", model)):
        yield _row(f"wording: {name}", whole, "F1", lambda one, way: _f1(way(one), one["rewrite"]))
        changed = [one for one in whole if one["changed"]]
        yield _row("  of follow-ups", changed, "F1", lambda one, way: _f1(way(one), one["rewrite"]))
        same = [one for one in whole if not one["changed"]]
        yield _row("  of others", same, "left alone", lambda one, way: way(one) == one["question"])


def _row(
    name: str,
    told: Sequence[dict[str, Any]],
    measure: str,
    judge: Callable[[dict[str, Any], Callable[[dict[str, Any]], str]], float],
) -> Row:
    cells = []
    for way in WAYS.values():

        def put(one: dict[str, Any], way: Way = way) -> str:
            return way(one["question"], _turns(one["history"]))

        cells.append(f"{sum(judge(one, put) for one in told) / len(told):.3f}")
    return [name, f"{len(told):,}", measure, *cells]


def _is_judged(id_: str) -> bool:
    """Whether its conversation is in the half that the rules were not tuned on."""
    return zlib.crc32(re.split("_|<::>", id_)[0].encode()) % 2 == 1


def _f1(text: str, other: str) -> float:
    words, others = (Counter(re.findall(r"\w+", one.casefold())) for one in (text, other))
    return 2 * (words & others).total() / max(1, words.total() + others.total())


def _retrieval(sample: int) -> Iterator[Row]:
    path = DATA / "mtragun.jsonl.gz"
    if not path.is_file():
        return
    every = [one for one in _lines(path) if one["passages"] and one["history"]]
    chosen = sorted(every, key=lambda one: zlib.crc32(one["id"].encode()))[:sample]
    texts = {p["doc_id"]: p["text"] for one in chosen for p in one["passages"]}
    collection = _indexed(
        f"mtragun-{sample}",
        ({"id": id_, "title": text[:60], "text": text} for id_, text in texts.items()),
    )
    put = [
        Put(
            one["question"],
            _turns(one["history"]),
            frozenset(p["doc_id"] for p in one["passages"]),
            (),
        )
        for one in chosen
    ]
    ranks = [[_rank(collection, way, one) for one in put] for way in WAYS.values()]
    for measure, score in (
        ("hit@1", lambda rank: rank == 1),
        ("hit@5", lambda rank: 0 < rank <= 5),
        ("MRR", lambda rank: 1 / rank if rank else 0.0),
    ):
        cells = [f"{sum(map(score, column)) / len(put):.3f}" for column in ranks]
        yield [f"retrieval among {len(texts):,} passages", f"{len(put):,}", measure, *cells]


def _rank(collection: Collection, way: Way, put: Put) -> int:
    """Of the first right article among those found; 0 for none."""
    found = collection.search(way(put.question, put.history), _DEPTH)
    ids = dict.fromkeys(one.passage.source.id for one in found)
    return next((rank for rank, id_ in enumerate(ids, 1) if id_ in put.right), 0)


def _dialogues() -> Iterator[Row]:
    text = SEED.read_text("utf-8")
    items = [item for path in sorted(NEWS.glob("*.jsonl")) for item in _lines(path)][::_EVERY]
    fields = ("id", "title", "text", "language")
    collection = _indexed("dialogues", ({name: item[name] for name in fields} for item in items))
    put = [one for dialogue in _lines(DIALOGUES) for one in _follow_ups(dialogue, text)]
    hits = [[_is_hit(collection, way, one) for one in put] for way in WAYS.values()]
    languages, kinds = (
        dict.fromkeys(column) for column in zip(*(one.kinds for one in put), strict=True)
    )
    for kind in ("all", *languages, *kinds):
        inside = [at for at, one in enumerate(put) if kind in ("all", *one.kinds)]
        cells = [f"{sum(column[at] for at in inside) / len(inside):.3f}" for column in hits]
        yield [f"dialogues: {kind}", f"{len(inside)}", f"hit@{_SHOWN}", *cells]


def _follow_ups(dialogue: dict[str, Any], text: str) -> Iterator[Put]:
    """Its answerable questions but for the first, after turns that were answered rightly."""
    history: tuple[Turn, ...] = ()
    for turn in dialogue["turns"]:
        gold = [text[one["start"] : one["end"]] for one in turn["gold"]]
        if history and gold:
            kinds = (dialogue["language"], turn["kind"])
            yield Put(turn["question"], history, frozenset(gold), kinds)
        answer = f"{gold[0]} [1]" if gold else ""
        history = (*history, Turn(turn["question"], answer))


def _is_hit(collection: Collection, way: Way, put: Put) -> bool:
    found = collection.search(way(put.question, put.history), _SHOWN)
    return any(sentence.text in put.right for one in found for sentence in one.passage.sentences)


def _indexed(name: str, articles: Iterable[dict[str, str]]) -> Collection:
    """A collection of ``articles`` and, for the dialogues, the seed; kept for the next run."""
    folder = _KEPT / f"follow-ups-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    tell(f"indexing {name}: unchanged articles cost nothing")
    embedder = open_embedder()
    paths = [corpus, SEED] if name == "dialogues" else [corpus]
    for _ in index_paths(folder / "store", paths, lambda: embedder, prune=True):
        pass
    return open_collection(folder / "store", embedder)


def _turns(history: Sequence[dict[str, str]]) -> tuple[Turn, ...]:
    """Questions with their answers; some sets keep questions alone."""
    turns: list[Turn] = []
    for one in history:
        if one["role"] == "user":
            turns.append(Turn(one["text"], ""))
        elif turns:
            turns[-1] = Turn(turns[-1].question, one["text"])
    return tuple(turns)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


if __name__ == "__main__":
    main()
