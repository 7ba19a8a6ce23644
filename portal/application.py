"""The application that every door is a part of: who may come in, and what every response says."""

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse

from portal.api import add_api
from portal.article_page import add_article_page
from portal.compatible import add_compatible
from portal.doorkeeper import who_asks
from portal.house import House
from portal.mcp_door import add_mcp_door
from portal.widget_door import add_widget_door

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

STATIC = Path(__file__).parent / "static"
LARGEST_BODY = 64 * 1024
"""Bytes: a question of 10,000 characters in any script fits, and is then told that it is too long.
"""
_GRADIO = "/gradio_api/"
_NEEDED = tuple(_GRADIO + name for name in ("queue/", "run/", "heartbeat/", "cancel", "reset"))
"""What the page itself uses of Gradio's interface; the rest takes files, runs code or tells all."""
_CLOSED = ("/monitoring", "/openapi.json", "/login", "/logout", "/config", "/pwa_icon")
_SECURITY = {
    # Gradio's page puts its configuration in an inline script; nothing comes from elsewhere.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_KEPT = {
    "/assets/": "public, max-age=31536000, immutable",  # Gradio's files carry a hash in their names
    "/static/": "no-cache",
    "/house/": "no-cache",
}
"""How browsers keep files, by where they are; what people asked and were told is kept nowhere."""


def build_application(house: House) -> FastAPI:
    """The parent application with every door but the chat page, which is mounted on it."""
    application = FastAPI(title="Sourceline", docs_url=None, redoc_url=None, openapi_url=None)
    # With none of Starlette's own, Gradio reflects any Origin, credentials allowed.
    application.add_middleware(CORSMiddleware, allow_origins=[])
    application.add_middleware(_Doors)
    application.mount("/house", StaticFiles(directory=STATIC), name="house")

    @application.get("/healthz")
    def healthy() -> PlainTextResponse:
        """Say that the process answers."""
        return PlainTextResponse("ok")

    for add in (add_api, add_compatible, add_mcp_door, add_article_page, add_widget_door):
        add(application, house)
    return application


class _Doors:
    """Turns away who may not come in, bodies too large, and routes that nothing here uses."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it in one line."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # no door here speaks it
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scope["person"] = who_asks(headers)
        refusal = _refusal(scope["path"], headers)
        if refusal is not None:
            await refusal(scope, receive, _secured(send, scope["path"]))
            return
        await self._app(scope, _bounded(receive), _secured(send, scope["path"]))


def _refusal(path: str, headers: Headers) -> PlainTextResponse | None:
    if who_asks(headers) is None:
        return PlainTextResponse("this page is served to this machine alone\n", 403)
    if path.startswith(_CLOSED) or (path.startswith(_GRADIO) and not path.startswith(_NEEDED)):
        return PlainTextResponse("not found\n", 404)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        return PlainTextResponse(f"a request has at most {LARGEST_BODY} bytes\n", 413)
    return None


def _bounded(receive: Receive) -> Receive:
    """Count what comes in, for a body that does not say how long it is."""
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= LARGEST_BODY else {"type": "http.disconnect"}

    return counted


def _secured(send: Send, path: str) -> Send:
    keep = next((kept for start, kept in _KEPT.items() if path.startswith(start)), "no-store")

    async def with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SECURITY.items():
                headers[name] = value
            headers["cache-control"] = keep if message["status"] in (200, 304) else "no-store"
        await send(message)

    return with_headers
