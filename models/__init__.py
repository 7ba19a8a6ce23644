"""The embedded models: weights, tokenizer, and the one place that opens a session over them.

Importing this package loads nothing heavy; :func:`open_embedder` does.
"""

from typing import TYPE_CHECKING

from models.errors import SourcelineError, StoreIsBusy

if TYPE_CHECKING:
    from models.embedder import Embedder

__all__ = ["SourcelineError", "StoreIsBusy", "open_embedder"]


def open_embedder(name: str = "embedded") -> "Embedder":
    """The embedding model called ``name``.

    ``embedded`` is multilingual-e5-small, by onnxruntime, or by sentence-transformers where a GPU
    is found. Anything else is a sentence-transformers model: a folder, or a name in the local
    cache. Nothing is ever downloaded; raises SourcelineError when the model is not there.
    """
    from models.accelerator import gpu_is_here

    if name == "embedded" and not gpu_is_here():
        from models.e5 import E5Embedder

        return E5Embedder()
    from models.sentence_transformer import open_embedded_on_gpu, open_sentence_transformer

    return open_embedded_on_gpu() if name == "embedded" else open_sentence_transformer(name)
