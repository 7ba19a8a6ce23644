"""Records as they lie on disk: one JSON object a line, packed or not."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
"""A record before it is read into a type of ours."""


def read_json_lines(path: Path) -> Iterator[Json]:
    """The objects of a ``.jsonl`` or ``.jsonl.gz`` file, in order."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
