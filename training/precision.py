"""Whether this CPU multiplies bf16 faster than fp32, found by doing it: some emulate it, slowly."""

import time

import torch

_ROWS, _INNER, _COLUMNS = 2048, 384, 1536
_CLEARLY = 1.5


def bf16_is_fast() -> bool:
    """True when a matrix product of the encoder's size is clearly faster in bf16."""
    return _CLEARLY * _seconds(torch.bfloat16) < _seconds(torch.float32)


def _seconds(kind: torch.dtype) -> float:
    a, b = torch.ones(_ROWS, _INNER, dtype=kind), torch.ones(_INNER, _COLUMNS, dtype=kind)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        a @ b
        took.append(time.perf_counter() - start)
    return min(took)
