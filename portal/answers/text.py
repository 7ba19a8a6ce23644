"""An answer as text for programs that show nothing but text: statements, then their sources.

Where each marker stands is known by construction and never searched for. The text begins with
``answer.text``, so it can be told statement by statement and completed when the answer is done.
Such programs take text for Markdown, so an article's own images, links and tags are made inert.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.articles.link import is_of_the_web, path_to
from qa import Answer, Citation, Said, Status, nearest_citations
from qa.terminal import plain

_SOURCES, _NEAREST = "Sources:", "Nearest sentences:"
_MISSING, _WITHHELD, _NOTE, _DIFFER = (
    "Not answered: ",
    "Withheld: ",
    "Note: ",
    "Articles differ on ",
)
_NOT_SAID = {
    Status.NOT_IN_ARTICLES: "The articles do not say.",
    Status.UNVERIFIED: "Something was found, but it is not supported by the articles.",
}
_OURS = re.compile(rf"\n\n(?:{_SOURCES}\n|{_NEAREST}\n|{_MISSING}|{_WITHHELD}|{_NOTE}|{_DIFFER})")
_MARKER = re.compile(r"\s?\[\d{1,3}\]")
_TAKES_EFFECT = re.compile(r"(?<=!)\[|(?<=\])\(|<(?=[A-Za-z/!?])")
"""What makes Markdown of text: an image, the address of a link, a tag."""
_IN_BRACKETS = {ord("<"): "%3C", ord(">"): "%3E", ord(" "): "%20"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation's number where it stands in a text: code points, half-open."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerText:
    """The whole text, and every marker of its statements in order."""

    text: str
    markers: tuple[Marker, ...]


def answer_text(answer: Answer, base: str | None = None) -> AnswerText:
    """``base`` is where this house is reached, for links to its articles; None: it is not."""
    cited = {citation.number: citation for citation in answer.citations}
    text, markers = "", []
    for statement in answer.statements:
        text += f"{' ' if text else ''}{_inert(statement.text)} "
        for number in answer.numbers(statement):
            mark = f"[{number}]"
            markers.append(Marker(cited[number], len(text), len(text) + len(mark)))
            text += mark
    sections = [text, *_sections(answer, base)]
    return AnswerText("\n\n".join(filter(None, sections)), tuple(markers))


def said_text(said: Said, *, first: bool) -> str:
    """A statement on its way: what :func:`answer_text` has of it; ``first``: none came before."""
    number = {citation.sentence: citation.number for citation in said.citations}
    marks = "".join(f"[{number[sentence]}]" for sentence in said.statement.sentences)
    return f"{'' if first else ' '}{_inert(said.statement.text)} {marks}"


def text_of_turn(told: str) -> str:
    """What an earlier answer said, of the text that it was told in: no markers, no lists."""
    said = _OURS.split(told.replace("\r\n", "\n"), maxsplit=1)[0]
    if said.strip() in _NOT_SAID.values():
        return ""
    return _MARKER.sub("", said).strip()


def citation_line(citation: Citation, base: str | None) -> str:
    """Its number, what it is from, its words, and where to read it."""
    sentence, source = citation.sentence, citation.sentence.source
    told = (source.title, source.publisher, source.published or "no date")
    origin = ", ".join(plain(one) for one in told if one)
    link = f"{base}{path_to([sentence])}" if base is not None else source.url
    safe = plain(link).translate(_IN_BRACKETS) if link and is_of_the_web(link) else ""
    where = f" <{safe}>" if safe else ""
    return f"[{citation.number}] {_inert(f'{origin}: “{plain(sentence.text)}”')}{where}"


def _sections(answer: Answer, base: str | None) -> Iterator[str]:
    """Paragraphs behind the statements."""
    if not answer.statements:
        yield _NOT_SAID[answer.status]
    for part in answer.missing:
        yield _MISSING + _inert(plain(part))
    for one in answer.differs:
        says = "; ".join(f"{_inert(plain(s.value))} [{s.citation}]" for s in one.says)
        yield f"{_DIFFER}“{_inert(plain(one.about))}”: {says}"
    # Not what was withheld: whoever reads on is a program, and would take it for an answer.
    for withheld in answer.withheld:
        yield _WITHHELD + _inert(plain(withheld.reason))
    if answer.notice:
        yield _NOTE + _inert(plain(answer.notice))
    yield from _listed(_SOURCES, answer.citations, base)
    yield from _listed(_NEAREST, nearest_citations(answer), base)


def _listed(head: str, citations: Sequence[Citation], base: str | None) -> Iterator[str]:
    if citations:
        yield "\n".join([head, *(citation_line(one, base) for one in citations)])


def _inert(text: str) -> str:
    return _TAKES_EFFECT.sub(lambda found: "\\" + found[0], text)
