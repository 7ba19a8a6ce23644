"""Whether LangChain may trace: not in this process, until somebody has allowed it.

With ``LANGSMITH_TRACING`` in the environment LangChain sends all that a model is asked away, the
articles too; here that needs a setting of our own as well.
"""

import threading
from contextlib import AbstractContextManager, nullcontext

_allowed = threading.Event()


def allow_tracing() -> None:
    """From now on LangChain's own variables decide."""
    _allowed.set()


def as_allowed() -> AbstractContextManager[None]:
    """A context in which nothing is traced, unless it was allowed."""
    if _allowed.is_set():
        return nullcontext()
    from langsmith import tracing_context

    return tracing_context(enabled=False)
