import asyncio
import json
from collections.abc import AsyncGenerator, MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import SourcelineError
from portal.admission.limits import TooBusy
from portal.closing import Closing
from portal.events import Event, EventStream

Message = MutableMapping[str, Any]


class Work:
    """Events told one after the other, and whether the work was ended."""

    def __init__(self, *steps: Event | float | Exception) -> None:
        self.steps, self.ended = steps, False

    async def events(self) -> AsyncGenerator[Event, None]:
        try:
            for step in self.steps:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.ended = True


async def told(
    work: Work, *, ping: float = 9.0, goes: float = 9.0, closing: Closing | None = None
) -> str:
    """What goes over the wire to somebody who goes after a while."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(goes)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    stream = EventStream(work.events(), closing or Closing(), ping)
    await asyncio.wait_for(stream({"type": "http"}, receive, send), 5)
    assert work.ended
    assert sent[0]["status"] == 200
    assert (b"content-type", b"text/event-stream; charset=utf-8") in sent[0]["headers"]
    assert not sent[-1]["more_body"]
    return b"".join(one["body"] for one in sent[1:]).decode()


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20) | st.integers(), max_size=4))
def test_an_event_is_two_lines_whatever_it_tells(data: dict[str, object]) -> None:
    name, line, *rest = Event("done", data).encoded().decode().split("\n")
    assert (name, rest) == ("event: done", ["", ""])
    assert json.loads(line.removeprefix("data: ")) == data


def test_events_are_told_in_order_and_a_silence_has_pings() -> None:
    work = Work(Event("sources", {"n": 1}), 0.35, Event("done", {"n": 2}))
    wire = asyncio.run(told(work, ping=0.1))
    assert wire.startswith('event: sources\ndata: {"n": 1}\n\n: ')
    assert wire.endswith('event: done\ndata: {"n": 2}\n\n')
    assert 2 <= wire.count(": still here\n\n") <= 4


def test_no_silence_is_longer_than_a_ping_apart() -> None:
    work = Work(0.1, Event("sources", {}), 60.0)
    assert asyncio.run(told(work, ping=0.5, goes=0.95)).count(": still here\n\n") == 1


def test_whoever_goes_ends_the_work() -> None:
    work = Work(Event("sources", {}), 60.0, Event("done", {}))
    assert asyncio.run(told(work, goes=0.1)) == "event: sources\ndata: {}\n\n"


def test_what_goes_wrong_is_the_last_event(caplog: pytest.LogCaptureFixture) -> None:
    for error, status in ((SourcelineError("say it anew"), 503), (TooBusy(), 503)):
        wire = asyncio.run(told(Work(Event("sources", {}), error)))
        last = json.loads(wire.rsplit("event: error\ndata: ", 1)[1])
        assert last == {"error": str(error), "status": status}
    wire = asyncio.run(told(Work(RuntimeError("a secret"))))
    assert json.loads(wire.split("data: ")[1])["status"] == 500
    assert "a secret" not in wire
    assert "a secret" in caplog.text


def test_a_server_that_stops_lets_an_answer_be_done_and_tells_the_rest() -> None:
    async def stopped(work: Work) -> str:
        closing = Closing()
        asyncio.get_running_loop().call_later(0.1, closing.tell)
        return await told(work, closing=closing)

    nearly = Work(Event("sources", {}), 0.5, Event("done", {}))
    assert asyncio.run(stopped(nearly)).endswith("event: done\ndata: {}\n\n")
    wire = asyncio.run(stopped(Work(Event("sources", {}), 60.0, Event("done", {}))))
    last = json.loads(wire.rsplit("event: error\ndata: ", 1)[1])
    assert last == {"error": "the server is being stopped: ask again in a minute", "status": 503}


def test_word_of_the_end_reaches_whoever_waits_and_whoever_comes_later() -> None:
    async def waited() -> None:
        closing = Closing()
        waiting = [asyncio.create_task(closing.wait()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.to_thread(closing.tell)
        await asyncio.gather(*waiting[1:])
        await closing.wait()

    asyncio.run(asyncio.wait_for(waited(), 2))
