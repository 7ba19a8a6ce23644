import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from portal.locales import choose_locale, locale_of
from portal.words import known_locales


@pytest.mark.parametrize(
    ("wanted", "accepted", "chosen"),
    [
        ("", "", "en"),
        ("az", "", "az"),
        ("az", "ru", "az"),
        ("AZ-Latn", "", "az"),
        ("fa_IR", "", "fa"),
        ("auto", "tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("xx", "ru", "ru"),
        ("", "xx, de-AT;q=0.4, ru;q=0.7", "ru"),
        ("", "fr, en;q=0.2, de;q=0.1", "en"),
        ("", "*", "en"),
        ("", "az;q=0, tr;q=0.1", "tr"),
        ("", "az;q=0, xx", "en"),
        ("", "az;q=x, tr;q=0.1", "tr"),
        ("", "az;q=nan, tr;q = 0.1", "tr"),
        ("", "az;v=1, de", "de"),
        ("../en", "de", "de"),
        ("\x00", ";;,,;q=", "en"),
    ],
)
def test_the_best_known_language_is_chosen(wanted: str, accepted: str, chosen: str) -> None:
    assert choose_locale(wanted, accepted) == chosen


@given(wanted=st.text(), accepted=st.text())
def test_whatever_is_asked_for_a_known_one_is_chosen(wanted: str, accepted: str) -> None:
    assert choose_locale(wanted, accepted) in known_locales()


def test_a_long_header_is_looked_at_no_further_than_its_beginning() -> None:
    assert choose_locale("", "xx," * 1_000_000 + "de") == "en"


def test_a_request_says_it_by_its_address_and_else_by_its_header() -> None:
    def of(query: bytes, *headers: tuple[bytes, bytes]) -> str:
        scope = {"type": "http", "query_string": query, "headers": list(headers)}
        return locale_of(HTTPConnection(scope))

    assert of(b"", (b"accept-language", b"tr")) == "tr"
    assert of(b"locale=fa", (b"accept-language", b"tr")) == "fa"
    assert of(b"") == "en"
