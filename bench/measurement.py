"""What makes a figure worth keeping: its machine, turns taken fairly, and a quiet room.

Speeds are compared as ratios of one run. What is compared takes turns, in an order that is reversed
each round, and a figure is the median of its turns. How busy the machine was with something else
is told under every table.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_ca0c105529416220.txt"
CPU_ALONE = {
    "ANONYMIZED_TELEMETRY": "False",
    "CUDA_VISIBLE_DEVICES": "",
    "HF_HUB_OFFLINE": "1",
    "TQDM_DISABLE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}
"""Environment in which torch uses the CPU, no hub is asked, and nobody talks between the tables."""
_LEAST_ROUNDS = 2
_QUIET = 0.08
"""Cores that others may use before figures move by more than they do by themselves."""
_CPUINFO, _STAT = Path("/proc/cpuinfo"), Path("/proc/stat")


def asked_for_quick(description: str | None) -> bool:
    """True when the command line says ``--quick``: the least that shows that the script runs."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="tiny sizes; no figure to be kept")
    return bool(parser.parse_args().quick)


@contextmanager
def observed(*packages: str) -> Iterator[None]:
    """Print the machine and the versions of ``packages`` before, who else was busy after."""
    print(machine())
    versions = [f"{package} {version(package)}" for package in packages]
    print(", ".join([f"Python {platform.python_version()}", *versions]), flush=True)
    began, before = time.perf_counter(), _busy_elsewhere()
    yield
    if before is None or (after := _busy_elsewhere()) is None:
        print("\nwhether other processes were busy cannot be told on this system")
        return
    taken = max(0.0, after - before) / (time.perf_counter() - began)
    verdict = ": do not keep these figures" if taken > _QUIET else ""
    print(f"\nother processes took {taken:.2f} of {os.cpu_count()} cores meanwhile{verdict}")


def machine() -> str:
    """The CPU in one line: model, cores, and which of AVX2, AVX-512 and AMX it has."""
    told = _CPUINFO.read_text("utf-8") if _CPUINFO.is_file() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    listed = re.search(r"^flags\s*:\s*(.+)$", told, re.MULTILINE)
    flags = frozenset(listed[1].split()) if listed else frozenset()
    has = {"AVX2": "avx2", "AVX-512": "avx512f", "AMX": "amx_tile"}
    units = " ".join(name for name, flag in has.items() if flag in flags)
    model = named[1] if named else platform.processor() or platform.machine()
    return f"{model}, {cores()} cores, {units or 'none of AVX2, AVX-512, AMX'}"


def cores() -> int:
    """Physical cores: the threads that onnxruntime and torch take when they are not told."""
    told = _CPUINFO.read_text("utf-8") if _CPUINFO.is_file() else ""
    sockets = re.findall(r"^physical id\s*:\s*(\d+)$", told, re.MULTILINE)
    numbers = re.findall(r"^core id\s*:\s*(\d+)$", told, re.MULTILINE)
    return len(set(zip(sockets, numbers, strict=False))) or os.cpu_count() or 1


def _busy_elsewhere() -> float | None:
    """CPU seconds since the start of the machine that went to anything but this process.

    Its children count as its own once they have been waited for.
    """
    if not _STAT.is_file():
        return None
    fields = [int(one) for one in _STAT.read_text("ascii").split("\n", 1)[0].split()[1:9]]
    user, nice, system, _idle, _waiting, *rest = fields
    own = sum(os.times()[:4])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK") - own


def interleaved(
    cases: Mapping[str, Callable[[], object]], *, rounds: int, seconds: float, each: int = 1
) -> dict[str, list[float]]:
    """Seconds of every call: ``each`` calls of every case a round, the next round in reverse.

    No new round begins once ``seconds`` have passed, but two are always held.
    """
    took: dict[str, list[float]] = {name: [] for name in cases}
    began = time.perf_counter()
    for number in range(rounds):
        if number >= _LEAST_ROUNDS and time.perf_counter() - began > seconds:
            break
        for name in list(cases)[:: -1 if number % 2 else 1]:
            for _ in range(each):
                start = time.perf_counter()
                cases[name]()
                took[name].append(time.perf_counter() - start)
    return took


def seconds_until(expected: str, command: Sequence[str | Path]) -> float:
    """From the start of a fresh process to the line of its output that has ``expected`` in it.

    Raises RuntimeError when it ends otherwise.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as complaints:
        began = time.perf_counter()
        with subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
            env=environment(),
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None  # noqa: S101 -- for the type checker
            found = any(expected in line for line in process.stdout)
            took = time.perf_counter() - began
            process.stdout.read()
        if found and process.returncode == 0:
            return took
        complaints.seek(0)
        last = (complaints.read().strip().splitlines() or ["it said nothing"])[-1]
        raise RuntimeError(
            f"{command[0]} ended with {process.returncode}, {expected!r} not said: {last}"
        )


def environment() -> dict[str, str]:
    """A person's own: none of our settings, and bytecode kept, so that it is there next time."""
    left_out = ("SOURCELINE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | CPU_ALONE


def tell(note: str) -> None:
    """What is going on, for whoever waits: on stderr, so that tables can be kept."""
    print(note, file=sys.stderr, flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns of text: the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
