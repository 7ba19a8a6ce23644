"""The chat page: Gradio carries the events, the portal's renderers make what is seen.

Both panes are HTML of our own in which every word is escaped. Gradio's `HTML` component evaluates
templates, which the page's content security policy forbids, so they go through `Markdown`, which
leaves a block of HTML as it is.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from index import SourcelineError
from portal.application import build_application
from portal.conversations import Conversations, Exchange
from portal.doorkeeper import Person, who_asks
from portal.pages import Page
from portal.server import serve_application, take_port
from portal.words import say
from qa import Answer, Assistant, Question, Reading, open_assistant, turn_of

# As links: what Gradio is given as CSS it scopes to its own container, which a sheet on a phone
# has to reach out of.
_HEAD = """
<link rel="icon" href="/house/favicon.svg">
<link rel="stylesheet" href="/house/tokens.css">
<link rel="stylesheet" href="/house/page.css">
<script src="/house/page.js" defer></script>
"""
_ACTION_LENGTH = 4000
_View = tuple[str, str, str]
"""HTML of the log, HTML of the article, id of the conversation."""


@dataclass(frozen=True, slots=True)
class Chat:
    """What happens on the page, for whoever is asking; holds nothing of anyone."""

    assistant: Assistant
    conversations: Conversations
    page: Page

    def opened(self, request: gr.Request) -> tuple[str, str, str, str]:
        """A page that was just opened: header, log, article, conversation."""
        person = _person(request)
        wanted = str(request.query_params.get("conversation", ""))
        exchanges = self.conversations.exchanges(wanted, person.name) if wanted else ()
        notice = say("reopened_gone") if wanted and not exchanges else None
        log = self.page.log(person, wanted if exchanges else "", exchanges, notice=notice)
        return (
            self.page.header(person, self.assistant.reader_name),
            log,
            self.page.article_of(person, _last(exchanges)),
            wanted if exchanges else "",
        )

    async def asked(
        self, text: str, conversation: str, request: gr.Request
    ) -> AsyncIterator[_View]:
        """Ask; what is being read is shown while it is, then the answer and its article."""
        person = _person(request)
        exchanges = self.conversations.exchanges(conversation, person.name)
        if not text.strip():
            log = self.page.log(person, conversation, exchanges)
            yield log, self.page.article_of(person, _last(exchanges)), conversation
            return
        article = self.page.article_of(person, _last(exchanges))
        history = tuple(turn_of(one.answer) for one in exchanges)
        waiting = self.page.log(person, conversation, exchanges, asking=text)
        yield waiting, article, conversation
        try:
            async for event in self.assistant.stream(Question(text, history, person.scope)):
                if isinstance(event, Reading):
                    read = event.sentences
                    waiting = self.page.log(person, conversation, exchanges, asking=text, read=read)
                    yield waiting, article, conversation
                if isinstance(event, Answer):
                    conversation = self._kept(conversation if exchanges else "", person, event)
                    article = self.page.article_of(person, event)
        except SourcelineError as error:
            log = self.page.log(person, conversation, exchanges, notice=str(error))
            yield log, article, conversation
            return
        exchanges = self.conversations.exchanges(conversation, person.name)
        yield self.page.log(person, conversation, exchanges), article, conversation

    def acted(self, told: str, conversation: str, request: gr.Request) -> _View:
        """What was pressed in a pane: open an article, give a thumb, begin anew."""
        person = _person(request)
        action = _action(told)
        if action.get("act") == "new":
            return self.page.log(person, "", ()), self.page.article_of(person, None), ""
        if action.get("act") in ("up", "down"):
            vote, reason = str(action["act"]), str(action.get("reason", ""))
            self.conversations.vote(str(action.get("answer", "")), person.name, vote, reason)
        exchanges = self.conversations.exchanges(conversation, person.name)
        answer = next((e.answer for e in exchanges if e.answer.id == action.get("answer")), None)
        answer = answer or _last(exchanges)
        opened = str(action.get("article", ""))
        sentence = str(action.get("sentence", ""))
        chosen = int(sentence) if sentence.isdigit() else None
        article = self.page.article_of(person, answer, opened or None, chosen)
        return self.page.log(person, conversation, exchanges), article, conversation

    def _kept(self, conversation: str, person: Person, answer: Answer) -> str:
        conversation = conversation or self.conversations.start(person.name)
        self.conversations.add(conversation, answer)
        return conversation


def build_page(chat: Chat) -> gr.Blocks:
    """The page's components and how events run between them."""
    with gr.Blocks(title="Sourceline", fill_height=True, fill_width=True) as blocks:
        conversation = gr.State("")
        header = _pane("sl-header")
        with gr.Row(elem_id="sl-desk"):
            with gr.Column(elem_id="sl-chat"):
                log = _pane("sl-log")
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
        view = [log, article, conversation]
        hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        blocks.load(chat.opened, None, [header, *view], **hidden)
        taken = gr.State("")
        asking = gr.on(
            [question.submit, ask.click],
            lambda text: (text, ""),
            question,
            [taken, question],
            queue=False,
            **hidden,
        )
        asking.then(chat.asked, [taken, conversation], view, concurrency_limit=8, **hidden)
        act.click(chat.acted, [told, conversation], view, **hidden)
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
    reader: str,
    embeddings: str,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the chat over ``store`` until it is stopped.

    Raises SourcelineError when there is no such store or model, or the port cannot be had.
    """
    taken = take_port(host, port)
    try:
        assistant = open_assistant(store, reader=reader, embeddings=embeddings, chroma=True)
        chat = Chat(assistant, Conversations(store), Page(assistant))
        application = build_application()
        gr.mount_gradio_app(
            application,
            build_page(chat),
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
        serve_application(application, taken, announce)
    finally:
        taken.close()


def _pane(name: str) -> gr.Markdown:
    return gr.Markdown(
        elem_id=name, sanitize_html=False, latex_delimiters=[], container=False, show_label=False
    )


def _person(request: gr.Request) -> Person:
    """Who is asking; the doors have let them in already, so nobody else gets this far."""
    return who_asks(dict(request.headers)) or Person("nobody", lambda _source: False)


def _last(exchanges: Sequence[Exchange]) -> Answer | None:
    return exchanges[-1].answer if exchanges else None


def _action(told: str) -> dict[str, object]:
    """What the page's script says was pressed; nothing it says is trusted to be well formed."""
    try:
        action = json.loads(told)
    except ValueError:
        return {}
    return action if isinstance(action, dict) else {}
