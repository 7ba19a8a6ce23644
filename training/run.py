"""One run over encoded examples: the optimiser, its schedule, the running average, stop and go on.

Every batch follows from the recipe and the step alone, so a run that was stopped ends in the very
state of one that was not.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from training.encoding import Encoded, batches, stack
from training.reader_model import Embedding, Reader, loss_of

Log = Callable[[str], None]
_SORTED = 48
"""Batches among which examples are sorted by length."""
_DECAYED = 2
"""Dimensions from which a tensor is a matrix, which weight decay is for."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run depends on besides its examples."""

    seed: int = 1
    batch: int = 16
    steps: int | None = None
    """Batches after which the run ends; None: when all examples are used up."""
    rate: float = 1.2e-4
    warm: float = 0.06
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998
    half: bool = True


class Run:
    """Training that can be stopped after any batch and taken up again."""

    def __init__(
        self, reader: Reader, embedding: Embedding, examples: Sequence[Encoded], recipe: Recipe
    ) -> None:
        self.reader, self.embedding, self.recipe = reader, embedding, recipe
        self._examples = examples
        order = batches(examples, recipe.batch, within=_SORTED, seed=recipe.seed)
        self._batches = order[: recipe.steps]
        self.step = 0
        self.average = {name: value.clone() for name, value in reader.state_dict().items()}
        matrices = [p for p in reader.parameters() if p.dim() >= _DECAYED]
        rest = [p for p in reader.parameters() if p.dim() < _DECAYED]
        self._optimizer = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": recipe.decay}, {"params": rest}],
            lr=recipe.rate,
            weight_decay=0.0,
            fused=True,
        )

    @property
    def steps(self) -> int:
        """Batches in all."""
        return len(self._batches)

    def take_step(self) -> tuple[float, int]:
        """Learn from the next batch; its loss, and its number of examples."""
        chosen = self._batches[self.step]
        batch = stack([self._examples[i] for i in chosen])
        ids, lengths = torch.from_numpy(batch.ids), torch.from_numpy(batch.lengths)
        low, high = torch.from_numpy(batch.lowest), torch.from_numpy(batch.highest)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.recipe.half):
            scores = self.reader(self.embedding(ids), lengths, low, high)
        loss = loss_of(scores, torch.from_numpy(batch.first), torch.from_numpy(batch.last))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), self.recipe.clip)
        for group in self._optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._share_of_rate()
        self._optimizer.step()
        self._optimizer.zero_grad()
        self.step += 1
        self._take_average()
        return float(loss.detach()), len(chosen)

    def _share_of_rate(self) -> float:
        """Linear up over the warm part, then linear down to nothing."""
        warm = max(1, int(self.recipe.warm * self.steps))
        left = (self.steps - self.step) / max(1, self.steps - warm)
        return min((self.step + 1) / warm, left)

    def _take_average(self) -> None:
        # A short memory at first, so that the average does not carry the untrained start along.
        kept = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        mine = list(self.average.values())
        torch._foreach_lerp_(mine, list(self.reader.state_dict().values()), 1 - kept)

    def to_checkpoint(self, name: str) -> Checkpoint:
        """The whole state; ``name`` says which examples and recipe it belongs to."""
        return Checkpoint(
            name, self.step, self.reader.state_dict(), self.average, self._optimizer.state_dict()
        )

    def go_on_from(self, checkpoint: Checkpoint) -> None:
        """Take the state of a run of the same recipe."""
        self.reader.load_state_dict(checkpoint.reader)
        self._optimizer.load_state_dict(dict(checkpoint.optimizer))
        for name, value in checkpoint.average.items():
            self.average[name].copy_(value)
        self.step = checkpoint.step


def train(
    run: Run,
    folder: Path,
    name: str,
    *,
    log: Log,
    every: float = 600.0,
    stopped: Callable[[], bool] = lambda: False,
) -> Mapping[str, Tensor]:
    """Train to the end, or until ``stopped``, from where ``folder`` left off; the averaged weights.

    A checkpoint is written each ``every`` seconds and at the end.
    """
    found = load_checkpoint(folder, name)
    if found:
        run.go_on_from(found)
        log(f"going on at step {run.step} of {run.steps}")
    saved = told = time.monotonic()
    losses: list[float] = []
    seen = 0
    while run.step < run.steps and not stopped():
        loss, count = run.take_step()
        losses.append(loss)
        seen += count
        now = time.monotonic()
        if run.step % 50 == 0:
            mean = sum(losses) / len(losses)
            log(f"step {run.step}/{run.steps} loss {mean:.3f} {seen / (now - told):.1f} examples/s")
            losses, seen, told = [], 0, now
        if now - saved >= every:
            save_checkpoint(folder, run.to_checkpoint(name))
            saved = time.monotonic()
    save_checkpoint(folder, run.to_checkpoint(name))
    return run.average
