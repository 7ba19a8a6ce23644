"""What happens on the chat page, for whoever is asking; holds nothing of anyone."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from index import SourcelineError
from portal.admission.access import Access
from portal.admission.doorkeeper import Person
from portal.chat_page.pages import Page, Underway
from portal.conversations import Exchange
from portal.desk import Desk, Told
from portal.words import say
from qa import Answer, Reading

_log = logging.getLogger(__name__)
_THIS_MACHINE = Access()


@dataclass(frozen=True, slots=True)
class View:
    """HTML of the header, the log and the article, and the conversation's id.

    A pane that is None stays as it is.
    """

    header: str | None = None
    log: str | None = None
    article: str | None = None
    conversation: str | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """Questions asked and answered, and kept; buttons pressed."""

    desk: Desk
    page: Page
    access: Access = _THIS_MACHINE

    def opened(self, person: Person, wanted: str) -> View:
        """A page that was just opened, perhaps by a link to the conversation ``wanted``."""
        exchanges = self.desk.conversations.exchanges(wanted, person.name) if wanted else ()
        notice = say("reopened_gone") if wanted and not exchanges else None
        conversation = wanted if exchanges else ""
        return View(
            self.page.header(person),
            self.page.log(person, conversation, exchanges, notice=notice),
            self.page.article_of(person, _last(exchanges)),
            conversation,
        )

    async def asked(self, text: str, conversation: str, person: Person) -> AsyncIterator[View]:
        """Ask; what is being read is shown while it is, then the answer and its article."""
        if not text.strip():
            return
        kept = self.desk.conversations
        exchanges = await asyncio.to_thread(kept.exchanges, conversation, person.name)
        turns = _Turns(self, person, conversation if exchanges else "", exchanges)
        underway = Underway(text)
        yield await turns.shown(underway)
        try:
            asked = self.desk.ask(text, person, conversation=turns.conversation)
            async with aclosing(asked) as events:
                async for event in events:
                    if isinstance(event, Told):
                        yield await turns.answered(event)
                    elif isinstance(event, Reading):
                        underway = replace(underway, read=event.sentences)
                        yield await turns.shown(underway)
                    else:
                        underway = replace(underway, said=(*underway.said, event))
                        yield await turns.shown(underway)
        except SourcelineError as error:
            yield await turns.shown(replace(underway, failed=str(error)))
        except Exception:  # noqa: BLE001 -- the edge: whoever asked is told, whatever it was
            _log.exception("a question could not be answered")
            yield await turns.shown(replace(underway, failed=say("failed")))

    def acted(self, action: Mapping[str, object], conversation: str, person: Person) -> View:
        """A button was pressed: open an article, list them, give a thumb."""
        act, told = action.get("act"), {key: str(value) for key, value in action.items()}
        if act == "list":
            return View(article=self.page.articles(person, told.get("text", "")))
        if act == "embed":
            site, asked = told.get("site", ""), told.get("text", "")
            return View(article=self.page.embed(self.access, site, asked))
        exchanges = self.desk.conversations.exchanges(conversation, person.name)
        id_ = told.get("answer", "")
        if act == "open" and told.get("article"):
            answer = next((one.answer for one in exchanges if one.answer.id == id_), None)
            sentence = told.get("sentence", "")
            chosen = int(sentence) if sentence.isdecimal() else None
            return View(article=self.page.article_of(person, answer, told["article"], chosen))
        if act == "chat":
            return View(article=self.page.article_of(person, _last(exchanges)))
        if act in ("up", "down"):
            reason = told.get("reason", "")
            self.desk.conversations.vote(id_, person.name, str(act), reason)
            exchanges = self.desk.conversations.exchanges(conversation, person.name)
            why = id_ if act == "down" and not reason else None
            return View(log=self.page.log(person, conversation, exchanges, asks_why=why))
        return View()


@dataclass(frozen=True, slots=True)
class _Turns:
    """One question of a conversation on its way to the screen, off the event loop."""

    chat: Chat
    person: Person
    conversation: str
    exchanges: tuple[Exchange, ...]

    async def shown(self, underway: Underway) -> View:
        log = await asyncio.to_thread(
            self.chat.page.log, self.person, self.conversation, self.exchanges, underway=underway
        )
        return View(log=log)

    async def answered(self, told: Told) -> View:
        return await asyncio.to_thread(self._answered, told)

    def _answered(self, told: Told) -> View:
        kept, person, conversation = self.chat.desk.conversations, self.person, told.conversation
        page, exchanges = self.chat.page, kept.exchanges(conversation, person.name)
        return View(
            page.header(person),
            page.log(person, conversation, exchanges),
            page.article_of(person, told.answer),
            conversation,
        )


def _last(exchanges: Sequence[Exchange]) -> Answer | None:
    return exchanges[-1].answer if exchanges else None
