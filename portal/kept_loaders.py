"""Loaders of earlier versions: a portal that pinned one goes on with it after an update.

Each version that was served is kept in the store under the hash of what it says, and is believed
only while it still says that. The panel that it opens is the present one.
"""

import hashlib
import logging
import re
from pathlib import Path

_FOLDER = "loaders"
_VERSION = re.compile("[0-9a-f]{16}")


def version_of(content: bytes) -> str:
    """The version that content is served under."""
    return hashlib.sha256(content).hexdigest()[:16]


def keep_loader(store: Path | None, content: bytes) -> None:
    """Keep the present loader for those who pin it; where that cannot be, it is told."""
    if store is None:
        return
    file = store / _FOLDER / f"{version_of(content)}.js"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        logging.getLogger(__name__).warning("this loader is not kept for later: %s", error)


def kept_loader(store: Path, version: str) -> bytes | None:
    """The loader of that version, byte for byte; None where it was not kept."""
    if not _VERSION.fullmatch(version):
        return None
    try:
        content = (store / _FOLDER / f"{version}.js").read_bytes()
    except OSError:
        return None
    return content if version_of(content) == version else None
