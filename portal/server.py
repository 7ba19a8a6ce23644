"""Serving an application: the port is taken first, so that a taken one is told in one line."""

import errno
import socket
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from index import SourcelineError
from portal.admission.access import Access
from portal.admission.doorkeeper import check_access, check_address
from portal.closing import Closing

_GRACE = 2
"""Seconds that open streams have to end once the server is stopped; every open page holds one."""
_LAST_PORT = 65_535


class _Server(uvicorn.Server):
    """One that tells open streams to end when it is told to."""

    def __init__(self, config: uvicorn.Config, closing: Closing) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT or SIGTERM."""
        self._closing.tell()
        super().handle_exit(sig, frame)


def take_port(host: str, port: int, access: Access | None = None) -> socket.socket:
    """A socket bound to the address; raises SourcelineError when it cannot be had.

    Nor is one had where ``access`` lets others reach what nobody signs in to, or nobody could.
    """
    check_access(access or Access())
    check_address(host, access)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except (OSError, OverflowError) as error:
        taken.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            other = port + 1 if port < _LAST_PORT else port - 1
            raise SourcelineError(
                f"port {port} is taken by another program: stop it, or choose another port "
                f"(sourceline serve --port {other})"
            ) from error
        raise SourcelineError(f"{host}:{port} cannot be served on: {error}") from error
    return taken


def serve_application(
    application: FastAPI,
    taken: socket.socket,
    *,
    announce: Callable[[str], None],
    beside: Callable[[], object],
) -> None:
    """Serve until SIGINT or SIGTERM, then end within seconds; ``announce`` is told the URL.

    ``beside`` runs in a thread while the server starts. What it raises ends the server, and is
    raised here.
    """
    host, port = taken.getsockname()[:2]
    config = uvicorn.Config(
        application,
        log_level="warning",
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        proxy_headers=False,  # who may say where a request is from is the doorkeeper's to know
    )
    server = _Server(config, application.state.closing)
    failed: list[Exception] = []

    def run() -> None:
        try:
            beside()
        except Exception as error:  # noqa: BLE001 -- handed on to the caller's thread
            failed.append(error)
            server.should_exit = True

    threading.Thread(target=run, daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    announce(f"http://{shown}:{port}")
    server.run(sockets=[taken])
    if failed:
        raise failed[0]
