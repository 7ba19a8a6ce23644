"""Does every vector of a generation find itself? Asked in a process of its own.

A damaged Chroma folder can end the process that opens it, so the question is never asked in the
one that serves: ``python -m index.audit STORE NAME`` prints one line of complaint, or nothing.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np

from index.generation import Generation

_PATIENCE = 600
"""Seconds; 100,000 vectors take about one minute."""


def audited_apart(store: Path, generation: Generation, sample: int | None = None) -> str | None:
    """Audit in a subprocess; returns a one-line complaint, None when all is well.

    ``sample`` asks for that many vectors, evenly spread; None for every one.
    """
    told = [generation.name, generation.fingerprint, str(generation.count), str(generation.last)]
    command = [sys.executable, "-m", "index.audit", str(store.resolve()), *told, str(sample or 0)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module and our own words
            command,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    except subprocess.TimeoutExpired:
        return f"no result within {_PATIENCE} s"
    if done.returncode == 0:
        return None
    lines = (done.stdout.strip() or done.stderr.strip()).splitlines()
    return lines[-1][:200] if lines else f"the audit ended with code {done.returncode}"


def audit(store: Path, generation: Generation, sample: int = 0) -> str | None:
    """Count the vectors and let each find itself; the catalogue says what they must be."""
    from index.catalogue import Catalogue
    from index.chroma import ChromaIndex

    with ChromaIndex(generation.folder(store)) as index:
        if len(index) != generation.count:
            return f"{len(index)} vectors where {generation.count} were written"
        with Catalogue.reading(store) as catalogue:
            numbers, vectors = catalogue.vectors(generation.fingerprint, up_to=generation.last)
        if sample and len(numbers) > sample:
            chosen = np.linspace(0, len(numbers) - 1, sample).astype(np.int64)
            numbers, vectors = numbers[chosen], vectors[chosen]
        lost = sum(1 for _ in index.lost(numbers, vectors))
    return f"{lost} of {len(numbers)} vectors do not find themselves" if lost else None


def main(arguments: list[str]) -> int:
    """Exit code 0 when all is well, else 1 with the complaint on stdout."""
    store, name, fingerprint, count, last, sample = arguments
    generation = Generation(name, fingerprint, int(count), int(last))
    if complaint := audit(Path(store), generation, int(sample)):
        print(complaint)  # noqa: T201 -- read by the process that asked
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
