"""Generations of vectors: built beside the live one, audited, published by one atomic rename.

``CURRENT`` names the live generation. A process that reads one holds a shared lock in its folder;
an old generation is deleted when nobody does.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from models.errors import SourcelineError

_POINTER = "CURRENT"
_FOLDER = "generations"
_HELD = "held"
_NAME = re.compile(r"g-(\d{6,})")
_TOLERABLE = 0.02
"""Part of the vectors that a sound graph may not lead to (HNSW is approximate): .005 of 50,000
crowded ones, measured, and none of a few thousand. More is damage."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A published set of vectors: those of the passages up to number ``last`` at the time.

    ``unreached`` are passages that its graph does not lead to, so they are searched beside it.
    """

    name: str
    fingerprint: str
    count: int
    last: int
    unreached: tuple[int, ...] = ()

    def folder(self, store: Path) -> Path:
        """Where its files are."""
        return store / _FOLDER / self.name


def current_generation(store: Path) -> Generation | None:
    """Read the pointer; None when nothing was published, or when it cannot be followed."""
    pointed = _pointed(store)
    while pointed is not None and not pointed.folder(store).is_dir():
        # It may have been replaced, and then deleted, since the pointer was read.
        before, pointed = pointed, _pointed(store)
        if pointed == before:
            return None
    return pointed


def _pointed(store: Path) -> Generation | None:
    try:
        told = json.loads((store / _POINTER).read_text("utf-8"))
        unreached = tuple(int(number) for number in told["unreached"])
        name, fingerprint = str(told["name"]), str(told["fingerprint"])
        generation = Generation(name, fingerprint, int(told["count"]), int(told["last"]), unreached)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return generation if _NAME.fullmatch(generation.name) else None


def publish(
    store: Path, fingerprint: str, numbers: NDArray[np.int64], vectors: NDArray[np.float32]
) -> Iterator[int | Generation]:
    """Build a generation, audit it, and point to it; yields vectors done, last the Generation.

    Raises SourcelineError, and changes nothing, when it cannot be written or fails the audit.
    """
    from index.audit import audited_apart
    from index.chroma import build_chroma

    clean_up(store)
    name = _next_name(store)
    folder = store / _FOLDER / name
    last = int(numbers[-1]) if len(numbers) else 0
    generation = Generation(name, fingerprint, len(numbers), last)
    try:
        folder.mkdir(parents=True)
        (folder / _HELD).touch()
        yield from build_chroma(folder, numbers, vectors)
        found = audited_apart(store, generation)
        complaint = found.complaint
        if found.broken is None and len(found.lost) <= _TOLERABLE * len(numbers):
            complaint = None
            generation = replace(generation, unreached=found.lost)
            _settle(folder)
            _point(store, generation)
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


def clean_up(store: Path) -> None:
    """Delete the generations that are not current and that no process reads."""
    live = current_generation(store)
    for folder in sorted((store / _FOLDER).glob("g-*")):
        if live is not None and folder.name == live.name:
            continue
        try:
            with (folder / _HELD).open("ab") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # somebody reads it, or it went meanwhile


def hold_current(store: Path) -> tuple[Generation, BinaryIO] | None:
    """The current generation, which nobody deletes until the file beside it is closed.

    None when nothing is published, or when what is pointed to is not there.
    """
    while (generation := current_generation(store)) is not None:
        try:
            held = (generation.folder(store) / _HELD).open("rb")
        except FileNotFoundError:
            if current_generation(store) == generation:
                return None
            continue
        fcntl.flock(held, fcntl.LOCK_SH)
        # Between the look and the lock it may have been replaced, and then deleted.
        if current_generation(store) == generation:
            return generation, held
        held.close()
    return None


def _next_name(store: Path) -> str:
    names = [folder.name for folder in (store / _FOLDER).glob("g-*")]
    taken = [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]
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
