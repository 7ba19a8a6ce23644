"""Where this house was reached, for links that are to be opened elsewhere."""

from starlette.requests import HTTPConnection

from portal.admission.access import Access
from portal.admission.addresses import is_within, networks


def base_of(asking: HTTPConnection, access: Access) -> str:
    """Scheme and name of a request that was let in: ``https://news.example``.

    That it came in by https is taken from a trusted proxy alone.
    """
    peer = asking.client.host if asking.client else ""
    told = asking.headers.get("x-forwarded-proto", "").strip().lower()
    by_proxy = told == "https" and is_within(peer, networks(access.trusted_proxies))
    return f"{'https' if by_proxy else asking.url.scheme}://{asking.url.netloc}"
