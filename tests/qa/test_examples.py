"""Examples are questions over the articles that are there, and none that would disappoint."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from index import Collection, Found, Kind, Source, index_paths, open_collection
from qa import Assistant, Draft, Question, Status, example_questions
from qa.answer import Reader
from tests.doors import SEED
from tests.index.embedding import HashEmbedder


async def generous(_question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
    """Says every sentence that was found."""
    for one in found:
        for sentence in one.passage.sentences:
            if sentence.kind is Kind.BODY:
                yield Draft(sentence.text, (sentence,))


async def silent(_question: Question, _found: Sequence[Found]) -> AsyncIterator[Draft]:
    if False:
        yield Draft("never")


def reading(collection: Collection, reader: Reader) -> Assistant:
    return Assistant(collection, reader, "fake")


def indexed(folder: Path, text: str, *labels: str) -> Collection:
    """A store of the seed and of one more article, found by their words."""
    (folder / "other.txt").write_text(text, "utf-8")
    list(index_paths(folder / "store", [SEED], HashEmbedder, wait=False))
    list(
        index_paths(
            folder / "store", [folder / "other.txt"], HashEmbedder, wait=False, labels=labels
        )
    )
    return open_collection(folder / "store", HashEmbedder())


def test_every_example_is_answered_with_a_citation(assistant: Assistant) -> None:
    examples = example_questions(assistant)
    assert examples
    assert len(set(examples)) == len(examples) <= 4
    for example in examples:
        answer = assistant.ask(example)
        assert (answer.status, bool(answer.citations)) == (Status.ANSWERED, True), example


def test_there_are_as_many_as_asked_for_and_each_once(collection: Collection) -> None:
    generously = reading(collection, generous)
    every = example_questions(generously, 20)
    assert len(set(every)) == len(every) > 2
    assert example_questions(generously, 2) == every[:2]


def test_an_article_before_a_name_is_said_once(tmp_path: Path) -> None:
    text = "A port\n\nThe Alat Port will open in May 2027, and The Alat Port is new, Ann said.\n"
    examples = example_questions(reading(indexed(tmp_path, text), generous), 20)
    assert "When will the Alat Port open?" in examples
    assert not any("the The" in one for one in examples)


def test_what_is_not_answered_is_no_example(collection: Collection) -> None:
    assert example_questions(reading(collection, silent)) == ()


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("Bridge\n\nThe new Ostrava Bridge will open to traffic in May 2031.",
         "When will the Ostrava Bridge open?"),
        ("Körpü\n\nBazar ertəsi Nazirlik bildirib ki, Baku White City layihəsi bu il başa "
         "çatacaq və sakinlər yeni evlərə köçəcək.", "Baku White City barədə nə deyilir?"),
        ("Brücke\n\nAm Montag wurde in Berlin bekannt, dass die Neue Brücke im Herbst für "
         "den Verkehr geöffnet wird.", "Was wird über Neue Brücke gesagt?"),
    ],
)  # fmt: skip
def test_an_example_is_in_the_language_of_its_article(
    tmp_path: Path, text: str, example: str
) -> None:
    examples = example_questions(reading(indexed(tmp_path, text), generous), 20)
    assert any(example in one for one in examples), examples


def test_an_article_outside_the_scope_gives_no_example_and_is_not_read_for_one(
    tmp_path: Path,
) -> None:
    read: list[str] = []

    async def noting(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
        read.extend([question.text, *(one.context.text for one in found)])
        async for draft in generous(question, found):
            yield draft

    text = "Bridge\n\nThe new Ostrava Bridge will open to traffic in May 2031."
    both = reading(indexed(tmp_path, text, "desk"), noting)

    def unlabelled(source: Source) -> bool:
        return not source.labels

    assert any("Ostrava" in one for one in example_questions(both, 20))
    assert any("Ostrava" in one for one in read)
    read.clear()
    within = example_questions(both, 20, unlabelled)
    assert within
    assert not any("Ostrava" in one for one in (*within, *read))
    assert example_questions(both, 20, lambda _source: False) == ()
