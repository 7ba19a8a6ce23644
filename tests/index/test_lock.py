"""One writer at a time, whatever becomes of the one before."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import SourcelineError, StoreIsBusy
from index.lock import writing
from tests.doors import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from index.lock import writing

with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_writer_is_told_within_a_second_who_writes(tmp_path: Path) -> None:
    with held(tmp_path) as process:
        started = time.monotonic()
        with pytest.raises(StoreIsBusy, match=f"process {process.pid}: "), writing(tmp_path):
            pass
        assert time.monotonic() - started < 1


def test_a_writer_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    with held(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with writing(tmp_path):
            pass


def test_a_writer_that_ends_soon_is_waited_for(tmp_path: Path) -> None:
    with held(tmp_path) as process:
        killer = subprocess.Popen(["/bin/sh", "-c", f"sleep 0.2; kill -9 {process.pid}"])
        with writing(tmp_path):
            pass
        killer.wait()


def test_two_threads_of_one_process_are_two_writers(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(StoreIsBusy), writing(tmp_path):
        pass
    with writing(tmp_path):
        pass


def test_where_no_folder_can_be_there_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for store in (tmp_path / "file", tmp_path / "file" / "store"):
        with pytest.raises(SourcelineError, match="cannot be written") as told, writing(store):
            pass
        assert "\n" not in str(told.value)
