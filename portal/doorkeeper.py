"""Who is asking, and what they may read: one place for every door.

This version serves the machine it runs on: whoever reaches it over loopback, under a loopback name
and not from another site's page, is its one user and reads everything. Names are checked because a
page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding); another port of this
machine is another site too.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from index import Scope, SourcelineError, everything


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: ``name`` owns their conversations, ``scope`` is what they may read."""

    name: str
    scope: Scope


LOCAL = Person("local", everything)
NOBODY = Person("nobody", lambda _source: False)
"""Whom no door has let in: owns nothing and reads nothing."""


def who_asks(headers: Mapping[str, str]) -> Person | None:
    """The person behind a request, by its headers; None when it is not to be served.

    Names of headers are in lower case, or ``headers`` finds them in any.
    """
    host = headers.get("host", "").lower()
    if not is_loopback_name(_name(host)):
        return None
    origin = headers.get("origin")
    if origin is not None and origin.lower().partition("://")[2] != host:
        return None
    return LOCAL if _from_our_page(headers) or _follows_a_link(headers) else None


def check_address(host: str) -> None:
    """Raise SourcelineError for an address that others could reach, since nobody signs in here."""
    if not is_loopback_name(host):
        raise SourcelineError(
            f"{host} can be reached by others, and this version has no sign-in: serve on "
            "127.0.0.1, and put a proxy that asks who is there in front of it"
        )


def is_loopback_name(host: str) -> bool:
    """Whether ``host`` is localhost or an address of this machine's loopback."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _from_our_page(headers: Mapping[str, str]) -> bool:
    """What browsers say of where a request comes from; a program says nothing."""
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _follows_a_link(headers: Mapping[str, str]) -> bool:
    """A link to an answer may stand on any site: it opens as a page of its own, in no frame."""
    mode, opens = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return (mode, opens) == ("navigate", "document") and "origin" not in headers


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
