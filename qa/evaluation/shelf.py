"""The articles that gold refers to, looked up while questions are read.

Gold that points into an article that is not there, or at other words than it says, would count
every right answer as wrong; so it is told before anything is asked.
"""

from functools import lru_cache

from index import Article, Collection
from qa.evaluation.case import Evidence, Span

_KEPT = 64
"""Articles kept at hand: questions over one article mostly follow each other."""


class NotThere(Exception):  # noqa: N818 -- it says what is the matter
    """Why a span is not in the store, in words that follow the line's number."""


class Shelf:
    """The articles of a collection, as gold names them."""

    def __init__(self, collection: Collection) -> None:
        self._count = collection.count()
        self._only = collection.sources()[0].id if self._count == 1 else None
        self._article = lru_cache(maxsize=_KEPT)(collection.article)

    def evidence(self, article_id: str | None, start: int, end: int, said: str | None) -> Evidence:
        """The words at ``start``:``end``; None for the id means the only article there is.

        Raises NotThere when there is no such place, or when ``said`` are not its words.
        """
        article = self._named(article_id)
        if not 0 <= start < end <= len(article.text):
            raise NotThere(
                f"names {start}:{end} of {article.source.id!r}, which has "
                f"{len(article.text):,} characters"
            )
        text = article.text[start:end]
        if said is not None and said.split() != text.split():
            raise NotThere(
                f"has evidence that does not stand at {start}:{end} of {article.source.id!r}: "
                "the article has changed, or the offsets are not code points"
            )
        return Evidence(Span(article.source.id, start, end), text, article.source.title)

    def _named(self, article_id: str | None) -> Article:
        id_ = article_id if article_id is not None else self._only
        if id_ is None:
            raise NotThere(
                f"does not say which of the {self._count:,} articles its evidence is in: "
                "add 'doc_id' to each span"
            )
        article = self._article(id_)
        if article is None:
            raise NotThere(f"has evidence in the article {id_!r}, which is not in the store")
        return article
