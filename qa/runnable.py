"""The assistant as a LangChain Runnable: a thin adapter, traced only where that is allowed."""

from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from qa.answer import Answer, Question, Turn
from qa.assistant import Assistant
from qa.tracing import as_allowed


class SourcelineRunnable(Runnable[str | dict[str, Any], Answer]):
    """From a question, or ``{"question", "history": [{"question", "answer"}]}``, to an Answer."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def invoke(
        self,
        input: str | dict[str, Any],
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401 -- LangChain's own signature
    ) -> Answer:
        """Answer one question; raises SourcelineError for one that is empty or too long."""
        del kwargs
        with as_allowed():
            return self._call_with_config(self._answered, input, config)

    def _answered(self, asked: str | dict[str, Any]) -> Answer:
        if isinstance(asked, str):
            return self.assistant.ask(asked)
        history = tuple(Turn(one["question"], one["answer"]) for one in asked.get("history", ()))
        return self.assistant.ask(Question(asked["question"], history))
