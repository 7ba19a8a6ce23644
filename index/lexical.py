"""The lexical leg: BM25 over headline and passage in SQLite's FTS5.

The words of a question become quoted prefixes joined by OR, so that no character of it is read as
FTS5's own syntax, and so that endings differ as they do in Turkish, Azerbaijani and Russian.
"""

import re
from collections.abc import Callable
from contextlib import closing
from itertools import islice

from index.catalogue import Catalogue
from index.vectors import Neighbour

_WORD = re.compile(r"\w+")
_WORDS = 40
"""More words than this in a question say nothing that these do not."""
_STEM = 5
"""Letters from which a word is searched by its beginning, two letters short."""


def lexical_search(
    catalogue: Catalogue, question: str, k: int, allowed: Callable[[int], bool] | None
) -> list[Neighbour]:
    """Numbers of the ``k`` best passages that ``allowed`` lets through, with BM25 (more is better).

    None for ``allowed`` lets all through. The headline counts half of what the passage does.
    """
    query = _query(question)
    if not query:
        return []
    ranked = catalogue.stream(
        "SELECT rowid, bm25(lexical, 0.5, 1.0) AS score FROM lexical"
        " WHERE lexical MATCH ? ORDER BY score, rowid LIMIT ?",
        query,
        k if allowed is None else -1,
    )
    with closing(ranked):
        inside = (row for row in ranked if allowed is None or allowed(row[0]))
        return [(number, -score) for number, score in islice(inside, k)]


def _query(question: str) -> str:
    words = {word.casefold(): word for word in _WORD.findall(question)}
    return " OR ".join(_term(word) for word in list(words.values())[:_WORDS])


def _term(word: str) -> str:
    if len(word) > _STEM and word.isalpha():
        return f'"{word[: max(_STEM, len(word) - 2)]}"*'
    return f'"{word}"'
