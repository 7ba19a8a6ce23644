"""Tokens: short ones that a portal's backend signs for its pages, long ones issued to servers.

The algorithm decides which key is tried, and only where that kind of key is set; a token never
chooses its key. Those issued to servers are written down, so that each can be taken back by name.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt

from index import SourcelineError
from portal.admission.persons import Person, signed_in

FILE = "tokens.sqlite"
AUDIENCE = "sourceline"
SHORTEST_SECRET = 32
"""Bytes, as RFC 7518 (3.2) asks of HS256."""
_DAY = 24 * 60 * 60
_LEEWAY = 30
"""Seconds by which two machines' clocks may differ."""
_PATIENCE = 5.0
"""Seconds for which a key set that could not be fetched is not asked for again."""
_LONGEST_NAME = 200
_MOST_GROUPS = 500
_TABLE = """
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    groups TEXT NOT NULL,
    issued TEXT NOT NULL,
    expires TEXT NOT NULL
) WITHOUT ROWID;
"""


class BadToken(Exception):  # noqa: N818 -- it says what is so
    """A token that is not believed; the message says why, to whoever sent it."""


class KeysAway(Exception):  # noqa: N818 -- it says what is so
    """The key set cannot be fetched, so that nobody knows whether a token is good."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A token that a server was given; ``expires`` and ``issued`` are UTC, ISO 8601."""

    name: str
    groups: tuple[str, ...]
    issued: str
    expires: str


class Tokens:
    """Believes what was signed with our secret, or by a key of the key set."""

    def __init__(self, secret: str, keys_url: str, store: Path | None) -> None:
        self._secret, self._store = secret, store
        self._keys = jwt.PyJWKClient(keys_url, timeout=5) if keys_url else None
        self._away_until = 0.0
        self._by_algorithm: Mapping[str, Callable[[str], Any]] = {
            **({"HS256": lambda _token: secret} if secret else {}),
            **({"RS256": self._public, "ES256": self._public} if keys_url else {}),
        }

    def person(self, token: str, is_known: Callable[[str], bool]) -> tuple[Person, str | None]:
        """Whom a token speaks for, and the origin it is for: None for a server's.

        ``is_known`` says of an origin whether it may ask here. May wait for the key set. Raises
        BadToken, or KeysAway.
        """
        told = self._verified(token)
        name = _text(told, "sub")
        groups = _groups(told)
        if told.get("kind") == "server":
            return self._server(told, name, groups), None
        if int(told["exp"]) > time.time() + _DAY + _LEEWAY:
            raise BadToken("a page's token lasts a day at most: sign one that ends sooner")
        origin = _text(told, "origin").lower()
        if not is_known(origin):
            raise BadToken("the token's origin is not one that may embed this")
        called = told.get("name")
        return signed_in("token", name, groups, called if isinstance(called, str) else ""), origin

    def _verified(self, token: str) -> Mapping[str, Any]:
        try:
            algorithm = str(jwt.get_unverified_header(token).get("alg"))
            if algorithm not in self._by_algorithm:
                raise BadToken("the token is signed in a way that is not accepted here")
            key = self._by_algorithm[algorithm](token)
            return jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=AUDIENCE,
                leeway=_LEEWAY,
                options={"require": ["exp", "sub", "aud"]},
            )
        except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, json.JSONDecodeError) as error:
            self._away_until = time.monotonic() + _PATIENCE
            raise KeysAway from error
        except jwt.ExpiredSignatureError as error:
            raise BadToken("the token has expired: fetch a new one") from error
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
            raise BadToken(_why(error)) from error

    def _public(self, token: str) -> Any:  # noqa: ANN401 -- one of several kinds of key
        assert self._keys is not None  # noqa: S101 -- for the type checker
        if time.monotonic() < self._away_until:
            raise KeysAway
        return self._keys.get_signing_key_from_jwt(token).key

    def _server(self, told: Mapping[str, Any], name: str, groups: Sequence[str]) -> Person:
        if self._store is None or not _is_issued(self._store, _text(told, "jti"), name):
            raise BadToken("the token was taken back, or not issued here")
        return signed_in("server", name, groups)


def check_secret(secret: str) -> None:
    """Raise SourcelineError for a secret that could be guessed."""
    if len(secret.encode()) < SHORTEST_SECRET:
        raise SourcelineError(
            f"the token secret has {len(secret.encode())} bytes: give {SHORTEST_SECRET} or more, "
            "as from `openssl rand -hex 32` (SOURCELINE_TOKEN_SECRET)"
        )


def issue_server_token(
    store: Path, secret: str, name: str, days: int, groups: Sequence[str] = ()
) -> str:
    """A token for a server, good for ``days``; raises SourcelineError where none can be made."""
    if not secret:
        raise SourcelineError(
            "tokens need a secret: set SOURCELINE_TOKEN_SECRET for this command and for the server"
        )
    check_secret(secret)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise SourcelineError(f"a token needs a name of 1 to {_LONGEST_NAME} characters")
    if not 1 <= days <= 3660:
        raise SourcelineError(f"a token lasts from 1 day to ten years, not {days} days")
    now = int(time.time())
    expires, id_ = now + days * _DAY, secrets.token_hex(16)
    with closing(_opened(store)) as kept, kept:
        kept.execute(
            "INSERT INTO tokens VALUES (?, ?, ?, ?, ?)",
            (id_, name, json.dumps(list(groups)), _iso(now), _iso(expires)),
        )
    told = {
        "sub": name,
        "aud": AUDIENCE,
        "iat": now,
        "exp": expires,
        "jti": id_,
        "kind": "server",
        "groups": list(groups),
    }
    return jwt.encode(told, secret, algorithm="HS256")


def revoke(store: Path, name: str) -> int:
    """Take back every token of that name, at once, from a running server too; how many it were."""
    with closing(_opened(store)) as kept, kept:
        return kept.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount


def issued_tokens(store: Path) -> tuple[Issued, ...]:
    """What was issued and not taken back, by name."""
    with closing(_opened(store)) as kept:
        rows = kept.execute(
            "SELECT name, groups, issued, expires FROM tokens ORDER BY name, issued"
        ).fetchall()
    return tuple(Issued(name, tuple(json.loads(told)), *when) for name, told, *when in rows)


def _is_issued(store: Path, id_: str, name: str) -> bool:
    if not (store / FILE).is_file():
        return False
    uri = f"{(store / FILE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as kept:
            found = kept.execute("SELECT 1 FROM tokens WHERE id = ? AND name = ?", (id_, name))
            return found.fetchone() is not None
    except (sqlite3.Error, UnicodeError):
        return False  # what cannot be looked up is not believed


def _opened(store: Path) -> sqlite3.Connection:
    try:
        store.mkdir(parents=True, exist_ok=True)
        kept = sqlite3.connect(store / FILE, timeout=30)
        kept.executescript(_TABLE)
    except (OSError, sqlite3.Error) as error:
        raise SourcelineError(f"tokens cannot be kept in {store / FILE}: {error}") from error
    return kept


def _text(told: Mapping[str, Any], claim: str) -> str:
    value = told.get(claim)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise BadToken(f"the token has no {claim}, or one that is too long")
    return value


def _groups(told: Mapping[str, Any]) -> list[str]:
    groups = told.get("groups", [])
    if not isinstance(groups, list) or len(groups) > _MOST_GROUPS:
        raise BadToken("the token's groups are no list of names")
    if not all(isinstance(one, str) for one in groups):
        raise BadToken("the token's groups are no list of names")
    return groups


def _why(error: Exception) -> str:
    """Nothing that a token says of itself is repeated."""
    if isinstance(error, jwt.InvalidAudienceError):
        return f"the token is not for {AUDIENCE}"
    if isinstance(error, jwt.MissingRequiredClaimError):
        return f"the token has no {error.claim}"
    if isinstance(error, jwt.InvalidSignatureError):
        return "the token's signature is wrong"
    if isinstance(error, jwt.PyJWKClientError):
        return "the token's key is not in the key set (a new one is found within half a minute)"
    return "the token cannot be read"


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
