"""Who is asking, and whether they are served: one function for every door.

With nothing set, the machine serves itself: whoever reaches it over loopback, under a loopback name
and not from another site's page, is its one user and reads everything. Names are checked because a
page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding); another port of this
machine is another site too.

Once origins or a way to sign in are set, everybody says who they are, in a header that a page
cannot make a browser send for it: a token, or a password that the browser keeps for this very
name. That is why the Host may be any name then, which nobody has to list. Those who say nothing
themselves (the anonymous, and those for whom a proxy speaks) are let in under known names alone: a
loopback name, an address, or the name of an allowed origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import anyio
import anyio.to_thread
from starlette.requests import HTTPConnection

from index import SourcelineError
from portal.admission.access import Access
from portal.admission.addresses import (
    address_of,
    is_address,
    is_loopback_name,
    is_origin_of,
    is_within,
    name_of,
    networks,
    plain_origin,
)
from portal.admission.people import People, TooManyTries, WrongPassword
from portal.admission.persons import LOCAL, NOBODY, Person, anonymous, signed_in
from portal.admission.tokens import BadToken, KeysAway, Tokens, check_secret
from portal.opening import Opening

__all__ = [
    "LOCAL",
    "NOBODY",
    "Doorkeeper",
    "Person",
    "Refusal",
    "check_access",
    "check_address",
    "is_loopback_name",
]

SESSION: Final = "x-sourceline-session"
"""Header with the random id of an anonymous session, which the page keeps, not the browser."""
_OPEN = frozenset({"/healthz", "/readyz", "/version", "/widget.js", "/embed"})
_OPEN_BELOW = ("/widget/", "/embed/")
_OF_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_PROGRAMS = ("/api/", "/v1/", "/mcp")
_AT_ONCE = 8
"""Passwords and key sets that are waited for side by side, in threads."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody is not served, in one line."""

    status: int
    line: str
    headers: Mapping[str, str] = field(default_factory=dict)


_ELSEWHERE = Refusal(403, "this page is served to this machine alone")
_BROUGHT = Refusal(
    403,
    "this page is served to this machine alone: for others, behind a proxy too, set "
    "SOURCELINE_TOKEN_SECRET, SOURCELINE_USERS or another way to sign in",
)
_OTHER_SITE = Refusal(403, "that site may not ask here: see SOURCELINE_ALLOWED_ORIGINS")
_OTHER_NAME = Refusal(
    403, "this server is not known by that name: list it in SOURCELINE_ALLOWED_ORIGINS"
)
_KEYS_AWAY = Refusal(503, "the keys that tokens are signed by cannot be fetched: ask again")


def is_open(path: str) -> bool:
    """Whether a path answers without asking who is there: it holds nothing of anybody's."""
    return path in _OPEN or path.startswith(_OPEN_BELOW)


def is_local(access: Access) -> bool:
    """Whether nothing is set that would let anybody in from elsewhere."""
    return not (
        access.origins
        or access.token_secret
        or access.token_keys
        or access.anonymous
        or access.users
        or access.user_header
    )


def opens_by_link(access: Access) -> bool:
    """Whether a page can open in a tab of its own, which sends no token: somebody is let in so."""
    return is_local(access) or bool(access.users or access.user_header or access.anonymous)


class Doorkeeper:
    """Knows who may come in; raises SourcelineError for settings that cannot be."""

    def __init__(self, access: Access, store: Path | None = None) -> None:
        check_access(access)
        self.origins = tuple(dict.fromkeys(plain_origin(one) for one in access.origins))
        self._names = frozenset(name_of(one.partition("://")[2]) for one in self.origins)
        self._local = is_local(access)
        self._access = access
        self._proxies = networks(access.trusted_proxies)
        self._tokens = Tokens(access.token_secret, access.token_keys, store)
        self._people = People(access.users) if access.users else None
        self._waiting = Opening(lambda: anyio.CapacityLimiter(_AT_ONCE))

    async def who_asks(self, asking: HTTPConnection) -> Person | Refusal:
        """The person behind a request; or why it is not served."""
        if self._local:
            return _local(asking)
        if is_open(asking.scope["path"]):
            return NOBODY
        origin = asking.headers.get("origin")
        if origin is not None and not self._is_known(origin, asking.headers.get("host", "")):
            return _OTHER_SITE
        scheme, _, told = asking.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return await self._by_token(told.strip(), asking)
        if not scheme and self._access.anonymous and origin is not None:
            return self._untold(asking)  # nothing that a browser adds by itself is used
        if not _is_from_a_page_here(asking):
            return _OTHER_SITE  # a browser adds a password by itself, whoever's page asks
        return await self._by_browser(scheme.lower(), told.strip(), asking)

    async def _by_browser(self, scheme: str, told: str, asking: HTTPConnection) -> Person | Refusal:
        if scheme == "basic" and self._people is not None:
            return await self._by_password(self._people, told, asking)
        if scheme:
            return self._unknown(asking, "that way to sign in is not known here")
        return self._untold(asking)

    async def _by_token(self, token: str, asking: HTTPConnection) -> Person | Refusal:
        host = asking.headers.get("host", "")
        try:
            person, origin = await anyio.to_thread.run_sync(
                lambda: self._tokens.person(token, lambda one: self._is_known(one, host)),
                limiter=self._waiting.wait(),
            )
        except BadToken as error:
            return Refusal(401, str(error), {"www-authenticate": 'Bearer error="invalid_token"'})
        except KeysAway:
            return _KEYS_AWAY
        page = (asking.headers.get("origin") or "").lower()
        if origin is not None and page and page != origin and not is_origin_of(page, host):
            line = "the token is for another site's pages"
            return Refusal(401, line, {"www-authenticate": 'Bearer error="invalid_token"'})
        return person

    async def _by_password(
        self, people: People, credentials: str, asking: HTTPConnection
    ) -> Person | Refusal:
        address = address_of(asking, self._proxies)
        try:
            return await anyio.to_thread.run_sync(
                lambda: people.person(credentials, address), limiter=self._waiting.wait()
            )
        except WrongPassword:
            return self._unknown(asking, "that name and password are not known here")
        except TooManyTries as error:
            return Refusal(429, str(error), {"retry-after": str(error.retry_after)})

    def _untold(self, asking: HTTPConnection) -> Person | Refusal:
        """Somebody who says nothing of themselves; perhaps a proxy says it for them."""
        peer = asking.client.host if asking.client else ""
        named = ""
        if self._access.user_header and is_within(peer, self._proxies):
            named = asking.headers.get(self._access.user_header, "").strip()
        if not named and not self._access.anonymous:
            return self._unknown(asking, "say who you are: see docs/embedding.md")
        if not self._is_ours(name_of(asking.headers.get("host", ""))):
            return _OTHER_NAME
        if named:
            return signed_in("proxy", named, ())
        session = asking.headers.get(SESSION, "")
        is_random = 16 <= len(session) <= 128 and session.isascii() and session.isprintable()
        return anonymous(address_of(asking, self._proxies), session if is_random else "")

    def _is_known(self, origin: str, host: str) -> bool:
        return origin.lower() in self.origins or is_origin_of(origin, host)

    def _is_ours(self, name: str) -> bool:
        return is_loopback_name(name) or is_address(name) or name in self._names

    def _unknown(self, asking: HTTPConnection, line: str) -> Refusal:
        """Browsers ask for a password where a person has come to a page, and nowhere else."""
        path = asking.scope["path"]
        asks = self._people is not None and not path.startswith(_PROGRAMS)
        way = 'Basic realm="Sourceline", charset="UTF-8"' if asks else "Bearer"
        return Refusal(401, line, {"www-authenticate": way})


def check_access(access: Access) -> None:
    """Raise SourcelineError for settings under which nobody, or anybody, could come in."""
    for origin in access.origins:
        plain_origin(origin)
    networks(access.trusted_proxies)
    if access.token_secret:
        check_secret(access.token_secret)
    if access.token_keys and not access.token_keys.startswith(("https://", "http://")):
        raise SourcelineError(
            f"{access.token_keys!r} is no web address: give that of a key set "
            "(SOURCELINE_TOKEN_KEYS)"
        )
    if bool(access.user_header) != bool(access.trusted_proxies) and access.user_header:
        raise SourcelineError(
            "a header with a user's name is believed from listed proxies alone: set "
            "SOURCELINE_TRUSTED_PROXIES"
        )
    signs_in = access.token_secret or access.token_keys or access.users or access.user_header
    if access.origins and not signs_in and not access.anonymous:
        raise SourcelineError(
            "sites may embed this, but nobody could sign in: set SOURCELINE_TOKEN_SECRET (or "
            "SOURCELINE_TOKEN_KEYS), or SOURCELINE_ANONYMOUS=true to let everybody ask"
        )


def check_address(host: str, access: Access | None = None) -> None:
    """Raise SourcelineError for an address that others could reach where nobody signs in."""
    if is_local(access or Access()) and not is_loopback_name(host):
        raise SourcelineError(
            f"{host} can be reached by others, and nobody would be asked who they are: set "
            "SOURCELINE_TOKEN_SECRET, SOURCELINE_USERS or another way to sign in, or serve on "
            "127.0.0.1"
        )


def _local(asking: HTTPConnection) -> Person | Refusal:
    host = asking.headers.get("host", "").lower()
    origin = asking.headers.get("origin")
    if not is_loopback_name(name_of(host)):
        return _ELSEWHERE
    if origin is not None and not is_origin_of(origin, host):
        return _ELSEWHERE
    if any(name in asking.headers for name in _OF_PROXIES):
        return _BROUGHT  # many proxies ask under our own loopback name, for anybody at all
    return LOCAL if _is_from_a_page_here(asking) else _ELSEWHERE


def _is_from_a_page_here(asking: HTTPConnection) -> bool:
    """What browsers say of where a request comes from; a program says nothing.

    A link to an answer may stand on any site: it opens as a page of its own, in no frame.
    """
    headers = asking.headers
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    mode, opens = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return (mode, opens) == ("navigate", "document") and "origin" not in headers
