"""The application that every door is a part of: who may come in, and what every response says."""

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse

from portal.doorkeeper import who_asks

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

STATIC = Path(__file__).parent / "static"
_LARGEST_BODY = 64 * 1024
_CLOSED = ("/gradio_api/upload", "/gradio_api/stream", "/gradio_api/runs", "/monitoring")
_SECURITY = {
    # Gradio's page puts its configuration in an inline script; nothing comes from elsewhere.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def build_application() -> FastAPI:
    """The parent application: its pages are mounted by whoever builds them."""
    application = FastAPI(title="Sourceline", docs_url=None, redoc_url=None, openapi_url=None)
    application.add_middleware(_Doors)
    # With none of Starlette's own, Gradio reflects any Origin, credentials allowed.
    application.add_middleware(CORSMiddleware, allow_origins=[])
    application.mount("/house", StaticFiles(directory=STATIC), name="house")

    @application.get("/healthz")
    def healthy() -> PlainTextResponse:
        """Say that the process answers."""
        return PlainTextResponse("ok")

    return application


class _Doors:
    """Turns away who may not come in, bodies too large, and routes that nothing here uses."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it in one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _secured(send))
            return
        await self._app(scope, _bounded(receive), _secured(send))


def _refusal(scope: Scope, headers: Headers) -> PlainTextResponse | None:
    if who_asks(headers) is None:
        return PlainTextResponse("this page is served to this machine alone\n", 403)
    if any(scope["path"].startswith(path) for path in _CLOSED):
        return PlainTextResponse("not found\n", 404)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _LARGEST_BODY:
        return PlainTextResponse(f"a request has at most {_LARGEST_BODY} bytes\n", 413)
    return None


def _bounded(receive: Receive) -> Receive:
    """Count what comes in, for a body that does not say how long it is."""
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= _LARGEST_BODY else {"type": "http.disconnect"}

    return counted


def _secured(send: Send) -> Send:
    async def with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SECURITY.items():
                headers[name] = value
        await send(message)

    return with_headers
