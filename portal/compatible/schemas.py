"""What OpenAI's clients send and are sent, as far as it means something here.

Fields that are not here are taken and have no effect; ``docs/api.md`` says which are refused.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MODEL = "sourceline"


class Part(BaseModel):
    """A piece of a message; only text can be read."""

    type: str
    text: str | None = None


class Message(BaseModel):
    """One message of the conversation, which every request brings whole."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """``include_usage``: end the stream with a chunk that counts tokens."""

    include_usage: bool | None = None


class Format(BaseModel):
    """What the answer is to be in: text."""

    type: str


class Asked(BaseModel):
    """A request for a completion: the last message is the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "when will Zangezur open"}],
                    "stream": False,
                }
            ]
        }
    )

    model: str
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    tools: list[object] | None = None
    functions: list[object] | None = None
    tool_choice: object = None
    response_format: Format | None = None
    modalities: list[str] | None = None
    logprobs: bool | None = None


class Usage(BaseModel):
    """Tokens as the embedded tokenizer counts them; nobody bills them."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class UrlCitation(BaseModel):
    """A marker in the text, code points and half-open, and the page of the cited sentence."""

    url: str
    title: str
    start_index: int
    end_index: int


class Annotation(BaseModel):
    """A citation as OpenAI's web search has it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Reply(BaseModel):
    """The message that answers."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one answer that there is."""

    index: int = 0
    message: Reply
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Completion(BaseModel):
    """A whole answer; ``sourceline`` is the answer as every door of this house tells it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    sourceline: dict[str, Any]


class Delta(BaseModel):
    """What a chunk adds."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(BaseModel):
    """The one answer, a piece of it."""

    index: int = 0
    delta: Delta
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class Chunk(BaseModel):
    """An event of a stream."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    choices: list[ChunkChoice]
    usage: Usage | None = None
    sourceline: dict[str, Any] | None = None


class Model(BaseModel):
    """The model, which is the house and its articles."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class Models(BaseModel):
    """All models: one."""

    object: Literal["list"] = "list"
    data: list[Model]


class Refusal(BaseModel):
    """Why a request was refused: one line, and words that programs look at."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class Refused(BaseModel):
    """An error as OpenAI's clients read it."""

    error: Refusal
