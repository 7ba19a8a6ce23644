"""Something that takes seconds to open, so that a server can be up before it is."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Opening(Generic[T]):
    """Opened once, by whoever needs it first; what failed is tried again by whoever comes next."""

    def __init__(self, open_it: Callable[[], T]) -> None:
        self._open_it = open_it
        self._turn = threading.Lock()
        self._opened: T | None = None

    @property
    def opened(self) -> T | None:
        """What was opened; None as long as nothing is."""
        return self._opened

    def wait(self) -> T:
        """Return it, opening it first if need be; raises what opening it raises."""
        with self._turn:
            if self._opened is None:
                self._opened = self._open_it()
            return self._opened
