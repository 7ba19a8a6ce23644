"""The embedder as shipped, with 4-bit products, and through torch: the same weights in one run.

``python -m bench.embedder [--quick]``

The texts are the seed's sentences as the index embeds them, the whole article cut at 512 tokens,
and one question. Every engine makes its own batches; tokenising and pooling are in the time. FLOP
are those of ``bench/arithmetic.py``, and the peak is the higher of two, measured before and after
with as many threads as the engines take. The start is that of a fresh process, until it has
embedded its first question.
"""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bench.arithmetic import check_against, flop
from bench.four_bit import write_four_bit
from bench.measurement import (
    CPU_ALONE,
    SEED,
    asked_for_quick,
    cores,
    interleaved,
    observed,
    seconds_until,
    table,
    tell,
)
from bench.peak import measure_peak
from index import Loaded, load_articles, split_article
from index.window import embedded_text, window
from models.e5 import PASSAGE, QUESTION, E5Embedder
from models.embedder import Embedder
from models.manifest import EMBEDDER, WEIGHTS, WORDS
from models.words import open_words

_ASKED = "when will Zangezur open"
_SHIPPED = "as shipped: fp32 products"
_ONNX = "from pathlib import Path; from models.e5 import E5Embedder; e = E5Embedder(Path({!r}))"
_TORCH = "from models.sentence_transformer import open_embedded_on_gpu; e = open_embedded_on_gpu()"
_START = "{}; e.embed_question('a question'); print('ready')"
_ROUNDS, _SECONDS = 7, 12
"""Rounds of turns on each kind of text, and the time after which no more are begun."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to run the weights, the files they are in, and the Python that opens it as ``e``."""

    embedder: Embedder
    files: tuple[Path, ...]
    opens: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Passages of one kind, or one question; ``lengths`` in tokens, as the model takes them."""

    name: str
    texts: tuple[str, ...]
    lengths: tuple[int, ...]
    calls: int
    """In a turn: short ones are repeated."""

    def embedded(self, embedder: Embedder) -> NDArray[np.float32]:
        """Their vectors; a question's is made as for asking."""
        if self.texts == (_ASKED,):
            return embedder.embed_question(_ASKED)[None, :]
        return embedder.embed_passages(self.texts)


@dataclass(frozen=True, slots=True)
class Speed:
    """Median seconds of one engine, and the least cosine of its vectors to the shipped ones."""

    seconds: float
    cosine: float


def main() -> None:
    """A table for each kind of text, then one of size and start."""
    quick = asked_for_quick(__doc__)
    os.environ.update(CPU_ALONE)
    check_against(WEIGHTS / EMBEDDER)
    packages = ("onnxruntime", "torch", "sentence-transformers")
    with observed(*packages), tempfile.TemporaryDirectory() as folder:
        tell("opening the engines")
        engines = _engines(Path(folder))
        before = measure_peak(threads=cores(), quick=quick).gflops
        measured = {texts: _speeds(engines, texts, quick=quick) for texts in _kinds(quick=quick)}
        after = measure_peak(threads=cores(), quick=quick).gflops
        print(f"fp32 peak, {cores()} threads: {before:.0f} GFLOP/s before, {after:.0f} after")
        for texts, speeds in measured.items():
            _show_speeds(texts, speeds, max(before, after))
        _show_starts(engines, quick=quick)


def _engines(folder: Path) -> dict[str, Engine]:
    """The shipped one first, then those that it is compared with, made in ``folder``."""
    from models.sentence_transformer import open_embedded_on_gpu
    from models.torch_encoder import write_torch_folder

    graphs = {_SHIPPED: WEIGHTS}
    for level, arithmetic in ((0, "fp32"), (4, "int8")):
        written = write_four_bit(WEIGHTS, folder / f"level-{level}", accuracy_level=level)
        graphs[f"4-bit products, level {level} ({arithmetic})"] = written
    engines = {
        name: Engine(E5Embedder(at), (at / WORDS, at / EMBEDDER), _ONNX.format(str(at)))
        for name, at in graphs.items()
    }
    tensors = write_torch_folder(WEIGHTS) / "model.safetensors"
    engines["sentence-transformers, torch"] = Engine(open_embedded_on_gpu(), (tensors,), _TORCH)
    return engines


def _kinds(*, quick: bool) -> tuple[Texts, ...]:
    (loaded,) = (one for one in load_articles(SEED) if isinstance(one, Loaded))
    article = loaded.article
    sentences = [
        embedded_text(article.source.title, passage.sentences[0].kind, passage.text)
        for passage in window(article.text, split_article(article))
    ]
    whole = [f"{article.text[at:]} {article.text[:at]}" for at in (0, 600, 1200)]
    if quick:
        sentences, whole = sentences[:2], whole[:1]
    return (
        _texts("one question", QUESTION, [_ASKED], calls=2 if quick else 20),
        _texts("sentences of the seed, as indexed", PASSAGE, 2 * sentences),
        _texts("the whole seed", PASSAGE, whole),
    )


def _texts(name: str, before: str, texts: Sequence[str], calls: int = 1) -> Texts:
    encoded = open_words().tokenizer.encode_batch([before + text for text in texts])
    return Texts(name, tuple(texts), tuple(len(one.ids) for one in encoded), calls)


def _speeds(engines: Mapping[str, Engine], texts: Texts, *, quick: bool) -> dict[str, Speed]:
    tell(texts.name)
    # Before anything is timed: it also warms what is to be timed.
    vectors = {name: texts.embedded(engine.embedder) for name, engine in engines.items()}
    took = interleaved(
        {name: partial(texts.embedded, engine.embedder) for name, engine in engines.items()},
        rounds=2 if quick else _ROUNDS,
        seconds=_SECONDS,
        each=texts.calls,
    )
    return {
        name: Speed(median(took[name]), float((vectors[name] * vectors[_SHIPPED]).sum(1).min()))
        for name in engines
    }


def _show_speeds(texts: Texts, speeds: Mapping[str, Speed], peak: float) -> None:
    tokens, work = sum(texts.lengths), flop(texts.lengths)
    print(f"\n{texts.name}: {len(texts.texts)} × {tokens / len(texts.texts):.0f} tokens, ", end="")
    print(f"{work / 1e9:.2f} GFLOP")
    rows = []
    for name, speed in speeds.items():
        rate = work / speed.seconds / 1e9
        rows.append(
            [
                name,
                f"{1000 * speed.seconds:,.1f}",
                f"{tokens / speed.seconds:,.0f}",
                f"{rate:.0f}",
                f"{rate / peak:.0%}",
                f"{speeds[_SHIPPED].seconds / speed.seconds:.2f}",
                f"{speed.cosine:.5f}",
            ]
        )
    print(table(["", "ms", "tokens/s", "GFLOP/s", "of peak", "speed", "cosine"], rows), flush=True)


def _show_starts(engines: Mapping[str, Engine], *, quick: bool) -> None:
    tell("starts")
    starts = {
        name: partial(seconds_until, "ready", [sys.executable, "-c", _START.format(engine.opens)])
        for name, engine in engines.items()
    }
    if not quick:
        for start in starts.values():
            start()  # for the bytecode and the page cache
    took = interleaved(starts, rounds=1 if quick else 5, seconds=_SECONDS)
    first = median(took[_SHIPPED])
    rows = []
    for name, engine in engines.items():
        size, seconds = sum(file.stat().st_size for file in engine.files), median(took[name])
        rows.append([name, f"{size / 1e6:.1f}", f"{seconds:.2f}", f"{seconds / first:.1f}"])
    print("\nweights on disk, and a fresh process until its first question is embedded")
    print(table(["", "MB", "s", "× shipped"], rows))


if __name__ == "__main__":
    main()
