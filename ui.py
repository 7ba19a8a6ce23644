"""The chat page: Gradio carries the events, the portal's renderers make what is seen.

The panes are HTML of our own in which every word is escaped. Gradio's `HTML` component evaluates
templates, which the page's content security policy forbids, so they go through `Markdown`, which
leaves a block of HTML as it is.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from index import NothingIndexed, SourcelineError
from portal.access import Access
from portal.answer_view import question_html
from portal.application import build_application
from portal.chat import Chat, View
from portal.conversations import Conversations
from portal.desk import Desk
from portal.doorkeeper import NOBODY, Person
from portal.house import House, person_of
from portal.opening import Opening
from portal.pages import Page, header_html, log_html
from portal.server import serve_application, take_port
from portal.words import say
from qa import open_assistant
from qa.readers import Models

# As links: what Gradio is given as CSS it scopes to its own container, which a sheet on a phone
# has to reach out of.
_HEAD = """
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/house/favicon.svg">
<script src="/house/theme.js"></script>
<link rel="stylesheet" href="/house/tokens.css">
<link rel="stylesheet" href="/house/page.css">
<link rel="stylesheet" href="/house/reading.css">
<script src="/house/page.js" defer></script>
"""
_ACTION_LENGTH = 4000
_Outputs = tuple[Any, Any, Any, Any]
"""Header, log, article, conversation; ``gr.skip()`` for what stays as it is."""


@dataclass(frozen=True, slots=True)
class Events:
    """Gradio's events, handed on to the chat once that is open."""

    chat: Opening[Chat]

    async def opened(self, request: gr.Request) -> AsyncIterator[_Outputs]:
        """Somebody opened the page."""
        if self.chat.opened is None:
            header = header_html(say("opening"), say("all_articles"))
            yield _outputs(View(header, log_html([], busy=True)))
        wanted = str(request.query_params.get("conversation", ""))
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            yield _outputs(await asyncio.to_thread(chat.opened, _person(request), wanted))
        except SourcelineError as error:
            yield _outputs(_unopened(error))

    async def examples(self, request: gr.Request) -> str:
        """Questions to begin with; they come after the page, for finding them takes a while."""
        with suppress(SourcelineError):
            chat = await asyncio.to_thread(self.chat.wait)
            return await asyncio.to_thread(chat.page.examples, _person(request))
        return ""

    async def asked(
        self, text: str, conversation: str, request: gr.Request
    ) -> AsyncIterator[_Outputs]:
        """Somebody asked."""
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            async for view in chat.asked(text, conversation, _person(request)):
                yield _outputs(view)
        except SourcelineError as error:
            yield _outputs(_unopened(error, text))

    async def acted(self, told: str, conversation: str, request: gr.Request) -> _Outputs:
        """Somebody pressed a button in a pane."""
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            person = _person(request)
            return _outputs(
                await asyncio.to_thread(chat.acted, _action(told), conversation, person)
            )
        except SourcelineError as error:
            return _outputs(_unopened(error))

    async def began_anew(self, request: gr.Request) -> _Outputs:
        """Somebody wants a new conversation; an answer that is on its way was stopped."""
        try:
            chat = await asyncio.to_thread(self.chat.wait)
            return _outputs(await asyncio.to_thread(chat.opened, _person(request), ""))
        except SourcelineError as error:
            return _outputs(_unopened(error))


def build_page(events: Events) -> gr.Blocks:
    """The page's components and how events run between them."""
    with gr.Blocks(title="Sourceline", fill_height=True, fill_width=True) as blocks:
        # Kept by the browser, not by the server: they outlive a restart and the session's state.
        conversation, taken = (gr.Textbox(visible="hidden") for _ in range(2))
        header = _pane("sl-header")
        with gr.Row(elem_id="sl-desk"):
            with gr.Column(elem_id="sl-chat"):
                log = _pane("sl-log")
                examples = _pane("sl-examples")
                with gr.Row(elem_id="sl-ask"):
                    question = gr.Textbox(
                        placeholder=say("ask_placeholder"),
                        label=say("ask_label"),
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=1,
                        autofocus=True,
                        elem_id="sl-question",
                    )
                    ask = gr.Button(say("ask"), elem_id="sl-go")
            with gr.Column(elem_id="sl-side"):
                article = _pane("sl-article")
        told = gr.Textbox(elem_id="sl-told", visible="hidden", max_length=_ACTION_LENGTH)
        act = gr.Button("act", elem_id="sl-act", visible="hidden")
        new = gr.Button("new", elem_id="sl-anew", visible="hidden")
        view = [header, log, article, conversation]
        hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        blocks.load(events.opened, None, view, **hidden)
        blocks.load(events.examples, None, examples, **hidden)
        asking = gr.on(
            [question.submit, ask.click],
            lambda text: (text, ""),
            question,
            [taken, question],
            queue=False,
            **hidden,
        ).then(events.asked, [taken, conversation], view, **hidden)
        act.click(events.acted, [told, conversation], view, trigger_mode="multiple", **hidden)
        new.click(events.began_anew, None, view, cancels=[asking], **hidden)
        new.click(events.examples, None, examples, **hidden)
    blocks.state_session_capacity = 500
    blocks.max_threads = 128
    blocks.queue(max_size=256, default_concurrency_limit=64)
    page: gr.Blocks = blocks
    return page


def serve(
    store: Path,
    *,
    host: str,
    port: int,
    models: Models,
    access: Access,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the chat over ``store`` until it is stopped; the page is up before the models are.

    Raises SourcelineError when the store cannot be read, there is no such model or reader, or the
    port cannot be had. A store without articles is waited for: the page says how to index some.
    """
    taken = take_port(host, port)
    try:
        desk = Opening(lambda: _open_desk(store, models))
        chat = Opening(lambda: _chat_at(desk.wait()))
        application = build_application(House(desk, access))
        gr.mount_gradio_app(
            application,
            build_page(Events(chat)),
            "/",
            theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
            head=_HEAD,
            footer_links=[],
            run_history=False,
            show_error=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            max_file_size="1kb",
        )
        serve_application(application, taken, announce=announce, beside=lambda: _open(chat))
    finally:
        taken.close()


def _open_desk(store: Path, models: Models) -> Desk:
    return Desk(open_assistant(store, models, chroma=True), Conversations(store))


def _chat_at(desk: Desk) -> Chat:
    return Chat(desk, Page(desk.assistant))


def _open(opening: Opening[Chat]) -> None:
    try:
        opening.wait()
    except NothingIndexed as error:
        logging.getLogger(__name__).warning("%s", error)


def _pane(name: str) -> gr.Markdown:
    return gr.Markdown(
        elem_id=name, sanitize_html=False, latex_delimiters=[], container=False, show_label=False
    )


def _outputs(view: View) -> _Outputs:
    panes = (view.header, view.log, view.article, view.conversation)
    header, log, article, conversation = (gr.skip() if one is None else one for one in panes)
    return header, log, article, conversation


def _unopened(error: SourcelineError, asked: str = "") -> View:
    """The page of a store that cannot be read: the line that says what to do."""
    parts = [question_html(asked)] if asked.strip() else []
    return View(header_html(say("no_articles")), log_html(parts, notice=str(error)), "", "")


def _person(request: gr.Request) -> Person:
    return person_of(request.request) if request.request else NOBODY


def _action(told: str) -> dict[str, object]:
    """What the page's script says was pressed; nothing it says is trusted to be well formed."""
    try:
        action = json.loads(told)
    except ValueError:
        return {}
    return action if isinstance(action, dict) else {}
