"""One small question to a chat model, to see what of it works before anybody relies on it."""

import asyncio
import time

from index import Found, Passage, Sentence, Source, SourcelineError
from qa.answer import Draft, Question, Reader
from qa.chat.failures import named
from qa.chat.reader import open_chat_reader
from qa.model_settings import Models

_ARTICLE = Source("trial", "A bridge is opened", publisher="Sourceline")
_TEXT = "The bridge over the river Kura was opened on 4 May 2031."
_ASKED = "When was the bridge opened?"


def ask_one_question(models: Models) -> str:
    """Ask the model about one made-up sentence; the line that says what works.

    Raises SourcelineError, with a line that says what does not.
    """
    sentence = Sentence(_ARTICLE, "trial", 0, 0, _TEXT)
    passage = Passage((sentence,), _TEXT)
    found = Found(passage, passage, None, None, 1.0)
    began = time.monotonic()
    drafts = asyncio.run(_drafts(open_chat_reader(models), found, models.deadline))
    taken = time.monotonic() - began
    if not any(sentence in draft.sentences for draft in drafts):
        raise SourcelineError(
            f"the model {named(models)} is reached, but does not cite what it is shown: "
            "name a larger one"
        )
    return f"{named(models)} is reached, streams, and cites what it is shown ({taken:.1f} s)"


async def _drafts(reader: Reader, found: Found, seconds: float) -> list[Draft]:
    try:
        async with asyncio.timeout(seconds):
            return [draft async for draft in reader(Question(_ASKED), (found,))]
    except TimeoutError as error:
        raise SourcelineError(
            f"the chat model did not answer one small question within {seconds:.0f} s: "
            "look at its server, or raise SOURCELINE_DEADLINE"
        ) from error
