"""Hedge and speaker beside the gold answers of the invented news, counted by language.

``python -m bench.attribution [train|judge]``. A part is right when it overlaps the gold one, or
when neither is there. Of the answers that have a hedge or a speaker, *both* counts those with both
parts right, and *shown* those whose every gold part is shown, whatever else is; a false alarm is a
part shown where gold has none. Below the table: misses of a hedge whose gold is a plain future.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index import Article, Source, split_article
from qa.attribution import Words, attribution_of
from qa.attribution.wording import wording_of
from training.jsonl import Json, read_json_lines

NEWS = Path(__file__).parents[1] / "training" / "news"
AROUND = 6
"""Sentences on either side that the reader sees."""
COLUMNS = (
    ("hedge", "answers"),
    ("speaker", "answers"),
    ("both", "marked"),
    ("shown", "marked"),
    ("hedge found", "gold hedge"),
    ("speaker found", "gold speaker"),
    ("hedge alarm", "no hedge"),
    ("speaker alarm", "no speaker"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A hedge or a speaker: what gold has, and what was found."""

    name: str
    gold: str | None
    found: str | None

    @property
    def is_right(self) -> bool:
        """Whether one has the other in it, or they share half of their words, or both are none."""
        if not self.gold or not self.found:
            return not self.gold and not self.found
        one, other = (re.findall(r"[\w\u200c]+", text.casefold()) for text in self._texts)
        if f" {' '.join(one)} " in f" {' '.join(other)} ":
            return True
        inside = f" {' '.join(other)} " in f" {' '.join(one)} "
        return inside or 2 * len({*one} & {*other}) >= max(len({*one}), len({*other}))

    @property
    def _texts(self) -> tuple[str, str]:
        return self.gold or "", self.found or ""


def counted(item: Json) -> Iterator[str]:
    """What there is to count of an item, a word each time."""
    source = Source(item["id"], item["title"], language=item["language"])
    sentences = split_article(Article.of(source, item["text"]))
    wording = wording_of(sentences)
    for question in item["questions"]:
        if not question["answerable"]:
            continue
        start = question["start"]
        at = next(i for i, s in enumerate(sentences) if s.start <= start < s.end)
        run = sentences[max(0, at - AROUND) : at + AROUND]
        found = attribution_of(run, start, start + len(question["answer"]))
        hedge = Part("hedge", question["hedge"], _text(found.hedge))
        speaker = Part("speaker", question["said_by"], _text(found.speaker))
        yield from _counts((hedge, speaker))
        is_future = wording and hedge.gold and wording.future.fullmatch(hedge.gold)
        yield from ["future missed"] * bool(is_future and not hedge.is_right)


def _text(words: Words | None) -> str | None:
    return words.text if words else None


def _counts(parts: tuple[Part, Part]) -> Iterator[str]:
    yield "answers"
    yield from (part.name for part in parts if part.is_right)
    if any(part.gold for part in parts):
        yield "marked"
        yield from ["both"] * all(part.is_right for part in parts)
        yield from ["shown"] * all(part.is_right or not part.gold for part in parts)
    for part in parts:
        yield f"gold {part.name}" if part.gold else f"no {part.name}"
        if part.gold:
            yield from [f"{part.name} found"] * part.is_right
        else:
            yield from [f"{part.name} alarm"] * bool(part.found)


def report(items: Iterable[Json]) -> Iterator[str]:
    """The table, a line for each language, and the line below it."""
    counts: dict[str, Counter[str]] = {}
    for item in items:
        words = list(counted(item))
        for language in (item["language"], "all"):
            counts.setdefault(language, Counter()).update(words)
    yield " " * 4 + "".join(f"{name:>15}" for name, _ in COLUMNS)
    for language in sorted(counts, key=lambda one: (one == "all", one)):
        found = counts[language]
        cells = (f"{found[n] / max(1, found[of]):.2f} {found[n]}/{found[of]}" for n, of in COLUMNS)
        yield f"{language:4}" + "".join(f"{cell:>15}" for cell in cells)
    yield f"plain futures that gold takes for hedges, and that were not: {found['future missed']}"


if __name__ == "__main__":
    SPLIT = sys.argv[1] if len(sys.argv) > 1 else "judge"
    every = (item for path in sorted(NEWS.glob("*.jsonl")) for item in read_json_lines(path))
    for line in report(item for item in every if item["split"] == SPLIT):
        print(line)
