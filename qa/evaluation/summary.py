"""An evaluation as JSON: figures for programs, and each question with what came of it."""

from collections.abc import Iterator
from dataclasses import asdict
from math import isinf

from qa.contract import answer_to_json
from qa.evaluation.calibration import answerability, reliability, risk_coverage
from qa.evaluation.figures import Group
from qa.evaluation.outcome import Outcome
from qa.evaluation.score import Score
from qa.evaluation.session import Evaluation


def evaluation_to_json(evaluation: Evaluation) -> dict[str, object]:
    """All figures by their names, null where there is none; fields are added, never renamed."""
    whole = evaluation.whole
    return {
        "name": evaluation.name,
        "reader": evaluation.reader,
        "articles": evaluation.articles,
        "refused": evaluation.refused,
        **_group(whole),
        "by_language": {group.name: _group(group) for group in evaluation.languages},
        "reliability": [asdict(one) for one in reliability(answerability(whole.scores))],
        "risk_coverage": [asdict(one) for one in risk_coverage(whole.scores)],
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "questions": group.questions,
        "answerable": group.answerable,
        "unanswerable": group.unanswerable,
        "figures": asdict(group.figures),
    }


def cases_to_json(evaluation: Evaluation) -> Iterator[dict[str, object]]:
    """Each question with its gold, its score and its whole answer, in the file's order."""
    for outcome, score in evaluation.scored:
        yield _case(outcome, score)


def _case(outcome: Outcome, score: Score) -> dict[str, object]:
    case = outcome.case
    scored = asdict(score)
    if score.rank is not None and isinf(score.rank):
        scored["rank"] = 0
    return {
        "id": case.id,
        "question": case.question,
        "language": case.language,
        "answerable": case.answerable,
        "answers": list(case.references),
        "evidence_spans": [
            {
                "doc_id": one.span.article,
                "start": one.span.start,
                "end": one.span.end,
                "quote": one.text,
            }
            for one in case.gold
        ],
        "reason": case.reason,
        "score": scored,
        "answer": answer_to_json(outcome.answer),
    }
