"""Any other model, through sentence-transformers: a real one, tiny, made on the spot."""

from pathlib import Path

import numpy as np
import pytest

from models import SourcelineError, open_embedder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer BERT with random weights and a word-piece vocabulary, saved as a folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = "abcdefghijklmnopqrstuvwxyz:"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    vocabulary += [f"##{letter}" for letter in letters]
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    numbered = {piece: number for number, piece in enumerate(vocabulary)}
    BertTokenizerFast(vocab=numbered).save_pretrained(folder / "bert")
    model = SentenceTransformer(
        modules=[Transformer(str(folder / "bert")), Pooling(32, "mean")],
        prompts={"query": "query: ", "document": "passage: "},
    )
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.mark.long
def test_a_folder_is_opened_with_its_own_prompts_and_width(tiny: Path) -> None:
    embedder = open_embedder(str(tiny))
    assert embedder.dimension == 32
    passages = embedder.embed_passages(["a bridge", "a tunnel"])
    assert passages.shape == (2, 32)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    assert not np.allclose(passages[0], embedder.embed_question("a bridge"))
    assert embedder.embed_passages([]).shape == (0, 32)
    assert len(embedder.fingerprint) == 16
    assert embedder.fingerprint == open_embedder(str(tiny)).fingerprint


@pytest.mark.long
def test_a_model_that_is_not_here_is_told_and_not_downloaded() -> None:
    with pytest.raises(SourcelineError, match="nothing is downloaded"):
        open_embedder("some-model-that-is-nowhere")


@pytest.mark.long
def test_the_embedded_model_in_torch_gives_the_same_vectors(embedder: object) -> None:
    from models.sentence_transformer import open_embedded_on_gpu

    other = open_embedded_on_gpu()
    texts = ["when will it open", "Когда откроется?", "باز می‌شود", "x " * 600]
    cosines = (embedder.embed_passages(texts) * other.embed_passages(texts)).sum(axis=1)  # type: ignore[attr-defined]
    assert cosines.min() >= 0.9999
    assert other.fingerprint == embedder.fingerprint  # type: ignore[attr-defined]
