"""What came of asking one question."""

from dataclasses import dataclass

from index import Sentence
from qa.answer import Answer, Status
from qa.evaluation.case import Case, Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, its answer, the sentences that the search ranked, and how long one had to wait."""

    case: Case
    answer: Answer
    found: tuple[Sentence, ...]
    milliseconds: float

    @property
    def is_answered(self) -> bool:
        """Whether something was shown as an answer, if only to a part of the question."""
        return self.answer.status in (Status.ANSWERED, Status.PARTIAL)

    @property
    def confidence(self) -> float | None:
        """The reader's probability that the articles answer the question, 0 to 1, if it has one."""
        return self.answer.confidence

    @property
    def cited(self) -> tuple[Span, ...]:
        """Where the cited sentences stand."""
        return tuple(span_of(citation.sentence) for citation in self.answer.citations)


def span_of(sentence: Sentence) -> Span:
    """Where a sentence stands."""
    return Span(sentence.source.id, sentence.start, sentence.end)
