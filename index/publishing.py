"""A new generation of vectors: built beside the live one, audited, published in one step."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.audit import audited_apart
from index.generation import HELD, Generation, clean_up, next_name, point_to
from models.errors import SourcelineError

_TOLERABLE = 0.02
"""Part of the vectors that a sound graph may not lead to (HNSW is approximate): .005 of 50,000
crowded ones, measured, and none of a few thousand. More is damage."""


def publish(
    store: Path, fingerprint: str, numbers: NDArray[np.int64], vectors: NDArray[np.float32]
) -> Iterator[int | Generation]:
    """Build a generation, audit it, and point to it; yields vectors done, last the Generation.

    Raises SourcelineError, and changes nothing, when it cannot be written or fails the audit.
    """
    from index.chroma import build_chroma

    clean_up(store)
    name = next_name(store)
    last = int(numbers[-1]) if len(numbers) else 0
    generation = Generation(name, fingerprint, len(numbers), last)
    folder = generation.folder(store)
    try:
        folder.mkdir(parents=True)
        (folder / HELD).touch()
        yield from build_chroma(folder, numbers, vectors)
        found = audited_apart(store, generation)
        complaint = found.complaint
        if found.broken is None and len(found.lost) <= _TOLERABLE * len(numbers):
            complaint = None
            generation = replace(generation, unreached=found.lost)
            _settle(folder)
            point_to(store, generation)
    except Exception as error:  # noqa: BLE001 -- Chroma raises what its Rust core raises
        complaint = str(error) or type(error).__name__
    if complaint is not None:
        shutil.rmtree(folder, ignore_errors=True)
        raise SourcelineError(
            f"the vector index of {store} could not be written ({complaint}): every article is "
            "stored and found without it; run `sourceline rebuild` to try again"
        )
    clean_up(store)
    yield generation


def _settle(folder: Path) -> None:
    """Bring every file of the folder, and the folder itself, to the disk."""
    for path in [*sorted(folder.rglob("*")), folder, folder.parent]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
