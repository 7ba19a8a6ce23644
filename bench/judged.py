"""Articles with questions whose evidence people have marked: what a search is judged on.

The public sets are read from a folder of their own, the invented news and the seed from this tree.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.measurement import ROOT, SEED
from index import Article, Passage, Source, load_articles, split_article
from index.load import Loaded
from index.window import window

DATA = ROOT.parent / "shared" / "data"
NEWS = ROOT / "training" / "news"
_PUBLIC = ("selqa", "clapnq_dev", "qed_dev")
_LANGUAGES = ["ar", "de", "el", "en", "es", "hi", "ro", "ru", "th", "tr", "vi", "zh"]
_NEWS_LANGUAGES = ["az", "en", "fa", "ru", "tr"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands: half-open code points of one article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the places any of which answers it."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A corpus and the questions asked of it."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]

    def first(self, articles: int) -> "Judged":
        """The set over its first articles alone, with the questions that these answer."""
        kept = self.articles[:articles]
        ids = {article.source.id for article in kept}
        inside = [one for one in self.questions if {e.article for e in one.evidence} <= ids]
        return Judged(f"{self.name}, {len(kept)} articles", kept, tuple(inside))

    def asked(self, most: int) -> "Judged":
        """The set with at most so many of its questions, from all over it."""
        step = -(-len(self.questions) // most)
        return replace(self, questions=self.questions[:: max(1, step)])


def load_judged(data: Path) -> Iterator[Judged]:
    """Every set: the seed, the news, and the public ones where ``data`` has them."""
    yield _seed()
    for language in _NEWS_LANGUAGES:
        yield _news(language, across=False)
        yield _news(language, across=True)
    if not data.is_dir():
        return
    for name in _PUBLIC:
        yield _public(data, name)
    for language in _LANGUAGES:
        yield _xquad(data, language)


def passages_of(articles: Sequence[Article]) -> list[Passage]:
    """What the index makes of these articles."""
    return [
        passage for article in articles for passage in window(article.text, split_article(article))
    ]


def gold_of(passages: Sequence[Passage], asked: Sequence[Asked]) -> list[frozenset[int]]:
    """For each question the positions of the passages that hold its evidence, or half of it."""
    of_article: dict[str, list[int]] = {}
    for position, passage in enumerate(passages):
        of_article.setdefault(passage.source.id, []).append(position)
    return [
        frozenset(
            position
            for evidence in one.evidence
            for position in of_article.get(evidence.article, ())
            if _holds(passages[position], evidence)
        )
        for one in asked
    ]


def _holds(passage: Passage, evidence: Evidence) -> bool:
    start, end = passage.sentences[0].start, passage.sentences[-1].end
    shared = min(end, evidence.end) - max(start, evidence.start)
    return shared > 0 and 2 * shared >= min(end - start, evidence.end - evidence.start)


def _seed() -> Judged:
    articles = [item.article for item in load_articles(SEED) if isinstance(item, Loaded)]
    id_ = articles[0].source.id
    asked = [
        Asked(line["question"], tuple(Evidence(id_, e["start"], e["end"]) for e in line["gold"]))
        for line in _lines(ROOT / "seeds" / "questions.jsonl")
        if line["answerable"]
    ]
    return Judged("seed", tuple(articles), tuple(asked))


def _news(language: str, *, across: bool) -> Judged:
    """All items of a language; asked in it, or in the others."""
    articles, asked = [], []
    for item in _lines(NEWS / f"{language}.jsonl"):
        articles.append(_article(item["id"], item["title"], item["text"], language))
        for one in item["questions"]:
            if one["answerable"] and (one["language"] != language) is across:
                end = one["start"] + len(one["answer"])
                asked.append(Asked(one["question"], (Evidence(item["id"], one["start"], end),)))
    name = f"news {language}, asked in others" if across else f"news {language}"
    return Judged(name, tuple(articles), tuple(asked))


def _public(data: Path, name: str) -> Judged:
    articles = [
        _article(line["doc_id"], line["title"], line["text"], "en")
        for line in _lines(data / f"{name}.corpus.jsonl.gz")
    ]
    asked = [
        Asked(
            line["question"],
            tuple(Evidence(e["doc_id"], e["start"], e["end"]) for e in line["evidence_spans"]),
        )
        for line in _lines(data / f"{name}.jsonl.gz")
        if line["answerable"] and line["evidence_spans"]
    ]
    return Judged(name, tuple(articles), tuple(asked))


def _xquad(data: Path, language: str) -> Judged:
    """Each paragraph of the judging half in that language is an article without a headline."""
    ids: dict[str, str] = {}
    asked = []
    for line in _lines(data / "xquad_judge.jsonl.gz"):
        if line["language"] == language:
            id_ = ids.setdefault(line["context"], f"{language}-{len(ids)}")
            start, length = line["answer_start"], len(line["answer_text"])
            asked.append(Asked(line["question"], (Evidence(id_, start, start + length),)))
    articles = [_article(id_, "", text, language) for text, id_ in ids.items()]
    return Judged(f"xquad {language}", tuple(articles), tuple(asked))


def _article(id: str, title: str, text: str, language: str) -> Article:
    return Article.of(Source(id, title, language=language), text)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
