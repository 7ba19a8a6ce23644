"""What a tutorial builds of LangChain, sentence-transformers and Chroma, for a fresh process.

``python -m bench.stock_pipeline index MODEL FOLDER ARTICLE``, then
``python -m bench.stock_pipeline ask MODEL FOLDER QUESTION``.

langchain-huggingface and langchain-chroma wrap what is called here, and importing them takes time
of its own: this is the stock pipeline at its best.
"""

import sys
from pathlib import Path

import chromadb
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from sentence_transformers import SentenceTransformer

_NAME = "articles"
_CHUNK = 1000
"""Characters, as in the tutorials."""


class FolderEmbeddings(Embeddings):
    """A sentence-transformers folder as LangChain's ``Embeddings``."""

    def __init__(self, folder: str) -> None:
        self._model = SentenceTransformer(folder, local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One row a text."""
        rows: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The same vector as for a document."""
        return self.embed_documents([text])[0]


def index_article(embeddings: Embeddings, folder: str, article: Path) -> None:
    """Paragraphs together up to 1,000 characters, embedded, into a new Chroma collection."""
    chunks = [""]
    for paragraph in article.read_text("utf-8").split("\n\n"):
        if chunks[-1] and len(chunks[-1]) + len(paragraph) > _CHUNK:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]}\n\n{paragraph}".strip()
    collection = chromadb.PersistentClient(folder).create_collection(_NAME)
    collection.add(
        ids=[str(number) for number in range(len(chunks))],
        documents=chunks,
        embeddings=embeddings.embed_documents(chunks),
        metadatas=[{"source": article.name}] * len(chunks),
    )


def nearest_passage(embeddings: Embeddings, folder: str, question: str) -> Document:
    """The first of the collection's answers."""
    collection = chromadb.PersistentClient(folder).get_collection(_NAME)
    found = collection.query(query_embeddings=[embeddings.embed_query(question)], n_results=4)
    texts, sources = found["documents"], found["metadatas"]
    if not texts or not sources:
        raise ValueError(f"{folder} has no passage")
    return Document(texts[0][0], metadata=dict(sources[0][0]))


def main(arguments: list[str]) -> None:
    """Index, or print the passage."""
    what, model, folder, last = arguments
    embeddings = FolderEmbeddings(model)
    if what == "index":
        index_article(embeddings, folder, Path(last))
    else:
        passage = nearest_passage(embeddings, folder, last)
        print(f"{passage.metadata['source']}: {' '.join(passage.page_content.split())}")


if __name__ == "__main__":
    main(sys.argv[1:])
