"""The seed's article, opened with a small embedder: what a reader says of it, a test decides."""

import pytest

from index import Collection, Sentence, index_paths, open_collection
from index.writer import Writer
from tests.doors import SEED
from tests.index.embedding import HashEmbedder
from tests.index.stores import embed


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The seed, its vectors those of the words, and no generation of them."""
    store = tmp_path_factory.mktemp("words") / "store"
    list(index_paths(store, [SEED], HashEmbedder, wait=False))
    with Writer.opened(store) as catalogue:
        embed(catalogue)
    return open_collection(store, HashEmbedder())


@pytest.fixture(scope="session")
def opens(collection: Collection) -> Sentence:
    """The sentence with "possible by the end of 2028"."""
    return _sentence(collection, "possible by the end of 2028")


@pytest.fixture(scope="session")
def tonnes(collection: Collection) -> Sentence:
    """The sentence with "15 million tonnes"."""
    return _sentence(collection, "15 million tonnes")


def _sentence(collection: Collection, words: str) -> Sentence:
    (source,) = collection.sources()
    (sentence,) = [one for one in collection.sentences(source.id) if words in one.text]
    return sentence
