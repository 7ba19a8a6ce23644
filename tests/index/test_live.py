"""A reader keeps up with writers, and finds the same whether it asks Chroma or compares all."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Collection, Kind, SourcelineError, open_collection
from index.generation import current_generation
from index.window import embedded_text
from index.writer import Writer
from tests.index.embedding import HashEmbedder
from tests.index.stores import embed, publish, put

PLACES = [f"place{number}" for number in range(60)]


def story(place: str) -> str:
    return (
        f"The mayor of {place} opened a bridge on Monday.\n\n"
        f"A storm near {place} broke boats in the old harbour."
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty articles in a published generation, of which one in ten may be read by everyone."""
    store = tmp_path_factory.mktemp("published")
    with Writer.opened(store) as catalogue:
        for number, place in enumerate(PLACES):
            put(catalogue, place, story(place), labels=["desk"] if number % 10 else [])
        publish(store, catalogue)
    return store


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles, published."""
    store = tmp_path_factory.mktemp("two")
    with Writer.opened(store) as catalogue:
        put(catalogue, "ganja", story("Ganja"))
        put(catalogue, "shaki", story("Shaki"))
        publish(store, catalogue)
    return store


@pytest.fixture
def store(tmp_path: Path, two: Path) -> Path:
    """A copy of it that may be changed."""
    shutil.copytree(two, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def opened() -> Iterator[list[Collection]]:
    """Collections that are closed in the end."""
    collections: list[Collection] = []
    yield collections
    for collection in collections:
        collection.close()


def ids(collection: Collection, question: str, k: int = 8) -> list[str]:
    return [found.passage.source.id for found in collection.search(question, k)]


def test_both_ways_find_the_same_in_every_scope(published: Path, opened: list[Collection]) -> None:
    exact = open_collection(published, HashEmbedder(), chroma=False)
    chroma = open_collection(published, HashEmbedder(), chroma=True)
    opened += [exact, chroma]
    assert (exact.generation, chroma.generation) == (None, "g-000001")
    scopes = [
        lambda source: True,
        lambda source: not source.labels,
        lambda source: source.id == "place17",
        lambda source: False,
    ]
    for scope in scopes:
        for question in ("mayor of place17", "storm near place40", "harbour", "nothing alike"):
            one = exact.within(scope).search(question, 60)
            other = chroma.within(scope).search(question, 60)
            assert [f.passage.text for f in one] == [f.passage.text for f in other]
            assert [f.score for f in one] == pytest.approx([f.score for f in other], abs=1e-5)


@pytest.mark.parametrize("chroma", [False, True])
def test_as_many_as_asked_are_found_in_the_narrowest_scope(
    published: Path, opened: list[Collection], *, chroma: bool
) -> None:
    collection = open_collection(published, HashEmbedder(), chroma=chroma)
    opened.append(collection)
    public = collection.within(lambda source: not source.labels)
    assert len(public.search("the mayor of place1", 100)) == 12
    assert {source.id for source in public.sources()} == set(ids(public, "place1", 100))


def test_every_found_passage_comes_with_its_cosine(
    published: Path, opened: list[Collection]
) -> None:
    collection = open_collection(published, HashEmbedder(), chroma=True)
    opened.append(collection)
    embedder = HashEmbedder()
    question = embedder.embed_question("place33 xylophone")
    found = collection.search("place33 xylophone", 100)
    assert len(found) > 50
    for one in found:
        text = embedded_text(one.passage.source.title, Kind.BODY, one.passage.text)
        assert one.dense is not None
        assert one.dense.score == pytest.approx(
            embedder.embed_passages([text])[0] @ question, abs=1e-5
        )
    ranks = [one.dense.rank for one in found if one.dense]
    assert sorted(ranks) == list(range(1, len(found) + 1))


@pytest.mark.parametrize("chroma", [False, True])
def test_what_only_the_words_found_ranks_behind_all_that_was_near(
    published: Path, opened: list[Collection], *, chroma: bool
) -> None:
    collection = open_collection(published, HashEmbedder(), chroma=chroma)
    opened.append(collection)
    # To this embedder "harbours" is no "harbour"; the words' beginnings tell otherwise.
    legs = [one.dense for one in collection.search("harbours", 60) if one.dense]
    behind = [leg.score for leg in legs if leg.rank > 60]
    assert behind
    assert {leg.rank for leg in legs if leg.rank > 60} == {61}
    assert max(behind) <= min(leg.score for leg in legs if leg.rank <= 60)


@pytest.mark.parametrize("chroma", [False, True])
def test_what_is_taken_away_is_masked_and_what_comes_is_found(
    store: Path, opened: list[Collection], *, chroma: bool
) -> None:
    collection = open_collection(store, HashEmbedder(), chroma=chroma)
    opened.append(collection)
    with Writer.opened(store) as catalogue:
        catalogue.remove("ganja")
        assert set(ids(collection, "mayor of Ganja")) == {"shaki"}
        put(catalogue, "sumgait", story("Sumgait"))
        (new, *_) = [f for f in collection.search("Sumgait") if f.passage.source.id == "sumgait"]
        assert (new.dense, new.lexical and new.lexical.rank) == (None, 1)
        embed(catalogue)
        assert ids(collection, "mayor of Sumgait")[0] == "sumgait"
        assert collection.search("mayor of Sumgait")[0].dense is not None
        put(catalogue, "shaki", "The theatre of Shaki was closed for the winter.")
        assert [s.text for s in collection.sentences("shaki")] == [
            "The theatre of Shaki was closed for the winter."
        ]
        told = {
            f.passage.text for f in collection.search("Shaki") if f.passage.source.id == "shaki"
        }
        assert told == {"The theatre of Shaki was closed for the winter."}


@pytest.mark.long
def test_a_generation_published_later_is_used_without_opening_again(
    store: Path, opened: list[Collection]
) -> None:
    collection = open_collection(store, HashEmbedder(), chroma=True)
    opened.append(collection)
    with Writer.opened(store) as catalogue:
        put(catalogue, "sumgait", story("Sumgait"))
        publish(store, catalogue)
    until = time.monotonic() + 60
    while collection.generation != "g-000002":
        assert ids(collection, "mayor of Sumgait")[0] == "sumgait"
        assert collection.notice is None
        assert time.monotonic() < until
        time.sleep(0.05)
    assert ids(collection, "mayor of Sumgait")[0] == "sumgait"
    with Writer.opened(store) as catalogue:
        publish(store, catalogue)
    assert not (store / "generations" / "g-000001").exists()


def test_damage_is_noticed_and_all_is_found_without_the_generation(
    store: Path, opened: list[Collection]
) -> None:
    generation = current_generation(store)
    assert generation is not None
    (generation.folder(store) / "chroma.sqlite3").write_bytes(b"")
    collection = open_collection(store, HashEmbedder(), chroma=True)
    opened.append(collection)
    assert collection.generation is None
    assert "sourceline rebuild" in (collection.notice or "")
    assert ids(collection, "mayor of Shaki")[0] == "shaki"


def test_another_catalogue_in_the_place_of_the_first_is_read_from_then_on(
    store: Path, tmp_path: Path, opened: list[Collection]
) -> None:
    collection = open_collection(store, HashEmbedder(), chroma=False)
    opened.append(collection)
    assert collection.count() == 2
    with Writer.opened(tmp_path / "other") as catalogue:
        put(catalogue, "sumgait", story("Sumgait"))
        embed(catalogue)
    (tmp_path / "other" / "catalogue.sqlite").replace(store / "catalogue.sqlite")
    assert [source.id for source in collection.sources()] == ["sumgait"]
    assert ids(collection, "mayor of Sumgait")[0] == "sumgait"
    (store / "catalogue.sqlite").unlink()
    with pytest.raises(SourcelineError, match="no store"):
        collection.search("mayor")


def _all_is_consistent(collection: Collection) -> int:
    found = collection.search("mayor of Shaki bridge")
    for one in found:
        article = collection.article(one.passage.source.id)
        if article is not None and article.version == one.passage.sentences[0].version:
            assert article.text[one.passage.start :].startswith(one.passage.text)
    assert "shaki" in {source.id for source in collection.sources()}
    return len(found)


@pytest.mark.long
def test_questions_from_many_threads_meet_no_state_in_between(
    store: Path, opened: list[Collection]
) -> None:
    collection = open_collection(store, HashEmbedder(), chroma=False)
    opened.append(collection)
    over = threading.Event()
    failures: list[BaseException] = []
    asked: list[int] = []

    def ask() -> None:
        try:
            while not over.is_set():
                asked.append(_all_is_consistent(collection))
        except BaseException as error:  # noqa: BLE001 -- brought back to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    with Writer.opened(store) as catalogue:
        catalogue.rows("PRAGMA synchronous = OFF")
        for number in range(120):
            put(catalogue, "shaki", story(f"Shaki {number}"))
            put(catalogue, f"n{number % 7}", story(f"N{number}"))
            if number % 5 == 0:
                embed(catalogue)
                catalogue.remove(f"n{(number + 3) % 7}")
    over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(asked) > 10
    assert min(asked) >= 1


def test_a_store_without_articles_is_told(tmp_path: Path) -> None:
    Writer.opened(tmp_path).close()
    with pytest.raises(SourcelineError, match=r"has no articles.*sourceline index PATH"):
        open_collection(tmp_path, HashEmbedder())


def test_no_model_is_opened_for_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourcelineError, match="no store"):
        open_collection(tmp_path, lambda: pytest.fail("a model was opened"))


def test_less_than_one_passage_cannot_be_asked_for(store: Path, opened: list[Collection]) -> None:
    opened.append(open_collection(store, HashEmbedder(), chroma=False))
    with pytest.raises(ValueError, match="0 passages"):
        opened[0].search("mayor", 0)
