"""What is told on standard error while questions are asked: a bar on a terminal, and complaints."""

import sys
from collections.abc import Iterable
from typing import NoReturn

from tqdm import tqdm

from index import Embedding, Event, Refusal
from qa.terminal import plain


def tell(text: str) -> None:
    """One line on standard error, above a bar if there is one."""
    tqdm.write(plain(f"sourceline: {text}"), file=sys.stderr)


def bar(what: str, unit: str, total: int | None = None) -> "tqdm[NoReturn]":
    """A bar on a terminal, nothing in a pipe."""
    hidden = not sys.stderr.isatty()
    return tqdm(desc=what, unit=f" {unit}", total=total, disable=hidden, leave=False)


def follow_indexing(events: Iterable[Event]) -> list[Refusal]:
    """Show how far the embedding is; returns what could not be taken."""
    refused = []
    with bar("indexing", "passages") as shown:
        for event in events:
            if isinstance(event, Embedding):
                shown.total = event.total
                shown.update(event.done - shown.n)
            elif isinstance(event, Refusal):
                refused.append(event)
    return refused
