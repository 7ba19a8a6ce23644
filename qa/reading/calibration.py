"""From evidence to a probability: a logistic regression, fitted on questions of its own.

``calibration.json`` holds its weights, written by ``python -m training.calibrate`` on articles that
neither trained nor judge the reader.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).parent / "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by the name of what they weigh, and the constant."""

    weights: tuple[float, ...]
    constant: float

    def probability(self, values: Sequence[float]) -> float:
        """That the span with this evidence answers its question, from 0 to 1."""
        logit = self.constant + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


@cache
def shipped_calibration() -> Calibration:
    """The calibration of the reader that ships."""
    told = json.loads(FILE.read_text("utf-8"))
    return Calibration(tuple(told["weights"].values()), told["constant"])
