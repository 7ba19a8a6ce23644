"""Looking after a store: taking an article out, making it whole again, copying it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from index.lock import writing
from index.schema import open_for_reading
from index.sync import Event, embed_and_publish, split_anew, terms_anew
from index.writer import Writer
from models import SourcelineError

if TYPE_CHECKING:
    from models.embedder import Embedder


def remove_article(store: Path, id: str) -> bool:
    """Take an article out of the store; False when it is not in it."""
    Catalogue.reading(store).close()  # tells of a missing store instead of making an empty one
    with writing(store), Writer.opened(store) as catalogue:
        return catalogue.remove(id)


def rebuild(store: Path, open_embedder: "Callable[[], Embedder]") -> Iterator[Event]:
    """Make everything anew that can be derived from the articles, embedding only what must be.

    With another model than before, all is embedded with it first and its vectors replace the old
    ones last, so that a kill in between leaves the store as it was.
    """
    Catalogue.reading(store).close()
    with writing(store), Writer.opened(store) as catalogue:
        embedder = open_embedder()
        terms_anew(catalogue, anyway=catalogue.wordless_count() > 0)
        split_anew(catalogue)
        yield from embed_and_publish(store, catalogue, embedder, anew=True)
        catalogue.forget_embeddings(embedder.fingerprint)


def backup(store: Path, file: Path) -> int:
    """Copy the catalogue into ``file`` while the store is in use; returns bytes.

    The vectors' generation is derived and not copied. Raises SourcelineError when ``file`` exists.
    """
    if file.exists():
        raise SourcelineError(f"{file} is there already: name a new file")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with closing(open_for_reading(store)) as live, closing(sqlite3.connect(unfinished)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        os.replace(unfinished, file)
        return file.stat().st_size
    except (sqlite3.Error, OSError) as error:
        raise SourcelineError(f"the backup {file} cannot be written: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
