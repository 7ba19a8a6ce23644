"""The store that questions are asked over: the one that is there, or one made of a corpus.

A packed corpus is unpacked into the store, always under the same name: an article remembers what
it was indexed from, and a second run is to find every article unchanged.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import Refusal, SourcelineError, index_paths
from qa.evaluation.progress import follow_indexing, tell
from qa.evaluation.questions import open_lines

if TYPE_CHECKING:
    from models.embedder import Embedder

_UNPACKED = "corpora"


@dataclass(frozen=True, slots=True)
class Ground:
    """A store that stands ready, and how many lines of its corpus could not be taken."""

    store: Path
    refused: int


@contextmanager
def standing_on(
    corpus: str | None,
    store: Path | None,
    otherwise: Path,
    open_embedder: "Callable[[], Embedder]",
) -> Iterator[Ground]:
    """The store ``store`` with ``corpus`` indexed into it; without a name, one for this run alone.

    Without a corpus, the store that is named or else ``otherwise``, as it is.
    """
    if corpus is None:
        yield Ground(store or otherwise, 0)
    elif store is not None:
        yield Ground(store, _index(Path(corpus), store, open_embedder))
    else:
        with tempfile.TemporaryDirectory(prefix="sourceline-eval-") as folder:
            made = Path(folder) / "store"
            yield Ground(made, _index(Path(corpus), made, open_embedder))


def _index(corpus: Path, store: Path, open_embedder: "Callable[[], Embedder]") -> int:
    plain = _unpacked(corpus, store) if corpus.suffix == ".gz" else corpus
    refused = follow_indexing(index_paths(store, [plain], open_embedder))
    for one in refused:
        tell(_told(one, plain, corpus))
    return len(refused)


def _told(refusal: Refusal, plain: Path, corpus: Path) -> str:
    """The refusal under the name that the corpus was given by."""
    return f"{refusal.where.replace(str(plain), str(corpus), 1)}: {refusal.reason}"


def _unpacked(corpus: Path, store: Path) -> Path:
    folder = store / _UNPACKED
    plain = folder / corpus.stem
    unfinished = folder / f"{corpus.stem}.{os.getpid()}.unfinished"
    try:
        with open_lines(str(corpus)) as packed:
            folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                shutil.copyfileobj(packed, file)
        unfinished.replace(plain)
    except OSError as error:
        raise SourcelineError(f"{corpus} cannot be unpacked into {folder}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return plain
