import json
import sqlite3
import time
from pathlib import Path

import pytest

from index import Sentence, Source, SourcelineError
from portal.audit import FILE, Audit
from qa import Answer, Statement, Status

SENTENCE = Sentence(Source("a1", "t"), "v", 0, 0, "It opened.")
ANSWER = Answer("1", "q", "q", Status.ANSWERED, (Statement("It opened.", (SENTENCE,)),))


def rows(folder: Path) -> list[tuple[str, str, str, str, str]]:
    with sqlite3.connect(folder / FILE) as kept:
        found = kept.execute("SELECT at, person, question, status, articles FROM asked")
        return found.fetchall()


def test_it_says_who_asked_what_and_which_articles_answered(tmp_path: Path) -> None:
    audit = Audit(tmp_path, 30)
    audit.record("token:ayla", "did it open?", "answered", ANSWER)
    audit.record("token:omid", "and then?", "stopped", None)
    told = rows(tmp_path)
    assert [one[1:] for one in told] == [
        ("token:ayla", "did it open?", "answered", json.dumps(["a1"])),
        ("token:omid", "and then?", "stopped", "[]"),
    ]
    assert told[0][0].endswith("Z")


def test_a_row_is_gone_once_it_is_old_enough(tmp_path: Path) -> None:
    Audit(tmp_path, 30).record("a", "q", "answered", ANSWER)
    with sqlite3.connect(tmp_path / FILE) as kept:
        for days in (29, 31):
            kept.execute(
                "INSERT INTO asked SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?), ?, '', '', ''",
                (f"-{days} days", f"{days} days ago"),
            )
    audit = Audit(tmp_path, 30)
    assert [one[1] for one in rows(tmp_path)] == ["a", "29 days ago"]
    Audit(tmp_path, 7).record("b", "q", "answered", ANSWER)
    assert [one[1] for one in rows(tmp_path)] == ["a", "b"]
    audit.record("c", "q", "answered", ANSWER)
    assert len(rows(tmp_path)) == 3


def test_a_row_goes_though_nobody_asks_and_leaves_no_words(tmp_path: Path) -> None:
    audit = Audit(tmp_path, 30, every=0.05)
    audit.record("a", "a question to be forgotten " * 9, "answered", ANSWER)
    with sqlite3.connect(tmp_path / FILE) as kept:
        kept.execute("UPDATE asked SET at = '2020-01-01T00:00:00.000Z'")
    kept.close()
    until = time.monotonic() + 5
    while rows(tmp_path) and time.monotonic() < until:
        time.sleep(0.02)
    assert rows(tmp_path) == []
    time.sleep(0.1)
    assert not any(b"to be forgotten" in one.read_bytes() for one in tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SourcelineError, match="no audit log can be kept"):
        Audit(tmp_path, 30)
