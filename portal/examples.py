"""Questions to begin with, for what a person may read; kept until the collection changes."""

import threading

from index import Scope
from qa import Assistant, example_questions

MOST = 4
_SCOPES = 64
"""Scopes whose questions are kept: there are about as many as groups."""


class Examples:
    """Finds questions that the articles answer; finding them takes seconds, once for a scope."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._finding = threading.Lock()
        self._version = 0
        self._found: dict[Scope, tuple[str, ...]] = {}

    def of(self, scope: Scope) -> tuple[str, ...]:
        """Questions from the articles of ``scope``."""
        with self._finding:
            version = self._assistant.collection.version
            if version != self._version or len(self._found) >= _SCOPES:
                self._version, self._found = version, {}
            if scope not in self._found:
                self._found[scope] = example_questions(self._assistant, MOST, scope)
            return self._found[scope]
