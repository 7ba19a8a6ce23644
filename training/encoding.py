"""Examples as token ids, and spans of tokens as spans of text: the tokenizer's offsets decide.

The pair is ``<s> question </s></s> title. passage </s>``; what stands before the passage can be
read, but never answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from training.example import Example

PAD = 1
_STEP = 32
"""Widths are multiples of this, so that the CPU's library meets few shapes and can keep
a program for each."""
_SECOND = 1
"""How the tokenizer numbers the second text of a pair."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One pair as tokens.

    ``first`` and ``last``: the tokens of the answer, both included; 0 and 0 (the token ``<s>``)
    when there is none. ``lowest`` and ``highest``: the same for the passage, the title left out.
    """

    ids: NDArray[np.int32]
    lowest: int
    highest: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Several pairs, padded to the longest or a little more: ids (n, width), the rest (n,)."""

    ids: NDArray[np.int64]
    lengths: NDArray[np.int64]
    lowest: NDArray[np.int64]
    highest: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Encoded]:
    """Each example as tokens; the tokenizer must truncate the passage alone, or nothing."""
    return [one for one, _ in encode_with_offsets(tokenizer, examples)]


def encode_with_offsets(
    tokenizer: Tokenizer, examples: Sequence[Example]
) -> Iterator[tuple[Encoded, Encoding]]:
    """Each example with the encoding whose offsets turn its tokens into text again."""
    pairs = [(one.question, one.lead + one.passage) for one in examples]
    for example, encoding in zip(examples, tokenizer.encode_batch(pairs), strict=True):
        yield _encoded(example, encoding), encoding


def text_span(example: Example, encoding: Encoding, first: int, last: int) -> tuple[int, int]:
    """Where tokens ``first`` to ``last`` stand in the passage, white space at the ends left out."""
    lead = len(example.lead)
    start = max(0, encoding.offsets[first][0] - lead)
    end = encoding.offsets[last][1] - lead
    text = example.passage[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def batches(
    encoded: Sequence[Encoded], size: int, *, within: int, seed: int
) -> list[tuple[int, ...]]:
    """Positions in batches of about equal length, so that little is padding.

    Sorted by length among ``within`` batches at a time, then the batches shuffled.
    """
    order: list[tuple[int, ...]] = []
    for at in range(0, len(encoded), size * within):
        block = range(at, min(at + size * within, len(encoded)))
        by_length = sorted(block, key=lambda i: len(encoded[i].ids))
        part = [tuple(by_length[i : i + size]) for i in range(0, len(by_length), size)]
        Random(seed + at).shuffle(part)
        order += part
    return order


def stack(encoded: Sequence[Encoded]) -> Batch:
    """One batch of them, in their order."""
    width = -(-max(len(one.ids) for one in encoded) // _STEP) * _STEP
    ids = np.full((len(encoded), width), PAD, np.int64)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = one.ids
    columns = ("lowest", "highest", "first", "last")
    rest = [np.array([getattr(one, name) for one in encoded], np.int64) for name in columns]
    return Batch(ids, np.array([len(one.ids) for one in encoded], np.int64), *rest)


def _encoded(example: Example, encoding: Encoding) -> Encoded:
    lead, (start, end) = len(example.lead), example.span
    ids = np.array(encoding.ids, np.int32)
    readable = [
        token
        for token, (which, offsets) in enumerate(
            zip(encoding.sequence_ids, encoding.offsets, strict=True)
        )
        if which == _SECOND and offsets[1] > lead
    ]
    if not readable:
        # Nothing but title was left: as good as a passage that does not answer.
        return Encoded(ids, 0, 0, 0, 0)
    answer = [
        token
        for token in readable
        if example.answerable
        and encoding.offsets[token][0] < end + lead
        and encoding.offsets[token][1] > start + lead
    ]
    first, last = (answer[0], answer[-1]) if answer else (0, 0)
    return Encoded(ids, readable[0], readable[-1], first, last)
