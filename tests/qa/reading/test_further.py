"""Other articles add what they say otherwise; of those that answer alike the newest is first."""

import asyncio
import json
from pathlib import Path

import pytest

from index import Collection, index_paths, open_collection
from models.embedder import Embedder
from qa import Draft, Question
from qa.readers import open_extractive

OPENS = "The Ostrava bridge will open in {} {}, Mayor Jana Novak said on Tuesday."
ARTICLES = [
    ("old", "2026-01-15", OPENS.format("May", "2031")),
    ("new", "2026-08-20", OPENS.format("August", "2031")),
    ("other", "2026-09-01", "The bridge in Tolmere, a town in the north, opened in 1999."),
]


@pytest.fixture(scope="module")
def bridges(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("dated")
    lines = (
        json.dumps({"id": id, "title": "A bridge", "text": f"{text}\n", "published": published})
        for id, published, text in ARTICLES
    )
    Path(folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    list(index_paths(folder / "store", [folder / "a.jsonl"], lambda: embedder))
    return open_collection(folder / "store", embedder)


def answered(collection: Collection, question: str) -> list[tuple[str, str | None]]:
    """The article and the short answer of each draft."""
    found = collection.search(question, 12)
    read = open_extractive(collection.embedder)

    async def drafts() -> list[Draft]:
        return [draft async for draft in read(Question(question), found)]

    return [(one.sentences[0].source.id, one.span) for one in asyncio.run(drafts())]


def test_the_newest_of_those_that_answer_alike_well_comes_first(bridges: Collection) -> None:
    (first, span), (second, other), *rest = answered(bridges, "When will the Ostrava bridge open?")
    assert (first, second) == ("new", "old")
    assert "August 2031" in (span or "")
    assert "May 2031" in (other or "")
    assert rest == []


def test_who_asks_for_no_time_gets_the_likeliest(bridges: Collection) -> None:
    (first, span), *rest = answered(bridges, "Who is the mayor that spoke of the Ostrava bridge?")
    assert "Jana Novak" in (span or "")
    assert first in ("old", "new")
    assert rest == []  # the other article says the same
