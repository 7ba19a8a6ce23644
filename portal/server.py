"""Serving an application: the port is taken first, so that a taken one is told in one line."""

import errno
import socket
import threading
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from index import SourcelineError
from portal.doorkeeper import check_address

_GRACE = 2
"""Seconds that open streams have to end once the server is stopped; every open page holds one."""
_LAST_PORT = 65_535


def take_port(host: str, port: int) -> socket.socket:
    """A socket bound to the address; raises SourcelineError when it cannot be had."""
    check_address(host)
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
        application, log_level="warning", timeout_graceful_shutdown=_GRACE, server_header=False
    )
    server = uvicorn.Server(config)
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
