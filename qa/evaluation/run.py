"""One evaluation from a file's name to what came of it; what can be told early is told first."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from qa.assistant import open_assistant
from qa.evaluation.corpus import standing_on
from qa.evaluation.questions import open_lines
from qa.evaluation.session import Evaluation, evaluate
from qa.model_settings import Models
from qa.readers import check_reader


def run_evaluation(
    questions: str,
    *,
    corpus: str | None,
    store: str | None,
    usual_store: str,
    models: Models,
    sample: int | None,
) -> Evaluation:
    """Ask the file's questions over ``store``, or over ``corpus`` indexed into it.

    ``usual_store`` is asked when neither is named. Raises SourcelineError for what is not there.
    """
    from models import open_embedder

    check_reader(models)
    with open_lines(questions):
        pass  # told now, and not when a corpus has been indexed for an hour
    named = Path(store) if store is not None else None
    embedder = partial(open_embedder, models.embeddings)
    with standing_on(corpus, named, Path(usual_store), embedder) as ground:
        assistant = open_assistant(ground.store, models)
        try:
            evaluation = evaluate(assistant, questions, sample=sample)
        finally:
            assistant.collection.close()
    return replace(evaluation, refused=evaluation.refused + ground.refused)
