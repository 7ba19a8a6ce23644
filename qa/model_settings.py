"""Which models answer: plain values, as the settings have them."""

from dataclasses import dataclass, field

from qa.ways import DEADLINE

EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Models:
    """Which models answer, and what they need: plain values, from the settings."""

    reader: str = EXTRACTIVE
    """``extractive``, or ``provider:model`` as LangChain's ``init_chat_model`` has it."""
    base_url: str = ""
    """Of an OpenAI-compatible server; with it ``reader`` is a model that it serves."""
    api_key: str = field(default="", repr=False)
    """Sent to the chat model; where empty, the provider's own variable is used, never with a
    base URL."""
    embeddings: str = "embedded"
    """``embedded``, a sentence-transformers folder, or a name in the local cache."""
    deadline: float = DEADLINE
    """Seconds for one whole answer."""
    context: int = 8192
    """Tokens that the chat model takes, question, articles and answer together."""

    @property
    def is_chat(self) -> bool:
        """Whether a chat model writes the answers."""
        return self.reader != EXTRACTIVE
