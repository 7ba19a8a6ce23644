"""The doors that tests come in through: the command line, and the server."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ca0c105529416220.txt"


def sourceline(
    *arguments: str, env: dict[str, str] | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does, and wait for it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SOURCELINE_")}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "sourceline", *arguments],
        cwd=ROOT,
        env={**environment, **(env or {})},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        **options,
    )


@contextmanager
def serving(store: Path, *, env: dict[str, str] | None = None) -> Iterator[str]:
    """The real server over ``store`` on a free port; gives its URL, and stops it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "sourceline", "serve", "--store", str(store), "--port", str(port)],
        cwd=ROOT,
        # Tests ask faster than people may.
        env={**os.environ, "SOURCELINE_QUESTIONS_PER_MINUTE": "100000", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    timer = threading.Timer(100, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "http://" in line:
                break
        else:
            pytest.fail("the server ended before it was ready")
        timer.cancel()
        yield f"http://127.0.0.1:{port}"
    finally:
        timer.cancel()
        process.terminate()
        assert process.wait(timeout=10) in (0, -15), "the server did not end cleanly"
