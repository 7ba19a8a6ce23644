"""How near texts are to a question, on one scale for all embedding models.

A cosine of .8 is unrelated for one model and the best there is for another. So cosines are read
between two marks of the model: what it gives a question and a sentence that has nothing to do with
it, and what it gives a question and its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Found

if TYPE_CHECKING:
    from models.embedder import Embedder

_PAIRS = (
    ("When will the new bridge open?", "The bridge will open to traffic in September, he said."),
    ("How many people live in the town?", "The town has about 12,000 inhabitants."),
    ("Who won the chess tournament?", "The tournament was won by a student from Lviv."),
    ("Why was the flight cancelled?", "The flight was cancelled because of thick fog."),
    ("What did the minister promise farmers?", "The minister promised farmers cheaper fuel."),
    ("Where was the painting found?", "The stolen painting turned up in a barn near Ghent."),
)
_LOW, _HIGH = 0.235, 1.212
"""Where the marks stand between a stranger's cosine (0) and an answer's (1): six short pairs lie
further apart than sentences of one subject do. Set so that multilingual-e5-small has .745 and .885.
"""


@dataclass(frozen=True, slots=True)
class Nearness:
    """An embedding model, and the cosines that count as 0 and as 1 with it."""

    embedder: "Embedder"
    far: float
    near: float

    def of(self, found: Found) -> float:
        """From about 0, unrelated, to about 1; 0 where the vectors did not find the passage."""
        return self._scaled(found.dense.score) if found.dense is not None else 0.0

    def between(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """How near each of ``texts`` is to the question, on the same scale."""
        cosines = self.embedder.embed_passages(texts) @ self.embedder.embed_question(question)
        return tuple(self._scaled(float(cosine)) for cosine in cosines)

    def _scaled(self, cosine: float) -> float:
        return (cosine - self.far) / (self.near - self.far)


def measured_nearness(embedder: "Embedder") -> Nearness:
    """Find the marks of ``embedder`` on six questions, with their answers and with each other's."""
    questions = [embedder.embed_question(question) for question, _ in _PAIRS]
    answers = embedder.embed_passages([answer for _, answer in _PAIRS])
    cosines = [[float(question @ answer) for answer in answers] for question in questions]
    own = [row[at] for at, row in enumerate(cosines)]
    others = [one for at, row in enumerate(cosines) for i, one in enumerate(row) if i != at]
    far, near = sum(others) / len(others), sum(own) / len(own)
    reach = near - far
    return Nearness(embedder, far + _LOW * reach, far + _HIGH * reach)
