"""What went wrong with a chat model, in one line that says what to do.

Nothing of what the server or the package says is repeated: it may hold the key, or the articles.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from qa.answer import ReaderFailed
from qa.model_settings import Models

_BY_STATUS = {
    401: "refuses the key: set SOURCELINE_API_KEY to one that is valid",
    402: "is not paid for: look at the account's credit",
    403: "refuses the key: look at what it is allowed to do",
    404: "is not known there: look at the name in SOURCELINE_READER",
    408: "took too long: ask again",
    429: "is asked too often: wait a moment and ask again",
    529: "is overloaded: ask again in a moment",
}
_TOO_LONG = (
    "context_length",
    "context length",
    "context size",
    "context window",
    "exceed_context",
    "prompt is too long",
    "too many tokens",
    "maximum context",
)
_UNREACHED = ("Connect", "ConnectionRefused", "gaierror", "NameResolution")
_BROKEN_OFF = ("RemoteProtocol", "Incomplete", "ReadError", "ConnectionReset", "BrokenPipe")


def failure_of(error: Exception, models: Models) -> ReaderFailed:
    """What to tell of ``error``, raised while the model was asked or read."""
    return ReaderFailed(f"the model {named(models)} {_what(error, models)}")


def named(models: Models) -> str:
    """The model and where it is, without anything of an address that could be secret."""
    if not models.base_url:
        return models.reader
    return f"{models.reader} at {urlsplit(models.base_url).netloc.rpartition('@')[2]}"


def _what(error: Exception, models: Models) -> str:
    chain = list(_chain(error))
    status = next(
        (s for one in chain if isinstance(s := getattr(one, "status_code", 0), int) and s), 0
    )
    if status == 413 or (status < 429 and _says(chain, _TOO_LONG)):
        return f"takes less at once: lower SOURCELINE_CONTEXT (now {models.context})"
    if status:
        return _of_status(status)
    names = [kind.__name__ for one in chain for kind in type(one).__mro__]
    if _any_of(names, ("Timeout",)):
        late = f"did not answer within {models.deadline:.0f} s"
        return f"{late}: ask again, or raise SOURCELINE_DEADLINE"
    if _any_of(names, _BROKEN_OFF):
        return "broke off in the middle of its answer: ask again"
    if _any_of(names, _UNREACHED):
        return "cannot be reached: look whether its server runs" + (
            ", and at SOURCELINE_BASE_URL" if models.base_url else " and the network is there"
        )
    return "sent something that is no answer: look whether its server speaks the right protocol"


def _says(chain: list[BaseException], words: tuple[str, ...]) -> bool:
    return any(word in str(one).lower() for one in chain for word in words)


def _of_status(status: int) -> str:
    if told := _BY_STATUS.get(status):
        return told
    if status >= 500:
        return f"has trouble of its own (HTTP {status}): ask again, or look at its server"
    return f"refuses the request (HTTP {status}): look at its name and at docs/models.md"


def _any_of(names: list[str], parts: tuple[str, ...]) -> bool:
    return any(part in name for name in names for part in parts)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, outermost first."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__
