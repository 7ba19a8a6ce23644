"""The HTTP API: questions asked over REST, or streamed as server-sent events; what may be read.

Handlers that read a database are plain functions: the framework runs those in threads of their
own, which no model keeps waiting.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, FastAPI, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from index import Sentence, Source
from portal.chat_page.collection_view import sources_with
from portal.closing import Closing
from portal.conversation_api import add_conversations
from portal.desk import Told
from portal.events import Event, EventStream, unless_stopped, while_listened_to
from portal.examples import Examples
from portal.house import House, desk_of, person_of
from portal.opening import Opening
from portal.schemas import (
    ERRORS,
    NOT_THERE,
    AnswerInConversation,
    ArticlesTold,
    ArticleTold,
    AskRequest,
    ExamplesTold,
    FeedbackRequest,
    MeTold,
)
from qa import Citation, Reading, Said, Turn, answer_to_json, citation_to_json

_STREAM = {
    "model": AnswerInConversation,
    "description": "The answer; or, asked for with Accept: text/event-stream, the events asked, "
    "sources, statement… and last done, or error",
    "content": {
        "text/event-stream": {
            "schema": {"type": "string"},
            "example": 'event: asked\ndata: {"question": "…"}\n\n'
            'event: sources\ndata: {"sentences": […], "articles": 3}\n\n'
            'event: statement\ndata: {"text": "…", "citations": [{"number": 1, …}]}\n\n'
            'event: done\ndata: {"id": "…", "status": "answered", …}\n\n',
        }
    },
}
_FINDING = 2
"""Threads that find examples, or wait for the one that does."""
_LISTED = 50
_MOST = 100


def add_api(application: FastAPI, house: House) -> None:
    """Add the HTTP API: REST and SSE to the application."""
    router = APIRouter(prefix="/api/v1", responses=ERRORS)
    _add_asking(router, house, application.state.closing)
    _add_beginning(router, house)
    _add_reading(router, house)
    add_conversations(router, house)
    application.include_router(router)


def _add_asking(router: APIRouter, house: House, closing: Closing) -> None:
    @router.post("/ask", tags=["questions"], responses={200: _STREAM})
    async def ask(request: Request, asked: AskRequest) -> Response:
        """Ask. Every statement of the answer rests on the sentences that it cites."""
        desk = await desk_of(house)
        person = person_of(request)
        told = desk.ask(
            asked.question,
            person,
            conversation=asked.conversation_id or "",
            history=[Turn(one.question, one.answer) for one in asked.history],
        )
        if _wants_stream(request):
            return EventStream(_events(asked.question, told), closing)
        answered = unless_stopped(closing, _last(told))
        return JSONResponse(_done(await while_listened_to(request.receive, answered)))

    @router.post("/feedback", status_code=204, tags=["questions"], responses=NOT_THERE)
    def feedback(request: Request, given: FeedbackRequest) -> Response:
        """Say whether an answer of yours was right."""
        kept = house.desk.wait().conversations
        name = person_of(request).name
        if not kept.vote(given.answer_id, name, given.vote, given.reason):
            raise HTTPException(404, "there is no such answer of yours")
        return Response(status_code=204)


def _add_beginning(router: APIRouter, house: House) -> None:
    kept_examples = Opening(lambda: Examples(house.desk.wait().assistant))

    finding = Opening(lambda: anyio.CapacityLimiter(_FINDING))

    @router.get("/examples", response_model=ExamplesTold, tags=["questions"])
    async def examples(request: Request) -> Response:
        """Questions that the articles you may read answer."""
        scope = person_of(request).scope
        # Finding them takes seconds: whoever waits for them must not hold all the threads.
        found = await anyio.to_thread.run_sync(
            lambda: kept_examples.wait().of(scope), limiter=finding.wait()
        )
        return JSONResponse({"questions": list(found)})

    @router.get("/me", response_model=MeTold, tags=["questions"])
    def me(request: Request) -> Response:
        """Who you are here, and what you can ask about."""
        desk, person = house.desk.wait(), person_of(request)
        return JSONResponse(
            {
                "name": person.called or person.name,
                "reader": desk.assistant.reader_name,
                "articles": desk.assistant.collection.within(person.scope).count(),
            }
        )


def _add_reading(router: APIRouter, house: House) -> None:
    @router.get("/articles", response_model=ArticlesTold, tags=["articles"])
    def articles(
        request: Request,
        query: Annotated[str, Query(max_length=200)] = "",
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = _LISTED,
    ) -> Response:
        """List the articles that you may read, the last to arrive first, by words of the title."""
        collection = house.desk.wait().assistant.collection.within(person_of(request).scope)
        found = sources_with(collection.sources(), query)
        listed = [_listed(one) for one in found[offset : offset + limit]]
        return JSONResponse({"articles": listed, "total": len(found)})

    @router.get(
        "/articles/{id:path}", response_model=ArticleTold, tags=["articles"], responses=NOT_THERE
    )
    def article(request: Request, id: Annotated[str, Path(max_length=2000)]) -> Response:
        """Read an article, with its sentences."""
        collection = house.desk.wait().assistant.collection.within(person_of(request).scope)
        found = collection.article(id)
        if found is None:
            raise HTTPException(404, "there is no such article")
        sentences = [
            {
                "index": one.index,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "kind": one.kind.value,
            }
            for one in collection.sentences(id)
        ]
        return JSONResponse(
            {
                **_listed(found.source),
                "version": found.version,
                "text": found.text,
                "sentences": sentences,
            }
        )


def _wants_stream(request: Request) -> bool:
    return "text/event-stream" in request.headers.get("accept", "").lower()


async def _events(
    question: str, told: AsyncGenerator[Reading | Said | Told, None]
) -> AsyncGenerator[Event, None]:
    async with aclosing(told) as events:
        # Before the search, for which many may be waiting: whoever asked knows that it arrived.
        yield Event("asked", {"question": question})
        async for event in events:
            yield _as_event(event)


async def _last(told: AsyncGenerator[Reading | Said | Told, None]) -> Told:
    async with aclosing(told) as events:
        async for event in events:
            if isinstance(event, Told):
                return event
    raise ValueError("a stream ends with its answer")


def _as_event(event: Reading | Said | Told) -> Event:
    if isinstance(event, Reading):
        sentences = [_read(one) for one in event.sentences]
        count = len({one.source.id for one in event.sentences})
        return Event("sources", {"sentences": sentences, "articles": count})
    if isinstance(event, Said):
        cited = [citation_to_json(one) for one in event.citations]
        return Event("statement", {"text": event.statement.text, "citations": cited})
    return Event("done", _done(event))


def _read(sentence: Sentence) -> dict[str, object]:
    """A sentence in the shape of a citation; what is only being read has no number yet."""
    told = citation_to_json(Citation(1, sentence))
    del told["number"]
    return told


def _done(told: Told) -> dict[str, object]:
    return {**answer_to_json(told.answer), "conversation_id": told.conversation}


def _listed(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published": source.published,
        "language": source.language,
    }
