"""Sentences as a search would show them: one that is cited, among sixty of its article and others.

From the public sets beside the project where they are (``../shared/data``), always from the
project's own news items; every drawing is seeded, so that two runs measure the same.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index import Article, Sentence, Source, split_article
from qa.answer import Draft
from training.jsonl import read_json_lines

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
NEWS = ROOT / "training" / "news"
SHOWN = 60
_SETS = ("clapnq_dev", "qed_dev", "selqa")
_SIX = frozenset({"en", "az", "tr", "ru", "fa", "de"})
_SHORTEST, _LONGEST = 40, 400
_PARALLEL = ("en", "de", "ru", "tr", "es", "ar", "el", "ro", "vi")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cited sentence, those of its article, and whom it was found among."""

    sentence: Sentence
    article: tuple[Sentence, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Case:
    """A draft to be judged over what was shown: what was done to it, and in which language."""

    kind: str
    language: str
    draft: Draft
    shown: tuple[Sentence, ...]


def data_is_here() -> bool:
    """Whether the public sets lie beside the project."""
    return DATA.is_dir()


@cache
def evidence(*, public: bool) -> tuple[Shown, ...]:
    """Cited sentences of every set, in a fixed order that mixes them."""
    every = [*_of_news()]
    if public:
        every += [*_of_questions(), *_of_paragraphs()]
    fitting = [one for one in every if _SHORTEST <= len(one.sentence.text) <= _LONGEST]
    random.Random(20).shuffle(fitting)  # noqa: S311 -- a fixed order, no secret
    return tuple(fitting)


def _of_news() -> Iterator[Shown]:
    for path in sorted(NEWS.glob("*.jsonl")):
        for item in read_json_lines(path):
            source = Source(item["id"], item["title"], language=item["language"])
            article = split_article(Article.of(source, item["text"]))
            yield from (Shown(one, article, item["language"]) for one in article)


def _of_questions() -> Iterator[Shown]:
    for name in _SETS:
        articles = {
            item["doc_id"]: sentences_at(
                Source(item["doc_id"], item["title"], language="en"),
                item["text"],
                item["sentence_spans"],
            )
            for item in read_json_lines(DATA / f"{name}.corpus.jsonl.gz")
            if "sentence_spans" in item
        }
        for question in read_json_lines(DATA / f"{name}.jsonl.gz"):
            for span in question.get("evidence_spans") or ():
                article = articles.get(span["doc_id"], ())
                cited = [one for one in article if one.start == span["start"]]
                yield from (Shown(one, article, "en") for one in cited[:1])


def _of_paragraphs() -> Iterator[Shown]:
    for (language, _, _), article in sorted(paragraphs().items()):
        if language in _SIX:
            yield from (Shown(one, article, language) for one in article)


@cache
def paragraphs() -> dict[tuple[str, str, int], tuple[Sentence, ...]]:
    """The paragraphs of XQuAD by language, article and number: the same text in each language."""
    told: dict[tuple[str, str, int], tuple[Sentence, ...]] = {}
    for item in read_json_lines(DATA / "xquad_judge.jsonl.gz"):
        place = (item["language"], item["article"], item["paragraph"])
        if item["language"] in _PARALLEL and place not in told:
            source = Source("-".join(map(str, place)), "", language=item["language"])
            told[place] = split_article(Article.of(source, item["context"]))
    return told


def sentences_at(source: Source, text: str, spans: Sequence[Sequence[int]]) -> tuple[Sentence, ...]:
    """The sentences of an article whose boundaries are given."""
    return tuple(
        Sentence(source, "v", number, start, text[start:end])
        for number, (start, end) in enumerate(spans)
        if text[start:end].strip()
    )


def among(one: Shown, every: Sequence[Shown], chance: random.Random) -> tuple[Sentence, ...]:
    """What is shown beside it: its article, and others of its language up to sixty sentences."""
    shown = dict.fromkeys(one.article[:SHOWN])
    shown[one.sentence] = None
    for _ in range(SHOWN):
        other = chance.choice(every)
        if other.language == one.language and other.sentence.source.id != one.sentence.source.id:
            at = other.article.index(other.sentence)
            shown.update(dict.fromkeys(other.article[max(0, at - 2) : at + 3]))
        if len(shown) >= SHOWN:
            break
    return tuple(shown)
