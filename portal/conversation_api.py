"""What is kept of a person, for that person: listed, read, taken away, deleted.

Another's is told the same as what does not exist.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from portal.conversations import Conversations, Exchange
from portal.house import House, person_of
from portal.schemas import NOT_THERE, ConversationsTold, ConversationTold, ExportTold
from qa import answer_to_json

_Id = Annotated[str, Path(max_length=64)]
_GONE = "there is no such conversation of yours"


def add_conversations(router: APIRouter, house: House) -> None:
    """Add the conversations of whoever asks."""

    def kept() -> Conversations:
        return house.desk.wait().conversations

    _add_reading(router, kept)
    _add_deleting(router, kept)


def _add_reading(router: APIRouter, kept: Callable[[], Conversations]) -> None:
    @router.get("/conversations", response_model=ConversationsTold, tags=["conversations"])
    def conversations(request: Request) -> Response:
        """List your conversations, the last begun first."""
        found = kept().listed(person_of(request).name)
        listed = [{"id": o.id, "started": o.started, "question": o.question} for o in found]
        return JSONResponse({"conversations": listed})

    @router.get("/conversations/export", response_model=ExportTold, tags=["conversations"])
    def export(request: Request) -> Response:
        """Take all of your conversations with you."""
        name, all_kept = person_of(request).name, kept()
        told = [
            {
                "id": one.id,
                "started": one.started,
                "turns": _turns(all_kept.exchanges(one.id, name)),
            }
            for one in all_kept.listed(name)
        ]
        saved = 'attachment; filename="sourceline-conversations.json"'
        return JSONResponse({"conversations": told}, headers={"content-disposition": saved})

    @router.get(
        "/conversations/{id}",
        response_model=ConversationTold,
        tags=["conversations"],
        responses=NOT_THERE,
    )
    def conversation(request: Request, id: _Id) -> Response:
        """Read a conversation of yours."""
        found = kept().exchanges(id, person_of(request).name)
        if not found:
            raise HTTPException(404, _GONE)
        return JSONResponse({"id": id, "turns": _turns(found)})


def _add_deleting(router: APIRouter, kept: Callable[[], Conversations]) -> None:
    @router.delete("/conversations", status_code=204, tags=["conversations"])
    def delete_all(request: Request) -> Response:
        """Delete everything that is kept of you here but the audit log."""
        kept().forget(person_of(request).name)
        return Response(status_code=204)

    @router.delete(
        "/conversations/{id}", status_code=204, tags=["conversations"], responses=NOT_THERE
    )
    def delete(request: Request, id: _Id) -> Response:
        """Delete a conversation of yours."""
        if not kept().forget(person_of(request).name, id):
            raise HTTPException(404, _GONE)
        return Response(status_code=204)


def _turns(exchanges: tuple[Exchange, ...]) -> list[dict[str, object]]:
    return [
        {**answer_to_json(one.answer), "vote": one.vote, "reason": one.reason} for one in exchanges
    ]
