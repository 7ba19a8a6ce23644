"""The reader alone, given the right paragraph: exact match, F1, and whether it tells near misses.

The span is the reader's best, whether or not it thinks that the paragraph answers; the line between
"answers" and "does not" is drawn where it parts the near misses of the calibration split best.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.span_reader import Scores, Text, open_span_reader
from qa.evaluation.wording import exact_match, word_f1
from training.example import Example


@dataclass(frozen=True, slots=True)
class Read:
    """One example as the reader read it; ``logit`` is above zero when it thinks it answered."""

    example: Example
    said: str
    logit: float

    @property
    def exact(self) -> float:
        """1 when the span has the words of a reference."""
        return exact_match(self.said, self.example.answers, self.example.language)

    @property
    def f1(self) -> float:
        """Words shared with the nearest reference."""
        return word_f1(self.said, self.example.answers, self.example.language)


def read_alone(examples: Sequence[Example]) -> list[Read]:
    """Read each example's question over its passage."""
    reader = open_span_reader()
    done = []
    for example in examples:
        (scores,) = reader.read(example.question, [Text(example.title, example.passage)])
        done.append(Read(example, _said(example, scores), _logit(scores)))
    return done


def best_line(read: Sequence[Read]) -> float:
    """The logit that parts answerable from not with the best balanced accuracy."""
    return max((one.logit for one in read), key=lambda line: balanced(read, line))


def balanced(read: Iterable[Read], line: float) -> float:
    """Mean of the answerable that are at or above ``line`` and of the others below it."""
    yes = [one.logit >= line for one in read if one.example.answerable]
    no = [one.logit < line for one in read if not one.example.answerable]
    return (sum(yes) / len(yes) + sum(no) / len(no)) / 2


def mean(values: Iterable[float]) -> float:
    """Of at least one value."""
    kept = list(values)
    return sum(kept) / len(kept)


def _said(example: Example, scores: Scores) -> str:
    if not scores.spans:
        return ""
    best = scores.spans[0]
    return example.passage[best.start : best.end]


def _logit(scores: Scores) -> float:
    best = scores.spans[0].score if scores.spans else -100.0
    return (best - scores.nothing) / 2 + scores.verdict
