"""What the doors of one house share: the desk, once the models are open, and who may come in."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import HTTPConnection

from portal.admission.access import Access
from portal.admission.doorkeeper import NOBODY, Person
from portal.desk import Desk
from portal.opening import Opening


@dataclass(frozen=True, slots=True)
class House:
    """One store served, with its settings."""

    desk: Opening[Desk]
    access: Access
    store: Path | None = None
    """Folder of the tokens that were issued and of the log of requests; None keeps neither."""


async def desk_of(house: House) -> Desk:
    """The desk, once it is open; raises SourcelineError where it cannot be opened."""
    opened = house.desk.opened
    return opened if opened is not None else await asyncio.to_thread(house.desk.wait)


def person_of(connection: HTTPConnection) -> Person:
    """Who is asking: whoever the doors let in. A request that they never saw is nobody's."""
    person = connection.scope.get("person")
    return person if isinstance(person, Person) else NOBODY
