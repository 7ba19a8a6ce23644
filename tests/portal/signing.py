"""Tokens as a portal's backend signs them."""

import time

import jwt

from portal.admission.access import Access

SECRET = "a secret of more than thirty-two bytes, for tests"  # noqa: S105 -- for tests
PORTAL = "https://portal.example"
SIGNED = Access(origins=(PORTAL,), token_secret=SECRET)


def page_token(secret: str = SECRET, **claims: object) -> str:
    """A good token, but for ``claims``; one that is None is left out."""
    told = {
        "sub": "ayla",
        "aud": "sourceline",
        "origin": PORTAL,
        "exp": int(time.time()) + 600,
        **claims,
    }
    return jwt.encode({k: v for k, v in told.items() if v is not None}, secret, "HS256")


def bearer(token: str) -> dict[str, str]:
    """The header that it is sent in."""
    return {"authorization": f"Bearer {token}"}
