"""`kill -9` at any moment of indexing: what was acknowledged is there, nothing is embedded twice.

The indexer is the real one, in a process of its own, with a small embedder that writes down each
text it embeds; its events are the lines it prints.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import open_collection
from tests.doors import ROOT
from tests.index.embedding import HashEmbedder

INDEXER = """
import sys, time
from pathlib import Path
from index import index_paths
from tests.index.embedding import HashEmbedder

store, news, log = map(Path, sys.argv[1:])
for event in index_paths(store, [news], lambda: HashEmbedder(log)):
    print(type(event).__name__, getattr(event, "id", ""), flush=True)
print("Done", flush=True)
"""


def news(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        place = f"Place{number}"
        (folder / f"n{number:03d}.txt").write_text(
            f"News of {place}\n\nThe mayor of {place} opened bridge number {number} on Monday. "
            f"The school in {place} got {number + 20} new computers this week.\n\n"
            f"A storm near {place} broke {number + 3} boats in the old harbour."
        )
    return folder


def killed(store: Path, folder: Path, log: Path, after: float) -> list[str]:
    """Index, and kill after so many seconds; gives the ids that were acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", INDEXER, str(store), str(folder), str(log)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    output, errors = process.communicate()
    assert "Error" not in errors, errors
    return [line.split()[1] for line in output.splitlines() if line.startswith("Stored")]


def survives(tmp_path: Path, moments: list[float], articles: int) -> None:
    folder, store, log = news(tmp_path / "news", articles), tmp_path / "store", tmp_path / "log"
    log.touch()
    for after in moments:
        acknowledged = killed(store, folder, log, after)
        if acknowledged:
            reader = open_collection(store, HashEmbedder())
            for id_ in acknowledged:
                article = reader.article(id_)
                assert article is not None, f"{id_} was acknowledged and is gone"
                place = article.source.title.removeprefix("News of ")
                found = [f.passage.source.id for f in reader.search(f"mayor of {place}", 10)]
                assert id_ in found, f"{id_} was acknowledged and is not found"
    assert _finished(store, folder, log)
    embedded = log.read_text().splitlines()
    reader = open_collection(store, HashEmbedder(), chroma=True)
    assert reader.notice is None
    assert reader.count() == articles
    # A batch that was being embedded when it was killed had not been kept, and is embedded once
    # more: at most one batch for each kill, and nothing that was kept.
    assert len(set(embedded)) == articles * 4
    assert len(embedded) - len(set(embedded)) <= 64 * len(moments)
    for number in range(0, articles, 7):
        found = reader.search(f"bridge number {number} Place{number} mayor", 3)
        assert any(f"bridge number {number} " in f.passage.text for f in found)


def _finished(store: Path, folder: Path, log: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", INDEXER, str(store), str(folder), str(log)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "Done" in done.stdout.splitlines()


def test_what_was_acknowledged_survives_a_few_kills(tmp_path: Path) -> None:
    survives(tmp_path, [0.3, 0.7, 1.2], articles=40)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(6))
def test_what_was_acknowledged_survives_kills_at_sixty_random_moments(
    tmp_path: Path, seed: int
) -> None:
    moments = random.Random(seed)
    survives(tmp_path, [moments.uniform(0.05, 3.0) for _ in range(10)], articles=120)
