"""An answer, and what happens while indexing, on a terminal.

Article text is a stranger's: its control characters never reach the terminal.
"""

import dataclasses
import json
import sys
import textwrap
from collections.abc import Iterable, Iterator

from index import Embedding, Event, Published, Refusal, Removed, Stored
from qa.answer import Answer, Citation, Status
from qa.contract import nearest_citations

_WIDTH = 88


def plain(text: str) -> str:
    """``text`` on one line, without control and formatting characters (escapes, bidi overrides)."""
    shown = (c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
    return " ".join("".join(shown).split())


def answer_lines(answer: Answer) -> Iterator[str]:
    """The lines that a person reads."""
    if answer.short_answer:
        hedge = f"{answer.hedge} · " if answer.hedge else ""
        speaker = f" (said {answer.said_by})" if answer.said_by else ""
        yield plain(f"{hedge}{answer.short_answer}{speaker}")
        yield ""
    yield from _said(answer) if answer.statements else _not_said(answer)
    for withheld in answer.withheld:
        yield plain(f"Withheld: {withheld.draft.text} ({withheld.reason})")
    if answer.notice:
        yield plain(f"Note: {answer.notice}")


def _said(answer: Answer) -> Iterator[str]:
    for statement in answer.statements:
        numbers = "".join(f"[{number}]" for number in answer.numbers(statement))
        yield from textwrap.wrap(f"{plain(statement.text)} {numbers}", _WIDTH)
    for part in answer.missing:
        yield plain(f"Not answered: {part}")
    yield ""
    for citation in answer.citations:
        yield from _citation(citation, quoted=False)


def _not_said(answer: Answer) -> Iterator[str]:
    if answer.status is Status.UNVERIFIED:
        yield "Something was found, but it is not supported by the articles."
    else:
        yield "The articles do not say."
    if answer.nearest:
        yield "Nearest sentences:"
        yield ""
    for citation in nearest_citations(answer):
        yield from _citation(citation, quoted=True)


def _citation(citation: Citation, *, quoted: bool) -> Iterator[str]:
    sentence, source = citation.sentence, citation.sentence.source
    if quoted:
        mark = f"[{citation.number}] "
        yield from textwrap.wrap(
            plain(sentence.text), _WIDTH, initial_indent=mark, subsequent_indent="    "
        )
    where = [source.title, source.publisher, source.published or "no date"]
    told = " · ".join(plain(part) for part in where if part)
    lead = "    " if quoted else f"[{citation.number}] "
    yield f"{lead}{told} · sentence {sentence.index + 1}"


def event_line(event: Event, *, as_json: bool) -> str | None:
    """What is printed for an event; None for progress, which a bar shows."""
    if as_json:
        told = dataclasses.asdict(event)
        return json.dumps({"event": type(event).__name__.lower(), **told}, ensure_ascii=False)
    if isinstance(event, Stored):
        return plain(f"{event.state}  {event.id}  {event.title}  ({event.sentences} sentences)")
    if isinstance(event, Removed):
        return plain(f"removed  {event.id}")
    if isinstance(event, Published):
        return f"published  {event.generation}  ({event.passages} passages)"
    return None


def show_events(events: Iterable[Event], *, as_json: bool) -> int:
    """Print events as they happen, with a bar on a terminal; returns how many were refusals."""
    from tqdm import tqdm

    refused = 0
    bar = tqdm(unit=" passages", desc="embedding", disable=not sys.stderr.isatty(), leave=False)
    with bar:
        for event in events:
            if isinstance(event, Embedding):
                bar.total = event.total
                bar.update(event.done - bar.n)
            if isinstance(event, Refusal):
                refused += 1
                tqdm.write(plain(f"sourceline: {event.where}: {event.reason}"), file=sys.stderr)
            if line := event_line(event, as_json=as_json):
                tqdm.write(line, file=sys.stdout)
                sys.stdout.flush()
    return refused
