"""The command, as a person or a build runs it."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.doors import ROOT, sourceline
from tests.qa.evaluation.evaluated import SAMPLE, Evaluated

SEED_QUESTIONS = ROOT / "seeds" / "questions.jsonl"
NEWS = {
    "oak": "The bridge at Oakmoor opened on 3 May 2021. It cost 40 million crowns.",
    "elm": "The Elmstead ferry sank in a storm in 1987. Nobody was hurt.",
}


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write_lines(path: Path, lines: list[dict[str, Any]]) -> str:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return str(path)


@pytest.fixture(scope="module")
def told(seed_evaluated: Evaluated) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(seed_evaluated.stdout)
    return told


def test_results_and_nothing_else_are_printed(seed_evaluated: Evaluated) -> None:
    assert len(seed_evaluated.stdout.splitlines()) == 1
    assert seed_evaluated.stderr == f"report: {seed_evaluated.folder / 'index.html'}\n"


def test_the_figures_are_those_of_the_cases(
    told: dict[str, Any], seed_evaluated: Evaluated
) -> None:
    """Counted once more, from the whole answers and in another way."""
    cases = lines_of(seed_evaluated.folder / "cases.jsonl")
    asked = [line["id"] for line in lines_of(SEED_QUESTIONS)]
    assert [case["id"] for case in cases] == [
        id_ for id_ in asked if id_ in {case["id"] for case in cases}
    ]
    answered = [case["answer"]["status"] in ("answered", "partial") for case in cases]
    yes = [a for case, a in zip(cases, answered, strict=True) if case["answerable"]]
    no = [a for case, a in zip(cases, answered, strict=True) if not case["answerable"]]
    figures = told["figures"]
    assert (told["questions"], told["answerable"], told["unanswerable"]) == (
        SAMPLE, len(yes), len(no),
    )  # fmt: skip
    assert figures["abstention_recall"] == pytest.approx(no.count(False) / len(no))
    assert figures["coverage"] == pytest.approx(sum(yes) / len(yes))
    accuracy = (no.count(False) / len(no) + sum(yes) / len(yes)) / 2
    assert figures["balanced_accuracy"] == pytest.approx(accuracy)
    hits = 0
    for case in cases:
        gold = {(span["start"], span["end"]) for span in case["evidence_spans"]}
        cited = {(c["start"], c["end"]) for c in case["answer"]["citations"]}
        hits += bool(gold & cited) if case["answerable"] else 0
    assert hits / len(yes) >= figures["right"] > 0.5
    assert figures["hit_at_5"] >= 0.95
    assert figures["hit_at_5"] >= figures["mrr"] >= figures["hit_at_1"] >= 0.8
    assert figures["latency_p95"] >= figures["latency_p50"] > 0


def test_languages_make_up_the_whole(told: dict[str, Any]) -> None:
    languages = told["by_language"]
    assert next(iter(languages)) == "en"
    assert set(languages) <= {"en", "az", "tr", "ru", "fa", "de"}
    assert len(languages) >= 3
    for name in ("questions", "answerable", "unanswerable"):
        assert sum(one[name] for one in languages.values()) == told[name]
    right = sum((one["figures"]["right"] or 0) * one["answerable"] for one in languages.values())
    assert told["figures"]["right"] == pytest.approx(right / told["answerable"])


@pytest.mark.long
def test_a_table_a_sample_and_a_floor(seed_store: Path) -> None:
    arguments = ("eval", str(SEED_QUESTIONS), "--store", str(seed_store), "--sample", "8")
    done = sourceline(*arguments, "--min", "right=1.01", "--min", "hit_at_5=0.2", "--max", "ece=-1")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert re.fullmatch(
        r"sourceline: right is [\d.]+, with a floor of 1\.01; "
        r"ece (is [\d.]+|could not be computed), with a ceiling of -1",
        line,
    )
    rows = {row.split()[0]: row.split()[1:] for row in done.stdout.splitlines() if row.strip()}
    assert rows["questions"][0] == "8"
    assert sum(map(int, rows["questions"][1:])) == 8
    assert rows["latency_p50"][1] == "ms"
    assert {"hit_at_1", "mrr", "citation_f1", "short_f1", "balanced_accuracy", "ece"} <= set(rows)
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("--min=rigth=.5", "there is no figure 'rigth': there are hit_at_1, "),
        ("--min=right", "'right' is not of the form NAME=VALUE"),
        ("--min=right=nan", "does not end in a number"),
        ("--min=latency_p95=100", "latency_p95 is better the lower it is: use --max"),
        ("--max=right=0.5", "right is better the higher it is: use --min"),
    ],
)
def test_a_bound_that_means_nothing_is_a_usage_error(bound: str, told: str) -> None:
    done = sourceline("eval", "questions.jsonl", bound)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz"])
def test_a_corpus_is_indexed_kept_and_found_again(tmp_path: Path, name: str) -> None:
    corpus = [{"doc_id": key, "title": key, "text": text} for key, text in NEWS.items()]
    where = write_lines(tmp_path / name, [*corpus, {"doc_id": "no text"}])
    asked = write_lines(
        tmp_path / "asked.jsonl.gz",
        [
            {
                "question": "When did the Oakmoor bridge open?",
                "answers": ["3 May 2021"],
                "answerable": True,
                "doc_ids": ["oak"],
                "evidence_spans": [{"doc_id": "oak", "start": 0, "end": 43}],
            },
            {"question": "Who?", "gold": [{"start": 0, "end": 3}]},
            {"question": "Where?", "answerable": None},
        ],
    )
    store = tmp_path / "store"
    arguments = ("eval", asked, "--corpus", where, "--store", str(store), "--json")
    outs = []
    for _ in range(2):
        done = sourceline(*arguments)
        assert done.returncode == 1
        bad_article, bad_question = done.stderr.splitlines()
        assert bad_article.startswith(f"sourceline: {where}:3: ")
        assert bad_question.startswith(
            f"sourceline: {asked}:2 does not say which of the 2 articles"
        )
        outs.append(json.loads(done.stdout))
    for told in outs:
        assert (told["articles"], told["questions"], told["refused"]) == (2, 2, 2)
        assert (told["answerable"], told["unanswerable"]) == (1, 0)
        assert told["figures"]["hit_at_1"] == 1.0
        assert told["figures"]["balanced_accuracy"] is None
    listed = sourceline("articles", "--store", str(store))
    assert sorted(line.split("\t")[0] for line in listed.stdout.splitlines()) == ["elm", "oak"]
    source = str(tmp_path / name) if name == "corpus.jsonl" else str(store / "corpora" / name[:-3])
    again = sourceline("index", source, "--store", str(store))
    assert "2 unchanged" in again.stdout


@pytest.mark.long
def test_a_corpus_without_a_store_leaves_nothing_behind(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "c.jsonl", [{"id": "oak", "title": "o", "text": NEWS["oak"]}])
    asked = write_lines(tmp_path / "q.jsonl", [{"question": "When?", "answerable": False}])
    before = tmp_path / "temporary"
    before.mkdir()
    env = {"TMPDIR": str(before), "SOURCELINE_STORE": str(tmp_path / "not this")}
    done = sourceline("eval", asked, "--corpus", corpus, env=env)
    assert done.returncode == 0, done.stderr
    assert "1 article, reader" in done.stdout
    assert list(before.glob("sourceline-*")) == []
    assert not (tmp_path / "not this").exists()


def test_what_can_be_told_early_is_told_before_anything_is_indexed(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "c.jsonl", [{"id": "oak", "title": "o", "text": NEWS["oak"]}])
    store = str(tmp_path / "store")
    (tmp_path / "file").write_text("")
    for arguments, told in (
        ((str(tmp_path / "none.jsonl"),), "none.jsonl cannot be read"),
        ((corpus, "--report", str(tmp_path / "file" / "below")), "no report can be written to"),
    ):
        done = sourceline("eval", *arguments, "--corpus", corpus, "--store", store)
        assert done.returncode == 1
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not Path(store).exists()


def test_a_file_without_a_question_is_told(seed_store: Path, tmp_path: Path) -> None:
    asked = write_lines(tmp_path / "q.jsonl", [{"id": "no question"}])
    done = sourceline("eval", asked, "--store", str(seed_store))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("has no question that could be asked")
    assert done.stdout == ""


def test_questions_come_from_standard_input(seed_store: Path) -> None:
    lines = "".join(SEED_QUESTIONS.read_text("utf-8").splitlines(keepends=True)[:2])
    done = sourceline("eval", "-", "--store", str(seed_store), "--json", input=lines)
    assert json.loads(done.stdout)["questions"] == 2, done.stderr
