"""Which chat model answers: named in the settings, checked early in one line, and opened.

Without the URL of a server a provider's own package finds its own key; with one, see
:mod:`qa.chat.served`.
"""

import math
import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index import SourcelineError
from qa.chat.served import RETRIES, open_served, open_served_anthropic
from qa.model_settings import Models

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ANTHROPIC = "anthropic"


@dataclass(frozen=True, slots=True)
class Provider:
    """``package`` to import, the ``extra`` that installs it, the variable that holds its ``key``.

    No extra: part of every installation. No key: it needs none.
    """

    package: str
    extra: str = ""
    key: str = ""


_PROVIDERS = {
    "openai": Provider("langchain_openai", key="OPENAI_API_KEY"),
    ANTHROPIC: Provider("langchain_anthropic", ANTHROPIC, "ANTHROPIC_API_KEY"),
    "ollama": Provider("langchain_ollama", "ollama"),
    "mistralai": Provider("langchain_mistralai", "mistralai", "MISTRAL_API_KEY"),
    "google_genai": Provider("langchain_google_genai", "google-genai", "GOOGLE_API_KEY"),
}
"""Those with an extra of ours; any other that LangChain knows works once its package is there."""
_INSTALL = re.compile(r"pip install [\w-]+")
_NAMED_BEFORE_A_SERVERS_MODEL = ("openai", "ollama", ANTHROPIC)


def provider_of(models: Models) -> str:
    """The provider whose wire is spoken: with a base URL OpenAI's, unless Anthropic's is named."""
    provider, colon, _ = models.reader.partition(":")
    if models.base_url:
        return ANTHROPIC if colon and provider == ANTHROPIC else "openai"
    return provider.replace("-", "_") if colon else ""


def model_of(models: Models) -> str:
    """The model's name without its provider; a server's own names may have colons in them."""
    provider, colon, model = models.reader.partition(":")
    if models.base_url and provider not in _NAMED_BEFORE_A_SERVERS_MODEL:
        return models.reader
    return model if colon else models.reader


def check_chat_model(models: Models) -> None:
    """Raise SourcelineError, in one line, for a chat model that cannot be had.

    Nothing is imported, unless that is what it takes to know whether there is a key.
    """
    provider = provider_of(models)
    if not provider or not model_of(models):
        raise SourcelineError(
            f"{models.reader!r} names no chat model: set SOURCELINE_READER to provider:model "
            "(such as ollama:llama3.2), or to extractive"
        )
    if models.base_url:
        _check_url(models.base_url)
    known = _PROVIDERS.get(provider)
    if known and find_spec(known.package) is None:
        raise SourcelineError(
            f'{provider} models need a package: pip install "sourceline[{known.extra}]"'
        )
    finds_a_key = known and (not known.key or models.api_key or models.base_url)
    if not finds_a_key:
        open_chat_model(models)


def open_chat_model(models: Models) -> "BaseChatModel":
    """The chat model that ``models`` names; raises SourcelineError when it cannot be opened."""
    provider = provider_of(models)
    if models.base_url:
        name = model_of(models)
        return (
            open_served_anthropic(models, name)
            if provider == ANTHROPIC
            else open_served(models, name)
        )
    from langchain.chat_models import init_chat_model

    options = _options(models, provider)
    try:
        try:
            model = init_chat_model(model_of(models), model_provider=provider, **options)
        except ValueError as error:
            if "temperature" not in str(error):
                raise
            options.pop("temperature")  # some models have one of their own
            model = init_chat_model(model_of(models), model_provider=provider, **options)
    except ImportError as error:
        install = _INSTALL.search(str(error))
        raise SourcelineError(
            f"{provider} models need a package: {install[0] if install else 'see docs/models.md'}"
        ) from error
    except Exception as error:  # every package has errors of its own for a key that is not there
        raise SourcelineError(_unopened(models, provider, error)) from error
    if provider == ANTHROPIC and not _has_key(model):
        raise SourcelineError(_unopened(models, provider))
    return model  # type: ignore[no-any-return, unused-ignore]


def _options(models: Models, provider: str) -> dict[str, Any]:
    """What the provider's class is made with, in the words of that class."""
    if provider == "ollama":
        # It would silently cut what is longer than its own default.
        return {
            "temperature": 0,
            "num_ctx": models.context,
            "client_kwargs": {"timeout": models.deadline},
        }
    options = {
        "temperature": 0,
        "timeout": math.ceil(models.deadline),
        "max_retries": RETRIES,
    }
    return {**options, "api_key": models.api_key} if models.api_key else options


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        right = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise SourcelineError(
            "SOURCELINE_BASE_URL is no address of a server: write it as http://localhost:11434/v1"
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SourcelineError(
            "SOURCELINE_BASE_URL has more than an address in it: set the key as SOURCELINE_API_KEY"
        )


def _unopened(models: Models, provider: str, error: Exception | None = None) -> str:
    known = _PROVIDERS.get(provider)
    if known is None and "Unsupported provider" in str(error):
        return f"there is no provider {provider!r}: name one of {', '.join(_PROVIDERS)}, " + (
            "or another that LangChain's init_chat_model knows"
        )
    if known and known.key and not models.api_key:
        return f"the model {models.reader} has no key: set SOURCELINE_API_KEY or {known.key}"
    return f"the model {models.reader} cannot be opened: look at its name, and see docs/models.md"


def _has_key(model: Any) -> bool:  # noqa: ANN401 -- ChatAnthropic, whose package may be missing
    return bool(model.anthropic_api_key.get_secret_value())
