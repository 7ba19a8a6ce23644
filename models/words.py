"""The tokenizer and the word table: what the embedder and the reader have in common.

Opened once for both. The table stays in 4-bit blocks in memory; a text's rows are widened as they
are read.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.manifest import TOKENIZER, WEIGHTS, WORDS, read_manifest
from models.session import open_session
from models.tokenizer import load_tokenizer

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

PAD, START, STOP = 1, 0, 2
"""Token ids of XLM-R's vocabulary: padding, ``<s>`` and ``</s>``."""


class WordTable:
    """Text to tokens, tokens to vectors; safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        read_manifest(folder)  # tells how to get the models where there are none
        self.tokenizer: Tokenizer = load_tokenizer(folder / TOKENIZER)
        self._session = open_session(folder / WORDS)

    def pieces(self, texts: Sequence[str]) -> "list[Encoding]":
        """The tokens of each text, without special ones, with offsets into it; 512 at most."""
        return self.tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def embedded(
        self, ids: Sequence[Sequence[int]]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Vectors (texts, width, 384) of token ids, padded to the longest, and the mask of them."""
        width = max(len(one) for one in ids)
        tokens = np.full((len(ids), width), PAD, np.int64)
        mask = np.zeros((len(ids), width), np.int64)
        for row, one in enumerate(ids):
            tokens[row, : len(one)] = one
            mask[row, : len(one)] = 1
        (vectors,) = self._session.run(["embedded"], {"input_ids": tokens})
        return vectors, mask


@cache
def open_words(folder: Path = WEIGHTS) -> WordTable:
    """The table of ``folder``, the same one each time."""
    return WordTable(folder)
