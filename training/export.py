"""Weights out: layers and heads as fp16 safetensors, and what made them as JSON.

The word table is not among them: it is the embedder's.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

WEIGHTS, FACTS = "reader.safetensors", "reader.json"


def export_reader(weights: Mapping[str, Tensor], folder: Path, facts: Mapping[str, object]) -> None:
    """Write both files; ``facts`` are kept as they are, with the weights' SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    half = {name: value.to(torch.float16).contiguous() for name, value in weights.items()}
    save_file(half, folder / WEIGHTS)
    found = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    text = json.dumps({**facts, "sha256": found}, indent=1, ensure_ascii=False)
    (folder / FACTS).write_text(text + "\n", encoding="utf-8")


def load_exported(folder: Path) -> dict[str, Tensor]:
    """The weights in fp32, by the names that the reader has for them."""
    return {name: value.float() for name, value in load_file(folder / WEIGHTS).items()}
