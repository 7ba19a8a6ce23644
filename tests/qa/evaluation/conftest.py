"""One evaluation of the seed for all tests that look at what comes of it."""

from pathlib import Path

import pytest

from tests.doors import ROOT, sourceline
from tests.qa.evaluation.evaluated import SAMPLE, Evaluated


@pytest.fixture(scope="session")
def seed_evaluated(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """The seed's questions asked once by the command line, with a report."""
    folder = tmp_path_factory.mktemp("report") / "made" / "here"
    questions = str(ROOT / "seeds" / "questions.jsonl")
    arguments = ("--store", str(seed_store), "--report", str(folder), "--sample", str(SAMPLE))
    done = sourceline("eval", questions, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return Evaluated(done.stdout, done.stderr, folder)
