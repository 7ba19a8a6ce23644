"""The lexical leg in four ways, by itself and fused with the dense leg: which finds the sentence.

``python -m bench.lexical [--sample N] [--questions N] [--only NAME] [--data DIR]``

Each cell is the share of questions with the right sentence first, among the first five, and the
mean reciprocal rank within fifty. Vectors are kept in ``build/vectors``, so that a run that was
stopped goes on where it was. With ``--sample`` a corpus of more than N articles is fused over its
first N alone, and judged by words alone as a whole. The last rows are of one index over 20,000
passages, or as many as there are: its size, and the median time of a question.
"""

import argparse
import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bench.judged import DATA, Judged, gold_of, load_judged, passages_of
from bench.lexical_ways import Way, ways
from bench.measurement import ROOT, observed, table, tell
from index import Passage
from index.search import fuse
from index.vectors import ExactIndex, Neighbour
from index.window import embedded_text
from models import open_embedder
from models.embedder import Embedder

_KEPT = ROOT / "build" / "vectors"
_REACH = 50
"""What each leg hands to the fusion in the product."""
_BATCH = 512
_MANY = 20_000
_TIMED = 200
Row = list[str]


def main() -> None:
    """Two rows for each set, by words and fused; then what each way costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, help="articles of a set that are embedded at most")
    parser.add_argument("--questions", type=int, default=10_000, help="of a set, at most")
    parser.add_argument("--only", default="", help="sets whose names have this in them")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the public sets")
    options = parser.parse_args()
    every = ways()
    sets = [one.asked(options.questions) for one in load_judged(options.data)]
    sets = [one for one in sets if options.only in one.name]
    embedder = open_embedder()
    rows: list[Row] = []
    with observed("onnxruntime", "tokenizers"):
        for judged in sets:
            if options.sample and len(judged.articles) > options.sample:
                rows += _judged(judged, every, None)
                rows += _judged(judged.first(options.sample), every, embedder)
            else:
                rows += _judged(judged, every, embedder)
        rows += _costs(sets, every)
        print(table(["set", "leg", *(way.name for way in every), "dense"], rows))


def _judged(judged: Judged, every: Sequence[Way], embedder: Embedder | None) -> Iterator[Row]:
    tell(f"{judged.name}: {len(judged.articles)} articles, {len(judged.questions)} questions")
    passages = passages_of(judged.articles)
    asked = [one.text for one in judged.questions]
    gold = gold_of(passages, judged.questions)
    by_words = []
    for way in every:
        index = way.build(passages)
        by_words.append([index.search(one, _REACH) for one in asked])
        index.catalogue.close()
    name = f"{judged.name} ({len(asked)})"
    yield [name, "words", *(_cell(found, gold) for found in by_words), ""]
    if embedder is None:
        return
    vectors = _vectors(embedder, passages)
    exact = ExactIndex(np.arange(len(passages), dtype=np.int64), vectors)
    dense = [exact.nearest(embedder.embed_question(one), _REACH) for one in asked]
    fused = (
        [fuse([near, found]) for near, found in zip(dense, way, strict=True)] for way in by_words
    )
    yield [name, "fused", *(_cell(found, gold) for found in fused), _cell(dense, gold)]


def _cell(ranked: Sequence[Sequence[Neighbour]], gold: Sequence[frozenset[int]]) -> str:
    ranks = [
        next((rank for rank, (at, _) in enumerate(found[:_REACH], 1) if at in wanted), None)
        for found, wanted in zip(ranked, gold, strict=True)
        if wanted
    ]
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    among = sum(rank is not None and rank <= 5 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{first:.3f} {among:.3f} {reciprocal:.3f}"


def _vectors(embedder: Embedder, passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Of all passages, in order; a file grows with them, and is begun where it ends."""
    texts = [embedded_text(p.source.title, p.sentences[0].kind, p.text) for p in passages]
    whole = "\0".join([embedder.fingerprint, *texts])
    kept = _KEPT / f"{hashlib.sha256(whole.encode()).hexdigest()[:16]}.f32"
    kept.parent.mkdir(parents=True, exist_ok=True)
    size = 4 * embedder.dimension
    with kept.open("ab") as file:
        done = file.tell() // size
        file.truncate(done * size)
        for at in range(done, len(texts), _BATCH):
            made = embedder.embed_passages(texts[at : at + _BATCH])
            file.write(made.astype("<f4").tobytes())
            file.flush()
            tell(f"  embedded {at + len(made)} of {len(texts)}")
    return np.fromfile(kept, "<f4").reshape(-1, embedder.dimension)


def _costs(sets: Sequence[Judged], every: Sequence[Way]) -> Iterator[Row]:
    """Of one index over the first passages of the largest sets."""
    passages: list[Passage] = []
    largest = sorted(sets, key=lambda one: -len(one.articles))
    for judged in largest:
        if len(passages) < _MANY:
            passages += passages_of(judged.articles)
    asked = [one.text for one in largest[0].asked(_TIMED).questions]
    built, sizes, taken = [], [], []
    for way in every:
        began = time.perf_counter()
        index = way.build(passages[:_MANY])
        built.append(f"{time.perf_counter() - began:.1f} s")
        sizes.append(f"{index.size / 1e6:.1f} MB")
        times = []
        for question in asked:
            began = time.perf_counter()
            index.search(question, _REACH)
            times.append(time.perf_counter() - began)
        taken.append(f"{1000 * median(times):.1f} ms")
        index.catalogue.close()
    name = f"{len(passages[:_MANY])} passages"
    yield [name, "built in", *built, ""]
    yield [name, "size", *sizes, ""]
    yield [name, "a question", *taken, ""]


if __name__ == "__main__":
    main()
