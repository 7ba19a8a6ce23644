"""What the doors of one house share: the desk, once the models are open, and who may come in."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from portal.access import Access
from portal.desk import Desk
from portal.doorkeeper import NOBODY, Person
from portal.opening import Opening


@dataclass(frozen=True, slots=True)
class House:
    """One store served, with its settings."""

    desk: Opening[Desk]
    access: Access


def person_of(connection: HTTPConnection) -> Person:
    """Who is asking: whoever the doors let in. A request that they never saw is nobody's."""
    person = connection.scope.get("person")
    return person if isinstance(person, Person) else NOBODY
