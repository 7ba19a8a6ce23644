"""The CPU's fp32 peak: what shares of it are shares of.

``python -m bench.peak [--quick]``

A matrix product of the embedder's own size, 3200 tokens by its widening layer (384 × 1536), by the
three engines that are here; the fastest is the peak. One multiplication and one addition for each
of rows × inner × columns: 3.77 GFLOP.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bench.measurement import asked_for_quick, interleaved, observed, table

ROWS, INNER, COLUMNS = 3200, 384, 1536
FLOP = 2 * ROWS * INNER * COLUMNS
_ROUNDS, _EACH = 5, 10
Product = Callable[[], object]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Peak:
    """Median seconds of the product by each engine."""

    seconds: dict[str, float]

    @property
    def gflops(self) -> float:
        """GFLOP/s of the fastest engine."""
        return FLOP / min(self.seconds.values()) / 1e9

    @property
    def engine(self) -> str:
        """Name of the fastest."""
        return min(self.seconds, key=self.seconds.__getitem__)


def main() -> None:
    """Two threads, as the targets are put."""
    quick = asked_for_quick(__doc__)
    with observed("numpy", "onnxruntime", "torch"):
        peak = measure_peak(threads=2, quick=quick)
        print(f"\n{ROWS} × {INNER} × {COLUMNS} in fp32, 2 threads")
        rows = [
            [name, f"{1000 * seconds:.1f}", f"{FLOP / seconds / 1e9:.0f}"]
            for name, seconds in peak.seconds.items()
        ]
        print(table(["", "ms", "GFLOP/s"], rows))
        print(f"peak: {peak.gflops:.0f} GFLOP/s ({peak.engine})")


def measure_peak(*, threads: int, quick: bool) -> Peak:
    """The product by every engine in turns, each with that many threads."""
    import torch
    from threadpoolctl import threadpool_limits

    rng = np.random.default_rng(7)
    a = rng.standard_normal((ROWS, INNER), np.float32)
    b = rng.standard_normal((INNER, COLUMNS), np.float32)
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    with threadpool_limits(threads):
        products = {
            "numpy": _by_numpy(a, b),
            "onnxruntime": _by_onnxruntime(a, b, threads),
            "torch": _by_torch(a, b),
        }
        rounds, each = (2, 2) if quick else (_ROUNDS, _EACH)
        took = interleaved(products, rounds=rounds, seconds=20, each=each)
    torch.set_num_threads(before)
    return Peak({name: median(seconds) for name, seconds in took.items()})


def _by_numpy(a: Matrix, b: Matrix) -> Product:
    out = np.empty((ROWS, COLUMNS), np.float32)
    return lambda: np.matmul(a, b, out=out)


def _by_torch(a: Matrix, b: Matrix) -> Product:
    import torch

    left, right, out = torch.from_numpy(a), torch.from_numpy(b), torch.empty(ROWS, COLUMNS)
    return lambda: torch.mm(left, right, out=out)


def _by_onnxruntime(a: Matrix, b: Matrix, threads: int) -> Product:
    """``b`` as a constant of the graph, as weights are; the output where it was before."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    graph = helper.make_graph(
        [helper.make_node("MatMul", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.FLOAT, a.shape)],
        [helper.make_tensor_value_info("c", TensorProto.FLOAT, (ROWS, COLUMNS))],
        [numpy_helper.from_array(b, "b")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    out = onnxruntime.OrtValue.ortvalue_from_numpy(np.zeros((ROWS, COLUMNS), np.float32))
    binding = session.io_binding()
    binding.bind_cpu_input("a", a)
    binding.bind_ortvalue_output("c", out)
    return lambda: session.run_with_iobinding(binding)


if __name__ == "__main__":
    main()
