"""One writer at a time: a lock that the operating system lets go when its holder dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import SourcelineError, StoreIsBusy

_FILE = "writer.lock"
_PATIENCE = 0.5
"""Seconds to wait for a writer that is just finishing; a second one is told within a second."""


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the writer's lock of ``store``; raises StoreIsBusy when another process has it."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(store / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise SourcelineError(f"the store {store} cannot be written: {error.strerror}") from error
    try:
        _take(descriptor, store)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, store: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                holder = os.pread(descriptor, 20, 0).decode() or "unknown"
                raise StoreIsBusy(
                    f"the store {store} is being written by process {holder}: try again when it "
                    "is done"
                ) from None
            time.sleep(0.05)
