import http.client
import json
import signal
import socket
import subprocess
import sys
import time

import pytest

from index import SourcelineError
from portal.admission.access import Access
from portal.application import build_application
from portal.server import serve_application, take_port
from tests.doors import ROOT
from tests.portal.houses import closed_house
from tests.portal.signing import SIGNED


def test_a_taken_port_is_told_with_another_to_use() -> None:
    with take_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SourcelineError, match=rf"port {port} is taken.*--port \d+"):
            take_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(SourcelineError):
        take_port("192.0.2.1", 0)


def test_a_port_that_was_let_go_can_be_taken_again() -> None:
    with take_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            pass
    take_port("127.0.0.1", port).close()


def test_what_fails_beside_the_server_ends_it_and_is_told() -> None:
    announced: list[str] = []

    def beside() -> None:
        raise SourcelineError("no such model")

    with take_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        application = build_application(closed_house())
        with pytest.raises(SourcelineError, match="no such model"):
            serve_application(application, taken, announce=announced.append, beside=beside)
    assert announced == [f"http://127.0.0.1:{port}"]


@pytest.mark.parametrize(
    ("host", "access", "line"),
    [
        ("0.0.0.0", Access(), "SOURCELINE_TOKEN_SECRET"),  # noqa: S104 -- that it is refused
        ("127.0.0.1", Access(token_secret="short"), "5 bytes"),  # noqa: S106
        ("127.0.0.1", Access(origins=("https://a.example",)), "SOURCELINE_ANONYMOUS"),
    ],
)
def test_no_port_is_had_where_anybody_or_nobody_could_come_in(
    host: str, access: Access, line: str
) -> None:
    with pytest.raises(SourcelineError, match=line):
        take_port(host, 0, access)


def test_others_are_served_where_they_sign_in() -> None:
    take_port("0.0.0.0", 0, SIGNED).close()  # noqa: S104 -- bound for a moment


SLOW = """
import asyncio
from portal.application import build_application
from portal.events import Event, EventStream
from portal.server import serve_application, take_port
from tests.portal.houses import closed_house

application = build_application(closed_house())


@application.get("/slow")
async def slow():
    async def events():
        yield Event("sources", {})
        await asyncio.sleep(60)

    return EventStream(events(), application.state.closing)


with take_port("127.0.0.1", 0) as taken:
    told = lambda url: print(url, flush=True)
    serve_application(application, taken, announce=told, beside=lambda: None)
"""


def test_a_server_that_is_stopped_tells_its_streams_and_ends() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        asked = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
        asked.request("GET", "/slow")
        stream = asked.getresponse()
        assert stream.readline() == b"event: sources\n"
        server.send_signal(signal.SIGTERM)
        started = time.monotonic()
        rest = stream.read().decode()
        told = json.loads(rest.rsplit("event: error\ndata: ", 1)[1])
        assert (told["status"], "being stopped" in told["error"]) == (503, True)
        server.wait(10)
        assert time.monotonic() - started < 10
    finally:
        server.kill()
        server.wait()
