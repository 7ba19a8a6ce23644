"""The lexical leg: BM25 over the terms of headline and passage, in SQLite's FTS5.

The terms of a question (:mod:`index.terms`) are quoted and joined by OR, so that no character of it
is read as FTS5's own syntax. A store whose terms are of an older program is found by those that are
the same, until a writer has put them anew.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from itertools import islice

from index.catalogue import Catalogue
from index.terms import asked_for, is_ending
from index.vectors import Neighbour

_TERMS = 150
"""More terms than this of a question, about 40 words, say nothing that these do not."""
_TITLE, _BODY, _ENDING = 0.5, 1.0, 0.1
"""What a term counts in each column. Chosen on the training items of the invented news, the first
of 0.2 to 1.5, and on the training half of XQuAD, where at this weight endings cost other languages
nothing."""
_LEAST = 1e-6
"""FTS5's own weight for a term that half of the passages have, or more."""


def lexical_search(
    catalogue: Catalogue, question: str, k: int, allowed: Callable[[int], bool] | None
) -> list[Neighbour]:
    """Numbers of the ``k`` best passages that ``allowed`` lets through, with their share.

    The share is how much of the question's weight a passage has: near 0 where the question is in
    another language, 1 where it has every term once, more when it says it more often or in few
    words. None for ``allowed`` lets all through.
    """
    return search_for(catalogue, phrases_of(question), k, allowed)


def phrases_of(question: str) -> dict[str, float]:
    """Every term of the question in FTS5's syntax, and what it counts where it is found."""
    terms = dict.fromkeys(asked_for(question))
    return {f'"{term}"': _ENDING if is_ending(term) else _BODY for term in terms}


def search_for(
    catalogue: Catalogue,
    phrases: Mapping[str, float],
    k: int,
    allowed: Callable[[int], bool] | None,
) -> list[Neighbour]:
    """The same for what :func:`phrases_of` makes of a question."""
    rare = _rarity(catalogue, islice(phrases, _TERMS))
    telling = [phrase for phrase, (weight, there) in rare.items() if there and weight > _LEAST]
    query = " OR ".join(telling or rare)
    if not query:
        return []
    whole = sum(weight * phrases[phrase] for phrase, (weight, _) in rare.items())
    ranked = catalogue.stream(
        f"SELECT rowid, bm25(lexical, {_TITLE}, {_BODY}, {_ENDING}) AS score FROM lexical"  # noqa: S608
        " WHERE lexical MATCH ? ORDER BY score, rowid LIMIT ?",
        query,
        k if allowed is None else -1,
    )
    with closing(ranked):
        inside = (row for row in ranked if allowed is None or allowed(row[0]))
        return [(number, -score / whole) for number, score in islice(inside, k)]


def _rarity(catalogue: Catalogue, phrases: Iterable[str]) -> dict[str, tuple[float, int]]:
    """BM25's weight of each phrase, and how many passages have it."""
    ((all_,),) = catalogue.rows("SELECT count(*) FROM lexical_docsize")
    rare = {}
    for phrase in phrases:
        ((there,),) = catalogue.rows("SELECT count(*) FROM lexical WHERE lexical MATCH ?", phrase)
        rare[phrase] = (max(_LEAST, math.log((all_ - there + 0.5) / (there + 0.5))), there)
    return rare
