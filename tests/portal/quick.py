"""An assistant for the tests of doors: it searches by words, and reads in no time."""

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from index import Found, index_paths, open_collection
from index.writer import Writer
from qa import Assistant, Draft, Question
from tests.doors import SEED
from tests.index.embedding import HashEmbedder
from tests.index.stores import embed

ASKED = "when will Zangezur open"
UNKNOWN = "Who won the world chess championship?"
LABEL = "desk"
LABELLED = {
    "id": "budget",
    "title": "Budget of the Zangezur station",
    "publisher": "The Desk",
    "text": "The Zangezur station costs 12 million manats.\n\nIts roof is made of glass.",
    "labels": [LABEL],
}
"""An article that only the group ``desk`` may read."""


def quick_assistant(folder: Path) -> Assistant:
    """Over the seed and the labelled article, in a store in ``folder``."""
    (folder / "desk.jsonl").write_text(json.dumps(LABELLED), "utf-8")
    list(index_paths(folder / "store", [SEED, folder / "desk.jsonl"], HashEmbedder, wait=False))
    with Writer.opened(folder / "store") as catalogue:
        embed(catalogue)
    return Assistant(open_collection(folder / "store", HashEmbedder()), say, "quick")


async def say(question: Question, found: Sequence[Found]) -> AsyncIterator[Draft]:
    """Say what was found first, and then the second, of what these articles are about."""
    if "Zangezur" in question.text:
        for one in found[:2]:
            sentence = one.passage.sentences[0]
            yield Draft(sentence.text, (sentence,))
