"""The application that every door is a part of: who may come in, and what is behind it."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.admission.doorkeeper import SESSION, Doorkeeper, Refusal
from portal.admission.persons import LOCAL
from portal.api import add_api
from portal.articles.page import add_article_page
from portal.chat_page.gradio_events import EventsOfTheirOwn
from portal.closing import Closing
from portal.compatible.door import add_compatible
from portal.envelope import Envelope
from portal.headers import SaidOfItself
from portal.house import House, person_of
from portal.mcp_door.door import add_mcp_door
from portal.metrics import CONTENT_TYPE
from portal.refusals import add_refusals, refused
from portal.request_log import keep_requests
from portal.widget_door import add_widget_door

Application = FastAPI
"""What doors are added to; a name for whoever mounts a page on it."""
STATIC = Path(__file__).parent / "static"
LARGEST_BODY = 64 * 1024
"""Bytes: a question of 10,000 characters in any script fits, and is then told that it is too long.
"""
METRICS = "metrics"
"""Group of whoever may read the numbers."""
_GRADIO = "/gradio_api/"
_NEEDED = tuple(_GRADIO + name for name in ("queue/", "run/", "heartbeat/", "cancel", "reset"))
"""What the page itself uses of Gradio's interface; the rest takes files, runs code or tells all."""
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")
_CLOSED = ("/monitoring", "/login", "/logout", "/config", "/pwa_icon")


def build_application(house: House) -> FastAPI:
    """The parent application with every door but the chat page, which is mounted on it.

    Raises SourcelineError for settings that cannot be.
    """
    doorkeeper = Doorkeeper(house.access, house.store)
    application = FastAPI(title="Sourceline", version=_version(), docs_url=None, redoc_url=None)
    application.state.closing = Closing()
    application.add_middleware(Doors, doorkeeper=doorkeeper)
    # With none of Starlette's own, Gradio reflects any Origin, credentials allowed.
    application.add_middleware(
        CORSMiddleware,
        allow_origins=doorkeeper.origins,
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["authorization", "content-type", SESSION],
        expose_headers=["retry-after", "x-request-id"],
    )
    application.add_middleware(Envelope, says=SaidOfItself(doorkeeper.origins))
    application.mount("/house", StaticFiles(directory=STATIC), name="house")
    if house.store is not None:
        keep_requests(house.store)
    add_refusals(application)
    _add_signs(application, house)
    for add in (add_api, add_compatible, add_mcp_door, add_article_page, add_widget_door):
        add(application, house)
    _add_ends(application)
    return application


def _add_signs(application: FastAPI, house: House) -> None:
    """What whoever operates it looks at."""

    @application.get("/healthz", include_in_schema=False)
    async def healthy() -> Response:
        """Say that the process answers."""
        return PlainTextResponse("ok")

    @application.get("/readyz", include_in_schema=False)
    async def ready() -> Response:
        """Say whether questions are answered: the models are open, and the index was audited."""
        # Opening a store audits what it searches, and waits for it.
        opened = house.desk.opened is not None
        return JSONResponse({"ready": opened}, 200 if opened else 503)

    @application.get("/version", include_in_schema=False)
    async def told_version() -> Response:
        """Say which version this is."""
        return JSONResponse({"version": application.version})

    @application.get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> Response:
        """The numbers, for this machine's user and for those of the group ``metrics``."""
        person = person_of(request)
        if person is not LOCAL and METRICS not in person.groups:
            raise HTTPException(403, f"numbers are told to the group {METRICS}")
        desk = house.desk.opened
        told = desk.metrics.exposed(desk.limits.in_work) if desk is not None else b""
        return Response(told, media_type=CONTENT_TYPE)


def _add_ends(application: FastAPI) -> None:
    """What is no route of ours is none of the chat page's, which is mounted below them all."""

    @application.api_route("/api/{rest:path}", methods=list(_METHODS), include_in_schema=False)
    @application.api_route("/v1/{rest:path}", methods=list(_METHODS), include_in_schema=False)
    async def nowhere(request: Request) -> Response:
        """Say that there is no such route, or none of that method."""
        for route in application.routes:
            match, _ = route.matches(request.scope)
            if match is Match.PARTIAL:
                raise HTTPException(405, "Method Not Allowed")
        raise HTTPException(404, "Not Found")


class Doors:
    """Turns away who may not come in, bodies too large, and routes that nothing here uses."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self._app, self._doorkeeper = EventsOfTheirOwn(app), doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it in one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope["path"], Headers(scope=scope))
        asking = await self._doorkeeper.who_asks(HTTPConnection(scope))
        if isinstance(asking, Refusal):
            told = refused(scope["path"], asking.status, asking.line, dict(asking.headers))
            await told(scope, receive, send)
            return
        scope["person"] = asking
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        bounded = _Bounded(scope, receive, send)
        await self._app(scope, bounded.receive, bounded.send)


def _refusal(path: str, headers: Headers) -> Response | None:
    if path.startswith(_CLOSED) or (path.startswith(_GRADIO) and not path.startswith(_NEEDED)):
        return refused(path, 404, "not found")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        return _too_large(path)
    return None


class _Bounded:
    """Counts what comes in, for a body that does not say how long it is, and says so itself."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._seen, self._told = 0, False

    async def receive(self) -> Message:
        """What comes in; what is too much is as if the other side had gone."""
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        return message if self._seen <= LARGEST_BODY else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """What is answered; of a body that was too much, that it was."""
        if self._seen <= LARGEST_BODY:
            await self._send(message)
        elif not self._told:
            self._told = True
            await _too_large(self._scope["path"])(self._scope, self._receive, self._send)


def _too_large(path: str) -> Response:
    return refused(path, 413, f"a request has at most {LARGEST_BODY} bytes")


def _version() -> str:
    try:
        return version("sourceline")
    except PackageNotFoundError:
        return "0"
