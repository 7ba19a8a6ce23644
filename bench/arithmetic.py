"""How much arithmetic a text is for the embedder, counted from the shapes of its products.

A product of n × a by a × b takes n·a·b multiplications and as many additions: 2·n·a·b FLOP. For a
text of n tokens, each of the 12 layers, h = 384 wide and f = 1536 in its widened part, has these
(the 12 heads of 32 share h, so their products add up to those of one head of 384):

    query, key, value     (n × h) by (h × 3h)    6·n·h²
    scores                (n × h) by (h × n)     2·n²·h
    values, weighted      (n × n) by (n × h)     2·n²·h
    output                (n × h) by (h × h)     2·n·h²
    widen, narrow         (n × h) by (h × f)     2 × 2·n·h·f

    a layer       8·n·h² + 4·n·h·f + 4·n²·h   =   3,538,944·n +  1,536·n²
    12 layers                                 =  42,467,328·n + 18,432·n²

Softmax, GELU, norms, biases, the word table and the pooling are not counted, nor is padding: the
rate that comes out is what was useful, and lower than what the cores did.
"""

import math
from collections.abc import Iterable
from pathlib import Path

LAYERS, HIDDEN, WIDENED = 12, 384, 1536
WEIGHTS_IN_PRODUCTS = LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * WIDENED)


def flop(lengths: Iterable[int]) -> int:
    """FLOP of texts of so many tokens each, special ones counted."""
    return sum(2 * WEIGHTS_IN_PRODUCTS * n + 4 * LAYERS * HIDDEN * n * n for n in lengths)


def check_against(graph: Path) -> None:
    """Raise ValueError unless the 4-bit matrices of ``graph`` are as many weights as counted."""
    import onnx

    constants = onnx.load(str(graph)).graph.initializer
    held = sum(math.prod(one.dims) for one in constants if one.data_type == onnx.TensorProto.INT4)
    if held != WEIGHTS_IN_PRODUCTS:
        raise ValueError(f"{graph.name} has {held:,} weights, {WEIGHTS_IN_PRODUCTS:,} are counted")
