"""Generations of vectors: built beside the live one, audited, published by one atomic rename.

``CURRENT`` names the live generation. A process that reads one holds a shared lock in its folder;
an old generation is deleted when nobody does.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import SourcelineError

_POINTER = "CURRENT"
_FOLDER = "generations"
_HELD = "held"


@dataclass(frozen=True, slots=True)
class Generation:
    """A published set of vectors: those of the passages up to number ``last`` at the time."""

    name: str
    fingerprint: str
    count: int
    last: int

    def folder(self, store: Path) -> Path:
        """Where its files are."""
        return store / _FOLDER / self.name


def current_generation(store: Path) -> Generation | None:
    """Read the pointer; None when nothing was published, or when the pointer cannot be read."""
    try:
        told = json.loads((store / _POINTER).read_text("utf-8"))
        generation = Generation(
            str(told["name"]), str(told["fingerprint"]), int(told["count"]), int(told["last"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    safe = "/" not in generation.name and generation.folder(store).is_dir()
    return generation if safe else None


def publish(
    store: Path, fingerprint: str, numbers: NDArray[np.int64], vectors: NDArray[np.float32]
) -> Iterator[int | Generation]:
    """Build a generation, audit it, and point to it; yields vectors done, last the Generation.

    Raises SourcelineError, and changes nothing, when what was built does not pass the audit.
    """
    from index.audit import audited_apart
    from index.chroma import build_chroma

    clean_up(store)
    name = _next_name(store)
    folder = store / _FOLDER / name
    folder.mkdir(parents=True)
    last = int(numbers[-1]) if len(numbers) else 0
    generation = Generation(name, fingerprint, len(numbers), last)
    yield from build_chroma(folder, numbers, vectors)
    if complaint := audited_apart(store, generation):
        shutil.rmtree(folder, ignore_errors=True)
        raise SourcelineError(
            f"the vectors that Chroma wrote do not pass the audit ({complaint}): questions are "
            "searched exactly meanwhile; run `sourceline rebuild` to try again"
        )
    _settle(folder)
    _point(store, generation)
    clean_up(store)
    yield generation


def clean_up(store: Path) -> None:
    """Delete the generations that are not current and that no process reads."""
    live = current_generation(store)
    for folder in sorted((store / _FOLDER).glob("g-*")):
        if live is not None and folder.name == live.name:
            continue
        try:
            descriptor = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)


def hold(store: Path, generation: Generation) -> int:
    """Keep the generation's files from being deleted until the descriptor is closed."""
    path = generation.folder(store) / _HELD
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        descriptor = os.open(generation.folder(store), os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _next_name(store: Path) -> str:
    taken = [int(folder.name[2:]) for folder in (store / _FOLDER).glob("g-*")]
    return f"g-{max(taken, default=0) + 1:06d}"


def _settle(folder: Path) -> None:
    """Bring every file of the folder, and the folder itself, to the disk."""
    for path in [*sorted(folder.rglob("*")), folder, folder.parent]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _point(store: Path, generation: Generation) -> None:
    fresh = store / f"{_POINTER}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(generation), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, store / _POINTER)
    descriptor = os.open(store, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
