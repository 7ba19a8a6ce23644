"""What one evaluation of the seed left: printed, and written."""

from dataclasses import dataclass
from pathlib import Path

SAMPLE = 20
"""Questions of the 85: reading takes a second each on a slow machine."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What ``sourceline eval --json --report`` printed, and the folder of its report."""

    stdout: str
    stderr: str
    folder: Path
