"""The embedded reader: where in a passage the answer stands, and whether it stands there at all.

A span reader on the embedder's own word table (Devlin et al. 2019 for the span head). The pair is
``<s> question </s></s> title. passage </s>``: the title can be read, but nothing in it answers.
Offsets are the tokenizer's, so nothing is ever searched for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import whitespace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.embedder import readable
from models.manifest import READER, WEIGHTS
from models.session import open_session
from models.words import START, STOP, open_words

if TYPE_CHECKING:
    from tokenizers import Encoding

_QUESTION_TOKENS, _PAIR_TOKENS = 96, 384
_LONGEST = 40
"""Tokens of a short answer: what is longer is a sentence, and shown as one."""
_PAUSES = f"{whitespace},;:،؛\xa0\u2009\u202f"
"""What no short answer begins or ends with; a dash does not end one either, but may be a minus."""
_KEPT = 3
"""Spans of a passage that are handed on."""
_UNREAD = -100.0
"""Logit of what lies beyond the tokens that were read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage to read, with the ``title`` of its article (none: empty).

    ``parts``: stretches of the passage to weigh whole, half-open in code points.
    """

    title: str
    passage: str
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the passage, half-open in code points, and its logit."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """What the reader thinks of a stretch: the best span that begins in it, if any was read.

    ``score`` is the logit that any of those spans is right: they rule each other out, so it is the
    logarithm of the sum of their exponentials.
    """

    score: float
    span: Span | None


@dataclass(frozen=True, slots=True)
class Scores:
    """What the reader thinks of one passage.

    ``spans``: the best places that do not overlap, best first; none in a passage of no tokens.
    ``nothing``: the logit of "not here", on the scale of the spans' scores. ``verdict``: the logit
    that the passage answers at all. ``parts``: one for each of the text's.
    """

    spans: tuple[Span, ...]
    nothing: float
    verdict: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Token ids, and where the passage's tokens stand: first, and one past the last."""

    ids: tuple[int, ...]
    lowest: int
    offsets: tuple[tuple[int, int], ...]


class SpanReader:
    """The reader in ``folder``; safe to call from several threads."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._words = open_words(folder)
        self._session = open_session(folder / READER)

    def read(self, question: str, texts: Sequence[Text]) -> tuple[Scores, ...]:
        """Read all of ``texts`` for one question, in one batch."""
        if not texts:
            return ()
        leads = [f"{readable(text.title)}. " if text.title else "" for text in texts]
        whole = [lead + readable(text.passage) for lead, text in zip(leads, texts, strict=True)]
        asked, *read = self._words.pieces([readable(question), *whole])
        pairs = [_pair(asked, one, len(lead)) for one, lead in zip(read, leads, strict=True)]
        embedded, mask = self._words.embedded([pair.ids for pair in pairs])
        spans, verdicts = self._session.run(
            ["spans", "verdict"], {"embedded": embedded, "attention_mask": mask}
        )
        return tuple(
            _scores(pair, text, logits, float(verdict))
            for pair, text, logits, verdict in zip(pairs, texts, spans, verdicts, strict=True)
        )


@cache
def open_span_reader(folder: Path = WEIGHTS) -> SpanReader:
    """The reader of ``folder``, the same one each time."""
    return SpanReader(folder)


def _pair(asked: "Encoding", read: "Encoding", lead: int) -> _Pair:
    question = asked.ids[:_QUESTION_TOKENS]
    ids = read.ids[: _PAIR_TOKENS - len(question) - 4]
    title = sum(end <= lead for _, end in read.offsets[: len(ids)])
    return _Pair(
        ids=(START, *question, STOP, STOP, *ids, STOP),
        lowest=len(question) + 3 + title,
        offsets=tuple(
            (max(0, start - lead), end - lead) for start, end in read.offsets[title : len(ids)]
        ),
    )


def _scores(pair: _Pair, text: Text, logits: NDArray[np.float32], verdict: float) -> Scores:
    nothing = float(logits[0].sum())
    part = logits[pair.lowest : pair.lowest + len(pair.offsets)]
    # starts × ends, of which only those stand that end where they start or a little later
    table = part[:, 0][:, None] + part[:, 1][None, :]
    reach = np.subtract.outer(np.arange(len(part)), np.arange(len(part)))
    table = np.where((reach <= 0) & (reach > -_LONGEST), table, -np.inf)
    parts = tuple(_part(pair, text.passage, table, *stretch) for stretch in text.parts)
    kept: list[Span] = []
    while len(kept) < _KEPT and table.size and np.isfinite(table).any():
        first, last = np.unravel_index(int(table.argmax()), table.shape)
        span = _span(pair, text.passage, int(first), int(last), float(table[first, last]))
        if span is not None and not any(_overlap(span, one) for one in kept):
            kept.append(span)
        table[: last + 1, first:] = -np.inf  # whatever overlaps it
    return Scores(tuple(kept), nothing, verdict, parts)


def _part(pair: _Pair, passage: str, table: NDArray[np.float32], start: int, end: int) -> Part:
    # By their last characters: a token can take the space before it along.
    rows = [i for i, (_, stop) in enumerate(pair.offsets) if start < stop <= end]
    if not rows:
        return Part(_UNREAD, None)
    mine = table[rows[0] : rows[-1] + 1]
    first, last = np.unravel_index(int(mine.argmax()), mine.shape)
    span = _span(pair, passage, rows[0] + int(first), int(last), float(mine[first, last]))
    return Part(float(np.logaddexp.reduce(mine, axis=None)), span)


def _overlap(one: Span, other: Span) -> bool:
    """Two tokens can be of one character: a word's first one is marked by a token of its own."""
    return one.start < other.end and other.start < one.end


def _span(pair: _Pair, passage: str, first: int, last: int, score: float) -> Span | None:
    """Tokens to text, pauses at the ends left out; None when nothing is left."""
    start, end = pair.offsets[first][0], min(pair.offsets[last][1], len(passage))
    text = passage[start:end].rstrip(f"{_PAUSES}–—")
    start, end = start + len(text) - len(text.lstrip(_PAUSES)), start + len(text)
    return Span(start, end, score) if start < end else None
