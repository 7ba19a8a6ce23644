"""The state of a run on disk: all that is needed to go on as if it had never been stopped.

Written beside the last one and put in its place, so that a kill leaves one of the two whole.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

STATE = "state.pt"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run after ``step`` batches; ``recipe`` tells runs apart that must not be mixed."""

    recipe: str
    step: int
    reader: Mapping[str, Tensor]
    average: Mapping[str, Tensor]
    optimizer: Mapping[str, Any]


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Put it into ``folder``, in place of the one there."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{STATE}.writing"
    torch.save({name: getattr(checkpoint, name) for name in checkpoint.__slots__}, fresh)
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    os.replace(fresh, folder / STATE)


def load_checkpoint(folder: Path, recipe: str) -> Checkpoint | None:
    """The run's last state, or none; raises ValueError for that of a run with another recipe."""
    if not (folder / STATE).is_file():
        return None
    state = torch.load(folder / STATE, weights_only=True, map_location="cpu")
    found = Checkpoint(**state)
    if found.recipe != recipe:
        raise ValueError(f"{folder} holds a run of {found.recipe}, not of {recipe}: name another")
    return found
