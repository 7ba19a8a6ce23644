"""Which HTTP status an error is told with, and as what: JSON with one line, at every door."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from index import SourcelineError
from portal.admission.limits import TooBusy, TooManyQuestions
from portal.desk import NotAsked

FAILED = "something went wrong here, and was written down: ask again"
_JSON_DOORS = ("/api/", "/v1/", "/mcp")


def status_of(error: SourcelineError) -> int:
    """422 for what cannot be asked, 429 for too much of it, 503 for what cannot be had now."""
    if isinstance(error, NotAsked):
        return 422
    return 429 if isinstance(error, TooManyQuestions) else 503


def refused(path: str, status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    """One line, as JSON where programs ask and as text where people do."""
    if path.startswith(_JSON_DOORS):
        return JSONResponse({"error": line}, status, headers)
    return PlainTextResponse(line + "\n", status, headers)


def add_refusals(application: FastAPI) -> None:
    """Tell every error of the application's own routes in one line."""

    @application.exception_handler(SourcelineError)
    async def told(request: Request, error: SourcelineError) -> Response:
        headers = {}
        if isinstance(error, TooManyQuestions | TooBusy):
            headers["retry-after"] = str(error.retry_after)
        return refused(request.url.path, status_of(error), str(error), headers)

    @application.exception_handler(HTTPException)
    async def wrong(request: Request, error: HTTPException) -> Response:
        line = str(error.detail)
        headers = dict(error.headers) if error.headers else None
        return refused(request.url.path, error.status_code, line, headers)

    @application.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(one) for one in first["loc"] if one not in ("body", "query", "path"))
        line = f"{place[:100]}: {first['msg']}" if place else str(first["msg"])
        return refused(request.url.path, 422, " ".join(line.split()))
