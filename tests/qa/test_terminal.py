"""What people read on a terminal: nothing of an article can steer it, nothing is left out."""

import json
import os
import pty
import re
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Embedding, Finding, Published, Refusal, Removed, Sentence, Source, Stored
from qa import Answer, Draft, Statement, Status, Withheld
from qa.terminal import (
    answer_lines,
    event_line,
    finding_line,
    json_line,
    plain,
    show_events,
    source_line,
)
from tests.doors import ROOT
from tests.qa.made import TEXTS, answers

SOURCE = Source("a", "The bridge", publisher="The Agency", published="2026-03-18", language="en")
OPENS = Sentence(SOURCE, "v", 7, 20, "Aliyev said the bridge would possibly open in May.")
COSTS = Sentence(
    replace(SOURCE, id="b", title="The cost", published=None), "w", 0, 0, "It costs 3."
)
ANSWER = Answer(
    "i", "when?", "when?", Status.ANSWERED, (Statement(OPENS.text, (OPENS,)),),
    span="May", hedge="possibly", said_by="Aliyev",
)  # fmt: skip

ESCAPES = "\x1b[2J\x1b]0;owned\x07 \x9b31m \x90 \r\x08\x7f\0"
BIDI = "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\ufeff\u00ad\u2060\U000e0041"
HOSTILE = f"a{ESCAPES}b{BIDI}c{UNSEEN}d\u2028e\u2029f\x85g\ud800h"


def steers(line: str) -> bool:
    """Whether a character of ``line`` is for the terminal and not for the reader."""
    return any(
        (unicodedata.category(c)[0] == "C" and c not in "\u200c\u200d") or c in "\u2028\u2029"
        for c in line
    )


def test_what_could_steer_a_terminal_is_not_in_the_line() -> None:
    assert steers(HOSTILE)
    assert (
        plain(HOSTILE)
        == "a\ufffd[2J\ufffd]0;owned\ufffd \ufffd31m \ufffd \ufffd\ufffd\ufffdbcd e f g\ufffdh"
    )
    assert plain("می\u200cشود 👩\u200d🚀 İ\u00a0ß") == "می\u200cشود 👩\u200d🚀 İ ß"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_whatever_steers_a_terminal(text: str) -> None:
    assert not steers(plain(text))
    assert not steers(json_line({text: [text]}))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_json_is_one_line_and_says_the_same(text: str) -> None:
    line = json_line({"quote": text})
    assert json.loads(line) == {"quote": text}
    assert len(line.splitlines()) == 1


def test_json_is_read_by_people_too() -> None:
    assert json_line("Zəngəzur می\u200cشود 🚄 “q”") == '"Zəngəzur می\u200cشود 🚄 “q”"'


@settings(deadline=None)
@given(answers())
def test_no_answer_steers_a_terminal(answer: Answer) -> None:
    assert not any(steers(line) for line in answer_lines(answer))


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_article_file_or_finding_steers_a_terminal(a: str, b: str, c: str) -> None:
    source = Source(a, b, published=c, language=c)
    line = source_line(source, as_json=False)
    assert line.count("\t") == 3
    assert not steers(line.replace("\t", ""))
    assert not steers(source_line(source, as_json=True))
    assert not steers(finding_line(Finding(a, b, c)))
    for event in (Stored(a, b, c, 3, "added"), Removed(a), Refusal(a, b, c)):
        assert not steers(event_line(event, as_json=False) or "")
        assert not steers(event_line(event, as_json=True) or "")


def lines(answer: Answer) -> list[str]:
    return list(answer_lines(answer))


def test_an_answer_says_what_when_and_who_and_where_it_stands() -> None:
    assert lines(ANSWER) == [
        "possibly · May (said Aliyev)",
        "",
        "Aliyev said the bridge would possibly open in May. [1]",
        "",
        "[1] The bridge · The Agency · 2026-03-18 · sentence 8",
    ]


def test_a_quote_is_shown_unless_it_has_just_been_said() -> None:
    statement = Statement("It opens in May and costs 3.", (OPENS, COSTS))
    assert lines(replace(ANSWER, statements=(statement,), span=None)) == [
        "It opens in May and costs 3. [1][2]",
        "",
        "[1] “Aliyev said the bridge would possibly open in May.”",
        "    The bridge · The Agency · 2026-03-18 · sentence 8",
        "[2] “It costs 3.”",
        "    The cost · The Agency · no date · sentence 1",
    ]


def test_what_is_missing_withheld_or_went_wrong_is_told() -> None:
    shown = lines(
        replace(
            ANSWER,
            status=Status.PARTIAL,
            missing=("how much?",),
            withheld=(Withheld(Draft("It costs 4."), "4 is in none of the cited sentences"),),
            notice="the vector index is damaged",
        )
    )
    assert "Not answered: how much?" in shown
    assert shown[-2:] == [
        "Withheld: It costs 4. (4 is in none of the cited sentences)",
        "Note: the vector index is damaged",
    ]


def test_saying_no_and_not_being_sure_are_told_apart_and_show_the_nearest() -> None:
    no = lines(Answer("i", "q", "q", Status.NOT_IN_ARTICLES, nearest=(OPENS,)))
    unsure = lines(Answer("i", "q", "q", Status.UNVERIFIED, nearest=(OPENS,)))
    assert no[0] == "The articles do not say."
    assert unsure[0] == "Something was found, but it is not supported by the articles."
    assert (
        no[1:]
        == unsure[1:]
        == [
            "Nearest sentences:",
            "",
            "[1] “Aliyev said the bridge would possibly open in May.”",
            "    The bridge · The Agency · 2026-03-18 · sentence 8",
        ]
    )
    assert lines(Answer("i", "q", "q", Status.NOT_IN_ARTICLES)) == ["The articles do not say."]


@settings(deadline=None)
@given(st.lists(st.text("ab-–İщ", min_size=1, max_size=30), min_size=1, max_size=60))
def test_a_long_sentence_is_wrapped_between_its_words(words: list[str]) -> None:
    said = Sentence(SOURCE, "v", 0, 0, " ".join(words))
    shown = lines(replace(ANSWER, statements=(Statement(said.text, (said,)),), span=None))
    end = shown.index("")
    assert " ".join(shown[:end]) == f"{said.text} [1]"
    assert max(map(len, shown)) <= 88


EVENTS = (
    Stored("a", "The bridge", "v", 3, "added"),
    Stored("b", "The ferry", "w", 2, "unchanged"),
    Refusal("n/c.txt", "is empty", "c.txt"),
    Removed("d"),
    Embedding(2, 4),
    Embedding(4, 4),
    Published("g-000001", 4),
)


def test_what_happened_is_on_stdout_and_what_was_refused_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert show_events(iter(EVENTS), as_json=False) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "added a: The bridge (3 sentences)",
        "removed d",
        "searchable: 4 passages",
        "1 unchanged",
    ]
    assert told.err == "sourceline: n/c.txt: is empty\n"


def test_every_event_is_an_object_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_events(iter(EVENTS), as_json=True) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["event"] for one in told] == [
        *("stored", "stored", "refusal", "removed", "embedding", "embedding", "published")
    ]
    assert told[0] == {"event": "stored", "id": "a", "title": "The bridge", "version": "v",
                       "sentences": 3, "state": "added"}  # fmt: skip
    assert told[2] == {"event": "refusal", "where": "n/c.txt", "reason": "is empty", "key": "c.txt"}
    assert told[4] == {"event": "embedding", "done": 2, "total": 4}


def test_where_there_is_nothing_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_events(iter(()), as_json=False) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "nothing" in told.err


SHOWING = """
import time
from index import Embedding
from qa.terminal import show_events

show_events((time.sleep(0.15) or Embedding(done, 40) for done in (10, 20)), as_json=False)
"""


def test_a_bar_is_drawn_on_a_terminal_and_none_in_a_pipe() -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    try:
        on_a_terminal = subprocess.run(
            [sys.executable, "-c", SHOWING], cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs
        )
        os.close(theirs)
        drawn = b"".join(_until_closed(ours)).decode()
    finally:
        os.close(ours)
    in_a_pipe = subprocess.run([sys.executable, "-c", SHOWING], cwd=ROOT, capture_output=True)
    assert re.search("embedding: .*20/40 ", drawn)
    assert on_a_terminal.stdout == in_a_pipe.stdout == in_a_pipe.stderr == b""


def _until_closed(descriptor: int) -> Iterable[bytes]:
    """What a terminal was sent; when its other end is closed, reading fails."""
    while True:
        try:
            sent = os.read(descriptor, 65_536)
        except OSError:
            return
        if not sent:
            return
        yield sent
