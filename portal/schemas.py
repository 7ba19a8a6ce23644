"""What the HTTP API takes and gives, for its documentation and at its border alone.

Answers are made by :mod:`qa.contract`, as at every other door; the schemas say what is in them.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_TURNS = 20
_LONGEST_TEXT = 64 * 1024


class _Told(BaseModel):
    """Given, never taken: fields may be added to it."""

    model_config = ConfigDict(extra="allow")


class _Asked(BaseModel):
    """Taken: a field that is not known is refused, since it would be believed to do something."""

    model_config = ConfigDict(extra="forbid")


class TurnAsked(_Asked):
    """An earlier question of the conversation, and what it was answered."""

    question: str = Field(max_length=_LONGEST_TEXT, examples=["who is Aliyev"])
    answer: str = Field(max_length=_LONGEST_TEXT, examples=["The president of Azerbaijan. [1]"])


class AskRequest(_Asked):
    """A question, and what it goes on from: a conversation that is kept here, or its history."""

    question: str = Field(
        max_length=_LONGEST_TEXT,
        description="at most 2,000 characters",
        examples=["when will Zangezur open"],
    )
    conversation_id: str | None = Field(
        default=None,
        max_length=64,
        description="one of yours; where there is none of that id, a new one is begun",
    )
    history: list[TurnAsked] = Field(
        default=[], max_length=_TURNS, description="used without a conversation_id"
    )
    locale: str | None = Field(
        default=None, max_length=35, description="language of the page", examples=["en"]
    )


class FeedbackRequest(_Asked):
    """A thumb for one of your answers."""

    answer_id: str = Field(max_length=64)
    vote: Literal["up", "down"]
    reason: str = Field(default="", max_length=2000)


class SentenceTold(_Told):
    """A sentence with where it stands; offsets are code points, half-open, into the article."""

    article_id: str
    version: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    sentence: int = Field(description="counted from 0")
    start: int
    end: int
    quote: str


class CitationTold(SentenceTold):
    """A cited sentence."""

    number: int = Field(description="as in the text's markers, from 1")


class StatementTold(_Told):
    """A verified statement, and the numbers of its citations: never none."""

    text: str
    citations: list[int]


class WithheldTold(_Told):
    """A draft that did not pass, and why."""

    text: str
    reason: str


class SayingTold(_Told):
    """What one cited sentence says."""

    citation: int
    value: str


class DifferenceTold(_Told):
    """A thing on which cited articles differ, newest first."""

    about: str
    says: list[SayingTold]


class TimingsTold(_Told):
    """Milliseconds."""

    search: float
    read: float
    total: float


class AnswerTold(_Told):
    """An answer: the four outcomes are told apart by ``status``."""

    id: str
    question: str
    searched_for: str
    status: Literal["answered", "partial", "not_in_articles", "unverified"]
    text: str
    short_answer: str | None
    said_by: str | None
    hedge: str | None
    statements: list[StatementTold]
    citations: list[CitationTold]
    withheld: list[WithheldTold]
    missing: list[str]
    differs: list[DifferenceTold]
    nearest: list[CitationTold]
    confidence: float | None
    notice: str | None
    reader: str
    timings_ms: TimingsTold


class AnswerInConversation(AnswerTold):
    """An answer, and the conversation that it is kept in ("" where it is not)."""

    conversation_id: str


class TurnTold(AnswerTold):
    """An answer that was kept, with the thumb that it was given, and why."""

    vote: Literal["up", "down"] | None
    reason: str


class ArticleListed(_Told):
    """An article without its text."""

    id: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None


class ArticlesTold(_Told):
    """A page of the list, the last to arrive first; ``total`` counts all that were found."""

    articles: list[ArticleListed]
    total: int


class SentenceOfArticle(_Told):
    """A sentence of an article: ``article.text[start:end] == text``."""

    index: int
    start: int
    end: int
    text: str
    kind: Literal["headline", "byline", "body", "furniture"]


class ArticleTold(ArticleListed):
    """An article with its text as it was loaded, and its sentences."""

    version: str
    text: str
    sentences: list[SentenceOfArticle]


class ConversationListed(_Told):
    """A conversation of yours, by its first question."""

    id: str
    started: str = Field(description="UTC, ISO 8601")
    question: str


class ConversationsTold(_Told):
    """Your conversations, the last one first."""

    conversations: list[ConversationListed]


class ConversationTold(_Told):
    """A conversation of yours, whole."""

    id: str
    turns: list[TurnTold]


class ConversationExported(ConversationTold):
    """A conversation of yours, whole, with when it began."""

    started: str


class ExportTold(_Told):
    """All that is kept of you."""

    conversations: list[ConversationExported]


class ExamplesTold(_Told):
    """Questions that the articles you may read answer."""

    questions: list[str]


class MeTold(_Told):
    """Who you are here, who reads for you, and how many articles."""

    name: str
    reader: str
    articles: int


class ErrorTold(_Told):
    """What was wrong, in one line that says what to do."""

    error: str


ERRORS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ErrorTold, "description": "What was wrong, in one line"},
    "5XX": {"model": ErrorTold, "description": "What cannot be had now, in one line"},
}
NOT_THERE: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorTold, "description": "Not there, or not yours: the same"}
}
