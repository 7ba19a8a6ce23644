"""Would a model over claim and evidence add to the checks of words? Measured before it is built.

``python -m bench.support``. Claims of WiCE are held against the five sentences of their page that
are nearest to them, chosen alike whatever the label is. Half of the pages, told by a hash of the
claim's article, fit a logistic regression; the other half judges it. Two things are asked: how well
the features tell supported claims from unsupported ones, and what is caught beside what the checks
withhold anyway, where at most 3 % of the supported may be lost. Last, what it would do with names
in each other's places.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.cited import DATA
from bench.lies import swaps
from bench.measurement import machine
from index import Article, Sentence, Source, split_article
from models import open_embedder
from models.span_reader import Text, open_span_reader
from qa.answer import Draft, Statement
from qa.facts import facts_of, readings_of
from qa.reading.skeleton import is_among, skeletons_of
from qa.verification import verify
from qa.words import content_words, covers
from training.jsonl import read_json_lines

CITED, LOOKED_AT = 5, 12
"""Sentences that a claim is held against, and those that share words and are embedded for that."""
LOST = 0.03
SETS = {
    "words": ("words", "names", "facts"),
    "cosine": ("best", "mean"),
    "reader": ("verdict", "margin", "nothing"),
}
"""Features by where they come from."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the sentences it is held against; ``label``: 1 supported, 0 not, .5 in part."""

    text: str
    cited: tuple[Sentence, ...]
    label: float
    is_fitted: bool
    features: tuple[float, ...]

    @property
    def passes(self) -> bool:
        """Whether the checks of words let it through."""
        return isinstance(verify(Draft(self.text, self.cited), self.cited), Statement)


LABELS = {"supported": 1.0, "partially_supported": 0.5, "not_supported": 0.0}


def claims() -> Iterator[Claim]:
    """Every claim of WiCE with its features."""
    pages = {doc["doc_id"]: doc for doc in read_json_lines(DATA / "wice.corpus.jsonl.gz")}
    for record in read_json_lines(DATA / "wice.jsonl.gz"):
        page = pages[record["doc_ids"][0]]
        source = Source(page["doc_id"], page["title"] or "page", language="en")
        sentences = split_article(Article.of(source, page["text"]))
        text = record["question"]
        digest = hashlib.sha256(record["doc_ids"][0].encode()).digest()
        cited, cosines = nearest(text, sentences)
        label, is_fitted = LABELS[record["label"]], digest[0] % 2 == 0
        yield Claim(text, cited, label, is_fitted, features(text, cited, cosines))


def nearest(text: str, sentences: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], list[float]]:
    """The sentences that a good model would cite, in their order, with their cosines."""
    words = content_words(text)
    by_words = sorted(
        sentences, key=lambda one: -sum(word.weight for word in words if covers(one.text, word))
    )[:LOOKED_AT]
    embedder = open_embedder()
    vectors = embedder.embed_passages([one.text for one in by_words])
    cosines = vectors @ embedder.embed_question(text)
    order = np.argsort(-cosines)[:CITED]
    chosen = sorted(((by_words[at], float(cosines[at])) for at in order), key=lambda o: o[0].index)
    return tuple(one for one, _ in chosen), [cosine for _, cosine in chosen]


def features(text: str, cited: Sequence[Sentence], cosines: Sequence[float]) -> tuple[float, ...]:
    """In the order of SETS; the reader is asked once, with the claim as its question."""
    joined = " ".join(one.text for one in cited)
    words, facts = content_words(text), [one for one in facts_of(text) if not one.is_loose]
    known, bones = readings_of(facts_of(joined)), skeletons_of(joined)
    names = [word.text for word in words if word.is_name and word.text[0].isalpha()]
    (scores,) = open_span_reader().read(text, [Text(cited[0].source.title, joined)])
    best = scores.spans[0].score if scores.spans else scores.nothing
    return (
        _mean([covers(joined, word) for word in words]),
        _mean([is_among(name, bones) for name in names]),
        _mean([not fact.readings.isdisjoint(known) for fact in facts]),
        max(cosines),
        _mean(cosines),
        scores.verdict / 10,
        (best - scores.nothing) / 10,
        scores.nothing / 10,
    )


def _mean(values: Sequence[float]) -> float:
    return float(np.mean([float(one) for one in values])) if values else 1.0


def fitted(made: Sequence[Claim], columns: Sequence[int]) -> Callable[[Sequence[Claim]], Floats]:
    """Logistic regression over some of the features, both classes weighing the same."""
    rows = np.array([one.features for one in made])[:, columns]
    labels = np.array([one.label for one in made])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    given = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    balance = np.where(labels > 0, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
    weights = np.zeros(given.shape[1])
    for _ in range(2000):
        error = balance * (1 / (1 + np.exp(-given @ weights)) - labels)
        weights -= 0.3 * (given.T @ error / len(rows) + 0.01 * np.r_[weights[:-1], 0])

    def probabilities(some: Sequence[Claim]) -> Floats:
        rows = (np.array([one.features for one in some])[:, columns] - mean) / spread
        told: Floats = 1 / (1 + np.exp(-np.c_[rows, np.ones(len(rows))] @ weights))
        return told

    return probabilities


def area(good: Floats, bad: Floats) -> float:
    """Of a supported and an unsupported claim, how often the supported one has more."""
    return float(np.mean(good[:, None] > bad[None, :]) + np.mean(good[:, None] == bad) / 2)


def told_of(name: str, every: Sequence[Claim], columns: Sequence[int], passing: set[int]) -> str:
    """One line of the table: fitted on one half, judged on the other."""
    fit = [one for one in every if one.is_fitted and one.label != 0.5]
    judged = [one for one in every if not one.is_fitted]
    model = fitted(fit, columns)
    good, bad, part = (
        model([one for one in judged if one.label == label]) for label in (1.0, 0.0, 0.5)
    )
    among = model([one for one in fit if one.label == 1.0])
    limit = float(np.quantile(among, LOST))
    left = {
        label: model([one for one in judged if one.label == label and id(one) in passing])
        for label in (1.0, 0.0, 0.5)
    }
    return (
        f"{name:24}{area(good, bad):6.2f}{area(good, part):9.2f}"
        f"{(np.mean(good >= 0.5) + np.mean(bad < 0.5)) / 2:9.2f}"
        + "".join(f"{_told(left[label] < limit):>16}" for label in (1.0, 0.0, 0.5))
    )


def _told(hit: NDArray[np.bool_]) -> str:
    return f"{hit.sum()}/{len(hit)} {np.mean(hit) if len(hit) else 0:.0%}"


def role_swaps(model: Callable[[Sequence[Claim]], Floats], limit: float) -> Iterator[str]:
    """Of names in each other's place that the checks let through: how many it would stop."""
    caught = passed = below = 0
    cases = [case for case in swaps(150) if case.language == "en"]
    for case in cases:
        cited = case.draft.sentences
        embedder = open_embedder()
        vectors = embedder.embed_passages([one.text for one in cited])
        scores = []
        for text in (case.draft.text, cited[0].text):
            cosines = [float(one) for one in vectors @ embedder.embed_question(text)]
            claim = Claim(text, cited, 0.0, False, features(text, cited, cosines))
            scores.append(float(model([claim])[0]))
        below += scores[0] < scores[1]
        if isinstance(verify(case.draft, case.shown), Statement):
            passed += 1
            caught += scores[0] < limit
    yield f"names swapped: {passed} of {len(cases)} pass the checks; it stops {caught} of them,"
    yield f"and gives the swapped sentence less than the true one in {below} of {len(cases)}"


def main() -> None:
    """Print the table and the lines below it."""
    print(machine())
    began = time.perf_counter()
    every = list(claims())
    seconds = time.perf_counter() - began
    passing = {id(one) for one in every if one.passes}
    for label, name in ((1.0, "supported"), (0.5, "partially"), (0.0, "not supported")):
        some = [one for one in every if one.label == label]
        count = sum(id(one) in passing for one in some)
        print(f"{name:15} {len(some)} claims, {count} pass the checks of words")
    print(
        f"\n{'on the judging half':24}{'AUC':>6}{'in part':>9}{'balanced':>9}"
        f"{'supported lost':>16}{'not s. caught':>16}{'in part caught':>16}"
    )
    names = [name for names in SETS.values() for name in names]
    ways = {name: [names.index(one) for one in some] for name, some in SETS.items()}
    ways["words and cosine"] = ways["words"] + ways["cosine"]
    ways["all"] = list(range(len(names)))
    for name, columns in ways.items():
        print(told_of(name, every, columns, passing))
    fit = [one for one in every if one.is_fitted and one.label != 0.5]
    model = fitted(fit, ways["all"])
    limit = float(np.quantile(model([one for one in fit if one.label == 1.0]), LOST))
    print("\n".join(role_swaps(model, limit)))
    started = time.perf_counter()
    for one in every[:40]:
        joined = " ".join(sentence.text for sentence in one.cited)
        open_span_reader().read(one.text, [Text("", joined)])
    print(f"one pass of the reader: {25 * (time.perf_counter() - started):.0f} ms")
    print(f"features of all claims: {seconds:.0f} s")


if __name__ == "__main__":
    main()
