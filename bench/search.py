"""Comparing with every vector, against a published generation of Chroma.

``python -m bench.search [--quick]``

Vectors and questions are random directions of 384 dimensions: the hardest there are for a graph,
since everything is nearly equally far from everything. Text is kinder, so the recall told here is a
floor. A generation takes minutes to build at 100,000, and is kept in ``build/bench`` for the next
run; delete that folder to build anew.
"""

import hashlib
import os
import shutil
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import index.chroma
from bench.measurement import CPU_ALONE, ROOT, asked_for_quick, observed, table, tell
from index.chroma import ChromaIndex, build_chroma
from index.vectors import ExactIndex, VectorIndex

_COUNTS = (10_000, 100_000)
_DIMENSION, _ASKED, _K = 384, 200, 10
_ROUNDS = 3
_KEPT = ROOT / "build" / "bench"
_SEED = 7


def main() -> None:
    """A row for each index and count."""
    quick = asked_for_quick(__doc__)
    os.environ.update(CPU_ALONE)
    rows = []
    with observed("numpy", "chromadb"):
        for count in (500,) if quick else _COUNTS:
            rows += _compared(count, asked=20 if quick else _ASKED)
        print(f"\nms a question, {_K} nearest, random vectors of {_DIMENSION} dimensions")
        print(table(["", "vectors", "median", "p95", f"recall@{_K}"], rows))


def _compared(count: int, asked: int) -> list[list[str]]:
    rng = np.random.default_rng(_SEED)
    vectors, questions = _directions(rng, count), _directions(rng, asked)
    numbers = np.arange(1, count + 1)
    exact = ExactIndex(numbers, vectors)
    truth = [frozenset(number for number, _ in exact.nearest(one, _K)) for one in questions]
    rows = []
    with ChromaIndex(_generation(count, numbers, vectors)) as chroma:
        tell(f"asking {count:,} vectors")
        indexes: dict[str, VectorIndex] = {"exact, numpy": exact, "Chroma": chroma}
        took: dict[str, list[float]] = {name: [] for name in indexes}
        found = dict.fromkeys(indexes, 0)
        # In blocks: threads of the one spin for a moment after each call, into the other's time.
        for number in range(_ROUNDS):
            for name in list(indexes)[:: -1 if number % 2 else 1]:
                for right, one in zip(truth, questions, strict=True):
                    start = time.perf_counter()
                    near = indexes[name].nearest(one, _K)
                    took[name].append(time.perf_counter() - start)
                    found[name] += len(right & {number for number, _ in near})
    for name, seconds in took.items():
        middle, late = np.percentile(1000 * np.array(seconds), [50, 95])
        recall = found[name] / (_K * len(seconds))
        rows.append([name, f"{count:,}", f"{middle:.2f}", f"{late:.2f}", f"{recall:.3f}"])
    return rows


def _directions(rng: np.random.Generator, count: int) -> NDArray[np.float32]:
    drawn = rng.standard_normal((count, _DIMENSION), np.float32)
    unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def _generation(count: int, numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> Path:
    """Where the vectors are, built as a generation is; kept under what its files depend on."""
    source = Path(index.chroma.__file__).read_bytes()
    on = hashlib.sha256(source + vectors.tobytes() + version("chromadb").encode()).hexdigest()[:12]
    folder = _KEPT / f"{count}-{on}"
    if folder.is_dir():
        return folder
    fresh = folder.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    tell(f"building {count:,}, once")
    for _ in build_chroma(fresh, numbers, vectors):
        pass
    fresh.rename(folder)
    print(f"built {count:,} in {time.perf_counter() - began:.1f} s", flush=True)
    return folder


if __name__ == "__main__":
    main()
