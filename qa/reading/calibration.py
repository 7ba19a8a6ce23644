"""From evidence to a probability: boosted trees, fitted on questions of their own.

``calibration.json`` holds them, written by ``python -m training.calibrate`` on articles that
neither trained nor judge the reader.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Protocol

FILE = Path(__file__).parent / "calibration.json"


class Calibration(Protocol):
    """Whatever makes a probability of evidence."""

    def probability(self, values: Sequence[float]) -> float:
        """That what has this evidence answers its question, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Evidence of this number up to ``threshold`` goes low, else high."""

    evidence: int
    threshold: float
    low: "Tree"
    high: "Tree"


Tree = Branch | float
"""A leaf is the logits that it adds."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees (Friedman 2001): their leaves' sum and the constant are a logit."""

    constant: float
    trees: tuple[Tree, ...]

    def logit(self, values: Sequence[float]) -> float:
        """The sum for what has this evidence."""
        return self.constant + sum(_leaf(tree, values) for tree in self.trees)

    def probability(self, values: Sequence[float]) -> float:
        """That what has this evidence answers its question, from 0 to 1."""
        return sigmoid(self.logit(values))


@dataclass(frozen=True, slots=True)
class Weights:
    """A weighted sum as the logit: fitted on nothing, it only ranks."""

    weights: tuple[float, ...]

    def probability(self, values: Sequence[float]) -> float:
        """The sum, from 0 to 1."""
        return sigmoid(sum(w * v for w, v in zip(self.weights, values, strict=True)))


@cache
def shipped_calibration() -> Calibration:
    """The calibration of the reader that ships."""
    told = json.loads(FILE.read_text("utf-8"))
    return Trees(told["constant"], tuple(map(_read, told["trees"])))


def written(tree: Tree) -> object:
    """A tree as JSON: ``[evidence, threshold, low, high]``, or a leaf's number."""
    if isinstance(tree, Branch):
        return [tree.evidence, tree.threshold, written(tree.low), written(tree.high)]
    return tree


def sigmoid(logit: float) -> float:
    """A logit as a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def _read(told: object) -> Tree:
    if isinstance(told, list):
        evidence, threshold, low, high = told
        return Branch(evidence, threshold, _read(low), _read(high))
    return float(str(told))


def _leaf(tree: Tree, values: Sequence[float]) -> float:
    while isinstance(tree, Branch):
        tree = tree.low if values[tree.evidence] <= tree.threshold else tree.high
    return tree
