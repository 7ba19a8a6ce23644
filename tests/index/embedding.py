"""A small deterministic embedder: words hashed into 32 numbers, each call written down."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.embedder import Embedder


class HashEmbedder(Embedder):
    """Texts that share words are near; ``log`` gets a line for each text embedded."""

    dimension = 32

    def __init__(self, log: Path | None = None, fingerprint: str = "hashed-words-v1") -> None:
        self.fingerprint = fingerprint
        self._log = log

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._log:
            with self._log.open("a") as log:
                log.writelines(hashlib.sha256(t.encode()).hexdigest() + "\n" for t in texts)
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, 32)

    def embed_question(self, text: str) -> NDArray[np.float32]:
        return self._vector(text)

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def _vector(self, text: str) -> NDArray[np.float32]:
        total = np.full(32, 0.01, np.float32)
        for word in text.lower().split():
            seed = int.from_bytes(
                hashlib.sha256(word.strip(".,?").encode("utf-8", "replace")).digest()[:4], "big"
            )
            total += np.random.default_rng(seed).standard_normal(32).astype(np.float32)
        return total / np.linalg.norm(total)
