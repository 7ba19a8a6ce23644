"""Whoever comes to the chat page: known, spoken to in their language, and kept while it opens.

The page carries events and shows what comes of them; it knows neither people nor languages.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from index import SourcelineError
from portal.admission.doorkeeper import NOBODY, Person
from portal.answers.view import question_html
from portal.chat_page.chat import Chat, View
from portal.chat_page.pages import header_html, log_html
from portal.house import person_of
from portal.locales import locale_of
from portal.opening import Opening
from portal.words import say, speaking

Visitor = HTTPConnection | None
"""The request that an event came with; None when it came with none, and then it is nobody's."""


@dataclass(frozen=True, slots=True)
class Reception:
    """The page's events, handed on to the chat once that is open."""

    chat: Opening[Chat]

    def opened(self, visitor: Visitor) -> AsyncIterator[View]:
        """Somebody opened the page."""
        return _spoken(visitor, self._opened(visitor))

    async def _opened(self, visitor: Visitor) -> AsyncGenerator[View, None]:
        if self.chat.opened is None:
            header = header_html(say("opening"), say("all_articles"))
            yield View(header, log_html([], busy=True))
        wanted = visitor.query_params.get("conversation", "") if visitor else ""
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            yield await asyncio.to_thread(chat.opened, _person(visitor), wanted)
        except SourcelineError as error:
            yield _unopened(error)

    def asked(self, visitor: Visitor, text: str, conversation: str) -> AsyncIterator[View]:
        """Somebody asked."""
        return _spoken(visitor, self._asked(visitor, text, conversation))

    async def _asked(
        self, visitor: Visitor, text: str, conversation: str
    ) -> AsyncGenerator[View, None]:
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            async for view in chat.asked(text, conversation, _person(visitor)):
                yield view
        except SourcelineError as error:
            yield _unopened(error, text)

    async def acted(self, visitor: Visitor, told: str, conversation: str) -> View:
        """Somebody pressed a button in a pane."""
        with speaking(_locale(visitor)):
            try:
                chat = await asyncio.to_thread(self.chat.wait)
                person = _person(visitor)
                return await asyncio.to_thread(chat.acted, _action(told), conversation, person)
            except SourcelineError as error:
                return _unopened(error)

    async def began_anew(self, visitor: Visitor) -> View:
        """Somebody wants a new conversation; an answer that is on its way was stopped."""
        with speaking(_locale(visitor)):
            try:
                chat = await asyncio.to_thread(self.chat.wait)
                return await asyncio.to_thread(chat.opened, _person(visitor), "")
            except SourcelineError as error:
                return _unopened(error)

    async def examples(self, visitor: Visitor) -> str:
        """Questions to begin with; they come after the page, for finding them takes a while."""
        with speaking(_locale(visitor)), suppress(SourcelineError):
            chat = await asyncio.to_thread(self.chat.wait)
            return await asyncio.to_thread(chat.page.examples, _person(visitor))
        return ""

    def words(self, visitor: Visitor) -> tuple[str, str, str]:
        """The placeholder and label of the question's field, and what its button says."""
        with speaking(_locale(visitor)):
            return say("ask_placeholder"), say("ask_label"), say("ask")


async def _spoken(visitor: Visitor, views: AsyncGenerator[View, None]) -> AsyncIterator[View]:
    """Each step in the visitor's language: a generator runs in the context of whoever steps it."""
    async with aclosing(views):
        while True:
            with speaking(_locale(visitor)):
                view = await anext(views, None)
            if view is None:
                return
            yield view


def _locale(visitor: Visitor) -> str:
    return locale_of(visitor) if visitor else "en"


def _person(visitor: Visitor) -> Person:
    return person_of(visitor) if visitor else NOBODY


def _unopened(error: SourcelineError, asked: str = "") -> View:
    """The page of a store that cannot be read: the line that says what to do."""
    parts = [question_html(asked)] if asked.strip() else []
    return View(header_html(say("no_articles")), log_html(parts, notice=str(error)), "", "")


def _action(told: str) -> dict[str, object]:
    """What the page's script says was pressed; nothing it says is trusted to be well formed."""
    try:
        action = json.loads(told)
    except ValueError:
        return {}
    return action if isinstance(action, dict) else {}
