"""What one cue of reported speech says, and words of an article with their place in it."""

from dataclasses import dataclass

from qa.attribution.clauses import Span

NOUN_PHRASE = 12
"""Words in which a speaker is named at the longest."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article as they stand; ``start`` counts code points of the article's text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Report:
    """Whose words the ``scopes`` are: ``speaker`` is None when it is someone named before.

    ``doubts``: the cue itself makes it less than a fact (expects, plans, denies). Spans are of the
    sentence's text.
    """

    speaker: Span | None
    cue: Span
    doubts: bool
    scopes: tuple[Span, ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether ``start``:``end`` lies in what is reported."""
        return any(low <= start and end <= high for low, high in self.scopes)

    def distance(self, start: int, end: int) -> int:
        """Code points between the cue and ``start``:``end``."""
        return max(self.cue[0] - end, start - self.cue[1], 0)
