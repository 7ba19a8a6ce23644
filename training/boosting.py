"""Boosted trees over evidence, and how probable what they put first is: the calibration's fit.

The trees say which sentence is likeliest. How likely it then is cannot be read off the questions
that they were grown on, so five times a fifth is left out, and the scale is fitted on what the
trees of the other four say of it.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from qa.reading.calibration import Branch, Tree, Trees, sigmoid
from qa.reading.evidence import Evidence

_FOLDS = 5
_GROWN = {"max_iter": 120, "max_leaf_nodes": 8, "learning_rate": 0.05, "min_samples_leaf": 100}
_FOR = frozenset({"margin", "peak", "verdict", "nearness", "own_nearness", "early", "words"})
_AGAINST = frozenset({"names_gone", "figures_gone"})
"""Evidence of which more can only speak for a sentence, or against it; the rest may do either."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that may answer ``question``; those of one ``group`` are left out together."""

    question: str
    group: str
    values: tuple[float, ...]
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What trees that had not seen a case's group say: ``tops`` are each question's likeliest."""

    probabilities: Sequence[float]
    tops: Sequence[int]


def fit(cases: Sequence[Case]) -> tuple[Trees, Judged]:
    """The trees of all cases, with the scale of those that were left out, and those themselves."""
    folds = np.array([zlib.crc32(one.group.encode()) % _FOLDS for one in cases])
    logits = np.zeros(len(cases))
    for fold in range(_FOLDS):
        grown = _grow([one for one, f in zip(cases, folds, strict=True) if f != fold])
        logits[folds == fold] = _logits(grown, [cases[i] for i in np.flatnonzero(folds == fold)])
    tops = _tops(cases, logits)
    scale, shift = _scaled(logits[tops], [cases[i] for i in tops])
    whole = _grow(cases)
    shipped = Trees(
        round(scale * whole.constant + shift, 5),
        tuple(_times(tree, scale) for tree in whole.trees),
    )
    return shipped, Judged([sigmoid(float(scale * one + shift)) for one in logits], tops)


def _grow(cases: Sequence[Case]) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = [field.name for field in fields(Evidence)]
    model = HistGradientBoostingClassifier(
        **_GROWN,
        l2_regularization=2.0,
        monotonic_cst=[(name in _FOR) - (name in _AGAINST) for name in names],
        early_stopping=False,
        random_state=0,
    )
    x = np.array([one.values for one in cases])
    model.fit(x, [one.right for one in cases], sample_weight=[one.weight for one in cases])
    # The library has no public door to its trees; that they were read rightly is checked here.
    trees = tuple(_tree(grown.nodes, 0) for (grown,) in model._predictors)
    read = Trees(float(model._baseline_prediction.item()), trees)
    if not np.allclose(_logits(read, cases[:500]), model.decision_function(x[:500]), atol=1e-6):
        raise RuntimeError("the trees of this scikit-learn are laid out in another way")
    return read


def _tree(nodes: NDArray[np.void], at: int) -> Tree:
    node = nodes[at]
    if node["is_leaf"]:
        return float(node["value"])
    return Branch(
        int(node["feature_idx"]),
        float(node["num_threshold"]),
        _tree(nodes, int(node["left"])),
        _tree(nodes, int(node["right"])),
    )


def _times(tree: Tree, scale: float) -> Tree:
    if isinstance(tree, Branch):
        low, high = (_times(one, scale) for one in (tree.low, tree.high))
        return Branch(tree.evidence, round(tree.threshold, 5), low, high)
    return round(scale * tree, 5)


def _logits(trees: Trees, cases: Sequence[Case]) -> NDArray[np.float64]:
    return np.array([trees.logit(one.values) for one in cases])


def _tops(cases: Sequence[Case], logits: NDArray[np.float64]) -> list[int]:
    best: dict[str, int] = {}
    for i, one in enumerate(cases):
        known = best.get(one.question)
        if known is None or logits[i] > logits[known]:
            best[one.question] = i
    return list(best.values())


def _scaled(logits: NDArray[np.float64], cases: Sequence[Case]) -> tuple[float, float]:
    """Platt's scale and shift, by Newton's method."""
    x = np.stack([logits, np.ones(len(logits))], axis=1)
    y = np.array([one.right for one in cases], float)
    weight = np.array([one.weight for one in cases])
    w = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x
        step = np.linalg.solve(bend, x.T @ (weight * (p - y)))
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return float(w[0]), float(w[1])
