"""Answers, articles, findings, and what happens while indexing, as lines on a terminal.

Article text is a stranger's: its control characters never reach the terminal, in JSON neither.
"""

import dataclasses
import json
import shutil
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qa.answer import Answer, Citation, Status
from qa.contract import nearest_citations

if TYPE_CHECKING:
    from index import Event, Finding, Source

_WIDEST = 88
"""Columns: longer lines are hard to read, however wide the terminal."""
_JOINERS = "\u200c\u200d"
"""Persian and emoji are written with them."""


def plain(text: str) -> str:
    """``text`` on one line that cannot steer a terminal.

    Formatting characters (bidi overrides, zero-width ones) are left out; any other that cannot be
    shown, escapes first of all, is a replacement character.
    """
    return " ".join("".join(_shown(c) for c in text).split())


def _shown(c: str) -> str:
    if c.isprintable() or c in _JOINERS:
        return c
    if c.isspace():
        return " "
    return "" if unicodedata.category(c) == "Cf" else "\ufffd"


def json_line(told: object) -> str:
    """``told`` as JSON on one line; what could steer a terminal or break the line is escaped.

    To a program it is the same: an escape is the character.
    """
    line = json.dumps(told, ensure_ascii=False)
    return line if line.isprintable() else "".join(_shown_in_json(c) for c in line)


def _shown_in_json(c: str) -> str:
    return c if c.isprintable() or c in _JOINERS else json.dumps(c)[1:-1]


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.wrap(
        plain(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,  # a quote is copied from here, and must be found again
    )


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
        yield from _wrapped(f"{statement.text} {numbers}")
    for part in answer.missing:
        yield plain(f"Not answered: {part}")
    yield ""
    said = {statement.text for statement in answer.statements}
    for citation in answer.citations:
        yield from _citation(citation, quoted=citation.sentence.text not in said)


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
    """Where it stands; its words too, unless the answer has just said them as they are."""
    sentence, source = citation.sentence, citation.sentence.source
    mark = f"[{citation.number}] "
    indent = " " * len(mark)
    if quoted:
        yield from _wrapped(f"“{sentence.text}”", mark, indent)
    where = [source.title, source.publisher, source.published or "no date"]
    told = " · ".join([*filter(None, where), f"sentence {sentence.index + 1}"])
    yield from _wrapped(told, indent if quoted else mark, indent)


def source_line(source: "Source", *, as_json: bool) -> str:
    """An article of the list: id, date, language and title between tabs."""
    if as_json:
        return json_line(dataclasses.asdict(source))
    told = (source.id, source.published or "-", source.language or "-", source.title)
    return "\t".join(plain(part) for part in told)


def finding_line(finding: "Finding") -> str:
    """What was looked at, what was found, and what to do about it."""
    told = f"{'!!' if finding.remedy else 'ok'} {finding.about}: {finding.found}"
    return plain(f"{told}: {finding.remedy}" if finding.remedy else told)


def event_line(event: "Event", *, as_json: bool) -> str | None:
    """What is printed for an event; None for what a bar or the summary shows."""
    from index import Published, Removed, Stored

    if as_json:
        told = dataclasses.asdict(event)
        return json_line({"event": type(event).__name__.lower(), **told})
    if isinstance(event, Stored) and event.state != "unchanged":
        return plain(f"{event.state} {event.id}: {event.title} ({event.sentences} sentences)")
    if isinstance(event, Removed):
        return plain(f"removed {event.id}")
    if isinstance(event, Published):
        return f"searchable: {event.passages} passages"
    return None


def show_events(events: "Iterable[Event]", *, as_json: bool) -> int:
    """Print events as they happen, with a bar on a terminal; returns how many were refusals."""
    from tqdm import tqdm

    from index import Embedding, Refusal

    counts: Counter[str] = Counter()
    bar = tqdm(unit=" passages", desc="embedding", disable=not sys.stderr.isatty(), leave=False)
    with bar:
        for event in events:
            counts[getattr(event, "state", type(event).__name__.lower())] += 1
            if isinstance(event, Embedding):
                bar.total = event.total
                bar.update(event.done - bar.n)
            if isinstance(event, Refusal):
                told = plain(f"sourceline: {event.where}: {event.reason}")
                tqdm.write(told, file=sys.stderr)
            if line := event_line(event, as_json=as_json):
                tqdm.write(line, file=sys.stdout)
                sys.stdout.flush()
    if not counts:
        tqdm.write("sourceline: nothing to read was found there", file=sys.stderr)
    if not as_json and counts["unchanged"]:
        tqdm.write(f"{counts['unchanged']} unchanged", file=sys.stdout)
    return counts["refusal"]
