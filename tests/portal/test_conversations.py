import re
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from index import SourcelineError
from portal.conversations import FILE, Conversations
from qa import Answer, Assistant, answer_to_json


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask("when will Zangezur open")


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path)


def test_an_answer_is_kept_whole_and_outlives_the_process(
    kept: Conversations, answer: Answer, tmp_path: Path
) -> None:
    first = kept.start("a")
    kept.add(first, answer)
    kept.add(first, replace(answer, id="2" * 32))
    again = Conversations(tmp_path).exchanges(first, "a")
    assert [one.answer.id for one in again] == [answer.id, "2" * 32]
    assert answer_to_json(again[0].answer) == answer_to_json(
        replace(answer, timings=again[0].answer.timings)
    )


def test_an_id_cannot_be_guessed(kept: Conversations) -> None:
    ids = {kept.start("a") for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_who_is_not_the_owner_finds_nothing_and_cannot_vote(
    kept: Conversations, answer: Answer
) -> None:
    conversation = kept.start("a")
    kept.add(conversation, answer)
    assert kept.exchanges(conversation, "b") == kept.exchanges("no such", "b") == ()
    assert not kept.vote(answer.id, "b", "up")
    assert not kept.vote("no such", "a", "up")
    assert kept.exchanges(conversation, "a")[0].vote is None


def test_the_last_thumb_counts_with_its_reason(
    kept: Conversations, answer: Answer, tmp_path: Path
) -> None:
    conversation = kept.start("a")
    kept.add(conversation, answer)
    assert kept.vote(answer.id, "a", "up")
    assert kept.vote(answer.id, "a", "down", "x" * 5000)
    assert kept.exchanges(conversation, "a")[0].vote == "down"
    with sqlite3.connect(tmp_path / FILE) as other:
        ((reason,),) = other.execute("SELECT reason FROM feedback").fetchall()
        ((mode,),) = other.execute("PRAGMA journal_mode").fetchall()
    assert (reason, mode) == ("x" * 2000, "wal")


def test_many_at_once_lose_nothing_and_keep_their_order(
    kept: Conversations, answer: Answer
) -> None:
    talks = [kept.start("a") for _ in range(6)]

    def talk(conversation: str) -> None:
        for turn in range(10):
            kept.add(conversation, replace(answer, id=f"{conversation}-{turn:02d}"))

    threads = [threading.Thread(target=talk, args=(one,)) for one in talks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in talks:
        ids = [exchange.answer.id for exchange in kept.exchanges(one, "a")]
        assert ids == [f"{one}-{turn:02d}" for turn in range(10)]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SourcelineError, match="conversations cannot be kept"):
        Conversations(tmp_path)


def test_the_owner_can_list_and_delete_what_is_theirs_and_nobody_elses(
    kept: Conversations, answer: Answer, tmp_path: Path
) -> None:
    mine = [kept.start("a") for _ in range(3)]
    other = kept.start("b")
    for number, one in enumerate([*mine[:2], other]):
        kept.add(one, replace(answer, id=f"{number:032x}", question=f"question {number}"))
        kept.add(one, replace(answer, id=f"{number + 10:032x}", question="and then?"))
    kept.vote(f"{0:032x}", "a", "up")
    assert {(one.id, one.question) for one in kept.listed("a")} == {
        (mine[0], "question 0"),
        (mine[1], "question 1"),
    }, "one that nothing was asked in is none"
    assert kept.forget("b", mine[0]) == kept.forget("a", other) == kept.forget("a", "x") == 0
    assert kept.forget("a", mine[0]) == 1
    assert [one.id for one in kept.listed("a")] == [mine[1]]
    assert kept.forget("a") == 2
    assert kept.listed("a") == ()
    assert len(kept.exchanges(other, "b")) == 2
    with sqlite3.connect(tmp_path / FILE) as file:
        left = [file.execute(f"SELECT count(*) FROM {t}").fetchone() for t in ("turns", "feedback")]  # noqa: S608
    assert left == [(2,), (0,)]


def test_what_is_deleted_is_in_no_file_any_more(
    kept: Conversations, answer: Answer, tmp_path: Path
) -> None:
    told = [(kept.start("a"), "a question to be forgotten"), (kept.start("b"), "another")]
    for number, (one, text) in enumerate(told):
        kept.add(one, replace(answer, id=f"{number:032x}", question=text))
        kept.vote(f"{number:032x}", "ab"[number], "down", f"since {text}")
    assert kept.forget("a") == 1
    files = [one.read_bytes() for one in tmp_path.iterdir()]
    assert not any(b"to be forgotten" in one for one in files)
    assert any(b"since another" in one for one in files)


@pytest.mark.parametrize("id", ["", "x", "\ud800", "a\0b", "' OR 1=1 --", "0" * 33])
def test_what_is_no_id_is_nobodys(kept: Conversations, id: str) -> None:
    assert kept.exchanges(id, "a") == ()
    assert not kept.vote(id, "a", "up")
    assert kept.forget("a", id) == 0
