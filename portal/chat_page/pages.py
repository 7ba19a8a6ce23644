"""The panes of the chat page, from what is in the collection and in the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Sentence
from portal.admission.access import Access
from portal.admission.doorkeeper import Person
from portal.answers.view import answer_html, question_html, waiting_html
from portal.articles.link import article_path, path_to
from portal.articles.view import article_html, length_of
from portal.chat_page.collection_view import collection_html
from portal.chat_page.embed_view import embed_html
from portal.conversations import Exchange
from portal.examples import Examples
from portal.markup import element, escaped
from portal.words import in_our_words, say, say_of
from qa import Answer, Assistant, Said, nearest_citations

_OURS = "extractive"
"""The reader that has a name of its own; a chat model goes by its provider's."""


@dataclass(frozen=True, slots=True)
class Underway:
    """A question that has no answer yet: what is read for it, what was said, or what failed."""

    question: str
    read: tuple[Sentence, ...] | None = None
    said: tuple[Said, ...] = ()
    failed: str | None = None


class Page:
    """Renders panes for a person."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._examples = Examples(assistant)

    def header(self, person: Person) -> str:
        """The name, what reads, and over how much."""
        count = self._assistant.collection.within(person.scope).count()
        articles = say_of("articles", count) if count else say("no_articles")
        reader = self._assistant.reader_name
        return header_html(say("reader_extractive") if reader == _OURS else reader, articles)

    def log(
        self,
        person: Person,
        conversation: str,
        exchanges: Sequence[Exchange],
        *,
        underway: Underway | None = None,
        notice: str | None = None,
        asks_why: str | None = None,
    ) -> str:
        """The conversation so far, and what is being done; ``asks_why`` is an answer's id."""
        counts = self._counts(person, exchanges, underway)
        parts = []
        for one in exchanges:
            why = one.answer.id == asks_why
            shown = answer_html(one.answer, counts, one.vote, asks_why=why)
            parts += [question_html(one.answer.question), shown]
        if not exchanges and underway is None:
            parts.append(_welcome_html())
        busy = False
        if underway is not None:
            busy, notice = underway.failed is None, underway.failed or notice
            parts.append(question_html(underway.question))
            parts += [waiting_html(underway.read, underway.said, counts)] if busy else []
        return log_html(parts, conversation, notice=notice, busy=busy)

    def article_of(
        self,
        person: Person,
        answer: Answer | None,
        id: str | None = None,
        chosen: int | None = None,
    ) -> str:
        """The article that the answer cites first, or the one with that id, lit where cited."""
        collection = self._assistant.collection.within(person.scope)
        cited = (answer.citations or nearest_citations(answer)) if answer else ()
        if id is None and not cited:
            return self.articles(person)
        id = id or cited[0].sentence.source.id
        here = [one for one in cited if one.sentence.source.id == id]
        article = collection.article(id)
        if article is None:
            quotes = (element("blockquote", escaped(c.sentence.text), dir="auto") for c in here)
            told = element("p", escaped(say("gone")), class_="sl-held")
            return _side(element("article", told, *quotes, class_="sl-article"))
        numbers = {one.sentence.index: one.number for one in here}
        if chosen is None and here and answer and answer.citations:
            chosen = here[0].sentence.index
        shown = article_html(
            article,
            collection.sentences(id),
            numbers,
            chosen=chosen,
            answer_id=answer.id if answer else None,
            corrected=any(one.sentence.version != article.version for one in here),
            page=_page_of(id, [one.sentence for one in here]),
        )
        return _side(shown)

    def embed(self, access: Access, site: str, asked: str = "") -> str:
        """How a portal embeds what is served at ``site``, and whether ``asked`` may."""
        return _side(embed_html(access, site, asked), listed=True)

    def articles(self, person: Person, wanted: str = "") -> str:
        """The list of what may be read; ``wanted`` keeps the titles that have its words."""
        sources = self._assistant.collection.within(person.scope).sources()
        return _side(collection_html(sources, wanted), listed=True)

    def examples(self, person: Person) -> str:
        """Questions that the articles answer, as buttons."""
        pills = (
            element("button", escaped(one), type="button", data_act="ask", dir="auto")
            for one in self._examples.of(person.scope)
        )
        return element(
            "div",
            *pills,
            class_="sl-try",
            role="group",
            aria_label=say("try"),
            **in_our_words(),
        )

    def _counts(
        self, person: Person, exchanges: Sequence[Exchange], underway: Underway | None
    ) -> dict[str, int]:
        collection = self._assistant.collection.within(person.scope)
        cited = [c for one in exchanges for c in one.answer.citations]
        cited += [c for one in exchanges for c in nearest_citations(one.answer)]
        cited += [c for one in underway.said for c in one.citations] if underway else []
        ids = {citation.sentence.source.id for citation in cited}
        return {id_: length_of(found) for id_ in ids if (found := collection.sentences(id_))}


def header_html(*status: str) -> str:
    """The bar at the top; the last of ``status`` opens the list of articles."""
    *told, articles = status
    tabs = element("nav", _tab("chat", current=True), _tab("embed"), aria_label=say("views"))
    new = element("button", escaped(say("new")), type="button", class_="sl-new", data_act="new")
    shown = [element("span", escaped(one)) for one in told]
    shown.append(element("button", escaped(articles), type="button", data_act="list"))
    return element(
        "header",
        element("h1", "Sourceline"),
        tabs,
        new,
        element("div", *shown, class_="sl-status"),
        class_="sl-bar",
        **in_our_words(),
    )


def log_html(
    parts: Sequence[str], conversation: str = "", *, notice: str | None = None, busy: bool = False
) -> str:
    """The pane of the conversation; ``busy`` while an answer is being made."""
    held = element("p", escaped(notice), class_="sl-held", role="alert") if notice else ""
    return element(
        "div",
        *parts,
        held,
        class_="sl-turns",
        data_conversation=conversation,
        aria_busy="true" if busy else "false",
        **in_our_words(),
    )


def _tab(act: str, *, current: bool = False) -> str:
    told = escaped(say(f"tab_{act}"))
    return element(
        "button", told, type="button", data_act=act, aria_current="page" if current else None
    )


def _page_of(id: str, cited: Sequence[Sentence]) -> str:
    return path_to(cited) if len({one.version for one in cited}) == 1 else article_path(id)


def _welcome_html() -> str:
    welcome = element("h2", escaped(say("welcome")))
    return element("div", welcome, element("p", escaped(say("welcome_more"))), class_="sl-welcome")


def _side(inside: str, *, listed: bool = False) -> str:
    """A pane on the right: a sheet from below on a phone, where it can be closed."""
    back = element("button", escaped(say("all_articles")), type="button", data_act="list")
    close = element("button", type="button", data_act="close", aria_label=say("close"))
    bar = element("div", "" if listed else back, close, class_="sl-top")
    return element("div", bar, inside, class_="sl-pane", **in_our_words())
