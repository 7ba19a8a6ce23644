"""The chat page: Gradio carries the events, the portal's renderers make what is seen.

The panes are HTML of our own in which every word is escaped. Gradio's `HTML` component evaluates
templates, which the page's content security policy forbids, so they go through `Markdown`, which
leaves a block of HTML as it is.
"""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from index import NothingIndexed
from portal.admission.access import Access
from portal.application import Application, build_application
from portal.chat_page.chat import Chat, View
from portal.chat_page.pages import Page
from portal.chat_page.reception import Reception
from portal.desk import Desk, open_desk
from portal.house import House
from portal.opening import Opening
from portal.server import serve_application, take_port
from portal.words import say
from qa.model_settings import Models

# As links: what Gradio is given as CSS it scopes to its own container, which a sheet on a phone
# has to reach out of.
_HEAD = """
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/house/favicon.svg">
<script src="/house/theme.js"></script>
<link rel="stylesheet" href="/house/tokens.css">
<link rel="stylesheet" href="/house/page.css">
<link rel="stylesheet" href="/house/reading.css">
<link rel="stylesheet" href="/house/article.css">
<script src="/house/page.js" defer></script>
"""
_ACTION_LENGTH = 4000
_Outputs = tuple[Any, Any, Any, Any]
"""Header, log, article, conversation; ``gr.skip()`` for what stays as it is."""


@dataclass(frozen=True, slots=True)
class Events:
    """Gradio's events, handed on to the reception."""

    reception: Reception

    async def opened(self, request: gr.Request) -> AsyncIterator[_Outputs]:
        """Somebody opened the page."""
        async for view in self.reception.opened(request.request):
            yield _outputs(view)

    async def examples(self, request: gr.Request) -> str:
        """Questions to begin with."""
        return await self.reception.examples(request.request)

    def words(self, request: gr.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """The question's field and its button, in the language of whoever opened the page."""
        placeholder, label, ask = self.reception.words(request.request)
        return gr.update(placeholder=placeholder, label=label), gr.update(value=ask)

    async def asked(
        self, text: str, conversation: str, request: gr.Request
    ) -> AsyncIterator[_Outputs]:
        """Somebody asked."""
        async for view in self.reception.asked(request.request, text, conversation):
            yield _outputs(view)

    async def acted(self, told: str, conversation: str, request: gr.Request) -> _Outputs:
        """Somebody pressed a button in a pane."""
        return _outputs(await self.reception.acted(request.request, told, conversation))

    async def began_anew(self, request: gr.Request) -> _Outputs:
        """Somebody wants a new conversation."""
        return _outputs(await self.reception.began_anew(request.request))


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
        blocks.load(events.words, None, [question, ask], queue=False, **hidden)
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
    taken = take_port(host, port, access)
    try:
        desk = Opening(lambda: open_desk(store, models, access))
        chat = Opening(lambda: _chat_at(desk.wait(), access))
        application = build_site(House(desk, access, store), chat)
        serve_application(application, taken, announce=announce, beside=lambda: _open(chat))
    finally:
        taken.close()


def build_site(house: House, chat: Opening[Chat]) -> Application:
    """Every door, and the chat page mounted among them."""
    application = build_application(house)
    gr.mount_gradio_app(
        application,
        build_page(Events(Reception(chat))),
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
    return application


def _chat_at(desk: Desk, access: Access) -> Chat:
    return Chat(desk, Page(desk.assistant), access)


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
