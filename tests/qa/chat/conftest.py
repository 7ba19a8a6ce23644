"""What tests of the chat reader share: the seed's sentences, and no key of the environment's."""

import os

import pytest

from index import Article, Sentence, load_articles, split_article
from tests.doors import SEED


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test sets is there."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def article() -> Article:
    """The seed."""
    (loaded,) = [one.article for one in load_articles(SEED)]
    return loaded


@pytest.fixture(scope="session")
def shown(article: Article) -> tuple[Sentence, ...]:
    """Its sentences, as if a model were shown all of them."""
    return split_article(article)
