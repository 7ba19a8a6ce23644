"""The door for other programs' models: an MCP server, over HTTP at ``/mcp`` or over stdio.

Over HTTP each request stands alone: there are no sessions that one person could take over from
another, whoever sends the request is who asks, and closing it ends the work. Who may come in has
been decided before it gets here, so the package's own list of host names is off.
"""

import logging
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
from fastapi import FastAPI
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from sse_starlette.sse import AppStatus
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from index import SourcelineError
from portal.admission.persons import LOCAL
from portal.closing import Closing
from portal.conversations import Conversations
from portal.desk import Desk
from portal.events import unless_stopped
from portal.house import House, desk_of, person_of
from portal.mcp_door.tools import TOOLS, Calling, Tells
from portal.opening import Opening
from portal.reached import base_of
from portal.refusals import FAILED
from qa import open_assistant
from qa.model_settings import Models
from qa.readers import check_reader

_log = logging.getLogger(__name__)
_ABOUT = (
    "A collection of news articles. Ask it, or search it, before you answer from memory; what it "
    "says is cited sentence by sentence. If it says that the articles do not say, tell that."
)
Context = ServerRequestContext[Any, Any]


def add_mcp_door(application: FastAPI, house: House) -> None:
    """Add the MCP server over streamable HTTP to the application."""

    async def calling(context: Context, tells: Tells) -> Calling:
        request = context.request
        if not isinstance(request, Request):
            raise TypeError(f"a call over HTTP without its request: {request!r}")
        base = base_of(request, house.access)
        return Calling(await desk_of(house), person_of(request), base, tells)

    door = _HttpDoor(build_mcp_server(calling, application.state.closing))
    application.router.routes.append(Route("/mcp", door, methods=["POST"]))
    before = application.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[Any]:
        async with before(served) as state, door.open():
            yield state

    application.router.lifespan_context = lifespan


def serve_stdio(store: Path, models: Models) -> None:
    """Serve the articles of ``store``, all of them, over standard input and output to their end.

    Raises SourcelineError for a reader that cannot be had. A store that cannot be read is told to
    whoever calls a tool, and is there as soon as it can.
    """
    check_reader(models)
    with tempfile.TemporaryDirectory(prefix="sourceline-") as nothing_is_kept:
        _end_at_once(lambda: shutil.rmtree(nothing_is_kept, ignore_errors=True))
        kept = Path(nothing_is_kept)
        desk = Opening(lambda: Desk(open_assistant(store, models), Conversations(kept)))
        threading.Thread(target=_open, args=(desk,), daemon=True).start()

        async def calling(_context: Context, tells: Tells) -> Calling:
            return Calling(await anyio.to_thread.run_sync(desk.wait), LOCAL, None, tells)

        anyio.run(_over_stdio, build_mcp_server(calling))


def build_mcp_server(
    calling: Callable[[Context, Tells], Awaitable[Calling]],
    closing: Closing | None = None,
) -> Server[Any]:
    """The server with its tools; ``calling`` says who calls one, of the context of a request."""
    until = closing or Closing()
    tools = {tool.name: tool for tool in TOOLS}

    async def listed(_context: Context, _asked: object) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.takes.model_json_schema(),
                    output_schema=tool.gives.model_json_schema(),
                    annotations=types.ToolAnnotations(
                        title=tool.title,
                        read_only_hint=True,
                        destructive_hint=False,
                        idempotent_hint=True,
                        open_world_hint=False,
                    ),
                )
                for tool in TOOLS
            ]
        )

    async def called(context: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = tools.get(asked.name)
        if tool is None:
            there = ", ".join(tools)
            raise MCPError(types.INVALID_PARAMS, f"there is no such tool: there are {there}")

        async def tells(count: int, statement: str) -> None:
            await context.session.report_progress(count, None, statement)

        try:
            work = tool.call(await calling(context, tells), asked.arguments or {})
            result = await unless_stopped(until, work)
        except SourcelineError as error:
            return _failed(str(error))
        except Exception:  # noqa: BLE001 -- the edge: whoever called is told, whatever it was
            _log.exception("a tool failed")
            return _failed(FAILED)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=result.text)],
            structured_content=dict(result.data),
        )

    return Server(
        "sourceline",
        title="Sourceline",
        version=_version(),
        instructions=_ABOUT,
        on_list_tools=listed,
        on_call_tool=called,
        get_tool_input_schema=lambda name: (
            tools[name].takes.model_json_schema() if name in tools else None
        ),
    )


class _HttpDoor:
    """The server over HTTP, for as long as the application that it is a part of is served."""

    def __init__(self, server: Server[Any]) -> None:
        self._server = server
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Run what answers; the application's lifespan does, since a mounted one's does not run."""
        # Each call is ended by us, with a line that says why; the package would cut its stream off.
        AppStatus.disable_automatic_graceful_drain()  # type: ignore[no-untyped-call]
        manager = StreamableHTTPSessionManager(
            self._server,
            stateless=True,
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._manager is None:
            await JSONResponse({"error": "this door is not open"}, 503)(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)


def _failed(line: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=line)], is_error=True)


async def _over_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _end_at_once(last: Callable[[], object]) -> None:
    """End when told to: a thread that waits for standard input would hold the process for ever."""

    def end(number: int, _frame: object) -> None:
        last()
        os._exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)


def _open(desk: Opening[Desk]) -> None:
    """Beside the handshake, so that the first call need not wait; what fails is told then."""
    with suppress(SourcelineError):
        desk.wait()


def _version() -> str:
    try:
        return version("sourceline")
    except PackageNotFoundError:
        return ""
