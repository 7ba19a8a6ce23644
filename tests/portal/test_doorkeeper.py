import pytest

from index import SourcelineError
from portal.doorkeeper import LOCAL, check_address, who_asks

PAGE = {"host": "127.0.0.1:7860", "sec-fetch-site": "same-origin"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:7860"},
        {"host": "localhost:7860"},
        {"host": "LocalHost"},
        {"host": "[::1]:7860"},
        {"host": "127.8.8.8"},
        PAGE,
        {**PAGE, "origin": "http://127.0.0.1:7860"},
        {**PAGE, "host": "localhost:7860", "origin": "http://LOCALHOST:7860"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "none"},
        {"host": "127.0.0.1:7860", **LINK},
    ],
)
def test_this_machine_is_let_in(headers: dict[str, str]) -> None:
    assert who_asks(headers) is LOCAL


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "evil.example"},
        {"host": "evil.example:7860"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "localhost.evil.example"},
        {"host": "localhost@evil.example"},
        {"host": "192.168.1.2:7860"},
        {"host": "[::1"},
        {"host": "0x7f.1"},
        {"host": "127.0.0.1:7860", "origin": "https://evil.example"},
        {"host": "127.0.0.1:7860", "origin": "null"},
        {"host": "127.0.0.1:7860", "origin": "http://127.0.0.1:3000"},
        {"host": "127.0.0.1:7860", "origin": "http://localhost:7860"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1:7860", "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
        {"host": "127.0.0.1:7860", **LINK, "sec-fetch-dest": "iframe"},
        {"host": "127.0.0.1:7860", **LINK, "origin": "https://evil.example"},
    ],
)
def test_whoever_comes_from_elsewhere_is_not(headers: dict[str, str]) -> None:
    assert who_asks(headers) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::", ""])  # noqa: S104
def test_an_address_that_others_reach_is_refused_with_a_remedy(host: str) -> None:
    with pytest.raises(SourcelineError, match=r"127\.0\.0\.1"):
        check_address(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_served_on(host: str) -> None:
    check_address(host)
