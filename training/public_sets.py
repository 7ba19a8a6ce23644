"""The public question sets, read into examples over whole paragraphs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from training.example import NOWHERE, Example, narrowed
from training.jsonl import Json, read_json_lines

ENGLISH = ("reader_train.jsonl.gz", "reader_train_near_misses.jsonl.gz")
OTHER_LANGUAGES = "reader_train_languages.jsonl.gz"
XQUAD_TRAIN, XQUAD_JUDGE = "xquad_train.jsonl.gz", "xquad_judge.jsonl.gz"
HUMAN_NEAR_MISSES = frozenset({"squad2_dev_more_articles", "squad2_dev_train_articles"})
"""Sources whose unanswerable questions were written by people."""
_TITLED = re.compile(r"^(?:qed|squad\w+):|^[^:]+$")
"""Groups that end in the article's title; the others end in a number."""


def load_english(data: Path) -> Iterator[Example]:
    """The two English training files, in the files' order."""
    for name in ENGLISH:
        for record in read_json_lines(data / name):
            yield _example(record, record["group"], "en")


def load_other_languages(data: Path) -> Iterator[Example]:
    """Arabic and Kazakh, all answerable."""
    for record in read_json_lines(data / OTHER_LANGUAGES):
        yield _example(record, record["group"], record["language"])


def load_xquad(path: Path) -> Iterator[Example]:
    """Twelve languages, each question over the paragraph in its own language."""
    for record in read_json_lines(path):
        kind, group = record["source"], f"xquad:{record['article']}"
        yield replace(_example(record, group, record["language"]), kind=kind, title="")


def across_languages(examples: Iterator[Example]) -> dict[str, dict[str, Example]]:
    """XQuAD by question id, then by language."""
    table: dict[str, dict[str, Example]] = defaultdict(dict)
    for example in examples:
        table[example.id][example.language] = example
    return dict(table)


def asked_across(question: Example, passage: Example) -> Example:
    """The question as one language words it, over the paragraph as another has it."""
    if question.id != passage.id:
        raise ValueError(f"question {question.id} over the paragraph of {passage.id}")
    return replace(passage, question=question.question, asked_in=question.language)


def _example(record: Json, group: str, language: str) -> Example:
    text, context = record["answer_text"], record["context"]
    span, answers = NOWHERE, ()
    if record["answer_start"] >= 0:
        accepted = tuple(record["answers"])
        span = narrowed(context, record["answer_start"], text, accepted)
        own = context[span[0] : span[1]]
        answers = (own, *(a for a in dict.fromkeys((text, *accepted)) if a != own))
    return Example(
        id=record["id"],
        kind=record["source"],
        group=group,
        language=language,
        asked_in=language,
        question=record["question"].strip(" -"),
        title=_title(group),
        passage=context,
        span=span,
        answers=answers,
    )


def _title(group: str) -> str:
    if not _TITLED.match(group):
        return ""
    return unquote(group.partition(":")[2] or group).replace("_", " ")
