"""Two ranked lists into one: reciprocal rank fusion.

A passage's score is the sum of 1 / (60 + rank) over the legs that found it (Cormack, Clarke and
Büttcher, SIGIR 2009). Ranks are comparable between legs where cosines and BM25 are not.
"""

from collections.abc import Iterable, Sequence

from index.vectors import Neighbour

_K = 60


def fuse(legs: Iterable[Sequence[Neighbour]]) -> list[Neighbour]:
    """Fuse ranked lists of (number, score) into one of (number, fused score), best first.

    Ties go to the lower number, so that the same question always gives the same order.
    """
    fused: dict[int, float] = {}
    for leg in legs:
        for rank, (number, _) in enumerate(leg, 1):
            fused[number] = fused.get(number, 0.0) + 1.0 / (_K + rank)
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))
