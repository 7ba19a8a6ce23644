"""The invented news of ``training/news``, read into examples over whole items."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from training.example import NOWHERE, Example
from training.held_out import Split
from training.jsonl import Json, read_json_lines

FOLDER = Path(__file__).parent / "news"
_CALIBRATE_EVERY = 12
"""One training item in twelve is kept to calibrate on: about three of each language."""


def load_news(folder: Path, split: Split) -> Iterator[Example]:
    """The questions of the items of one split, near misses among them."""
    for path in sorted(folder.rglob("*.jsonl")):
        for item in read_json_lines(path):
            if _split(item) is split:
                yield from (_example(item, question) for question in item["questions"])


def load_wordings(folder: Path, split: Split) -> Iterator[Mapping[str, Example]]:
    """Each question of the items of one split in every language that it is worded in."""
    for path in sorted(folder.rglob("*.jsonl")):
        for item in read_json_lines(path):
            if _split(item) is split:
                yield from (_worded(item, question) for question in item["questions"])


def _worded(item: Json, question: Json) -> Mapping[str, Example]:
    own = _example(item, question)
    others = question.get("wordings", {}).items()
    return {own.asked_in: own} | {
        language: replace(own, question=wording, asked_in=language) for language, wording in others
    }


def _split(item: Json) -> Split:
    if item["split"] == "judge":
        return Split.JUDGE
    number = int(item["id"].rpartition("-")[2])
    return Split.TRAIN if number % _CALIBRATE_EVERY else Split.CALIBRATE


def _example(item: Json, question: Json) -> Example:
    answerable = question["answerable"]
    answer = question["answer"] if answerable else ""
    start = question["start"] if answerable else -1
    if answerable and item["text"][start : start + len(answer)] != answer:
        raise ValueError(f"{question['id']}: {answer!r} does not stand at {start}")
    return Example(
        id=question["id"],
        kind="news" if answerable else f"news: {question['kind']}",
        group=f"news:{item['id']}",
        language=item["language"],
        asked_in=question["language"],
        question=question["question"],
        title=item["title"],
        passage=item["text"],
        span=(start, start + len(answer)) if answerable else NOWHERE,
        answers=(answer,) if answerable else (),
    )
