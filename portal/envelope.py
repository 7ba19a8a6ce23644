"""What is around every request: an id, a line in the log, the headers, and an end to what failed.

The outermost layer, so that what is refused and what breaks goes out in the same envelope.
"""

import logging
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.admission.persons import Person
from portal.headers import SaidOfItself
from portal.refusals import FAILED, refused
from portal.request_log import log_request

_GONE = 499
"""In the log: whoever asked did not wait for the answer, and nothing was sent."""
_log = logging.getLogger(__name__)


class Envelope:
    """Gives every request an id and every response its headers."""

    def __init__(self, app: ASGIApp, says: SaidOfItself) -> None:
        self._app, self._says = app, says

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # no door here speaks it
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await self._served(scope, receive, send)

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = _Sent(scope["path"], self._says, send)
        started = time.perf_counter()
        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            sent.status = _GONE
        except Exception:
            _log.exception("request %s failed", sent.id)
            if sent.status:
                raise  # it has begun to answer: nothing else can be said
            await refused(scope["path"], 500, FAILED)(scope, receive, sent)
        finally:
            person = scope.get("person")
            log_request(
                id=sent.id,
                method=scope["method"][:10],
                route=_route(scope),
                status=sent.status,
                milliseconds=1000 * (time.perf_counter() - started),
                person=person.hashed if isinstance(person, Person) else "",
            )


class _Sent:
    """Sends a response with its headers, and knows its status; 0 before there is any."""

    def __init__(self, path: str, says: SaidOfItself, send: Send) -> None:
        self.id = secrets.token_hex(8)
        self.status = 0
        self._path, self._says, self._send = path, says, send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._says.of(self._path, self.status).items():
                headers[name] = value
            headers["x-request-id"] = self.id
        await self._send(message)


def _route(scope: Scope) -> str:
    """The route as it is written in the code: a path may hold what is nobody's business."""
    told = getattr(scope.get("route"), "path", None)
    if isinstance(told, str) and told:
        return told
    first = scope["path"].split("/", 2)[1]
    return f"/{first}" if first in ("gradio_api", "house", "assets", "static", "mcp") else "/…"
