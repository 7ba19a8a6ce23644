"""People who sign in with a password: a file of names and hashes, and how often one may be wrong.

A line is ``name:hash`` or ``name:hash:group,group``; ``#`` begins a comment. The file is looked at
before each request, so that who is taken out of it is out at once.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index import SourcelineError
from portal.admission.limits import Rate
from portal.admission.persons import Person, signed_in

_COST = {"n": 2**14, "r": 8, "p": 1}
"""16 MB and about 50 ms a try (RFC 7914); more would let a stranger keep the machine busy."""
_FORM = "scrypt"
_WRONG_IN_A_MINUTE = 10
_REMEMBERED = 1000
"""Passwords that were right are known again without the 50 ms; a page asks with each request."""


class WrongPassword(Exception):  # noqa: N818 -- it says what is so
    """A name or a password that is not right, and which of the two is not told."""


class TooManyTries(Exception):  # noqa: N818 -- it says what happened
    """Too many wrong ones; ``retry_after`` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many wrong passwords: try again in {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class _Entry:
    salt: bytes
    key: bytes
    groups: tuple[str, ...]


_NOT_THERE = _Entry(b"nobody has this", b"\0" * 32, ())
"""Compared with for a name that is not there, so that it takes as long."""


def hash_password(text: str) -> str:
    """What the file of people holds for a password."""
    if len(text) < 8:
        raise SourcelineError("a password has 8 characters or more")
    salt = secrets.token_bytes(16)
    told = (base64.b64encode(one).decode() for one in (salt, _key(text, salt)))
    return "$".join((_FORM, *told))


class People:
    """Those of one file. Safe in threads; checking a password takes a while, so call it in one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._wrong = Rate(_WRONG_IN_A_MINUTE)
        self._pepper = secrets.token_bytes(32)
        self._right: dict[bytes, _Entry] = {}
        self._stamp: tuple[int, int] = (0, 0)
        self._entries: Mapping[str, _Entry] = {}
        self._look()

    def person(self, credentials: str, address: str) -> Person:
        """Whom Basic credentials (RFC 7617) speak for; raises WrongPassword or TooManyTries."""
        name, password = _taken_apart(credentials)
        with self._turn:
            self._look_again()
            entry = self._entries.get(name)
            known = self._mark(name, password)
            if entry is not None and self._right.get(known) == entry:
                return signed_in("user", name, entry.groups)
        names = (f"address:{address}", f"name:{name[:100]}")
        # Counted before it is known to be wrong, so that tries side by side count as well.
        if wait := self._wrong.take(names):
            raise TooManyTries(wait)
        against = entry or _NOT_THERE
        right = hmac.compare_digest(_key(password, against.salt), against.key)
        if entry is None or not right:
            raise WrongPassword
        self._wrong.forgive(names)
        with self._turn:
            if len(self._right) >= _REMEMBERED:
                self._right.clear()
            self._right[known] = entry
        return signed_in("user", name, entry.groups)

    def _mark(self, name: str, password: str) -> bytes:
        told = f"{name}\0{password}".encode("utf-8", "replace")
        return hmac.digest(self._pepper, told, "sha256")

    def _look_again(self) -> None:
        try:
            self._look()
        except SourcelineError:
            self._entries = {}  # a file that cannot be read lets nobody in

    def _look(self) -> None:
        try:
            found = self._file.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp == self._stamp:
                return
            self._entries = dict(_entries(self._file))
        except (OSError, UnicodeError) as error:
            raise SourcelineError(f"the file of people cannot be read: {error}") from error
        self._stamp = stamp


def _entries(file: Path) -> list[tuple[str, _Entry]]:
    entries = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            name, told, *rest = line.strip().split(":")
            form, salt, key = told.split("$")
            if form != _FORM or not name or len(rest) > 1:
                raise ValueError(form)
            groups = tuple(one for one in ",".join(rest).split(",") if one)
            entry = _Entry(base64.b64decode(salt), base64.b64decode(key), groups)
        except (ValueError, binascii.Error) as error:
            raise SourcelineError(
                f"{file}:{number}: a line is name:hash or name:hash:group,group, with the hash "
                "that `sourceline password` prints"
            ) from error
        entries.append((name, entry))
    return entries


def _taken_apart(credentials: str) -> tuple[str, str]:
    try:
        told = base64.b64decode(credentials, validate=True).decode("utf-8")
    except (ValueError, binascii.Error) as error:
        raise WrongPassword from error
    name, colon, password = told.partition(":")
    if not colon or len(told) > 1000:
        raise WrongPassword
    return name, password


def _key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, dklen=32, **_COST)
