"""Where a question is put, whichever door it came in by: asked, answered, kept.

Every door goes through here, so that the same question gets the same answer at each of them, and
the same limits.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from index import SourcelineError
from portal.admission.access import Access
from portal.admission.doorkeeper import Person
from portal.admission.limits import COMPUTED, WAITED_FOR, Limits, Rate
from portal.audit import Audit
from portal.conversations import Conversations
from portal.metrics import Metrics
from qa import Answer, Assistant, Question, Reading, Said, Turn, open_assistant, turn_of
from qa.assistant import checked
from qa.model_settings import Models

_TURNS = 6
"""How many of a conversation's turns a question knows: nobody leans on what was said before."""


class NotAsked(SourcelineError):  # noqa: N818 -- it says what is so
    """A question that cannot be asked: empty, or too long."""


@dataclass(frozen=True, slots=True)
class Told:
    """Streamed last: the whole answer, and the conversation it is kept in ("" where it is not)."""

    answer: Answer
    conversation: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One assistant and the conversations that are had with it."""

    assistant: Assistant
    conversations: Conversations
    limits: Limits = field(default_factory=Limits)
    metrics: Metrics = field(default_factory=Metrics)
    audit: Audit | None = None

    def ask(
        self,
        text: str,
        person: Person,
        *,
        conversation: str = "",
        history: Sequence[Turn] = (),
        keep: bool = True,
    ) -> AsyncGenerator[Reading | Said | Told, None]:
        """Ask for ``person``; closing the stream ends the work.

        ``conversation`` is the one that the question goes on with; where it is not there, or not
        theirs, a new one is begun. Without one, ``history`` is what was said before.

        Raises NotAsked, TooManyQuestions or TooBusy at once, before anything is streamed; the
        stream raises SourcelineError where there is no answer.
        """
        text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent on
        try:
            checked(text)
        except SourcelineError as error:
            raise NotAsked(str(error)) from error
        try:
            self.limits.admit(person.counted or (person.name,))
        except SourcelineError:
            self.metrics.unanswered("refused")
            raise
        return self._asked(text, person, conversation, history, keep=keep and person.keeps)

    async def _asked(
        self, text: str, person: Person, conversation: str, history: Sequence[Turn], *, keep: bool
    ) -> AsyncGenerator[Reading | Said | Told, None]:
        kept = self.conversations
        outcome = "stopped"
        try:
            with self.limits.place():
                exchanges = await asyncio.to_thread(kept.exchanges, conversation, person.name)
                turns = [turn_of(one.answer) for one in exchanges] or list(history)
                question = Question(text, tuple(turns[-_TURNS:]), person.scope)
                async with aclosing(self.assistant.stream(question)) as events:
                    async for event in events:
                        if not isinstance(event, Answer):
                            yield event
                            continue
                        into = conversation if exchanges else ""
                        if keep:
                            into = await asyncio.to_thread(self._kept, event, person, into)
                        outcome = event.status.value
                        self.metrics.answered(event)
                        self._audited(person, text, outcome, event)
                        yield Told(event, into)
        except Exception:
            outcome = "failed"
            raise
        finally:
            if outcome in ("failed", "stopped"):
                self.metrics.unanswered(outcome)
                self._audited(person, text, outcome, None)

    def _kept(self, answer: Answer, person: Person, conversation: str) -> str:
        into = conversation or self.conversations.start(person.name)
        self.conversations.add(into, answer)
        return into

    def _audited(self, person: Person, text: str, outcome: str, answer: Answer | None) -> None:
        if self.audit is not None:
            self.audit.record(person.name, text, outcome, answer)


def open_desk(store: Path, models: Models, access: Access) -> Desk:
    """The desk of a server over ``store``; raises SourcelineError when the store cannot be read."""
    return Desk(
        open_assistant(store, models, chroma=True),
        Conversations(store),
        Limits(Rate(access.questions_per_minute), WAITED_FOR if models.is_chat else COMPUTED),
        audit=Audit(store, access.audit_days) if access.audit_days else None,
    )
