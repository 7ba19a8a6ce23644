"""SQLite files that hold what people asked: what is deleted from one is gone from the disk too."""

import sqlite3
from pathlib import Path


def open_database(file: Path, tables: str) -> sqlite3.Connection:
    """A connection for all threads, which take turns; raises sqlite3.Error where there is none."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=30, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is written over
    connection.executescript(tables)
    return connection


def wipe_deleted(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log, which has the words of deleted rows too until then."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
