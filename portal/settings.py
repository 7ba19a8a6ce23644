"""The settings, read from a mapping: what each is, and what is no value for it.

Read by ourselves: importing a settings library takes longer than ``--help`` may.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import SourcelineError

if TYPE_CHECKING:
    from portal.admission.access import Access
    from qa.model_settings import Models


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside: ``SOURCELINE_`` and the field's name in capitals."""

    store: str = "store"
    """Folder of the store."""
    reader: str = "extractive"
    """Who reads: ``extractive``, or ``provider:model`` for a chat model."""
    base_url: str = ""
    """Of an OpenAI-compatible server that serves the chat model."""
    api_key: str = field(default="", repr=False)
    """The chat model's key, or ``@FILE`` that holds it."""
    embeddings: str = "embedded"
    """``embedded``, a sentence-transformers folder, or a name in the local cache."""
    deadline: float = 30.0
    """Seconds for one whole answer."""
    context: int = 8192
    """Tokens that the chat model takes."""
    host: str = "127.0.0.1"
    """Address that ``serve`` listens on."""
    port: int = 7860
    """Port that ``serve`` listens on; 0 for any that is free."""
    tracing: bool = False
    """Let LangChain trace to LangSmith, as its own variables say."""
    allowed_origins: str = ""
    """Sites that may embed the widget, with spaces between; empty: this host alone."""
    token_secret: str = field(default="", repr=False)
    """What the portal's backend signs its tokens with, or ``@FILE`` that holds it."""
    token_keys: str = ""
    """URL of the key set (JWKS) that tokens are signed by."""
    anonymous: bool = False
    """Let those ask who do not say who they are."""
    users: str = ""
    """File of people who sign in with a password."""
    trusted_proxies: str = ""
    """Addresses of proxies that say who asks, and from where, with spaces between."""
    user_header: str = ""
    """Header in which a trusted proxy says who is asking."""
    questions_per_minute: int = 20
    """Questions that one person may ask in a minute."""
    audit_days: int = 0
    """Days for which it is kept who asked what; 0 keeps nothing."""


def port(text: str) -> int:
    """A TCP port; ValueError for what is none."""
    if not 0 <= (number := int(text)) <= 65_535:
        raise ValueError(text)
    return number


_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def yes_or_no(text: str) -> bool:
    """``true``, ``no``, ``1``…; KeyError for what is neither."""
    return _YES_NO[text.strip().lower()]


def count(text: str, least: int = 0) -> int:
    """A whole number of at least ``least``; ValueError for what is none."""
    if (number := int(text)) < least:
        raise ValueError(text)
    return number


def seconds(text: str) -> float:
    """A time from 1 second to an hour; ValueError for what is none."""
    if not 1 <= (number := float(text)) <= 3600:
        raise ValueError(text)
    return number


def secret(text: str) -> str:
    """The text, or what the file that ``@FILE`` names holds; SourcelineError without the file."""
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise SourcelineError(f"the file of a secret cannot be read: {error}") from error


_READ: dict[str, tuple[Callable[[str], int | float | bool], str]] = {
    "port": (port, "a port, 0 to 65535"),
    "tracing": (yes_or_no, "true or false"),
    "anonymous": (yes_or_no, "true or false"),
    "deadline": (seconds, "a number of seconds, 1 to 3600"),
    "context": (partial(count, least=1024), "a number of tokens, 1024 or more"),
    "questions_per_minute": (partial(count, least=1), "a whole number, 1 or more"),
    "audit_days": (count, "a whole number of days"),
}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings once; raises ValueError naming the variable and what is wrong with it.

    A variable that is set but empty is as good as unset.
    """
    names = {f"SOURCELINE_{one.name.upper()}": one.name for one in fields(Settings)}
    values: dict[str, str | float | bool] = {}
    for variable, text in environment.items():
        if not variable.startswith("SOURCELINE_"):
            continue
        if variable not in names:
            raise ValueError(f"{variable} is no setting: there are {', '.join(names)}")
        name = names[variable]
        if text.strip():
            read, expected = _READ.get(name, (str, ""))
            try:
                values[name] = read(text)
            except (ValueError, KeyError) as error:
                raise ValueError(f"{variable}={text!r} is not {expected}") from error
    return Settings(**values)  # type: ignore[arg-type]


def models_of(settings: Settings) -> "Models":
    """The settings of the models; raises SourcelineError where a secret's file cannot be read."""
    from qa.model_settings import Models

    return Models(
        reader=settings.reader,
        base_url=settings.base_url,
        api_key=secret(settings.api_key),
        embeddings=settings.embeddings,
        deadline=settings.deadline,
        context=settings.context,
    )


def access_of(settings: Settings) -> "Access":
    """The settings of the portal; raises SourcelineError where a secret's file cannot be read."""
    from portal.admission.access import Access

    return Access(
        origins=tuple(settings.allowed_origins.split()),
        token_secret=secret(settings.token_secret),
        token_keys=settings.token_keys,
        anonymous=settings.anonymous,
        users=Path(settings.users) if settings.users else None,
        trusted_proxies=tuple(settings.trusted_proxies.split()),
        user_header=settings.user_header,
        questions_per_minute=settings.questions_per_minute,
        audit_days=settings.audit_days,
    )
