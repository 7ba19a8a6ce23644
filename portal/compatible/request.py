"""A question and what was said before it, out of a request in OpenAI's form; or why there is none.

What would change the form of the answer (tools, JSON, several answers, sound) is refused, since a
program that asks for it cannot use what it would get. What tunes a model is taken and has no
effect. System messages too: whoever asks does not decide what an answer may rest on.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from index import SourcelineError
from portal.answers.text import text_of_turn
from portal.compatible.schemas import MODEL, Asked, Message, Refusal, Refused
from portal.refusals import status_of
from qa import Turn

_IGNORED = ("system", "developer")
_BAD, _GONE = 400, 499
_STATUS = {"model_not_found": 404}
_WRONG = "invalid_request_error"
_TYPES = {429: "rate_limit_error", 503: "server_error"}


class RefusedRequest(Exception):  # noqa: N818 -- what it says, as an error of OpenAI's
    """A request that is not answered, with the one line that says why."""

    def __init__(self, message: str, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.param, self.code = param, code
        self.status = _STATUS.get(code or "", _BAD)


def refusal_of(error: RefusedRequest | SourcelineError) -> tuple[int, Refused]:
    """The status and the body that tell an error, in OpenAI's form."""
    if isinstance(error, RefusedRequest):
        status, param, code = error.status, error.param, error.code
    else:
        status, param, code = status_of(error), None, None
    told = Refusal(
        message=" ".join(str(error).split()),
        type=_TYPES.get(status, _WRONG),
        param=param,
        code=code,
    )
    return status, Refused(error=told)


class CompatibleRoute(APIRoute):
    """A route whose every refusal is one line in OpenAI's form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with what it raises told."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                return _refused(RefusedRequest(*_first(error)))
            except HTTPException as error:
                return _refused(RefusedRequest(str(error.detail)))
            except (RefusedRequest, SourcelineError) as error:
                return _refused(error)
            except ClientDisconnect:
                return Response(status_code=_GONE)  # that nobody reads

        return handled


def question_of(asked: Asked) -> tuple[str, tuple[Turn, ...]]:
    """The question, and the turns before it; RefusedRequest where it cannot be answered here."""
    _check(asked)
    spoken = [one for one in asked.messages if one.role not in _IGNORED]
    if not spoken or spoken[-1].role != "user":
        raise RefusedRequest("the last message has to be a user's: it is the question", "messages")
    return _text(spoken[-1]), _turns(spoken[:-1])


def texts_of(asked: Asked) -> list[str]:
    """All that was sent to be read, for who counts tokens."""
    return [_text(one) for one in asked.messages]


def _check(asked: Asked) -> None:
    if asked.model != MODEL:
        raise RefusedRequest(
            f"there is no model {asked.model[:80]!r} here: ask {MODEL!r}",
            "model",
            "model_not_found",
        )
    wanted = {
        "n": asked.n not in (None, 1),
        "tools": bool(asked.tools) and asked.tool_choice != "none",
        "functions": bool(asked.functions),
        "response_format": asked.response_format is not None
        and asked.response_format.type != "text",
        "modalities": asked.modalities not in (None, [], ["text"]),
        "logprobs": bool(asked.logprobs),
    }
    for name, is_wanted in wanted.items():
        if is_wanted:
            told = f"{name} cannot be had here: one answer is given, in text; leave {name} out"
            raise RefusedRequest(told, name, "unsupported_parameter")


def _turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Each user's message with what the assistant said to it, which may be nothing."""
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user":
            turns.append(Turn(_text(message), ""))
        elif message.role == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, text_of_turn(_text(message)))
    return tuple(turns)


def _text(message: Message) -> str:
    """The text of a message; half a surrogate pair, which cannot be sent on, is a question mark."""
    return _content(message).encode("utf-8", "replace").decode()


def _content(message: Message) -> str:
    """A string, or parts that are all text."""
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    for part in message.content:
        if part.type != "text" or part.text is None:
            told = f"only text can be read here, not {part.type[:40]!r}"
            raise RefusedRequest(told, "messages", "unsupported_content")
    return "\n".join(part.text or "" for part in message.content)


def _refused(error: RefusedRequest | SourcelineError) -> JSONResponse:
    status, told = refusal_of(error)
    again = getattr(error, "retry_after", None)
    headers = None if again is None else {"retry-after": str(again)}
    return JSONResponse(told.model_dump(), status, headers)


def _first(error: RequestValidationError) -> tuple[str, str]:
    """What is wrong first of all, and where; never what was sent, which may be unprintable."""
    first = error.errors()[0]
    where = ".".join(str(one) for one in first["loc"][1:] if not str(one).startswith("list["))
    return f"{where or 'body'}: {first['msg']}".encode("utf-8", "replace").decode(), where or "body"
