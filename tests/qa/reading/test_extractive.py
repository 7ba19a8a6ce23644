"""The embedded reader: a phrase, its sentence word for word, and how sure it is."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from index import index_paths, open_collection
from models.embedder import Embedder
from qa import Assistant, Status
from qa.readers import open_extractive
from qa.reading.calibration import FILE, Branch, Trees, Weights, shipped_calibration
from qa.reading.evidence import Evidence

BRIDGE = (
    "The Ostrava bridge will open in May 2031, Mayor Jana Novak said on Tuesday. "
    "It cost 40 million crowns, twice as much as planned.\n\n"
    "Several shops in Ostrava were closed during the works. The old bridge was built in 1923.\n"
)
LATER = (
    "The Ostrava bridge will open in August 2031, the city hall said in a statement. "
    "Delays in deliveries of steel were to blame.\n"
)


@pytest.fixture(scope="module")
def bridges(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bridges")
    (folder / "first.txt").write_text(f"A bridge for Ostrava\n\n{BRIDGE}", "utf-8")
    (folder / "second.txt").write_text(f"Ostrava bridge delayed again\n\n{LATER}", "utf-8")
    store = folder / "store"
    list(index_paths(store, [folder / "first.txt", folder / "second.txt"], lambda: embedder))
    collection = open_collection(store, embedder)
    return Assistant(collection, open_extractive(embedder), "extractive")


def test_it_answers_with_the_phrase_and_cites_its_sentence(bridges: Assistant) -> None:
    answer = bridges.ask("How much did the Ostrava bridge cost?")
    assert answer.status is Status.ANSWERED
    assert "40 million" in (answer.short_answer or "")
    assert [one.text for one in answer.statements][:1] == [
        "It cost 40 million crowns, twice as much as planned."
    ]
    assert answer.confidence is not None
    assert answer.confidence >= 0.5


def test_another_article_with_another_date_is_told_too(bridges: Assistant) -> None:
    answer = bridges.ask("When will the Ostrava bridge open?")
    said = " ".join(one.text for one in answer.statements)
    assert "May 2031" in said
    assert "August 2031" in said
    assert len({one.sentence.source.id for one in answer.citations}) == 2


def test_what_is_not_there_is_told_with_how_near_it_was(bridges: Assistant) -> None:
    answer = bridges.ask("Who won the football world cup in 2022?")
    assert answer.status is Status.NOT_IN_ARTICLES
    assert answer.confidence is not None
    assert answer.confidence < 0.5
    assert answer.nearest


def test_a_short_answer_is_never_cut_inside_a_date(bridges: Assistant) -> None:
    answer = bridges.ask("Ostrava bridge opening month")
    for year in ("2031", "1923"):
        if year in (answer.short_answer or ""):
            assert (answer.short_answer or "").split()[-1].startswith(year)


def test_the_calibration_weighs_every_kind_of_evidence() -> None:
    told = json.loads(Path(FILE).read_text("utf-8"))
    names = [field.name for field in fields(Evidence)]
    assert told["evidence"] == names
    doubtful = dict.fromkeys(names, 0.0)
    likely = doubtful | {"margin": 1.0, "peak": 0.8, "nearness": 1.0, "own_nearness": 1.0}
    likely |= {"early": 1.0, "own_early": 1.0, "words": 1.0, "own_words": 1.0}
    weigh = shipped_calibration()

    def probability(**other: float) -> float:
        return weigh.probability([*(likely | other).values()])

    assert probability() > 0.6 > 0.1 > weigh.probability([*doubtful.values()])
    for name in ("margin", "peak", "verdict", "words"):
        assert probability(**{name: -1.0}) <= probability() <= probability(**{name: 1.2})
    for name in ("names_gone", "figures_gone"):
        assert probability(**{name: 2.0}) < probability()


@pytest.mark.parametrize(("logit", "expected"), [(0.0, 0.5), (2.0, 0.8808), (-100.0, 0.0)])
def test_a_logit_becomes_a_probability(logit: float, expected: float) -> None:
    assert Weights((1.0,)).probability([logit]) == pytest.approx(expected, abs=1e-4)
    tree = Branch(0, logit - 1, 7.0, logit)
    assert Trees(0.0, (tree,)).probability([logit]) == pytest.approx(expected, abs=1e-4)
