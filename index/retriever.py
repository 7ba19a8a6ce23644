"""The search as LangChain's retriever, for chains that people have already."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.collection import Collection


class SentenceRetriever(BaseRetriever):
    """Hybrid search over a collection; each Document's text is a verbatim slice of its article.

    Its metadata name the slice: ``article_id``, ``version``, ``sentence`` (from 0), ``start`` and
    ``end`` (code points, half-open), with title, publisher, published, url, language and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    collection: Collection
    k: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager  # nothing here calls back
        documents = []
        for found in self.collection.search(query, self.k):
            first, source = found.passage.sentences[0], found.passage.source
            documents.append(
                Document(
                    page_content=found.passage.text,
                    metadata={
                        "article_id": source.id,
                        "version": first.version,
                        "sentence": first.index,
                        "start": first.start,
                        "end": found.passage.sentences[-1].end,
                        "title": source.title,
                        "publisher": source.publisher,
                        "published": source.published,
                        "url": source.url,
                        "language": source.language,
                        "score": found.score,
                    },
                )
            )
        return documents
