"""A model on a server that is named by its URL: told the question and its own key, and no more.

What the environment holds for somebody else (a provider's key, an organisation, headers, a proxy)
does not reach it, whatever the client's package reads there.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index import SourcelineError
from qa.model_settings import Models

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from openai import DefaultAsyncHttpxClient

RETRIES = 1
"""A reset connection is worth another try; more of them eat the time that the answer has."""
_NO_KEY = "none"
"""What a server gets that was given no key: clients insist on one, local servers ignore it."""
_OURS = (
    *("accept", "accept-encoding", "connection", "content-length", "content-type", "host"),
    *("user-agent", "anthropic-version", "x-stainless-raw-response"),
)
"""Headers that a server named by its URL gets, besides its key; in the last one the client notes
for itself how it wants to read the reply."""


def open_served(models: Models, name: str) -> "BaseChatModel":
    """The model of that name over OpenAI's wire."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    key = models.api_key or _NO_KEY
    return ChatOpenAI(
        model=name,
        base_url=models.base_url,
        api_key=SecretStr(key),
        temperature=0,
        timeout=models.deadline,
        stream_chunk_timeout=models.deadline,
        max_retries=RETRIES,
        stream_usage=False,
        use_responses_api=False,
        openai_proxy=None,
        http_async_client=_alone(models, {"authorization": f"Bearer {key}"}),
    )


def open_served_anthropic(models: Models, name: str) -> "BaseChatModel":
    """The model of that name over Anthropic's wire; SourcelineError without its package."""
    if find_spec("langchain_anthropic") is None:
        raise SourcelineError(
            'anthropic models need a package: pip install "sourceline[anthropic]"'
        )
    from anthropic import AsyncAnthropic
    from langchain_anthropic import ChatAnthropic
    from pydantic import SecretStr

    key = models.api_key or _NO_KEY
    model = ChatAnthropic(
        model_name=name,
        base_url=models.base_url,
        api_key=SecretStr(key),
        temperature=0,
        timeout=models.deadline,
        max_retries=RETRIES,
        stop=None,
    )
    # The class makes its own client of what the environment says, and takes no other.
    vars(model)["_async_client"] = AsyncAnthropic(
        api_key=key,
        base_url=models.base_url,
        max_retries=RETRIES,
        timeout=models.deadline,
        http_client=_alone(models, {"x-api-key": key, "authorization": f"Bearer {key}"}),
    )
    return model


def _alone(models: Models, key: dict[str, str]) -> "DefaultAsyncHttpxClient":
    """An HTTP client that tells the server nothing but the question and its key.

    A redirection is not followed. Plain HTTP never goes through a proxy, which would read it; over
    HTTPS the machine's proxy sees the server's name alone. OpenAI's class serves for both wires:
    Anthropic's looks for proxies even where it is told not to.
    """
    from openai import DefaultAsyncHttpxClient

    async def tell_no_more(request: Any) -> None:  # noqa: ANN401 -- of whichever httpx it is
        for name in [name for name in request.headers if name.lower() not in _OURS]:
            del request.headers[name]
        request.headers.update(key)

    return DefaultAsyncHttpxClient(
        timeout=models.deadline,
        event_hooks={"request": [tell_no_more]},
        follow_redirects=False,
        trust_env=urlsplit(models.base_url).scheme.lower() == "https",
    )
