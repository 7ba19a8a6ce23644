"""The chat page's events are their asker's alone.

Gradio knows a browser by a session's hash that the page makes up, and hands a session's events to
whoever names it. Here a session belongs to the person that used it first; for everybody else it
does not exist. Whoever is nobody in particular is, on that page, the person of their session.
"""

import json
from collections import OrderedDict
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.admission.persons import Person, of_session
from portal.refusals import refused

GRADIO = "/gradio_api/"
_IN_PATH = GRADIO + "heartbeat/"
_REMEMBERED = 10_000
"""Sessions whose person is known; the longest unused is forgotten first."""


class EventsOfTheirOwn:
    """Lets everybody name the sessions that are theirs, or nobody's yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or say that there is no such thing."""
        person = scope.get("person")
        if not scope.get("path", "").startswith(GRADIO) or not isinstance(person, Person):
            await self._app(scope, receive, send)
            return
        body = await _whole(receive) if scope["method"] == "POST" else []
        session = _named(scope, body)
        if session:
            if not person.keeps:
                person = scope["person"] = of_session(person, session)
            if not self._is_theirs(session, person.name):
                await refused(scope["path"], 404, "there is no such session")(scope, receive, send)
                return
        await self._app(scope, _again(body, receive), send)

    def _is_theirs(self, session: str, name: str) -> bool:
        owner = self._owners.setdefault(session, name)
        self._owners.move_to_end(session)
        if len(self._owners) > _REMEMBERED:
            self._owners.popitem(last=False)
        return owner == name


async def _whole(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was received already, and then what comes."""
    waiting = list(reversed(messages))

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _named(scope: Scope, body: list[Message]) -> str:
    """The session that a request names; "" for none."""
    path = scope["path"]
    if path.startswith(_IN_PATH):
        return str(path.removeprefix(_IN_PATH).partition("/")[0])
    if scope["method"] != "POST":
        told = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
        return told[-1] if told else ""
    try:
        sent = json.loads(b"".join(one.get("body", b"") for one in body))
    except (ValueError, RecursionError):
        return ""
    named = sent.get("session_hash") if isinstance(sent, dict) else None
    return named if isinstance(named, str) else ""
