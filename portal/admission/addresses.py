"""Where a request comes from, under which name, and from whose page: what headers say, checked.

A name and an Origin are compared as whole texts, never by how they begin or end.
"""

import ipaddress
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from index import SourcelineError

Networks = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?")


def is_loopback_name(host: str) -> bool:
    """Whether ``host`` is localhost or an address of this machine's loopback."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether ``host`` is an IP address: no name, so that nobody can point it elsewhere."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def name_of(host: str) -> str:
    """The name in a Host header, without its port; "" for what is none."""
    # By what a name may be: `urlsplit` finds ::1 in [::1].evil.example.
    found = _HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""


def plain_origin(text: str) -> str:
    """An origin of the settings as browsers send it: in lower case, without a usual port.

    Raises SourcelineError for what is none, or has a wildcard.
    """
    wrong = SourcelineError(
        f"{text!r} is no origin: give scheme, host and port alone, as in https://portal.example "
        "(SOURCELINE_ALLOWED_ORIGINS)"
    )
    try:
        parts = urlsplit(text.lower().removesuffix("/"))
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise wrong from error
    extra = parts.path or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in _PORTS or not host or extra or not host.isascii() or "*" in host:
        raise wrong
    shown = f"[{host}]" if ":" in host else host
    told = "" if port is None or port == _PORTS[parts.scheme] else f":{port}"
    made = f"{parts.scheme}://{shown}{told}"
    if any(c in made for c in " ;,'\""):  # it goes into a policy, where these would end it
        raise wrong
    return made


def is_origin_of(origin: str, host: str) -> bool:
    """Whether ``origin`` is a page that was served under ``host``, as its Host header says."""
    scheme, _, rest = origin.lower().partition("://")
    if scheme not in _PORTS or not rest:
        return False
    usual = f":{_PORTS[scheme]}"
    return rest.removesuffix(usual) == host.lower().removesuffix(usual)


def networks(told: Sequence[str]) -> Networks:
    """Addresses and networks of the settings; raises SourcelineError for what is neither."""
    try:
        return tuple(ipaddress.ip_network(one, strict=False) for one in told)
    except ValueError as error:
        raise SourcelineError(
            f"{error}: give addresses or networks (SOURCELINE_TRUSTED_PROXIES)"
        ) from error


def is_within(address: str, trusted: Networks) -> bool:
    """Whether an address is in one of the networks."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in network for network in trusted)


def address_of(connection: HTTPConnection, trusted: Networks) -> str:
    """Where a request is from: the last address that no trusted proxy of ours told of itself.

    An IPv6 address is one of a whole network that its owner has, so that network is told.
    """
    address = connection.client.host if connection.client else ""
    told = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
    for before in reversed([one.strip() for one in told if one.strip()]):
        if not is_within(address, trusted) or not is_address(before):
            break
        address = before
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and not found.ipv4_mapped:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
