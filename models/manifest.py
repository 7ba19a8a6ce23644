"""Where the shipped models are, and what their manifest says of them.

``models/weights`` is part of the repository: a clone needs no other download. Every file's SHA-256
stands in the manifest; ``python -m models.build`` and ``sourceline doctor`` hold the files to it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import SourcelineError

WEIGHTS = Path(__file__).parent / "weights"
WORDS, EMBEDDER, READER = "words.onnx", "embedder.onnx", "reader.onnx"
TOKENIZER, MANIFEST = "tokenizer.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the files are: ``files`` gives each one's SHA-256; ``package`` is where they are from.

    ``weights`` and ``pieces`` are hashes of what the embedder's vectors depend on, whatever file
    they are kept in.
    """

    package: str
    weights: str
    pieces: str
    files: dict[str, str]


def read_manifest(folder: Path = WEIGHTS) -> Manifest:
    """The manifest of ``folder``; raises SourcelineError when there is none."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(told["package"], told["weights"], told["pieces"], dict(told["files"]))
    except (OSError, ValueError, KeyError) as error:
        raise SourcelineError(
            f"the embedded models are not in {folder.name}/: run `make model`"
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it as JSON, one field a line."""
    told = {name: getattr(manifest, name) for name in manifest.__slots__}
    (folder / MANIFEST).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def altered_files(folder: Path = WEIGHTS) -> tuple[str, ...]:
    """Names of the files that are not, byte for byte, what the manifest says."""
    return tuple(
        name
        for name, expected in read_manifest(folder).files.items()
        if not (folder / name).is_file() or sha256_of(folder / name) != expected
    )


def sha256_of(path: Path) -> str:
    """Hexadecimal digest of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
