"""multilingual-e5-small through onnxruntime: no torch, ready in well under a second.

E5 is trained with ``query: `` and ``passage: `` before its texts and pools by the mean
(Wang et al. 2024, arXiv 2402.05672).
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.embedder import Embedder, readable
from models.manifest import EMBEDDER, WEIGHTS, Manifest, read_manifest
from models.session import open_session
from models.words import open_words

QUESTION, PASSAGE = "query: ", "passage: "
_RECIPE = "mean of all tokens, unit length, query:/passage: before the text"
_BATCH_TOKENS = 2048
"""Padded tokens in one call: enough for the cores' full rate, little enough to stay in cache."""


def fingerprint_of(manifest: Manifest) -> str:
    """What the vectors depend on, in 16 hexadecimal digits."""
    whole = "\n".join([manifest.weights, manifest.pieces, _RECIPE])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


class E5Embedder(Embedder):
    """The embedded model; safe to call from several threads."""

    dimension = 384

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.fingerprint = fingerprint_of(read_manifest(folder))
        self._words = open_words(folder)
        self._session = open_session(folder / EMBEDDER)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (texts, 384); long texts count by their first 512 tokens."""
        ids = [
            e.ids
            for e in self._words.tokenizer.encode_batch([PASSAGE + readable(t) for t in texts])
        ]
        vectors = np.zeros((len(ids), self.dimension), np.float32)
        for chosen in _batches([len(one) for one in ids]):
            vectors[chosen] = self._pooled([ids[i] for i in chosen])
        return vectors

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """A vector of shape (384,)."""
        ids = self._words.tokenizer.encode(QUESTION + readable(text)).ids
        vector: NDArray[np.float32] = self._pooled([ids])[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Pieces of the whole text, up to the 510 that fit."""
        return len(self._words.tokenizer.encode(readable(text), add_special_tokens=False).ids)

    def _pooled(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        embedded, mask = self._words.embedded(ids)
        (hidden,) = self._session.run(["hidden"], {"embedded": embedded, "attention_mask": mask})
        weights = mask.astype(np.float32)[:, None, :]
        summed = np.matmul(weights, hidden)[:, 0, :]
        unit: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions grouped by similar length, each group at most ``_BATCH_TOKENS`` when padded."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and lengths[position] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
