"""A portal's token endpoint in Python, with nothing but its standard library.

    SOURCELINE_TOKEN_SECRET=… PORTAL_ORIGIN=https://portal.example python token_endpoint.py

Put it where only people who have signed in to the portal get to, behind the same proxy: that proxy
says who they are in X-Forwarded-User (and their groups in X-Forwarded-Groups), and takes these
headers away from whatever comes from outside. In a portal with sessions of its own, call
`page_token` with the session's user instead.
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECONDS = 600
"""A token's life; the widget fetches the next one before it ends."""


def page_token(secret: str, origin: str, sub: str, name: str = "", groups: tuple = ()) -> str:
    """A token (JWT, HS256) with which this person's page asks, and no other site's."""
    claims = {
        "sub": sub,
        "aud": "sourceline",
        "origin": origin,
        "exp": int(time.time()) + SECONDS,
        "name": name,
        "groups": list(groups),
    }
    parts = (json.dumps({"alg": "HS256", "typ": "JWT"}), json.dumps(claims))
    told = ".".join(_encoded(part.encode()) for part in parts)
    signature = hmac.new(secret.encode(), told.encode(), hashlib.sha256).digest()
    return f"{told}.{_encoded(signature)}"


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Endpoint(BaseHTTPRequestHandler):
    """GET gives ``{"token": "…"}`` to whoever the portal knows, and 401 to everybody else."""

    def do_GET(self) -> None:
        """Say who the proxy says it is, signed."""
        user, groups = self._told("X-Forwarded-User"), self._told("X-Forwarded-Groups").split(",")
        known = tuple(one.strip() for one in groups if one.strip())
        secret, origin = os.environ["SOURCELINE_TOKEN_SECRET"], os.environ["PORTAL_ORIGIN"]
        told = {"token": page_token(secret, origin, user, groups=known)} if user else {}
        body = json.dumps(told).encode()
        self.send_response(200 if user else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _told(self, header: str) -> str:
        """What a header says: headers are read as Latin-1, and proxies send UTF-8."""
        return self.headers.get(header, "").encode("latin-1").decode("utf-8", "replace")


if __name__ == "__main__":
    at = ("127.0.0.1", int(os.environ.get("PORT", "8081")))
    ThreadingHTTPServer(at, Endpoint).serve_forever()
