import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from index import Found, Source, SourcelineError, index_paths, open_collection
from models.embedder import Embedder
from portal.admission.doorkeeper import LOCAL, Person
from portal.chat_page.chat import Chat, View
from portal.chat_page.pages import Page
from portal.conversations import Conversations
from portal.desk import Desk
from qa import Answer, Assistant, Draft, Question
from qa.readers import open_extractive
from tests.doors import SEED

NOBODY = Person("nobody", lambda _source: False)
ASKED = "when will Zangezur open"


@pytest.fixture
def chat(assistant: Assistant, tmp_path: Path) -> Chat:
    return Chat(Desk(assistant, Conversations(tmp_path)), Page(assistant))


def all_of(chat: Chat, text: str, conversation: str = "", person: Person = LOCAL) -> list[View]:
    async def run() -> list[View]:
        return [view async for view in chat.asked(text, conversation, person)]

    return asyncio.run(run())


def html_of(view: View) -> str:
    return f"{view.header}{view.log}{view.article}"


def test_an_answer_is_waited_for_with_what_is_read_and_then_kept(chat: Chat) -> None:
    searching, reading, *_, last = all_of(chat, ASKED)
    assert "Searching" in (searching.log or "")
    assert "Reading" in (reading.log or "")
    assert 'aria-busy="true"' in (reading.log or "")
    assert 'aria-busy="false"' in (last.log or "")
    assert 'class="on" data-sentence="7"' in (last.article or "")
    again = chat.opened(LOCAL, last.conversation or "")
    assert (again.log, again.article) == (last.log, last.article)


def test_the_next_question_joins_the_conversation_and_knows_what_was_said(
    assistant: Assistant, tmp_path: Path
) -> None:
    seen: list[Question] = []

    async def silent(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        seen.append(question)
        sentence = found[0].passage.sentences[0]
        yield Draft(sentence.text, (sentence,))

    other = Assistant(assistant.collection, silent, "test")
    chat = Chat(Desk(other, Conversations(tmp_path)), Page(other))
    first = all_of(chat, ASKED)[-1]
    second = all_of(chat, "and the cost?", first.conversation or "")[-1]
    assert second.conversation == first.conversation
    assert [turn.question for turn in seen[1].history] == [ASKED]
    assert (second.log or "").count("data-answer=") == 2


def test_a_question_knows_the_last_turns_of_a_long_conversation(
    assistant: Assistant, tmp_path: Path
) -> None:
    seen: list[Question] = []

    async def silent(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        seen.append(question)
        for sentence in found[0].passage.sentences[:1]:
            yield Draft(sentence.text, (sentence,))

    other = Assistant(assistant.collection, silent, "test")
    chat, conversation = Chat(Desk(other, Conversations(tmp_path)), Page(other)), ""
    asked = [f"When did Azerbaijan sign treaty number {number}?" for number in range(8)]
    for text in asked:
        conversation = all_of(chat, text, conversation)[-1].conversation or ""
    assert [turn.question for turn in seen[-1].history] == asked[1:7]


def test_nothing_is_asked_by_white_space(chat: Chat) -> None:
    assert all_of(chat, " \n\t ") == []


def test_another_s_conversation_is_as_good_as_none(chat: Chat) -> None:
    mine = all_of(chat, ASKED)[-1].conversation or ""
    other = Person("other", LOCAL.scope)
    assert "That conversation is not here." in (chat.opened(other, mine).log or "")
    theirs = all_of(chat, ASKED, mine, other)[-1]
    assert theirs.conversation != mine
    assert (theirs.log or "").count("data-answer=") == 1
    assert len(chat.desk.conversations.exchanges(mine, LOCAL.name)) == 1


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (SourcelineError("the model is asleep: wake it"), "the model is asleep: wake it"),
        (RuntimeError("secret detail"), "Something went wrong"),
    ],
)
def test_a_failure_is_one_line_under_the_question_and_the_page_goes_on(
    assistant: Assistant, tmp_path: Path, error: Exception, line: str
) -> None:
    async def failing(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
        raise error
        yield Draft("never")

    other = Assistant(assistant.collection, failing, "test")
    last = all_of(Chat(Desk(other, Conversations(tmp_path)), Page(other)), ASKED)[-1]
    assert line in (last.log or "")
    assert "secret detail" not in (last.log or "")
    assert ASKED in (last.log or "")
    assert 'aria-busy="false"' in (last.log or "")
    assert last.conversation is None


def test_half_a_character_in_a_question_breaks_nothing(chat: Chat) -> None:
    assert all_of(chat, ASKED + " \ud83d")[-1].conversation


@pytest.mark.parametrize(
    "action",
    [{}, {"act": "open"}, {"act": ["x"]}, {"act": "open", "article": "no such", "sentence": "x"}],
)
def test_a_press_that_means_nothing_breaks_nothing(chat: Chat, action: dict[str, object]) -> None:
    view = chat.acted(action, "no such", LOCAL)
    assert view.log is None


def test_a_thumb_down_asks_why_and_then_thanks(chat: Chat) -> None:
    last = all_of(chat, ASKED)[-1]
    conversation = last.conversation or ""
    (kept,) = chat.desk.conversations.exchanges(conversation, LOCAL.name)
    press = {"act": "down", "answer": kept.answer.id}
    assert "sl-reason" in (chat.acted(press, conversation, LOCAL).log or "")
    told = chat.acted({**press, "reason": "it is a plan"}, conversation, LOCAL)
    assert "sl-reason" not in (told.log or "")
    assert "Thank you" in (told.log or "")


def test_an_article_opens_at_the_cited_sentence_or_unlit_from_the_list(chat: Chat) -> None:
    last = all_of(chat, ASKED)[-1]
    (kept,) = chat.desk.conversations.exchanges(last.conversation or "", LOCAL.name)
    cited = kept.answer.citations[0].sentence
    press = {"act": "open", "article": cited.source.id, "sentence": "7", "answer": kept.answer.id}
    opened = chat.acted(press, last.conversation or "", LOCAL).article or ""
    assert '<mark class="on" data-sentence="7" id="s7">' in opened
    plain = chat.acted({"act": "open", "article": cited.source.id}, "", LOCAL).article or ""
    assert "<mark" not in plain
    listed = chat.acted({"act": "list", "text": "azerbaijan"}, "", LOCAL).article or ""
    assert f'data-article="{cited.source.id}"' in listed


def test_an_article_outside_the_scope_is_nowhere_on_the_page(
    embedder: Embedder, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    text = "The Ostrava bridge will open in May 2031, said Mayor Novak. It cost 40 million crowns."
    (tmp_path / "news" / "secret.txt").write_text(f"Ostrava bridge\n\n{text}\n", "utf-8")
    store = tmp_path / "store"
    list(index_paths(store, [SEED, tmp_path / "news"], lambda: embedder, wait=False))
    assistant = Assistant(open_collection(store, embedder), open_extractive(embedder), "extractive")
    chat = Chat(Desk(assistant, Conversations(store)), Page(assistant))
    (hidden,) = [one for one in assistant.collection.sources() if "Ostrava" in one.title]

    def visible(source: Source) -> bool:
        return source.id != hidden.id

    asked = "When will the Ostrava bridge open?"
    mine = all_of(chat, asked)[-1]
    assert "May 2031" in html_of(mine), "it is there for those who may read it"
    kept = chat.desk.conversations.exchanges(mine.conversation or "", LOCAL.name)[0].answer
    person = Person("other", visible)
    theirs = chat.desk.conversations.start(person.name)
    views = [
        chat.opened(person, ""),
        *all_of(chat, asked, theirs, person),
        chat.acted({"act": "list"}, theirs, person),
        chat.acted({"act": "list", "text": "Ostrava"}, theirs, person),
        chat.acted({"act": "open", "article": hidden.id, "sentence": "1"}, theirs, person),
        chat.acted({"act": "open", "article": hidden.id, "answer": kept.id}, theirs, person),
    ]
    for view in views:
        told = html_of(view).replace(asked, "").replace('value="Ostrava"', "")
        assert "Ostrava" not in told
        assert "2031" not in told
    assert "Ostrava" not in chat.page.examples(person)
    assert "1 article" in (views[0].header or "")


def test_nobody_sees_nothing(chat: Chat) -> None:
    view = chat.opened(NOBODY, "")
    assert "no articles" in (view.header or "")
    assert chat.page.examples(NOBODY).count("<button") == 0
    last = all_of(chat, ASKED, "", NOBODY)[-1]
    assert "The articles do not say." in (last.log or "")
    assert "Aliyev" not in html_of(last)


def test_an_article_that_is_gone_leaves_its_quotes(chat: Chat, assistant: Assistant) -> None:
    answer: Answer = assistant.ask(ASKED)
    quote = answer.citations[0].sentence.text
    shown = chat.page.article_of(NOBODY, answer)
    assert "not in the collection any more" in shown
    assert f'<blockquote dir="auto">{quote}' in shown
