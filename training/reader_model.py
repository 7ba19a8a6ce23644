"""The reader: twelve BERT layers on the embedder's own word table, a span head and a verdict head.

The embedding block (words, positions, its layer norm) stays as the embedder has it, so that both
can share one table; only the layers and the heads learn. No dropout: one epoch of a small model
does not overfit, and random numbers cost a CPU more than they bring.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

_EPSILON = 1e-12
_NOWHERE_NEAR = -1e4
"""Added to the attention score of a place without a token."""
_START = 0.02
"""Standard deviation of fresh weights, as in BERT."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    layers: int = 12
    hidden: int = 384
    heads: int = 12
    forward: int = 1536


class Embedding(nn.Module):
    """Words and positions to vectors (n, width, hidden): the embedder's, never trained."""

    def __init__(self, words: Tensor, positions: Tensor, scale: Tensor, shift: Tensor) -> None:
        super().__init__()
        for name, values in (
            ("words", words),
            ("positions", positions),
            ("scale", scale),
            ("shift", shift),
        ):
            self.register_buffer(name, values)

    words: Tensor
    positions: Tensor
    scale: Tensor
    shift: Tensor

    @torch.no_grad()
    def forward(self, ids: Tensor) -> Tensor:
        """``positions`` already holds the vector of token type 0."""
        summed = functional.embedding(ids, self.words) + self.positions[: ids.shape[1]]
        hidden = (summed.shape[-1],)
        return functional.layer_norm(summed, hidden, self.scale, self.shift, _EPSILON)


class Layer(nn.Module):
    """Self-attention and feed-forward, each followed by its layer norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.attended_norm = nn.LayerNorm(shape.hidden, _EPSILON)
        self.widen = nn.Linear(shape.hidden, shape.forward)
        self.narrow = nn.Linear(shape.forward, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, _EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``mask`` of shape (n, 1, 1, width), added to the scores: zero where there is a token."""
        rows, width, hidden = x.shape
        parts = self.qkv(x).view(rows, width, 3, self.heads, hidden // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).reshape(3, rows * self.heads, width, -1)
        # Written out: torch's fused attention takes five times as long backwards in bf16 on a CPU.
        scores = torch.bmm(query / math.sqrt(query.shape[-1]), key.transpose(1, 2))
        weights = torch.softmax(scores.view(rows, self.heads, width, width) + mask, -1)
        mixed = torch.bmm(weights.view(-1, width, width), value).view(rows, self.heads, width, -1)
        x = self.attended_norm(x + self.attended(mixed.transpose(1, 2).reshape(x.shape)))
        out: Tensor = self.norm(x + self.narrow(functional.gelu(self.widen(x))))
        return out


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits: ``start`` and ``end`` (n, width), with minus infinity where no answer can stand.

    Position 0 stands for "not here". ``answerable`` (n,): above zero when the passage answers.
    """

    start: Tensor
    end: Tensor
    answerable: Tensor


class Reader(nn.Module):
    """Scores for each token to start or end the answer, and for there being one."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.span = nn.Linear(shape.hidden, 2)
        self.judge = nn.Linear(shape.hidden, shape.hidden)
        self.verdict = nn.Linear(shape.hidden, 1)
        for head in (self.span, self.judge, self.verdict):
            nn.init.normal_(head.weight, std=_START)
            nn.init.zeros_(head.bias)

    def forward(self, embedded: Tensor, lengths: Tensor, lowest: Tensor, highest: Tensor) -> Scores:
        """``embedded`` (n, width, hidden); the passage is tokens ``lowest`` to ``highest``."""
        places = torch.arange(embedded.shape[1])
        absent = (places >= lengths[:, None])[:, None, None, :]
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else embedded.dtype
        mask = torch.zeros(absent.shape, dtype=kind).masked_fill_(absent, _NOWHERE_NEAR)
        x = embedded
        for layer in self.layers:
            x = layer(x, mask)
        inside = (places >= lowest[:, None]) & (places <= highest[:, None]) | (places == 0)
        spans = self.span(x).float().masked_fill(~inside[..., None], -math.inf)
        verdict = self.verdict(torch.tanh(self.judge(x[:, 0]))).float()[:, 0]
        return Scores(spans[..., 0], spans[..., 1], verdict)


def loss_of(scores: Scores, first: Tensor, last: Tensor) -> Tensor:
    """Cross entropy of both ends (0 where nothing answers), and of the verdict at half weight."""
    ends = functional.cross_entropy(scores.start, first) + functional.cross_entropy(
        scores.end, last
    )
    answered = (first > 0).float()
    verdict = functional.binary_cross_entropy_with_logits(scores.answerable, answered)
    return ends / 2 + verdict / 2


def load_embedder_weights(reader: Reader, tensors: Mapping[str, Tensor]) -> Embedding:
    """Fill the layers from a BERT by transformers' names; returns its embedding block."""
    state = reader.state_dict()
    for number in range(reader.shape.layers):
        for ours, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                found = [tensors[f"encoder.layer.{number}.{name}.{part}"] for name in theirs]
                state[f"layers.{number}.{ours}.{part}"] = torch.cat(found)
    reader.load_state_dict(state)
    types = tensors["embeddings.token_type_embeddings.weight"]
    return Embedding(
        tensors["embeddings.word_embeddings.weight"],
        tensors["embeddings.position_embeddings.weight"] + types[0],
        tensors["embeddings.LayerNorm.weight"],
        tensors["embeddings.LayerNorm.bias"],
    )


_NAMES = {
    "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attended": ("attention.output.dense",),
    "attended_norm": ("attention.output.LayerNorm",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
    "norm": ("output.LayerNorm",),
}
