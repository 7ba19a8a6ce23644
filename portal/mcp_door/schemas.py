"""What the tools of the MCP server take and give, for models that read it before they call."""

import json
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.schemas import SentenceTold
from qa.assistant import LONGEST_QUESTION

_MOST, _USUAL = 50, 8
_FAR, _NEAR = 10, 2
_TURNS = 20


class _Takes(BaseModel):
    """Arguments: one that is not known is refused, since it would be believed to do something."""

    model_config = ConfigDict(extra="forbid")


def _parsed(told: object) -> object:
    """Some models write a list as the text of one."""
    if not isinstance(told, str):
        return told
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        return told


class EarlierTurn(_Takes):
    """An earlier question of the conversation, and what it was answered."""

    question: str = Field(max_length=LONGEST_QUESTION)
    answer: str


class Search(_Takes):
    """Arguments of ``search_articles``."""

    query: str = Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        description="Words, a name or a whole question, in any language.",
    )
    limit: int = Field(_USUAL, ge=1, le=_MOST, description="How many sentences to find.")


class Ask(_Takes):
    """Arguments of ``ask``."""

    question: str = Field(
        min_length=1, description=f"One question, at most {LONGEST_QUESTION:,} characters."
    )
    history: Annotated[list[EarlierTurn], BeforeValidator(_parsed)] = Field(
        default=[],
        max_length=_TURNS,
        description='Earlier turns, oldest first, for a question like "and the cost?".',
    )


class Read(_Takes):
    """Arguments of ``read_sentence``."""

    article_id: str = Field(description="As the other tools give it.")
    sentence: int = Field(ge=0, description="Its number in the article, counted from 0.")
    neighbours: int = Field(
        _NEAR, ge=0, le=_FAR, description="How many sentences to read before it and after it."
    )


class Hit(SentenceTold):
    """A sentence that was found."""

    rank: int
    score: float


class Hits(BaseModel):
    """Sentences, the nearest first."""

    sentences: list[Hit]


class Neighbour(BaseModel):
    """A sentence; ``text[start:end]`` of the article, in code points, is ``quote``."""

    sentence: int
    start: int
    end: int
    quote: str
    kind: str


class Place(BaseModel):
    """Some sentences of an article that has ``count`` of them."""

    article_id: str
    version: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    count: int
    sentences: list[Neighbour]
