"""Any sentence-transformers model, and the embedded one where a GPU is found.

Importing torch and sentence-transformers costs seconds, so nothing else here imports this module.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from models.embedder import Embedder, readable
from models.errors import SourcelineError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_QUESTION_PROMPTS = ("query", "question")
_PASSAGE_PROMPTS = ("passage", "document", "corpus")


class SentenceTransformerEmbedder(Embedder):
    """A sentence-transformers model; its own prompts are used where it names any."""

    def __init__(
        self, model: "SentenceTransformer", fingerprint: str, prompts: dict[str, str] | None = None
    ) -> None:
        named = prompts if prompts is not None else dict(model.prompts or {})
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._question = _first(named, _QUESTION_PROMPTS)
        self._passage = _first(named, _PASSAGE_PROMPTS)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (texts, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self._encoded([self._passage + readable(text) for text in texts])

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """A vector of shape (dimension,)."""
        vector: NDArray[np.float32] = self._encoded([self._question + readable(text)])[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Pieces that the model's own tokenizer makes of the text."""
        return len(self._model.tokenizer.tokenize(readable(text)))

    def _encoded(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = self._model.encode(
            texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return cast("NDArray[np.float32]", np.asarray(vectors, np.float32))


def open_sentence_transformer(name: str) -> Embedder:
    """The model in the folder ``name``, or of that name in the local cache; never a download."""
    from sentence_transformers import SentenceTransformer

    folder = Path(name)
    try:
        model = SentenceTransformer(
            str(folder) if folder.is_dir() else name,
            local_files_only=True,
            trust_remote_code=False,
        )
    except Exception as error:  # the library raises whatever its loaders do
        raise SourcelineError(
            f"the embedding model {name!r} is neither a sentence-transformers folder nor in the "
            "local cache, and nothing is downloaded: copy it here and set SOURCELINE_EMBEDDINGS "
            "to its folder"
        ) from error
    return SentenceTransformerEmbedder(model, _fingerprint(model))


def open_embedded_on_gpu() -> Embedder:
    """The embedded model's own tensors in torch, on the GPU: the same vectors, in less time."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    from models.e5 import PASSAGE, QUESTION, fingerprint_of
    from models.manifest import WEIGHTS, read_manifest
    from models.torch_encoder import write_torch_folder

    fingerprint = fingerprint_of(read_manifest())
    folder = write_torch_folder(WEIGHTS)
    transformer = Transformer(str(folder), max_seq_length=512)
    model = SentenceTransformer(
        modules=[transformer, Pooling(transformer.get_embedding_dimension(), "mean")],
        device="cuda" if torch.cuda.is_available() else "cpu",
    )
    prompts = {"query": QUESTION, "passage": PASSAGE}
    return SentenceTransformerEmbedder(model, fingerprint, prompts)


def _first(prompts: dict[str, str], names: Sequence[str]) -> str:
    return next((prompts[name] for name in names if prompts.get(name)), "")


def _fingerprint(model: "SentenceTransformer") -> str:
    """Hash of the weights, the tokenizer's vocabulary and the modules in their order."""
    digest = hashlib.sha256(repr([type(module).__name__ for module in model]).encode())
    digest.update(repr(sorted((model.prompts or {}).items())).encode())
    digest.update(repr(sorted(model.tokenizer.get_vocab().items())).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(tensor.float().cpu().numpy()).tobytes())
    return digest.hexdigest()[:16]
