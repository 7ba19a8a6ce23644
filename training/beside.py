"""News items that the search finds for a question of another: near misses by their subject.

An embedded model that is asked over a whole collection reads such passages every time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

import numpy as np

from models import open_embedder
from training.example import NOWHERE, Example
from training.made import has_an_answer

_NEAREST = 4
Versions = Mapping[str, Example]


def items_beside(questions: Sequence[Versions]) -> Iterator[tuple[Versions, tuple[Example, ...]]]:
    """Each question with the items nearest to it in meaning, in any language, its own left out.

    An item is given as one of the examples over it.
    """
    items = list({one.group: one for versions in questions for one in versions.values()}.values())
    embedder = open_embedder()
    passages = embedder.embed_passages([one.lead + one.passage for one in items])
    for versions in questions:
        own = next(iter(versions.values()))
        likeness = passages @ embedder.embed_question(own.question)
        nearest = [items[i] for i in np.argsort(-likeness) if items[i].group != own.group]
        yield versions, tuple(nearest[:_NEAREST])


def over_another_item(example: Example, items: Sequence[Example], random: Random) -> Example | None:
    """The question over one of ``items`` in which none of its answers stands."""
    without = [one for one in items if not has_an_answer(f"{one.title} {one.passage}", example)]
    if not without:
        return None
    other = random.choice(without)
    return replace(
        example,
        kind="made: other item",
        group=other.group,
        language=other.language,
        title=other.title,
        passage=other.passage,
        span=NOWHERE,
        answers=(),
    )
