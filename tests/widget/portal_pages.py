"""A portal of another origin: pages with the widget's line on them, and its own token endpoint.

It is reached by the name ``localhost``, while the server under test is ``127.0.0.1``: another port
and another host name, so that a browser takes them for different sites.
"""

import html
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

SECRET = "what the portal signs with, and the server checks by"  # noqa: S105 -- of this test
_BODY = """
<header><h1>Ministry intranet</h1></header>
<main><p>Transport desk <a href="#news" id="news">News</a></p><div id="place"></div></main>
"""


@dataclass
class Page:
    """A page of the portal."""

    html: str
    policy: str = ""


@dataclass
class Portal:
    """What the portal serves, and what it was asked for."""

    origin: str
    house: str
    """Where the server under test is."""
    pages: dict[str, Page] = field(default_factory=dict)
    lifetime: float = 300
    """Seconds that a token lives."""
    sub: str = "ada"
    tokens: int = 0
    """How many were made."""

    def page(
        self,
        path: str = "/",
        *,
        policy: str = "",
        style: str = "",
        script: str = "",
        lang: str = "en",
        loader: str = "/widget.js",
        body: str = _BODY,
        **data: str,
    ) -> str:
        """A page with the widget's line; ``data`` are its data attributes. Gives its URL."""
        data = {"token_endpoint": "/token", **data}
        told = " ".join(
            f'data-{name.replace("_", "-")}="{html.escape(value)}"'
            for name, value in data.items()
            if value
        )
        head = f"<title>Portal</title>{style and f'<style>{style}</style>'}{script}"
        line = f'<script src="{self.house}{loader}" defer {told}></script>' if loader else ""
        viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
        whole = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{viewport}'
            f"{head}{line}</head><body>{body}</body></html>"
        )
        self.pages[path] = Page(whole, policy)
        return self.origin + path

    def token(self) -> str:
        """What the portal's backend signs for whoever is signed in there."""
        self.tokens += 1
        now = time.time()
        claims = {
            "sub": self.sub,
            "aud": "sourceline",
            "origin": self.origin,
            "iat": int(now),
            "exp": now + self.lifetime,
        }
        return jwt.encode(claims, SECRET, "HS256")


@contextmanager
def open_portal(house: str = "") -> Iterator[Portal]:
    """A portal on a free port, for the widget of ``house``."""
    portal = Portal("", house)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/token":
                self._send(200, "application/json", f'{{"token": "{portal.token()}"}}')
            elif path in portal.pages:
                page = portal.pages[path]
                self._send(200, "text/html; charset=utf-8", page.html, page.policy)
            else:
                self._send(404, "text/plain", "not here")

        def _send(self, status: int, kind: str, body: str, policy: str = "") -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            if policy:
                self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    portal.origin = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
