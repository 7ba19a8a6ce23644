"""The embedded models as ONNX graphs: small on disk, fp32 in the arithmetic.

Three files: the word table with what BERT adds to it, which both models share; the embedder's
layers; the reader's layers and heads. The table stays in 4-bit blocks in memory too
(`GatherBlockQuantized` reads only the rows that a text needs). Matrices are widened by nodes over
constants, which onnxruntime folds once, at load: that costs 85 MB of memory a model and runs faster
than 4-bit products (``bench/embedder.py``).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.package_file import BLOCK, Blocks, PackageFile

OPSET = 21
CONTRIB = "com.microsoft"
Matrix = Blocks | NDArray[np.float16]
"""Weights of a product: in 4-bit blocks, or in half precision; shape (out, in)."""
Tensors = Mapping[str, Matrix | NDArray[np.floating]]
"""A layer's matrices and vectors, by the names that the reader's training has for them."""
_PARTS = {
    "ao": "attended",
    "aln": "attended_norm",
    "fi": "widen",
    "fo": "narrow",
    "oln": "norm",
}
"""A layer's parts as the package's file names them, and as the reader's training does."""


def build_words(model: PackageFile) -> onnx.ModelProto:
    """``input_ids`` (int64, batch × tokens) to ``embedded`` (fp32, batch × tokens × hidden)."""
    graph = _Graph(model.heads, model.epsilon)
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
    summed = graph.node("Add", [words, rows], "summed")
    graph.norm(summed, "emb.ln", model.vectors["emb.ln.w"], model.vectors["emb.ln.b"], "embedded")
    outputs = {"embedded": ("batch", "tokens", model.hidden)}
    return graph.model("words", _inputs("input_ids"), outputs)


def build_embedder(model: PackageFile) -> onnx.ModelProto:
    """``embedded`` and ``attention_mask`` to ``hidden`` (fp32, batch × tokens × hidden)."""
    graph = _Graph(model.heads, model.epsilon)
    x = graph.layers(_layers_of(model))
    graph.node("Identity", [x], "hidden")
    outputs = {"hidden": ("batch", "tokens", model.hidden)}
    return graph.model("embedder", _inputs("embedded", "attention_mask"), outputs)


def build_reader(tensors: Mapping[str, NDArray[np.float16]], heads: int) -> onnx.ModelProto:
    """``embedded`` and ``attention_mask`` to the reader's scores, all fp32.

    ``spans`` (batch × tokens × 2): how well an answer starts and ends at each token; ``verdict``
    (batch): above zero when the passage answers. ``tensors`` as ``training`` names them.
    """
    graph = _Graph(heads, 1e-12)
    count = sum(name.endswith(".qkv.weight") for name in tensors)
    x = graph.layers([_prefixed(tensors, f"layers.{number}.") for number in range(count)])
    graph.dense(x, "span.w", tensors["span.weight"], tensors["span.bias"], "spans")
    # One place, not a list of one: the axis of tokens goes.
    graph.constants.append(helper.make_tensor("zero", TensorProto.INT64, [], [0]))
    first = graph.node("Gather", [x, "zero"], "first", axis=1)
    judged = graph.dense(first, "judge.w", tensors["judge.weight"], tensors["judge.bias"], "judged")
    bent = graph.node("Tanh", [judged], "bent")
    one = graph.dense(bent, "verdict.w", tensors["verdict.weight"], tensors["verdict.bias"], "one")
    last = graph.constant("last", np.array([-1], np.int64))
    graph.node("Squeeze", [one, last], "verdict")
    outputs = {"spans": ("batch", "tokens", 2), "verdict": ("batch",)}
    return graph.model("reader", _inputs("embedded", "attention_mask"), outputs)


class _Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self, heads: int, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._heads, self._epsilon = heads, epsilon

    def model(
        self,
        name: str,
        inputs: Sequence[onnx.ValueInfoProto],
        outputs: Mapping[str, Sequence[str | int]],
    ) -> onnx.ModelProto:
        told = [
            helper.make_tensor_value_info(one, TensorProto.FLOAT, shape)
            for one, shape in outputs.items()
        ]
        proto = helper.make_graph(self.nodes, name, inputs, told, self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(proto, opset_imports=opsets, ir_version=10)

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

    def linear(self, x: str, name: str, matrix: Matrix) -> str:
        """``x @ W.T``, without the bias."""
        if isinstance(matrix, Blocks):
            packed, scales = self.blocks(name, matrix)
            whole = self.node(
                "DequantizeLinear", [packed, scales], f"{name}.whole", axis=1, block_size=BLOCK
            )
        else:
            half = self.constant(name, matrix)
            whole = self.node("Cast", [half], f"{name}.whole", to=TensorProto.FLOAT)
        turned = self.node("Transpose", [whole], f"{name}.turned", perm=[1, 0])
        return self.node("MatMul", [x, turned], f"{name}.out")

    def dense(
        self, x: str, name: str, matrix: Matrix, bias: NDArray[np.floating], output: str
    ) -> str:
        """``x @ W.T + b``."""
        added = self.constant(f"{name}.bias", bias.astype(np.float32))
        return self.node("Add", [self.linear(x, name, matrix), added], output)

    def norm(
        self,
        x: str,
        name: str,
        scale: NDArray[np.floating],
        shift: NDArray[np.floating],
        output: str,
    ) -> str:
        """Layer norm over the last axis."""
        inputs = [x, *self._scaled(name, scale, shift)]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=self._epsilon)

    def layers(self, layers: Sequence[Tensors]) -> str:
        """Attention and feed-forward, one after the other, over ``embedded``; the last output."""
        self.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        x = "embedded"
        for number, tensors in enumerate(layers):
            x = self._layer(f"l{number}", tensors, x)
        return x

    def _layer(self, name: str, tensors: Tensors, x: str) -> str:
        both = self.linear(x, f"{name}.qkv", _matrix(tensors, "qkv.weight"))
        split = [f"{name}.{part}.out" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [both], split, axis=-1, num_outputs=3))
        bias = self.constant(f"{name}.qkv.b", _vector(tensors, "qkv.bias"))
        attended = self.node(
            "MultiHeadAttention",
            [*split, bias, "mask"],
            f"{name}.attended",
            CONTRIB,
            num_heads=self._heads,
        )
        out = self.linear(attended, f"{name}.ao.w", _matrix(tensors, "attended.weight"))
        bias = self.constant(f"{name}.ao.b", _vector(tensors, "attended.bias"))
        x = self._skip_norm([out, x], bias, tensors, "attended_norm", f"{name}.aln")
        wide = self.linear(x, f"{name}.fi.w", _matrix(tensors, "widen.weight"))
        bias = self.constant(f"{name}.fi.b", _vector(tensors, "widen.bias"))
        bent = self.node("BiasGelu", [wide, bias], f"{name}.bent", CONTRIB)
        narrow = self.linear(bent, f"{name}.fo.w", _matrix(tensors, "narrow.weight"))
        bias = self.constant(f"{name}.fo.b", _vector(tensors, "narrow.bias"))
        return self._skip_norm([narrow, x], bias, tensors, "norm", f"{name}.oln")

    def _skip_norm(
        self,
        summed: Sequence[str],
        bias: str,
        tensors: Tensors,
        norm: str,
        name: str,
    ) -> str:
        scale, shift = _vector(tensors, f"{norm}.weight"), _vector(tensors, f"{norm}.bias")
        inputs = [*summed, *self._scaled(name, scale, shift), bias]
        return self.node(
            "SkipLayerNormalization", inputs, f"{name}.out", CONTRIB, epsilon=self._epsilon
        )

    def _scaled(
        self, name: str, scale: NDArray[np.floating], shift: NDArray[np.floating]
    ) -> list[str]:
        return [
            self.constant(f"{name}.w", scale.astype(np.float32)),
            self.constant(f"{name}.b", shift.astype(np.float32)),
        ]


def _layers_of(model: PackageFile) -> list[dict[str, Matrix | NDArray[np.floating]]]:
    """The package's layers under the names of the reader's training; query, key, value in one."""
    layers = []
    for number in range(model.layers):
        here = f"l{number}"
        parts = [model.matrices[f"{here}.{part}.w"] for part in "qkv"]
        tensors: dict[str, Matrix | NDArray[np.floating]] = {
            "qkv.weight": Blocks(
                np.concatenate([part.nibbles for part in parts]),
                np.concatenate([part.scales for part in parts]),
            ),
            "qkv.bias": np.concatenate([model.vectors[f"{here}.{part}.b"] for part in "qkv"]),
        }
        for short, long in _PARTS.items():
            held = model.vectors if short.endswith("ln") else model.matrices
            tensors[f"{long}.weight"] = held[f"{here}.{short}.w"]
            tensors[f"{long}.bias"] = model.vectors[f"{here}.{short}.b"]
        layers.append(tensors)
    return layers


def _prefixed(
    tensors: Mapping[str, NDArray[np.float16]], prefix: str
) -> dict[str, Matrix | NDArray[np.floating]]:
    return {
        name.removeprefix(prefix): values
        for name, values in tensors.items()
        if name.startswith(prefix)
    }


def _matrix(tensors: Tensors, name: str) -> Matrix:
    found = tensors[name]
    return found if isinstance(found, Blocks) else found.astype(np.float16)


def _vector(tensors: Tensors, name: str) -> NDArray[np.float32]:
    found = tensors[name]
    if isinstance(found, Blocks):
        raise TypeError(f"{name} is a matrix")
    return found.astype(np.float32)


def _inputs(*names: str) -> list[onnx.ValueInfoProto]:
    """Token ids and masks are int64 (batch × tokens), vectors fp32."""
    told = []
    for name in names:
        vectors = name == "embedded"
        shape: list[str | int] = ["batch", "tokens", *([384] if vectors else [])]
        kind = TensorProto.FLOAT if vectors else TensorProto.INT64
        told.append(helper.make_tensor_value_info(name, kind, shape))
    return told
