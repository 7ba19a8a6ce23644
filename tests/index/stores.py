"""Stores made for tests, quickly: through the writer itself where no published index is wanted."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import Article, Loaded, Source, split_article
from index.split import SEGMENTER_VERSION
from index.sync import embed_and_publish
from index.window import window
from index.writer import Writer
from tests.index.embedding import HashEmbedder


def put(catalogue: Writer, id: str, text: str, labels: Sequence[str] = ()) -> None:
    """Store one article as indexing does."""
    article = Article.of(Source(id, f"About {id}", labels=tuple(labels)), text)
    sentences = split_article(article)
    catalogue.put(Loaded(article, "origin", id), sentences, window(text, sentences))
    catalogue.put_meta("segmenter", SEGMENTER_VERSION)


def embed(catalogue: Writer, most: int | None = None) -> None:
    """Embed passages that lack a vector, and publish nothing."""
    embedder = HashEmbedder()
    todo = catalogue.unembedded(embedder.fingerprint)[:most]
    articles = {number: catalogue.article(number) for _, number, *_ in todo}
    texts = [_slice(catalogue, articles[n], n, first, last) for _, n, first, last in todo]
    vectors = np.asarray(embedder.embed_passages(texts), np.float32)
    catalogue.put_embeddings(embedder.fingerprint, [one[0] for one in todo], vectors)
    catalogue.put_meta("fingerprint", embedder.fingerprint)


def publish(store: Path, catalogue: Writer) -> None:
    """Embed what must be, and publish a generation in any case."""
    list(embed_and_publish(store, catalogue, HashEmbedder(), anew=True))


def _slice(catalogue: Writer, article: Article | None, number: int, first: int, last: int) -> str:
    assert article is not None
    sentences = catalogue.sentences(number, article)
    return f"{article.source.title}. {article.text[sentences[first].start : sentences[last].end]}"
