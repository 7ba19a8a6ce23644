"""Where a question is put, whichever door it came in by: asked, answered, kept.

Every door goes through here, so that the same question gets the same answer at each of them.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from portal.conversations import Conversations
from portal.doorkeeper import Person
from qa import Answer, Assistant, Question, Reading, Said, Turn, turn_of

_TURNS = 6
"""How many of a conversation's turns a question knows: nobody leans on what was said before."""


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

    async def ask(
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
        theirs, a new one is begun. Without one, ``history`` is what was said before. Raises
        SourcelineError for a question that cannot be asked, or is not answered in time.
        """
        text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent on
        kept = self.conversations
        exchanges = await asyncio.to_thread(kept.exchanges, conversation, person.name)
        turns = [turn_of(one.answer) for one in exchanges] or list(history)
        async with aclosing(
            self.assistant.stream(Question(text, tuple(turns[-_TURNS:]), person.scope))
        ) as events:
            async for event in events:
                if isinstance(event, Answer):
                    into = conversation if exchanges else ""
                    if keep:
                        into = await asyncio.to_thread(self._kept, event, person, into)
                    yield Told(event, into)
                else:
                    yield event

    def _kept(self, answer: Answer, person: Person, conversation: str) -> str:
        into = conversation or self.conversations.start(person.name)
        self.conversations.add(into, answer)
        return into
