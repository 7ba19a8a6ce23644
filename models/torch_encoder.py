"""The embedded model as a transformers folder, for where torch is the faster engine.

Read back out of the ONNX files, so that the wheel need not be kept: the same 4-bit blocks,
dequantised.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.package_file import BLOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import TensorProto

TORCH = Path(__file__).parent / "built" / "torch"
"""Half a gigabyte that is made when it is wanted, and ignored by git."""
_PARTS = {
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


def write_torch_folder(weights: Path) -> Path:
    """A folder with config, safetensors and tokenizer, written once from ``weights``."""
    folder = TORCH
    if (folder / "config.json").is_file():
        return folder
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from models.manifest import EMBEDDER, TOKENIZER, WORDS
    from models.tokenizer import load_tokenizer

    tensors = _tensors(weights / WORDS, weights / EMBEDDER)
    words = tensors["embeddings.word_embeddings.weight"]
    config = BertConfig(
        vocab_size=words.shape[0],
        hidden_size=384,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    _fill(model, tensors)
    folder.mkdir(parents=True, exist_ok=True)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=load_tokenizer(weights / TOKENIZER),
        bos_token="<s>",  # noqa: S106 -- a token of text
        eos_token="</s>",  # noqa: S106
        pad_token="<pad>",  # noqa: S106
        unk_token="<unk>",  # noqa: S106
        mask_token="<mask>",  # noqa: S106
        model_max_length=512,
    )
    fast.save_pretrained(str(folder))
    model.save_pretrained(str(folder))
    return folder


def _fill(model: object, tensors: "dict[str, NDArray[np.float32]]") -> None:
    import torch

    state = {name: torch.from_numpy(values.copy()) for name, values in tensors.items()}
    load = model.load_state_dict  # type: ignore[attr-defined]
    missing, unexpected = load(state, strict=False)
    if unexpected or [name for name in missing if "position_ids" not in name]:
        raise ValueError(f"tensors missing {missing} or unexpected {unexpected}")


def _tensors(*paths: Path) -> "dict[str, NDArray[np.float32]]":
    import onnx
    from onnx import numpy_helper

    graphs = [onnx.load(str(path)).graph for path in paths]
    kept = {tensor.name: tensor for graph in graphs for tensor in graph.initializer}

    def vector(name: str) -> "NDArray[np.float32]":
        return np.asarray(numpy_helper.to_array(kept[name]), np.float32)

    def matrix(name: str) -> "NDArray[np.float32]":
        scales = np.repeat(vector(f"{name}.scales"), BLOCK, axis=1)
        return _nibbles(kept[name]) * scales

    named = {
        "embeddings.word_embeddings.weight": matrix("emb.word"),
        "embeddings.position_embeddings.weight": vector("emb.pos"),
        "embeddings.token_type_embeddings.weight": np.zeros((2, 384), np.float32),
        "embeddings.LayerNorm.weight": vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": vector("emb.ln.b"),
    }
    for layer in range(12):
        here, there = f"l{layer}", f"encoder.layer.{layer}"
        weights = np.split(matrix(f"{here}.qkv"), 3)
        biases = np.split(vector(f"{here}.qkv.b"), 3)
        for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
            named[f"{there}.attention.self.{part}.weight"] = weight
            named[f"{there}.attention.self.{part}.bias"] = bias
        for short, long in _PARTS.items():
            read = vector if short.endswith("ln") else matrix
            named[f"{there}.{long}.weight"] = read(f"{here}.{short}.w")
            named[f"{there}.{long}.bias"] = vector(f"{here}.{short}.b")
    return named


def _nibbles(tensor: "TensorProto") -> "NDArray[np.float32]":
    packed = np.frombuffer(tensor.raw_data, np.uint8)
    both = np.stack([packed & 0x0F, packed >> 4], axis=1).reshape(tuple(tensor.dims))
    signed = both.astype(np.int8)
    signed[signed > 7] -= 16
    return signed.astype(np.float32)
