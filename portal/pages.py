"""The panes of the chat page, from what is in the collection and in the conversation."""

from collections.abc import Sequence

from index import Scope, Sentence
from portal.answer_view import answer_html, question_html, waiting_html
from portal.article_view import article_html, counted
from portal.conversations import Exchange
from portal.doorkeeper import Person
from portal.markup import element, escaped
from portal.words import language_name, say
from qa import Answer, Assistant, example_questions, nearest_citations

_EXAMPLES = 4


class Page:
    """Renders panes for a person; keeps the example questions until the collection changes."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._examples: dict[tuple[int, Scope], tuple[str, ...]] = {}

    def header(self, person: Person, reader: str) -> str:
        """The name, what reads, and over how much."""
        count = self._assistant.collection.within(person.scope).count()
        articles = say("articles_one" if count == 1 else "articles_many", count=count)
        reading = say(f"reader_{reader}")
        new = element(
            "button", escaped(say("new")), type="button", class_="sl-quiet", data_act="new"
        )
        told = element("span", escaped(f"{reading} · {articles}"), class_="sl-status")
        return element("header", element("h1", "Sourceline"), new, told, class_="sl-bar")

    def log(
        self,
        person: Person,
        conversation: str,
        exchanges: Sequence[Exchange],
        *,
        asking: str | None = None,
        read: tuple[Sentence, ...] | None = None,
        notice: str | None = None,
    ) -> str:
        """The conversation so far, and what is being done about the question ``asking``."""
        parts = []
        counts = self._counts(person, exchanges)
        for one in exchanges:
            parts += [
                question_html(one.answer.question),
                answer_html(one.answer, counts, one.vote),
            ]
        if not exchanges and asking is None:
            parts.append(self._welcome(person))
        if asking is not None:
            parts += [question_html(asking), waiting_html(read)]
        if notice is not None:
            parts.append(element("p", escaped(notice), class_="sl-held", role="alert"))
        busy = "true" if asking is not None else "false"
        return element(
            "div", *parts, class_="sl-turns", data_conversation=conversation, aria_busy=busy
        )

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
            return self._no_article(person)
        id = id or cited[0].sentence.source.id
        here = [one for one in cited if one.sentence.source.id == id]
        article = collection.article(id)
        if article is None:
            quotes = (element("blockquote", escaped(c.sentence.text), dir="auto") for c in here)
            told = element("p", escaped(say("gone")), class_="sl-held")
            return element("article", told, *quotes, class_="sl-article", data_article=id)
        numbers = {one.sentence.index: one.number for one in here}
        if chosen is None and here and answer and answer.citations:
            chosen = here[0].sentence.index
        corrected = any(one.sentence.version != article.version for one in here)
        sentences = collection.sentences(id)
        return article_html(article, sentences, numbers, chosen=chosen, corrected=corrected)

    def _counts(self, person: Person, exchanges: Sequence[Exchange]) -> dict[str, int]:
        collection = self._assistant.collection.within(person.scope)
        ids = {
            citation.sentence.source.id
            for one in exchanges
            for citation in one.answer.citations or nearest_citations(one.answer)
        }
        return {id_: counted(found) for id_ in ids if (found := collection.sentences(id_))}

    def _welcome(self, person: Person) -> str:
        version = self._assistant.collection.version
        key = (version, person.scope)
        if key not in self._examples:
            found = example_questions(self._assistant, _EXAMPLES, person.scope)
            self._examples = {key: found}
        pills = (
            element(
                "button", escaped(one), type="button", data_act="ask", data_text=one, dir="auto"
            )
            for one in self._examples[key]
        )
        return element(
            "div",
            element("h2", escaped(say("welcome"))),
            element("p", escaped(say("welcome_more"))),
            element("div", *pills, class_="sl-try", role="group", aria_label=say("try")),
            class_="sl-welcome",
        )

    def _no_article(self, person: Person) -> str:
        sources = self._assistant.collection.within(person.scope).sources()
        rows = (
            element(
                "li",
                element(
                    "button",
                    escaped(source.title),
                    type="button",
                    data_act="open",
                    data_article=source.id,
                    dir="auto",
                ),
                element(
                    "small",
                    escaped(
                        " · ".join(
                            one
                            for one in (
                                source.publisher,
                                source.published or say("no_date"),
                                language_name(source.language),
                            )
                            if one
                        )
                    ),
                    dir="auto",
                ),
            )
            for source in list(reversed(sources))[:200]
        )
        return element(
            "div",
            element("p", escaped(say("pick")), class_="sl-pick"),
            element("h2", escaped(say("collection"))),
            element("ul", *rows),
            class_="sl-collection",
        )
