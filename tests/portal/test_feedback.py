import json
import sqlite3
from pathlib import Path

import pytest

from index import Sentence, Source
from portal.conversations import FILE, Conversations
from qa import Answer, Statement, Status
from tests.doors import sourceline

SENTENCE = Sentence(Source("seed", "Headline"), "v", 7, 10, "It opens by the end of 2028.")
SAID = Statement(SENTENCE.text, (SENTENCE,))
FIRST = Answer("a" * 32, "when will it open?", "when", Status.ANSWERED, (SAID,))
SECOND = Answer("b" * 32, "who said\nthat?", "who", Status.NOT_IN_ARTICLES, nearest=(SENTENCE,))
THIRD = Answer("c" * 32, "is it good?", "good", Status.ANSWERED, (SAID,))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder with one conversation, and thumbs on its three answers."""
    kept = Conversations(tmp_path)
    conversation = kept.start("the owner")
    for answer in (FIRST, SECOND, THIRD):
        kept.add(conversation, answer)
    assert kept.vote(SECOND.id, "the owner", "down", "Aliyev did, in sentence 8")
    assert kept.vote(FIRST.id, "the owner", "up")
    assert kept.vote(THIRD.id, "the owner", "down")
    assert kept.vote(THIRD.id, "the owner", "up", "a second thought")
    return tmp_path


def test_a_thumbs_down_becomes_a_question_with_what_was_shown(store: Path) -> None:
    done = sourceline("feedback", "--store", str(store))
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    at = told.pop("at")
    assert told == {
        "id": SECOND.id,
        "question": SECOND.question,
        "history": [{"question": FIRST.question, "answer": FIRST.text}],
        "answerable": None,
        "answers": [],
        "evidence_spans": [],
        "reason": "Aliyev did, in sentence 8",
        "status": "not_in_articles",
        "shown": [{"doc_id": "seed", "start": 10, "end": 38, "quote": SENTENCE.text}],
    }
    with sqlite3.connect(store / FILE) as kept:
        ((when,),) = kept.execute("SELECT at FROM feedback WHERE vote = 'down'").fetchall()
    assert at == when
    assert "owner" not in done.stdout


def test_the_lines_can_be_asked_as_they_are(store: Path, seed_store: Path, tmp_path: Path) -> None:
    lines = sourceline("feedback", "--store", str(store)).stdout
    report = tmp_path / "report"
    arguments = ("--store", str(seed_store), "--report", str(report), "--json")
    done = sourceline("eval", "-", *arguments, input=lines)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["questions"], told["answerable"], told["unanswerable"]) == (1, 0, 0)
    assert told["figures"].pop("latency_p50") == told["figures"].pop("latency_p95") > 0
    assert set(told["figures"].values()) == {None}
    page = (report / "index.html").read_text("utf-8")
    assert "Aliyev did, in sentence 8" in page
    assert SENTENCE.text in page


def test_a_store_that_nobody_asked_on_a_page_is_told(seed_store: Path, tmp_path: Path) -> None:
    for folder in (seed_store, tmp_path / "no store"):
        done = sourceline("feedback", "--store", str(folder))
        assert done.returncode == 1
        assert "conversations are kept once somebody has asked" in done.stderr
        assert not (folder / FILE).exists()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a database, but long enough to be looked at" * 100)
    done = sourceline("feedback", "--store", str(tmp_path))
    assert done.returncode == 1
    assert f"{FILE} cannot be read" in done.stderr
