import asyncio
import json
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from portal.admission.persons import NOBODY, Person, anonymous, signed_in
from portal.chat_page.gradio_events import EventsOfTheirOwn

AYLA, OMID = signed_in("user", "ayla", ()), signed_in("user", "omid", ())


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands where Gradio does: says who asked and what came in."""
    body = await Request(scope, receive).body()
    told = {"person": scope["person"].name, "body": body.decode()}
    await JSONResponse(told)(scope, receive, send)


class Page:
    def __init__(self) -> None:
        self.events = EventsOfTheirOwn(page)

    def asked(self, person: Person, path: str, sent: object = None) -> httpx.Response:
        async def through(scope: Scope, receive: Receive, send: Send) -> None:
            await self.events({**scope, "person": person}, receive, send)

        async def one() -> httpx.Response:
            transport: Any = httpx.ASGITransport(through)
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                if sent is None:
                    return await client.get(path)
                return await client.post(path, content=json.dumps(sent))

        return asyncio.run(one())


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/gradio_api/queue/data?session_hash=s1", None),
        ("/gradio_api/heartbeat/s1", None),
        ("/gradio_api/queue/join", {"session_hash": "s1", "data": ["x" * 3000]}),
        ("/gradio_api/run/predict", {"session_hash": "s1"}),
        ("/gradio_api/cancel", {"session_hash": "s1", "event_id": "e"}),
    ],
)
def test_a_session_is_its_first_users_alone(path: str, sent: object) -> None:
    site = Page()
    own = site.asked(AYLA, path, sent)
    assert own.json() == {"person": "user:ayla", "body": json.dumps(sent) if sent else ""}
    assert site.asked(OMID, path, sent).status_code == 404
    assert site.asked(OMID, path.replace("s1", "s2"), {"session_hash": "s2"} if sent else None)
    assert site.asked(AYLA, path, sent).status_code == 200


def test_who_is_nobody_in_particular_is_the_person_of_their_session() -> None:
    site, nameless = Page(), anonymous("192.0.2.7", "")
    names = {
        site.asked(nameless, "/gradio_api/queue/join", {"session_hash": one}).json()["person"]
        for one in ("s1", "s2", "s1")
    }
    assert len(names) == 2
    assert all(name.startswith("anonymous:") for name in names)


@pytest.mark.parametrize("sent", [[], "x", {"session_hash": 7}, {"session_hash": None}, 3])
def test_what_names_no_session_goes_on_as_it_is(sent: object) -> None:
    told = Page().asked(AYLA, "/gradio_api/run/predict", sent).json()
    assert told["body"] == json.dumps(sent)


def test_other_paths_are_not_looked_into() -> None:
    site = Page()
    for person in (AYLA, OMID, NOBODY):
        assert site.asked(person, "/api/v1/ask", {"session_hash": "s1"}).status_code == 200
