"""The published generation as one reader uses it, or why it uses none.

What is to be used is audited first. At the start that is waited for; a generation that is
published later is audited beside the questions, which go on with the one before it.
"""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.audit import audited_apart
from index.generation import Generation, current_generation, hold_current
from index.vectors import Neighbour

if TYPE_CHECKING:
    from index.chroma import ChromaIndex

_SAMPLE = 1000
"""Vectors that must find themselves; whoever published has tried them all."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation that is held, with its index, or with what is wrong with it."""

    generation: Generation
    held: BinaryIO
    index: "ChromaIndex | None"
    complaint: str | None

    def close(self) -> None:
        if self.index is not None:
            self.index.close()
        self.held.close()


class PublishedVectors:
    """Follows the pointer of one store for one model; whoever calls holds ``turn``."""

    def __init__(self, store: Path, fingerprint: str, turn: threading.RLock) -> None:
        self._store, self._fingerprint, self._turn = store, fingerprint, turn
        self._failed: str | None = None
        self._opening: threading.Thread | None = None
        self._asked = current_generation(store)
        self._used = self._open()

    @property
    def generation(self) -> Generation | None:
        """The generation that :meth:`nearest` asks; None when there is none to ask."""
        usable = self._used is not None and self._used.index is not None and self._failed is None
        return self._used.generation if self._used is not None and usable else None

    @property
    def notice(self) -> str | None:
        """What is wrong and what to do, in one line; None when all is well."""
        complaint = self._failed or (self._used.complaint if self._used is not None else None)
        if complaint is None:
            return None
        return (
            f"the vector index is damaged ({complaint}): searching without it, which finds the "
            "same; run `sourceline rebuild` to mend it"
        )

    def look(self) -> None:
        """Follow the pointer: use what it newly names once that has passed the audit."""
        now = current_generation(self._store)
        if now == self._asked or (self._opening is not None and self._opening.is_alive()):
            return
        self._asked = now
        if self.generation is None:
            self._use(self._open())
        else:
            self._opening = threading.Thread(target=self._open_beside, daemon=True)
            self._opening.start()

    def nearest(self, question: NDArray[np.float32], k: int) -> list[Neighbour] | None:
        """Return what Chroma finds; None when there is nothing to ask, or when it fails."""
        if self._used is None or self._used.index is None or self._failed is not None:
            return None
        try:
            return self._used.index.nearest(question, k)
        except Exception as error:  # noqa: BLE001 -- Chroma raises what its Rust core raises
            self._failed = type(error).__name__
            return None

    def close(self) -> None:
        """Let the files go, so that they can be deleted; to be called without the turn."""
        if self._opening is not None:
            self._opening.join()
        self._use(None)

    def _use(self, opened: _Opened | None) -> None:
        if self._used is not None:
            self._used.close()
        self._used, self._failed = opened, None

    def _open_beside(self) -> None:
        opened = self._open()
        with self._turn:
            self._use(opened)

    def _open(self) -> _Opened | None:
        from index.chroma import ChromaIndex

        found = hold_current(self._store)
        if found is None:
            return None
        generation, held = found
        if generation.fingerprint != self._fingerprint:
            held.close()
            return None
        index = None
        try:
            complaint = audited_apart(self._store, generation, sample=_SAMPLE).complaint
            if complaint is None:
                index = ChromaIndex(generation.folder(self._store))
        except Exception as error:  # noqa: BLE001 -- as above
            complaint = type(error).__name__
        return _Opened(generation, held, index, complaint)
