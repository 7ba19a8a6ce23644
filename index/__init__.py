"""Articles in, passages found. Knows nothing of questions being answered.

Importing this package is light: what needs SQLite's neighbours, numpy or Chroma is imported when
its name is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.article import (
    Article,
    Found,
    Kind,
    Leg,
    Passage,
    Scope,
    Sentence,
    Source,
    everything,
)
from index.dates import MONTHS, find_date, plain_digits
from models.errors import NothingIndexed, SourcelineError, StoreIsBusy

if TYPE_CHECKING:
    from index.collection import Collection, open_collection
    from index.diagnosis import Finding, doctor
    from index.language import language_of
    from index.load import Loaded, Refusal, load_articles
    from index.maintenance import backup, rebuild, remove_article
    from index.retriever import SentenceRetriever
    from index.split import sentence_spans, split_article
    from index.sync import Embedding, Event, Published, Removed, Stored, index_paths

_HOMES = {
    "collection": ("Collection", "open_collection"),
    "diagnosis": ("Finding", "doctor"),
    "language": ("language_of",),
    "load": ("Loaded", "Refusal", "load_articles"),
    "maintenance": ("backup", "rebuild", "remove_article"),
    "retriever": ("SentenceRetriever",),
    "split": ("sentence_spans", "split_article"),
    "sync": ("Embedding", "Event", "Published", "Removed", "Stored", "index_paths"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(f"index.{_HOME[name]}"), name)


__all__ = [
    "MONTHS",
    "Article",
    "Collection",
    "Embedding",
    "Event",
    "Finding",
    "Found",
    "Kind",
    "Leg",
    "Loaded",
    "NothingIndexed",
    "Passage",
    "Published",
    "Refusal",
    "Removed",
    "Scope",
    "Sentence",
    "SentenceRetriever",
    "Source",
    "SourcelineError",
    "StoreIsBusy",
    "Stored",
    "backup",
    "doctor",
    "everything",
    "find_date",
    "index_paths",
    "language_of",
    "load_articles",
    "open_collection",
    "plain_digits",
    "rebuild",
    "remove_article",
    "sentence_spans",
    "split_article",
]
