"""What other programs' models can do here: search, ask, read a sentence with its neighbours.

Each tool says what it takes and gives as a schema, and answers twice: as data, and as text for
those that show their model nothing else. A failure is a line that the model can act on.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from index import Collection, SourcelineError
from portal.admission.persons import Person
from portal.answers.text import answer_text, citation_line
from portal.desk import Desk, Told
from portal.mcp_door.schemas import Ask, Hits, Neighbour, Place, Read, Search
from portal.schemas import AnswerTold
from qa import Citation, Said, Turn, answer_to_json, citation_to_json
from qa.assistant import checked
from qa.terminal import plain

Tells = Callable[[int, str], Awaitable[None]]
"""Told of each statement as it passes, with how many there are."""


@dataclass(frozen=True, slots=True)
class Calling:
    """Who calls a tool, and from where; ``base`` is where this house is reached, None for stdio."""

    desk: Desk
    person: Person
    base: str | None
    tells: Tells

    @property
    def collection(self) -> Collection:
        """The articles that this person may read."""
        return self.desk.assistant.collection.within(self.person.scope)


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gives, as text and as data."""

    text: str
    data: Mapping[str, object]


async def _search(calling: Calling, asked: Search) -> Result:
    query = checked(_whole(asked.query))
    found = await asyncio.to_thread(calling.collection.search, query, asked.limit)
    hits, lines = [], []
    for rank, one in enumerate(found, 1):
        cited = Citation(rank, one.passage.sentences[0])
        told = citation_to_json(cited)
        del told["number"]
        hits.append({"rank": rank, "score": round(one.score, 6), **told})
        lines += [citation_line(cited, calling.base), _handle(cited)]
    return Result("\n".join(lines) or "Nothing was found.", {"sentences": hits})


async def _ask(calling: Calling, asked: Ask) -> Result:
    turns = [Turn(_whole(one.question), _whole(one.answer)) for one in asked.history]
    said = 0
    told = calling.desk.ask(asked.question, calling.person, history=turns, keep=False)
    async with aclosing(told) as events:
        async for event in events:
            if isinstance(event, Said):
                said += 1
                await calling.tells(said, event.statement.text)
            elif isinstance(event, Told):
                text = answer_text(event.answer, calling.base).text
                handles = "\n".join(_handle(one) for one in event.answer.citations)
                return Result(f"{text}\n\n{handles}".strip(), answer_to_json(event.answer))
    raise ValueError("the desk's stream ends with what it has told")


async def _read(calling: Calling, asked: Read) -> Result:
    def read() -> Result:
        article = calling.collection.article(asked.article_id)
        sentences = calling.collection.sentences(asked.article_id)
        if article is None:
            raise SourcelineError(f"there is no article {plain(asked.article_id)[:80]!r}")
        if asked.sentence >= len(sentences):
            raise SourcelineError(f"its sentences have the numbers 0 to {len(sentences) - 1}")
        near = sentences[
            max(0, asked.sentence - asked.neighbours) : asked.sentence + asked.neighbours + 1
        ]
        source = article.source
        place = Place(
            article_id=source.id,
            version=article.version,
            title=source.title,
            publisher=source.publisher,
            published=source.published,
            url=source.url,
            language=source.language,
            count=len(sentences),
            sentences=[
                Neighbour(
                    sentence=one.index,
                    start=one.start,
                    end=one.end,
                    quote=one.text,
                    kind=one.kind.value,
                )
                for one in near
            ],
        )
        lines = [f"{plain(source.title)}, {source.published or 'no date'}"]
        for one in near:
            mark = ">" if one.index == asked.sentence else " "
            lines.append(f"{mark} {one.index}: {plain(one.text)}")
        return Result("\n".join(lines), place.model_dump())

    return await asyncio.to_thread(read)


def _whole(text: str) -> str:
    """Half a surrogate pair cannot be sent on, and becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _handle(citation: Citation) -> str:
    """What ``read_sentence`` takes for a citation."""
    sentence = citation.sentence
    id_ = json.dumps(sentence.source.id, ensure_ascii=False)
    return f"[{citation.number}] article_id {id_}, sentence {sentence.index}"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it is for, what it takes and gives."""

    name: str
    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Calling, Any], Awaitable[Result]]

    async def call(self, calling: Calling, arguments: Mapping[str, object]) -> Result:
        """Run it; SourcelineError for arguments that it does not take, and for what it raises."""
        try:
            asked = self.takes.model_validate(arguments)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(one) for one in first["loc"])
            raise SourcelineError(plain(f"{where[:80]}: {first['msg']}")) from None
        return await self.run(calling, asked)


TOOLS = (
    Tool(
        "search_articles",
        "Search the articles",
        "Find sentences of the collection's news articles by meaning and by words, in any "
        "language. Each comes word for word, with its article and its number there. Use it to see "
        "what the articles have on a subject; for a question use `ask`.",
        Search,
        Hits,
        _search,
    ),
    Tool(
        "ask",
        "Ask the articles",
        "Answer a question from the collection's news articles alone. Every statement rests on "
        "the sentences that it cites, quoted word for word, and was verified against them. "
        "`status` is `answered`; `partial` (`missing` names what stays open); `not_in_articles` "
        "(`nearest` has the three nearest sentences); or `unverified`. In the last two cases the "
        "articles give no answer: say so. Where there is a `hedge` (possible, planned, not) or a "
        "speaker (`said_by`), keep it when you pass the answer on, and keep the markers.",
        Ask,
        AnswerTold,
        _ask,
    ),
    Tool(
        "read_sentence",
        "Read a sentence in its place",
        "Read a sentence of an article with the sentences before and after it, word for word, to "
        "check a citation or to see its context. Takes `article_id` and `sentence` as the other "
        "tools give them.",
        Read,
        Place,
        _read,
    ),
)
