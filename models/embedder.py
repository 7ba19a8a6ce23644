"""What the index asks of an embedding model, on top of LangChain's own ``Embeddings``."""

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray


class Embedder(Embeddings):
    """Unit vectors for passages and questions, and a fingerprint that changes when they would.

    LangChain's ``embed_documents`` and ``embed_query`` are the same vectors as lists.
    """

    fingerprint: str
    """16 hexadecimal digits of whatever decides the vectors: weights, tokenizer, recipe."""
    dimension: int

    @abstractmethod
    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length, shape (texts, dimension), in the order of ``texts``."""

    @abstractmethod
    def embed_question(self, text: str) -> NDArray[np.float32]:
        """A vector of unit length, shape (dimension,)."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of ``text``, without its special ones."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for :meth:`embed_passages`."""
        rows: list[list[float]] = self.embed_passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for :meth:`embed_question`."""
        row: list[float] = self.embed_question(text).tolist()
        return row


def readable(text: str) -> str:
    """``text`` as a tokenizer takes it: lone surrogates cannot be encoded and become U+FFFD."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
