import hmac
import http.server
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from index import SourcelineError
from portal.admission.persons import Person
from portal.admission.tokens import (
    BadToken,
    KeysAway,
    Tokens,
    issue_server_token,
    issued_tokens,
    revoke,
)
from tests.portal.signing import PORTAL, SECRET, page_token

SIGNED = Tokens(SECRET, "", None)


def person(token: str, tokens: Tokens = SIGNED) -> tuple[Person, str | None]:
    return tokens.person(token, lambda origin: origin == PORTAL)


def test_a_good_token_says_who_it_is_and_where_from() -> None:
    told, origin = person(page_token(name="Ayla K.", groups=["sport", "world"]))
    assert (told.name, told.called, origin) == ("token:ayla", "Ayla K.", PORTAL)
    assert told.groups == {"sport", "world"}
    assert person(page_token(aud=["sourceline", "other"]))[0].called == "ayla"


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ({"exp": int(time.time()) - 60}, "expired"),
        ({"exp": int(time.time()) + 26 * 60 * 60}, "a day at most"),
        ({"exp": None}, "no exp"),
        ({"exp": "soon"}, "cannot be read"),
        ({"exp": float("inf")}, "cannot be read"),
        ({"aud": "other"}, "not for sourceline"),
        ({"aud": None}, "no aud"),
        ({"sub": None}, "no sub"),
        ({"sub": ""}, "no sub"),
        ({"sub": "x" * 300}, "too long"),
        ({"origin": None}, "no origin"),
        ({"origin": "https://portal.example.evil.example"}, "may embed"),
        ({"origin": 7}, "no origin"),
        ({"groups": "sport"}, "list of names"),
        ({"groups": [1]}, "list of names"),
        ({"groups": ["g"] * 501}, "list of names"),
        ({"nbf": int(time.time()) + 600}, "cannot be read"),
        ({"kind": "server"}, "not issued here"),
        ({"kind": "server", "jti": "0" * 32}, "not issued here"),
    ],
)
def test_a_token_that_is_not_good_is_told_why_in_one_line(
    claims: dict[str, object], line: str
) -> None:
    with pytest.raises(BadToken, match=line) as told:
        person(page_token(**claims))
    assert "\n" not in str(told.value)


def test_a_token_signed_in_another_way_is_not_believed() -> None:
    claims = jwt.decode(page_token(), options={"verify_signature": False})
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for token in (
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode(claims, SECRET * 2, algorithm="HS512"),
        jwt.encode(claims, key, algorithm="RS256"),
        page_token("another secret of thirty-two bytes or more"),
        page_token()[:-4],
        page_token().rsplit(".", 1)[0] + ".",
        "." * 3,
    ):
        with pytest.raises(BadToken):
            person(token)


@given(st.text(max_size=80) | st.builds(lambda b: urlsafe_b64encode(b).decode(), st.binary()))
def test_what_is_no_token_is_not_believed(text: str) -> None:
    for told in (text, f"{text}.{text}.{text}"):
        with pytest.raises(BadToken):
            person(told)


class Keys:
    """A key set on loopback, which can go away."""

    def __init__(self) -> None:
        self.rsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.ec = ec.generate_private_key(ec.SECP256R1())
        self.fetched, self.away = 0, False
        keys = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                keys.fetched += 1
                self.send_response(500 if keys.away else 200)
                self.end_headers()
                self.wfile.write(json.dumps(keys.set()).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/keys"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def set(self) -> dict[str, object]:
        one = jwt.algorithms.RSAAlgorithm.to_jwk(self.rsa.public_key(), as_dict=True)
        two = jwt.algorithms.ECAlgorithm.to_jwk(self.ec.public_key(), as_dict=True)
        return {"keys": [{**one, "kid": "one"}, {**two, "kid": "two"}]}


@pytest.fixture(scope="module")
def keys() -> Iterator[Keys]:
    keys = Keys()
    yield keys
    keys.server.shutdown()
    keys.server.server_close()


def test_a_key_set_is_fetched_once_and_believed(keys: Keys) -> None:
    tokens = Tokens("", keys.url, None)
    claims = jwt.decode(page_token(), options={"verify_signature": False})
    before = keys.fetched
    for kid, key, algorithm in (("one", keys.rsa, "RS256"), ("two", keys.ec, "ES256")):
        token = jwt.encode(claims, key, algorithm, headers={"kid": kid})
        assert person(token, tokens)[0].name == "token:ayla"
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    for kid in ("one", "none such", "none such"):
        with pytest.raises(BadToken):
            person(jwt.encode(claims, stranger, "RS256", headers={"kid": kid}), tokens)
    public = keys.rsa.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    head = urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=")
    signed = head + b"." + token.split(".")[1].encode()
    mac = urlsafe_b64encode(hmac.digest(public, signed, "sha256")).rstrip(b"=")
    with pytest.raises(BadToken):  # a public key is no secret that both sides have
        person((signed + b"." + mac).decode(), tokens)
    assert keys.fetched == before + 1, "an unknown key is no reason to ask again and again"


def test_a_key_set_that_is_away_is_told_as_that_and_not_asked_at_once_again(keys: Keys) -> None:
    tokens = Tokens("", keys.url, None)
    claims = jwt.decode(page_token(), options={"verify_signature": False})
    token = jwt.encode(claims, keys.rsa, "RS256", headers={"kid": "one"})
    keys.away, before = True, keys.fetched
    try:
        for _ in range(3):
            with pytest.raises(KeysAway):
                person(token, tokens)
    finally:
        keys.away = False
    assert keys.fetched == before + 1


def test_a_servers_token_is_good_until_it_is_taken_back(tmp_path: Path) -> None:
    tokens = Tokens(SECRET, "", tmp_path)
    token = issue_server_token(tmp_path, SECRET, "newsroom bot", 400, ["sport"])
    told, origin = person(token, tokens)
    assert (told.name, told.groups, origin) == ("server:newsroom bot", {"sport"}, None)
    other = issue_server_token(tmp_path, SECRET, "other", 1)
    assert [one.name for one in issued_tokens(tmp_path)] == ["newsroom bot", "other"]
    assert revoke(tmp_path, "newsroom bot") == 1
    with pytest.raises(BadToken, match="taken back"):
        person(token, tokens)
    assert person(other, tokens)[0].name == "server:other"
    assert revoke(tmp_path, "newsroom bot") == 0


def test_who_it_was_issued_to_cannot_be_changed(tmp_path: Path) -> None:
    tokens = Tokens(SECRET, "", tmp_path)
    token = issue_server_token(tmp_path, SECRET, "bot", 1)
    claims = jwt.decode(token, options={"verify_signature": False})
    with pytest.raises(BadToken):
        person(jwt.encode({**claims, "sub": "boss"}, SECRET, "HS256"), tokens)


@pytest.mark.parametrize(
    ("secret", "name", "days", "line"),
    [
        ("", "bot", 1, "SOURCELINE_TOKEN_SECRET"),
        ("x" * 31, "bot", 1, "31 bytes"),
        (SECRET, "", 1, "a name"),
        (SECRET, "a\nb", 1, "a name"),
        (SECRET, "bot", 0, "from 1 day"),
    ],
)
def test_a_token_that_cannot_be_issued_is_told(
    tmp_path: Path, secret: str, name: str, days: int, line: str
) -> None:
    with pytest.raises(SourcelineError, match=line):
        issue_server_token(tmp_path, secret, name, days)
    assert issued_tokens(tmp_path) == ()
