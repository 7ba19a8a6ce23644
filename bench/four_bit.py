"""The embedder with products over 4-bit matrices, where the shipped one widens them at load.

onnxruntime's ``MatMulNBits`` reads the blocks as they are stored: the same nibbles (unsigned here,
zero being 8) and the same scales.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.arithmetic import LAYERS
from models.manifest import EMBEDDER, MANIFEST, TOKENIZER, WORDS
from models.package_file import BLOCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onnx import ModelProto, NodeProto, TensorProto

_TOP_BITS = 0x88
"""Flipped in both nibbles of a byte, they turn -8…7 into 0…15."""
_PRODUCTS = 4 * LAYERS


def write_four_bit(weights: Path, folder: Path, *, accuracy_level: int) -> Path:
    """The models of ``weights`` again in the new ``folder``, the embedder's graph rewritten.

    ``accuracy_level`` 0 multiplies in fp32, 4 lets onnxruntime round what comes in to int8.
    """
    import onnx

    folder.mkdir()
    for name in (WORDS, TOKENIZER, MANIFEST):
        shutil.copyfile(weights / name, folder / name)
    model = onnx.load(str(weights / EMBEDDER))
    _rewrite(model, accuracy_level)
    onnx.save(model, str(folder / EMBEDDER))
    return folder


def _rewrite(model: "ModelProto", accuracy_level: int) -> None:
    graph = model.graph
    constants = {one.name: one for one in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    nodes, replaced = [], set[str]()
    for node in graph.node:
        chain = _widening(node, makers)
        if chain is None:
            nodes.append(node)
            continue
        replaced.update(one.output[0] for one in chain)
        _, widened, cast = chain
        packed, scales = constants[widened.input[0]], constants[cast.input[0]]
        nodes.append(_product(node, packed, scales, accuracy_level))
        _repack(packed, scales)
    if len(graph.node) - len(nodes) or len(replaced) != 3 * _PRODUCTS:
        raise ValueError(f"{len(replaced)} nodes widen matrices, {3 * _PRODUCTS} expected")
    kept = [node for node in nodes if node.output[0] not in replaced]
    del graph.node[:]
    graph.node.extend(kept)


def _widening(
    node: "NodeProto", makers: "Mapping[str, NodeProto]"
) -> "tuple[NodeProto, NodeProto, NodeProto] | None":
    """What makes the second factor of a product: it is turned, widened, and its scales cast."""
    if node.op_type != "MatMul" or (turned := makers.get(node.input[1])) is None:
        return None
    widened = makers[turned.input[0]]
    return turned, widened, makers[widened.input[1]]


def _product(
    node: "NodeProto", packed: "TensorProto", scales: "TensorProto", accuracy_level: int
) -> "NodeProto":
    from onnx import helper

    rows, columns = packed.dims
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], packed.name, scales.name],
        list(node.output),
        domain="com.microsoft",
        K=columns,
        N=rows,
        bits=4,
        block_size=BLOCK,
        accuracy_level=accuracy_level,
    )


def _repack(packed: "TensorProto", scales: "TensorProto") -> None:
    """Both constants in place: bytes of (rows, blocks, 16), and scales in fp32."""
    from onnx import numpy_helper

    rows, columns = packed.dims
    flipped = np.frombuffer(packed.raw_data, np.uint8) ^ _TOP_BITS
    blocks = flipped.reshape(rows, columns // BLOCK, BLOCK // 2)
    packed.CopyFrom(numpy_helper.from_array(blocks, packed.name))
    whole = numpy_helper.to_array(scales).astype(np.float32)
    scales.CopyFrom(numpy_helper.from_array(whole, scales.name))
