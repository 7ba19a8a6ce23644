"""The catalogue's tables, and how a connection to them is opened.

The catalogue is the truth: everything else in a store can be rebuilt from it. Sentences are kept
as offsets alone, since their text is a slice of the article's.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from index.terms import TERMS_VERSION
from models.errors import NothingIndexed, SourcelineError

SCHEMA_VERSION = "2"
_READABLE = ("1", SCHEMA_VERSION)
"""1 has other terms in its lexical table, and none for endings: read as it is, put anew by the next
writer (:meth:`index.writer.Writer.put_terms_anew`)."""
FILE = "catalogue.sqlite"
_PATIENCE = 30
"""Seconds; only recovery after a crash makes one connection wait for another."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    key TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    publisher TEXT,
    published TEXT,
    language TEXT,
    labels TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (origin, key)
);
CREATE TABLE sentences (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX passages_of_article ON passages (article);
CREATE INDEX passages_by_hash ON passages (hash);
CREATE TABLE embeddings (
    fingerprint TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (fingerprint, hash)
) WITHOUT ROWID;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    event TEXT NOT NULL,
    article TEXT NOT NULL,
    version TEXT
);
"""
LEXICAL = """CREATE VIRTUAL TABLE lexical USING fts5 (
    title, body, endings, tokenize = "ascii tokenchars '_'"
)"""
"""Terms with spaces between them, which are tokens as they are: to this tokenizer whatever is not
ASCII is a letter, in every version of SQLite."""


def open_for_writing(store: Path) -> sqlite3.Connection:
    """A connection that creates the catalogue where there is none; commits survive power loss."""
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourcelineError(f"the store {store} cannot be written: {error.strerror}") from error
    with telling(store):
        connection = sqlite3.connect(
            store / FILE, isolation_level=None, timeout=_PATIENCE, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if not _has_tables(connection):
            _create(connection)
    _check_version(connection, store)
    return connection


def open_for_reading(store: Path) -> sqlite3.Connection:
    """A read-only connection, usable from any thread by one caller at a time."""
    path = store / FILE
    if not path.is_file():
        raise NothingIndexed(
            f"there is no store at {store}: index some articles first (sourceline index PATH)"
        )
    with telling(store):
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode=ro",
            uri=True,
            isolation_level=None,
            timeout=_PATIENCE,
            check_same_thread=False,
        )
        if not _has_tables(connection):
            raise NothingIndexed(
                f"the store {store} is empty: index some articles first (sourceline index PATH)"
            )
    _check_version(connection, store)
    return connection


@contextmanager
def telling(store: Path) -> Iterator[None]:
    """What SQLite meets inside is told in one line, where it is something a person can mend."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        remedy = _REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if remedy is None:
            raise
        raise SourcelineError(f"the store {store} {remedy} ({error})") from error


_REMEDIES = {
    sqlite3.SQLITE_FULL: "cannot grow: free disk space and run this again, nothing stored is lost",
    sqlite3.SQLITE_IOERR: "cannot be read or written: look at its disk, then run this again",
    sqlite3.SQLITE_READONLY: "cannot be written: give this user the right to",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: give this user the right to write in its folder, "
    "where SQLite keeps what its readers share",
    sqlite3.SQLITE_PERM: "cannot be opened: give this user the right to",
    sqlite3.SQLITE_BUSY: "is held by another process: try again",
    sqlite3.SQLITE_CORRUPT: "is damaged: put a backup in its place, or index anew",
    sqlite3.SQLITE_NOTADB: "is damaged: put a backup in its place, or index anew",
}


def _has_tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()
    return bool(found[0])


def _create(connection: sqlite3.Connection) -> None:
    """All tables in one transaction: a kill leaves none of them, or all."""
    statements = [part for part in TABLES.split(";\n") if part.strip()]
    connection.execute("BEGIN IMMEDIATE")
    for statement in (*statements, LEXICAL):
        connection.execute(statement)
    facts = (("schema", SCHEMA_VERSION), ("terms", TERMS_VERSION))
    connection.executemany("INSERT INTO meta VALUES (?, ?)", facts)
    connection.execute("COMMIT")


def _check_version(connection: sqlite3.Connection, store: Path) -> None:
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    version = found[0] if found else "none"
    if version not in _READABLE:
        connection.close()
        raise SourcelineError(
            f"the store {store} has schema {version}, this program reads {SCHEMA_VERSION}: "
            "use the program that wrote it, or index the articles into a new store"
        )
