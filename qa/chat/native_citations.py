"""Anthropic's own citations: a document an article, a content block a sentence.

The blocks that come back are numbered within their document, so they are our sentences, and the
service vouches that they were among those sent. They come behind the text that rests on them; they
are put into it as marks of our own, after each of its sentences, and read like any other reply.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index import sentence_spans
from qa.answer import Draft
from qa.chat.markers import harmless, visible
from qa.chat.prompt import Prompt, headed
from qa.chat.reply import Reply

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk


def content_of(prompt: Prompt) -> list[dict[str, Any]]:
    """The articles as documents of one block a sentence, and what is asked about them."""
    documents: list[dict[str, Any]] = []
    for source, run in prompt.articles:
        title, around = headed(source)
        blocks = [{"type": "text", "text": harmless(sentence.text)} for _, sentence in run]
        document = {
            "type": "document",
            "source": {"type": "content", "content": blocks},
            "title": title,
            "citations": {"enabled": True},
        }
        documents.append({**document, "context": around} if around else document)
    return [*documents, {"type": "text", "text": prompt.about}]


class NativeReply:
    """A reply in blocks of text with their citations; a block is read once the next one begins."""

    def __init__(self, prompt: Prompt, language: str = "en") -> None:
        self._reply = Reply(prompt.sentences, language, native=True)
        self._language = language
        self._numbers = [[number for number, _ in run] for _, run in prompt.articles]
        self._block: object = None
        self._text = ""
        self._cited: dict[int, None] = {}

    @property
    def said_anything(self) -> bool:
        """Whether there was any text."""
        return self._reply.said_anything or bool(self._text.strip())

    def feed(self, piece: "AIMessageChunk") -> Iterator[Draft]:
        """Take a piece in; the drafts that are certain now."""
        content = piece.content
        parts: list[Any] = [{"text": content}] if isinstance(content, str) else list(content)
        for part in parts:
            if not isinstance(part, dict) or part.get("type", "text") != "text":
                continue
            if (block := part.get("index", self._block)) != self._block:
                yield from self._read_block()
                self._block = block
            self._text += visible(str(part.get("text") or ""))
            for citation in part.get("citations") or ():
                self._cited.update(dict.fromkeys(self._numbers_of(citation)))

    def end(self) -> Iterator[Draft]:
        """The drafts that were waiting for more; the reply has been read to its end."""
        yield from self._read_block()
        yield from self._reply.end()

    def _numbers_of(self, citation: dict[str, Any]) -> Sequence[int]:
        """Our numbers for the blocks from its start up to its end; none for what was not sent."""
        names = ("document_index", "start_block_index", "end_block_index")
        places = [p for name in names if isinstance(p := citation.get(name), int) and p >= 0]
        if citation.get("type") != "content_block_location" or len(places) < len(names):
            return ()
        document, first, end = places
        return self._numbers[document][first:end] if document < len(self._numbers) else ()

    def _read_block(self) -> Iterator[Draft]:
        text, cited = self._text, list(self._cited)
        self._text, self._cited = "", {}
        last = 0
        for _, end in sentence_spans(text, self._language) if cited else ():
            yield from self._reply.feed(text[last:end])
            self._reply.cite(cited)
            last = end
        yield from self._reply.feed(text[last:])
