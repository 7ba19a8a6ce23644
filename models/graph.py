"""The BERT encoder as an ONNX graph: 4-bit on disk, fp32 in the arithmetic.

The word table stays in 4-bit blocks in memory too (`GatherBlockQuantized` reads only the rows that
a text needs). The matrices are `DequantizeLinear` over constants, which onnxruntime folds once, at
load: that costs 85 MB of memory and runs faster than 4-bit products (``bench/embedder.py``).
"""

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.package_file import BLOCK, Blocks, PackageFile

OPSET = 21
CONTRIB = "com.microsoft"


class _Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **attributes: int | float | list[int],
    ) -> str:
        made = helper.make_node(kind, inputs, [output], domain=domain)
        made.attribute.extend(helper.make_attribute(*pair) for pair in attributes.items())
        self.nodes.append(made)
        return output

    def blocks(self, name: str, matrix: Blocks) -> tuple[str, str]:
        """The 4-bit constant and its scales, widened to fp32 at load."""
        flat = (matrix.nibbles.reshape(-1) & 0x0F).astype(np.uint8)
        packed = (flat[0::2] | (flat[1::2] << 4)).tobytes()
        self.constants.append(
            helper.make_tensor(name, TensorProto.INT4, matrix.nibbles.shape, packed, raw=True)
        )
        half = self.constant(f"{name}.scales", matrix.scales)
        return name, self.node("Cast", [half], f"{name}.scales32", to=TensorProto.FLOAT)

    def linear(self, x: str, name: str, matrix: Blocks) -> str:
        """``x @ W.T``, without the bias."""
        packed, scales = self.blocks(name, matrix)
        whole = self.node(
            "DequantizeLinear", [packed, scales], f"{name}.whole", axis=1, block_size=BLOCK
        )
        turned = self.node("Transpose", [whole], f"{name}.turned", perm=[1, 0])
        return self.node("MatMul", [x, turned], f"{name}.out")


def build_encoder(model: PackageFile) -> onnx.ModelProto:
    """``input_ids`` and ``attention_mask`` (int64, batch × tokens) to ``hidden`` (fp32)."""
    graph = _Graph()
    x = _embedded(graph, model)
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for layer in range(model.layers):
        x = _layer(graph, model, f"l{layer}", x)
    graph.node("Identity", [x], "hidden")
    token_shape = ["batch", "tokens"]
    proto = helper.make_graph(
        graph.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, token_shape),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, token_shape),
        ],
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [*token_shape, model.hidden])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=10)


def _embedded(graph: _Graph, model: PackageFile) -> str:
    table, scales = graph.blocks("emb.word", model.matrices["emb.word"])
    words = graph.node(
        "GatherBlockQuantized",
        [table, "input_ids", scales],
        "words",
        CONTRIB,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    # Every token is of type 0, so its row is added to the positions here, once.
    places = model.vectors["emb.pos"] + model.vectors["emb.type"][0]
    positions = graph.constant("emb.pos", places)
    shape = graph.node("Shape", ["input_ids"], "tokens", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    rows = graph.node("Slice", [positions, zero, shape], "positions")
    summed = graph.node("Add", [words, rows], "embedded")
    return _norm(graph, model, summed, "emb.ln")


def _norm(graph: _Graph, model: PackageFile, x: str, name: str) -> str:
    weight = graph.constant(f"{name}.w", model.vectors[f"{name}.w"])
    bias = graph.constant(f"{name}.b", model.vectors[f"{name}.b"])
    return graph.node(
        "LayerNormalization", [x, weight, bias], f"{name}.out", axis=-1, epsilon=model.epsilon
    )


def _skip_norm(graph: _Graph, model: PackageFile, x: str, skip: str, bias: str, name: str) -> str:
    weight = graph.constant(f"{name}.w", model.vectors[f"{name}.w"])
    beta = graph.constant(f"{name}.b", model.vectors[f"{name}.b"])
    inputs = [x, skip, weight, beta, graph.constant(bias, model.vectors[bias])]
    return graph.node(
        "SkipLayerNormalization", inputs, f"{name}.out", CONTRIB, epsilon=model.epsilon
    )


def _layer(graph: _Graph, model: PackageFile, name: str, x: str) -> str:
    parts = [f"{name}.{part}" for part in "qkv"]
    merged = Blocks(
        np.concatenate([model.matrices[f"{part}.w"].nibbles for part in parts]),
        np.concatenate([model.matrices[f"{part}.w"].scales for part in parts]),
    )
    both = graph.linear(x, f"{name}.qkv", merged)
    split = [f"{part}.out" for part in parts]
    graph.nodes.append(helper.make_node("Split", [both], split, axis=-1, num_outputs=3))
    bias = graph.constant(
        f"{name}.qkv.b", np.concatenate([model.vectors[f"{part}.b"] for part in parts])
    )
    attended = graph.node(
        "MultiHeadAttention",
        [*split, bias, "mask"],
        f"{name}.attended",
        CONTRIB,
        num_heads=model.heads,
    )
    out = graph.linear(attended, f"{name}.ao.w", model.matrices[f"{name}.ao.w"])
    x = _skip_norm(graph, model, out, x, f"{name}.ao.b", f"{name}.aln")
    wide = graph.linear(x, f"{name}.fi.w", model.matrices[f"{name}.fi.w"])
    bias = graph.constant(f"{name}.fi.b", model.vectors[f"{name}.fi.b"])
    bent = graph.node("BiasGelu", [wide, bias], f"{name}.bent", CONTRIB)
    narrow = graph.linear(bent, f"{name}.fo.w", model.matrices[f"{name}.fo.w"])
    return _skip_norm(graph, model, narrow, x, f"{name}.fo.b", f"{name}.oln")
