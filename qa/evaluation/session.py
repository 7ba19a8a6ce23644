"""Questions asked one after another of one assistant, as a person would ask them."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import SourcelineError
from qa.answer import Question
from qa.assistant import Assistant
from qa.evaluation.case import Case
from qa.evaluation.figures import Group
from qa.evaluation.outcome import Outcome
from qa.evaluation.progress import bar, tell
from qa.evaluation.questions import read_questions, shown_name
from qa.evaluation.score import Score, score
from qa.evaluation.shelf import Shelf

_DEPTH = 20
"""Sentences of the search that are looked through for gold."""
_UNTOLD = "unknown"
"""What the questions are called whose language the file does not tell."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of one file of questions; ``refused`` of its lines were none."""

    name: str
    reader: str
    articles: int
    refused: int
    outcomes: tuple[Outcome, ...]

    @property
    def scored(self) -> tuple[tuple[Outcome, Score], ...]:
        """Each outcome with its score."""
        return tuple((one, score(one)) for one in self.outcomes)

    @property
    def whole(self) -> Group:
        """All questions together."""
        return Group("all", tuple(one for _, one in self.scored))

    @property
    def languages(self) -> tuple[Group, ...]:
        """The questions of each language, the most frequent first."""
        scores: dict[str, list[Score]] = {}
        for outcome, one in self.scored:
            scores.setdefault(outcome.case.language or _UNTOLD, []).append(one)
        order = sorted(scores, key=lambda name: (-len(scores[name]), name))
        return tuple(Group(name, tuple(scores[name])) for name in order)


def evaluate(assistant: Assistant, questions: str, *, sample: int | None = None) -> Evaluation:
    """Ask what is in the file ``questions``; lines that are no question are told and left out.

    ``sample``: so many of them, the same ones in every run. Raises SourcelineError when the file
    cannot be read or has no question.
    """
    if sample is not None and sample < 1:
        raise SourcelineError(f"a sample of {sample} questions is none: --sample takes 1 or more")
    cases: list[Case] = []
    refused = 0
    for item in read_questions(questions, Shelf(assistant.collection)):
        if isinstance(item, Case):
            cases.append(item)
        else:
            refused += 1
            tell(f"{item.where} {item.reason}")
    if not cases:
        raise SourcelineError(f"{shown_name(questions)} has no question that could be asked")
    chosen = sampled(cases, sample) if sample is not None else cases
    return Evaluation(
        name=Path(shown_name(questions)).name,
        reader=assistant.reader_name,
        articles=assistant.collection.count(),
        refused=refused,
        outcomes=_asked(assistant, chosen),
    )


def sampled(cases: Sequence[Case], count: int) -> list[Case]:
    """``count`` cases picked by a hash of their words, in their own order.

    So a sample is the same in every run, and a smaller one is part of a larger one.
    """
    order = sorted(range(len(cases)), key=lambda at: (_hash(cases[at]), at))
    return [cases[at] for at in sorted(order[:count])]


def _hash(case: Case) -> bytes:
    return hashlib.sha256(f"{case.id}\n{case.question}".encode()).digest()


def _asked(assistant: Assistant, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    # One answer ahead of the others: models and the store's vectors are loaded by the first.
    assistant.ask(_question(cases[0]))
    outcomes = []
    with bar("asking", "questions", len(cases)) as shown:
        for case in cases:
            outcomes.append(_outcome(assistant, case))
            shown.update()
    return tuple(outcomes)


def _outcome(assistant: Assistant, case: Case) -> Outcome:
    started = time.perf_counter()
    answer = assistant.ask(_question(case))
    milliseconds = 1000 * (time.perf_counter() - started)
    found = assistant.collection.search(answer.searched_for, _DEPTH)
    ranked = tuple(sentence for one in found for sentence in one.passage.sentences)[:_DEPTH]
    return Outcome(case, answer, ranked, milliseconds)


def _question(case: Case) -> Question:
    return Question(case.question, case.history)
