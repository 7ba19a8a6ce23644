"""``python -m training.train --out DIR --data DIR``: the reader, out of the embedder's weights.

With ``--begin FOLDER`` it begins with the reader that an earlier run exported into it.
Stopped by SIGTERM or control-C it keeps its state in ``--out`` and goes on from there when it is
started again with the same settings.
"""

import argparse
import hashlib
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import torch
from safetensors.torch import load_file

from models.manifest import TOKENIZER, WEIGHTS, sha256_of
from models.tokenizer import load_tokenizer
from models.torch_encoder import write_torch_folder
from training.encoding import encode
from training.export import WEIGHTS as EXPORTED
from training.export import export_reader, load_exported
from training.invented import FOLDER
from training.mixture import Shares, load_sources, mixed
from training.precision import bf16_is_fast
from training.reader_model import Embedding, Reader, Shape, load_embedder_weights
from training.run import Recipe, Run, train

LIMIT = 320
"""Tokens of a pair; the passages of training are cut well below."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The command line, read."""

    out: Path
    data: Path
    news: Path
    seed: int
    begin: Path | None
    rate: float
    batch: int
    steps: int | None
    scale: float
    threads: int
    minutes_between: float


def main(arguments: list[str] | None = None) -> int:
    """Train until done or told to stop; exit code 0 when the reader is finished, else 3."""
    settings = _settings(arguments)
    settings.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(settings.threads)
    # The gradients of what is learned already are too small to matter, and a CPU's slowest numbers.
    torch.set_flush_denormal(True)
    log = _log_to(settings.out / "log.txt")
    recipe = Recipe(
        seed=settings.seed,
        rate=settings.rate,
        batch=settings.batch,
        steps=settings.steps,
        half=bf16_is_fast(),
    )
    shares = Shares().scaled(settings.scale)
    torch.manual_seed(settings.seed)
    reader, embedding = open_base()
    begun = ""
    if settings.begin:
        reader.load_state_dict(load_exported(settings.begin))
        begun = sha256_of(settings.begin / EXPORTED)
    tokenizer = load_tokenizer(WEIGHTS / TOKENIZER)
    tokenizer.enable_truncation(LIMIT, strategy="only_second")
    examples = mixed(load_sources(settings.data, settings.news), shares, settings.seed)
    run = Run(reader, embedding, encode(tokenizer, examples), recipe)
    log(
        f"{len(examples)} examples, {sum(e.answerable for e in examples)} answerable, "
        f"{run.steps} steps, {recipe}, {shares}"
    )
    name = hashlib.sha256(f"{recipe} {begun} {examples}".encode()).hexdigest()[:16]
    weights = train(
        run,
        settings.out,
        name,
        log=log,
        every=60 * settings.minutes_between,
        stopped=_told_to_stop(),
    )
    told = {"recipe": asdict(recipe), "shares": asdict(shares), "examples": len(examples)}
    told |= {"begun_with": begun} if begun else {}
    export_reader(weights, settings.out / "final", {**told, "step": run.step, "steps": run.steps})
    log(f"stopped at step {run.step} of {run.steps}; the average is in {settings.out / 'final'}")
    return 0 if run.step == run.steps else 3


def open_base(shape: Shape = Shape()) -> tuple[Reader, Embedding]:  # noqa: B008 -- frozen
    """An untrained reader over the built embedder, and the embedding block that they share."""
    tensors = load_file(write_torch_folder(WEIGHTS) / "model.safetensors")
    reader = Reader(shape)
    return reader, load_embedder_weights(reader, tensors)


def _settings(arguments: list[str] | None) -> Settings:
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--news", type=Path, default=FOLDER, help="folder of the invented news")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--begin", type=Path, help="folder with the reader of an earlier run")
    parser.add_argument("--rate", type=float, default=1.2e-4, help="peak learning rate")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--steps", type=int, help="end after so many batches")
    parser.add_argument("--scale", type=float, default=1.0, help="times every source is used")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--minutes-between", type=float, default=10.0, help="of checkpoints")
    return Settings(**vars(parser.parse_args(arguments)))


def _log_to(path: Path) -> Callable[[str], None]:
    def log(line: str) -> None:
        stamped = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}"
        print(stamped, flush=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    return log


def _told_to_stop() -> Callable[[], bool]:
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    return lambda: bool(told)


if __name__ == "__main__":
    sys.exit(main())
