"""Houses as tests need them: one with an assistant in it, one where nothing is open yet."""

from pathlib import Path

from index import SourcelineError
from portal.admission.access import Access
from portal.conversations import Conversations
from portal.desk import Desk
from portal.house import House
from portal.opening import Opening
from qa import Assistant


def closed_house(access: Access | None = None) -> House:
    """One whose models are not there."""

    def fail() -> Desk:
        raise SourcelineError("nothing is open here")

    return House(Opening(fail), access or Access())


def open_house(assistant: Assistant, folder: Path, access: Access | None = None) -> House:
    """One that answers with ``assistant`` and keeps conversations in ``folder``."""
    return House(Opening(lambda: Desk(assistant, Conversations(folder))), access or Access())
