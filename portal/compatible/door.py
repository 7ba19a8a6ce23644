"""The door for OpenAI's clients: ``/v1/models`` and ``/v1/chat/completions``, streamed or not.

Answers are text with readable markers and a list of sources, since LangChain and others drop
annotations; those that keep them find each marker with the page of its sentence, and the whole
answer under ``sourceline``. A stream goes by verified statement, as everywhere here.
"""

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Request, Response

from portal.closing import Closing
from portal.compatible.reply import Replying
from portal.compatible.request import CompatibleRoute, RefusedRequest, question_of
from portal.compatible.schemas import MODEL, Asked, Completion, Model, Models, Refused
from portal.events import EventStream, unless_stopped, while_listened_to
from portal.house import House, desk_of, person_of
from portal.reached import base_of

_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refused, "description": "What was asked for cannot be had here"},
    404: {"model": Refused, "description": "No such model"},
    422: {"model": Refused, "description": "No question, or one that is too long"},
    429: {"model": Refused, "description": "Too many questions: Retry-After says when"},
    503: {"model": Refused, "description": "Nothing to answer from, or not in time"},
}


def add_compatible(application: FastAPI, house: House) -> None:
    """Add the OpenAI-compatible endpoint to the application."""
    closing: Closing = application.state.closing
    router = APIRouter(prefix="/v1", route_class=CompatibleRoute, tags=["OpenAI-compatible"])

    @router.get("/models")
    def models() -> Models:
        """List the one model that there is: this house and its articles."""
        return Models(data=[Model()])

    @router.get("/models/{model}", responses={404: _REFUSALS[404]})
    def model(model: Annotated[str, Path(examples=[MODEL])]) -> Model:
        """Say that the model is there."""
        if model != MODEL:
            raise RefusedRequest(
                f"there is no model here but {MODEL!r}", "model", "model_not_found"
            )
        return Model()

    @router.post("/chat/completions", response_model=Completion, responses=_REFUSALS)
    async def complete(asked: Asked, request: Request) -> Response:
        """Answer the last message; with ``stream``, by statement, as server-sent events."""
        question, history = question_of(asked)
        desk = await desk_of(house)
        reply = Replying(desk, asked, base_of(request, house.access))
        events = desk.ask(question, person_of(request), history=history, keep=False)
        if not asked.stream:
            answered = unless_stopped(closing, reply.whole(events))
            whole = await while_listened_to(request.receive, answered)
            return Response(whole.model_dump_json(), media_type="application/json")
        try:
            # What cannot be asked is told by the status: the stream begins with what is read.
            begun = unless_stopped(closing, anext(events))
            await while_listened_to(request.receive, begun)
        except BaseException:
            await events.aclose()
            raise
        return EventStream(reply.lines(events), closing)

    application.include_router(router)
