"""What the catalogue meets on the disk is told in one line, or is put right."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import SourcelineError
from index.catalogue import Catalogue
from index.schema import TABLES
from index.writer import Writer
from tests.doors import ROOT
from tests.index.stores import put

TEXT = "The bridge of Ganja opened on Monday."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Writer.opened(tmp_path / "store") as catalogue:
        for number in range(50):
            put(catalogue, f"n{number}", f"The bridge number {number} opened. " * 30)
    return tmp_path / "store"


def test_commits_are_on_the_disk_before_they_are_told(store: Path) -> None:
    with Writer.opened(store) as catalogue:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        told = [catalogue.rows(f"PRAGMA {name}")[0][0] for name in pragmas]
    assert told == ["wal", 2, 1]


def test_a_reader_cannot_write(store: Path) -> None:
    with Catalogue.reading(store) as catalogue, pytest.raises(SourcelineError, match="written"):
        catalogue.rows("DELETE FROM articles")


def test_an_article_goes_with_all_that_is_its_own(store: Path) -> None:
    with Writer.opened(store) as catalogue:
        for number in range(50):
            assert catalogue.remove(f"n{number}")
            assert not catalogue.remove(f"n{number}")
        for table in ("articles", "sentences", "passages", "lexical"):
            assert catalogue.rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608
        assert len(catalogue.rows("SELECT * FROM journal")) == 100


def test_an_article_that_cannot_be_stored_whole_is_not_stored_at_all(store: Path) -> None:
    with Writer.opened(store) as catalogue:
        catalogue.rows("DROP TABLE journal")
        with pytest.raises(sqlite3.OperationalError, match="journal"):
            put(catalogue, "n7", TEXT)
        with pytest.raises(sqlite3.OperationalError, match="journal"):
            put(catalogue, "new", TEXT)
        ids = {source.id for source in catalogue.sources().values()}
        assert ids == {f"n{number}" for number in range(50)}
        article = catalogue.article(8)
        assert article is not None
        assert article.text.startswith("The bridge number 7 ")


def test_numbers_are_not_given_again(store: Path) -> None:
    with Writer.opened(store) as catalogue:
        before = catalogue.owners()[0].tolist()
        catalogue.remove("n49")
        put(catalogue, "n49", TEXT)
        assert set(catalogue.owners()[0].tolist()) - set(before)
        assert max(catalogue.owners()[0]) > max(before)


def test_tables_that_are_half_made_are_never_seen(tmp_path: Path) -> None:
    """As a kill inside the transaction that creates them leaves the file."""
    tmp_path.mkdir(exist_ok=True)
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN")
    connection.execute(TABLES.split(";\n")[0])
    with pytest.raises(SourcelineError, match="empty"):
        Catalogue.reading(tmp_path)
    connection.close()
    with Writer.opened(tmp_path) as catalogue:
        put(catalogue, "a", TEXT)


def test_damage_is_told_when_it_is_met(store: Path) -> None:
    file = store / "catalogue.sqlite"
    raw = bytearray(file.read_bytes())
    raw[4096 * 4 :] = os.urandom(len(raw) - 4096 * 4)
    file.write_bytes(raw)

    def read_all() -> None:
        with Catalogue.reading(store) as catalogue:
            for number in catalogue.sources():
                catalogue.article(number)

    with pytest.raises(SourcelineError, match="is damaged: put a backup in its place") as told:
        read_all()
    assert "\n" not in str(told.value)


def test_vectors_of_different_lengths_are_told(store: Path) -> None:
    with Writer.opened(store) as catalogue:
        hashes = [row[0] for row in catalogue.unembedded("m")]
        catalogue.put_embeddings("m", hashes[:1], np.ones((1, 4), np.float32))
        catalogue.put_embeddings("m", hashes[1:2], np.ones((1, 5), np.float32))
        with pytest.raises(SourcelineError, match="different lengths"):
            catalogue.vectors("m")


READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from index import SourcelineError
from index.catalogue import Catalogue
from index.lock import writing
from index.writer import Writer

if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
for opened in (Catalogue.reading, Writer.opened):
    try:
        opened(Path(sys.argv[1])).close()
    except SourcelineError as error:
        print(error)
try:
    with writing(Path(sys.argv[1])):
        pass
except SourcelineError as error:
    print(error)
"""


def test_a_store_of_somebody_else_is_told(store: Path) -> None:
    """Root may do everything, so another user looks."""
    for path in (store, *store.parents):
        if path.stat().st_uid == os.getuid() and "pytest-of" in str(path):
            path.chmod(0o755)
    (store / "catalogue.sqlite").chmod(0o444)
    store.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_AS_NOBODY, str(store)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    store.chmod(0o755)
    if "ModuleNotFoundError" in done.stderr or "PermissionError" in done.stderr:
        pytest.skip("another user cannot read this checkout")
    told = done.stdout.splitlines()
    assert done.stderr == ""
    assert all(line.startswith(f"the store {store} cannot be ") for line in told), told
    assert len(told) == 3
