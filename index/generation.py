"""Generations of vectors: which one is live, and who holds it.

``CURRENT`` names the live generation, and is replaced by one atomic rename. A process that reads
one holds a shared lock in its folder; an old generation is deleted when nobody does.
"""

import fcntl
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

_POINTER = "CURRENT"
_FOLDER = "generations"
HELD = "held"
"""File that its readers lock."""
_NAME = re.compile(r"g-(\d{6,})")


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


def clean_up(store: Path) -> None:
    """Delete the generations that are not current and that no process reads."""
    live = current_generation(store)
    for folder in sorted((store / _FOLDER).glob("g-*")):
        if live is not None and folder.name == live.name:
            continue
        try:
            with (folder / HELD).open("ab") as held:
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
            held = (generation.folder(store) / HELD).open("rb")
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


def next_name(store: Path) -> str:
    """The name of the generation after all that are there."""
    names = [folder.name for folder in (store / _FOLDER).glob("g-*")]
    taken = [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]
    return f"g-{max(taken, default=0) + 1:06d}"


def point_to(store: Path, generation: Generation) -> None:
    """Make it the current one, in one step that a power cut leaves done or undone."""
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
