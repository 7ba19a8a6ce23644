"""How much may be asked: questions in a minute by whoever asks, and answers in work at once.

What is too much is told at once, with the time after which to come again: a queue would only keep
people waiting for what they have given up.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from index import SourcelineError

WAITED_FOR = 64
"""Answers in work at once where a chat model makes them: they cost us little but the waiting, and
fifty people who are read to at the same time must fit."""
COMPUTED = 32
"""Answers in work at once where the embedded reader makes them. Each takes a core for up to half a
second on a busy machine: with two cores the last of 32 comes well within the deadline, while of 64
some did not."""
_MINUTE = 60.0
_WAIT = 2
"""Seconds after which a full house is worth another try: many answers are done by then."""
_REMEMBERED = 10_000
"""Names that are counted; beyond, those that asked nothing for a minute are forgotten."""


class TooManyQuestions(SourcelineError):  # noqa: N818 -- it says what happened
    """More questions than one person may ask in a minute; ``retry_after`` is in seconds."""

    def __init__(self, per_minute: int, retry_after: int) -> None:
        super().__init__(
            f"more than {per_minute} questions in a minute: ask again in {retry_after} s"
        )
        self.retry_after = retry_after


class TooBusy(SourcelineError):  # noqa: N818 -- it says what is so
    """As many answers are in work as fit; ``retry_after`` is in seconds."""

    def __init__(self) -> None:
        super().__init__(f"too many questions are being answered: ask again in {_WAIT} s")
        self.retry_after = _WAIT


class Rate:
    """At most so many events in any sixty seconds for each name; None lets everything through."""

    def __init__(self, per_minute: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._turn = threading.Lock()
        self._seen: dict[str, deque[float]] = {}

    def take(self, names: Sequence[str]) -> int:
        """Count one more event of all ``names``; or the whole seconds until it fits, uncounted."""
        if self.per_minute is None:
            return 0
        with self._turn:
            now = self._clock()
            longest = max((self._until_free(name, now) for name in names), default=0.0)
            if longest > 0:
                return math.ceil(longest)
            if len(self._seen) >= _REMEMBERED:
                self._forget(now)
            for name in names:
                self._seen.setdefault(name, deque(maxlen=self.per_minute)).append(now)
        return 0

    def forgive(self, names: Sequence[str]) -> None:
        """Take the last event of all ``names`` back."""
        with self._turn:
            for name in names:
                if self._seen.get(name):
                    self._seen[name].pop()
                if not self._seen.get(name):
                    self._seen.pop(name, None)

    def _until_free(self, name: str, now: float) -> float:
        seen = self._seen.get(name)
        if self.per_minute is None or not seen or len(seen) < self.per_minute:
            return 0.0
        return max(0.0, _MINUTE - (now - seen[0]))

    def _forget(self, now: float) -> None:
        stale = [name for name, seen in self._seen.items() if seen[-1] + _MINUTE <= now]
        for name in stale:
            del self._seen[name]


@dataclass(slots=True)
class Limits:
    """The limits of one desk; those of a desk that nobody set any for are none but the places."""

    questions: Rate = field(default_factory=lambda: Rate(None))
    places: int = WAITED_FOR
    in_work: int = 0

    def admit(self, names: Sequence[str]) -> None:
        """Count a question of ``names``; raises TooManyQuestions, or TooBusy, which costs none."""
        if self.in_work >= self.places:
            raise TooBusy
        if wait := self.questions.take(names):
            raise TooManyQuestions(self.questions.per_minute or 0, wait)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for one answer in work; raises TooBusy when there is none.

        For the event loop's thread alone, in which every answer is begun and ended.
        """
        if self.in_work >= self.places:
            raise TooBusy
        self.in_work += 1
        try:
            yield
        finally:
            self.in_work -= 1
