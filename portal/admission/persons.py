"""Who asks: whose conversations they own, and what they may read."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index import Scope, Source, everything

_PEPPER = secrets.token_bytes(32)
"""Without it a hash could be looked up: names are few, and often known."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The scope of these groups: the articles with a label of theirs, and those without any."""

    groups: frozenset[str] = frozenset()

    def __call__(self, source: Source) -> bool:
        """Whether they may read it."""
        return not source.labels or not self.groups.isdisjoint(source.labels)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: ``name`` owns their conversations, ``scope`` is what they may read.

    ``called`` is what to call them, ``counted`` the names that their questions are counted under
    (none: their own); ``keeps`` says whether their conversations can be kept for them.
    """

    name: str
    scope: Scope
    called: str = ""
    groups: frozenset[str] = frozenset()
    counted: tuple[str, ...] = ()
    keeps: bool = True

    @property
    def hashed(self) -> str:
        """A name for logs: the same for one person while this process runs, and nobody's after."""
        return hmac.digest(_PEPPER, self.name.encode("utf-8", "replace"), "sha256").hex()[:12]


def nothing(source: Source) -> bool:
    """The scope of whom no door has let in."""
    return False


LOCAL = Person("local", everything, called="local")
NOBODY = Person("nobody", nothing, called="nobody", keeps=False)
"""Whom no door has let in: owns nothing and reads nothing."""


def signed_in(kind: str, name: str, groups: Iterable[str], called: str = "") -> Person:
    """Somebody who said who they are; names of one ``kind`` are nobody's of another."""
    held = frozenset(groups)
    return Person(f"{kind}:{name}", Labelled(held), called or name, held)


def anonymous(address: str, session: str) -> Person:
    """Somebody who did not: known by the random id of their session, where they send one."""
    counted = (f"address:{address}",)
    nameless = Person("anonymous", Labelled(), "anonymous", counted=counted, keeps=False)
    return of_session(nameless, session) if session else nameless


def of_session(person: Person, session: str) -> Person:
    """Somebody nameless as the one who has this session, which nobody else knows."""
    name = "anonymous:" + hashlib.sha256(session.encode("utf-8", "replace")).hexdigest()[:32]
    return replace(person, name=name, counted=(*person.counted, name), keeps=True)
