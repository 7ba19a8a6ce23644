"""One line of JSON for each request: which route, what came of it, how long it took, whose it was.

Not a word of what was asked, and nobody's name: a person is known by a hash. The lines go to a
file of the store, since whoever runs the server reads its console for what is wrong; the logger
``sourceline.requests`` has them too, for whoever wants them elsewhere.
"""

import json
import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "requests.log"
_BYTES, _FILES = 10_000_000, 3
"""Of a file before it is put aside, and how many that were are kept."""
_SIGNS = ("/healthz", "/readyz")
"""Asked for every few seconds by what watches the server, and told nobody anything."""
_log = logging.getLogger("sourceline.requests")
_log.propagate = False
_log.setLevel(logging.INFO)


def keep_requests(store: Path) -> None:
    """Write the lines to a file of the store, from now on; where it cannot be, that is told."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(
            store / FILE, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=False
        )
    except OSError as error:
        logging.getLogger(__name__).warning("requests are not written down: %s", error)
        return
    kept.setFormatter(logging.Formatter("%(message)s"))
    for one in [one for one in _log.handlers if isinstance(one, RotatingFileHandler)]:
        _log.removeHandler(one)
        one.close()
    _log.addHandler(kept)


def log_request(
    *, id: str, method: str, route: str, status: int, milliseconds: float, person: str
) -> None:
    """Write one line."""
    if not _log.handlers or route in _SIGNS:
        return
    line = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "id": id,
        "method": method,
        "route": route,
        "status": status,
        "ms": round(milliseconds, 1),
        "person": person,
    }
    _log.info("%s", json.dumps(line, ensure_ascii=True))
