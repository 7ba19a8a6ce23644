"""Articles in, passages found. Knows nothing of questions being answered."""

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

__all__ = [
    "Article",
    "Found",
    "Kind",
    "Leg",
    "Passage",
    "Scope",
    "Sentence",
    "Source",
    "everything",
]
