"""Does every vector of a generation find itself? Asked in a process of its own.

A damaged Chroma folder can end the process that opens it, so the question is never asked in the
one that serves: ``python -m index.audit STORE`` reads the generation from stdin, as JSON, and
prints what it found, as JSON.
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.generation import Generation

_START, _EACH = 120, 0.02
"""Seconds of patience, for the process and for each vector: one takes 1 to 3 ms."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: the numbers of the vectors that do not find themselves, of ``tried``.

    ``broken`` says in one line why nothing could be tried.
    """

    tried: int = 0
    lost: tuple[int, ...] = ()
    broken: str | None = None

    @property
    def complaint(self) -> str | None:
        """What is wrong, in one line; None when all is well."""
        if self.broken is not None or not self.lost:
            return self.broken
        return f"{len(self.lost)} of {self.tried} vectors do not find themselves"


def audited_apart(store: Path, generation: Generation, sample: int | None = None) -> Audit:
    """Audit in a subprocess; ``sample`` asks for that many vectors, evenly spread (None: all)."""
    asked = sample or generation.count
    try:
        done = subprocess.run(  # noqa: S603 -- our own module and our own words
            [sys.executable, "-m", "index.audit", str(store.resolve()), str(asked)],
            input=json.dumps(asdict(generation)),
            capture_output=True,
            text=True,
            timeout=_START + _EACH * asked,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    except subprocess.TimeoutExpired as error:
        return Audit(broken=f"no result within {error.timeout:.0f} s")
    if done.returncode == 0:
        told = json.loads(done.stdout)
        return Audit(told["tried"], tuple(told["lost"]), told["broken"])
    lines = done.stderr.strip().splitlines()
    return Audit(broken=lines[-1][:200] if lines else f"it ends the process ({done.returncode})")


def audit(store: Path, generation: Generation, sample: int) -> Audit:
    """Count the vectors and let them find themselves; the catalogue says what they must be.

    Those that the generation is known not to reach are searched beside it, and not lost.
    """
    from index.catalogue import Catalogue
    from index.chroma import ChromaIndex

    with ChromaIndex(generation.folder(store)) as index:
        if len(index) != generation.count:
            said = f"{len(index)} vectors where {generation.count} were written"
            return Audit(broken=said)
        with Catalogue.reading(store) as catalogue:
            numbers, vectors = catalogue.vectors(generation.fingerprint, up_to=generation.last)
        tried = min(sample, len(numbers))
        chosen = np.unique(np.linspace(0, len(numbers) - 1, tried).astype(np.int64))
        known = frozenset(generation.unreached)
        lost = (number for number in index.lost(numbers, vectors, chosen) if number not in known)
        return Audit(len(chosen), tuple(lost))


def main(arguments: list[str]) -> None:
    """Audit the generation on stdin; whatever goes wrong ends the process with a traceback."""
    store, sample = arguments
    told = json.load(sys.stdin)
    generation = Generation(**{**told, "unreached": tuple(told["unreached"])})
    json.dump(asdict(audit(Path(store), generation, int(sample))), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
