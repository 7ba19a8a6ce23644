import socket

import pytest

from index import SourcelineError
from portal.application import build_application
from portal.server import serve_application, take_port
from tests.portal.houses import closed_house


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
