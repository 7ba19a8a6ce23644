"""What the reader is given to read: runs of sentences around what the search found, few and apart.

Passages that were found close together share one run, so that no sentence is read five times.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Found, Kind, Passage, Sentence, Source

_MOST = 5
"""Runs that are read: each costs a forward pass over some two hundred tokens."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of neighbouring sentences, and what the search found in it, best first."""

    passage: Passage
    found: tuple[Found, ...]

    @property
    def source(self) -> Source:
        """The article it is from."""
        return self.passage.source

    @property
    def title(self) -> str:
        """What stands before it when it is read; a headline is not read behind itself."""
        is_headline = self.passage.sentences[0].kind is Kind.HEADLINE
        return "" if is_headline else self.source.title

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last of its sentences that ``text[start:end]`` overlaps."""
        low, high = start + self.passage.start, end + self.passage.start
        hit = [i for i, s in enumerate(self.passage.sentences) if s.start < high and low < s.end]
        return (hit[0], hit[-1] + 1) if hit else (0, 0)

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences stand in its text, half-open."""
        start = self.passage.start
        return tuple((s.start - start, s.end - start) for s in self.passage.sentences)

    def slice(self, first: int, last: int) -> str:
        """The text of its sentences from ``first`` to before ``last``, as it stands."""
        run = self.passage.sentences[first:last]
        start = self.passage.start
        return self.passage.text[run[0].start - start : run[-1].end - start]


def windows_of(found: Sequence[Found]) -> tuple[Window, ...]:
    """The runs to read for one question, in the order of the search."""
    chosen: list[tuple[Passage, list[Found]]] = []
    for one in found:
        home = next((members for run, members in chosen if _holds(run, one.passage)), None)
        if home is not None:
            home.append(one)
        elif len(chosen) < _MOST:
            chosen.append((one.context, [one]))
    return tuple(Window(run, tuple(members)) for run, members in chosen)


def _holds(run: Passage, passage: Passage) -> bool:
    held: frozenset[Sentence] = frozenset(run.sentences)
    return all(sentence in held for sentence in passage.sentences)
