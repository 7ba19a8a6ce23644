"""Statements that are true of the sentences they cite, and not word for word.

Cut shorter, put in another order, joined, with figures in another form, or in another language
(XQuAD's parallel paragraphs, and the seed article as this project put it into six languages).
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from bench.cited import Case, Shown, among, data_is_here, evidence, paragraphs
from bench.spelled import reformed
from index import Sentence, Source
from qa.answer import Draft

PARALLEL = Path(__file__).parent / "parallel.json"
_BRACKETS = re.compile(r"\s\([^()]*\)")
_RELATIVE = re.compile(r", (?:which|who|whose|where|котор(?:ый|ая|ое|ые)|где)\b[^,]*(?=[.]$)")
_APPOSED = re.compile(r"(?<=\w), (?:a|an|the) [^,\d]{4,60},(?= \w)")
_LED = re.compile(
    r"^(In|On|During|After|Before|Since|At|By|From|Until) ([^,]{3,40}), (\w[^;:]*[^.])\.$"
)
_LED_ELSEWHERE = re.compile(
    r"^(В|Во|На|После|По|В ходе|К|Im|Am|In|Nach|Seit|Während) ([^,]{3,40}), (\w[^;:]*[^.])\.$"
)
_CUT_OFF = re.compile(r"\b(?:and|but|or|that|и|но|что|və|ki|ve|ama|und|dass|و|که)$")


def truths(count: int, *, public: bool | None = None, seed: int = 1) -> Iterator[Case]:
    """``count`` of them, a fifth of each kind; without the public sets, from our own alone."""
    is_public = data_is_here() if public is None else public
    every = evidence(public=is_public)
    chance = random.Random(seed)  # noqa: S311 -- drawn for a measurement
    per_kind = count // 5
    for kind, change in _CHANGES.items():
        yield from _taken(kind, change, every, per_kind, chance)
    yield from _translated(every, count - per_kind * len(_CHANGES), chance, public=is_public)


def _taken(
    kind: str,
    change: Callable[[Shown, Random], tuple[str, tuple[Sentence, ...]] | None],
    every: Sequence[Shown],
    count: int,
    chance: Random,
) -> Iterator[Case]:
    done = 0
    for one in _mixed(every, chance):
        told = change(one, chance)
        if told is None or told[0] == one.sentence.text:
            continue
        yield Case(kind, one.language, Draft(*told), among(one, every, chance))
        done += 1
        if done == count:
            return


def _mixed(every: Sequence[Shown], chance: Random) -> Iterator[Shown]:
    """English twice as often as each other language, until each has been drawn from a lot."""
    by_language: dict[str, list[Shown]] = {}
    for one in every:
        by_language.setdefault(one.language, []).append(one)
    for language in cycle(sorted(["en", *by_language])):
        yield chance.choice(by_language[language])


def _shorter(one: Shown, chance: Random) -> tuple[str, tuple[Sentence, ...]] | None:
    text = one.sentence.text
    for cut in chance.sample([_BRACKETS, _RELATIVE, _APPOSED], 3):
        if match := cut.search(text):
            shorter = text[: match.start()] + text[match.end() :]
            balanced = all(shorter.count(a) == shorter.count(b) for a, b in ("“”", "«»", "()"))
            if len(shorter) > 30 and balanced and shorter.count('"') % 2 == 0:
                return shorter, (one.sentence,)
    return None


def _reordered(one: Shown, chance: Random) -> tuple[str, tuple[Sentence, ...]] | None:
    match = _LED.match(one.sentence.text) or _LED_ELSEWHERE.match(one.sentence.text)
    if match is None or _CUT_OFF.search(match[2]):
        return None
    first, rest, said = match.groups()
    return f"{said[0].upper()}{said[1:]} {first.lower()} {rest}.", (one.sentence,)


def _joined(one: Shown, chance: Random) -> tuple[str, tuple[Sentence, ...]] | None:
    """Two sentences of an article in one, the later one first half of the time."""
    others = [s for s in one.article if 30 < len(s.text) < 250 and s != one.sentence]
    if not others or len(one.sentence.text) > 250:
        return None
    pair = [one.sentence, chance.choice(others)]
    chance.shuffle(pair)
    first, second = (s.text.strip() for s in pair)
    return f"{first.rstrip('.')}; {second}", tuple(pair)


def _otherwise(one: Shown, chance: Random) -> tuple[str, tuple[Sentence, ...]] | None:
    told = reformed(one.sentence.text, one.language, chance)
    return (told, (one.sentence,)) if told else None


_CHANGES = {
    "shorter": _shorter,
    "reordered": _reordered,
    "joined": _joined,
    "figures": _otherwise,
}


def _translated(
    every: Sequence[Shown], count: int, chance: Random, *, public: bool
) -> Iterator[Case]:
    pairs = [*_own_pairs()]
    chance.shuffle(pairs)
    if public:
        others = [*_public_pairs()]
        chance.shuffle(others)
        pairs = [*pairs[: count // 2], *others]
    for said, (language, cited, article) in pairs[:count]:
        one = Shown(cited, article, language)
        kind = f"translated {said[0]}-{language}"
        yield Case(kind, said[0], Draft(said[1], (cited,)), among(one, every, chance))


Pair = tuple[tuple[str, str], tuple[str, Sentence, tuple[Sentence, ...]]]
"""What is said and in which language; language, sentence and article of the evidence."""


def _own_pairs() -> Iterator[Pair]:
    told: dict[str, list[str]] = json.loads(PARALLEL.read_text("utf-8"))
    articles = {language: _article(language, texts) for language, texts in told.items()}
    for said, texts in told.items():
        for language, article in articles.items():
            if said != language:
                for text, cited in zip(texts, article, strict=True):
                    yield (said, text), (language, cited, article)


def _article(language: str, texts: Sequence[str]) -> tuple[Sentence, ...]:
    source = Source(f"seed-{language}", texts[0], language=language)
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    return tuple(
        Sentence(source, "v", n, start, text)
        for n, (start, text) in enumerate(zip(starts, texts, strict=True))
    )


def _public_pairs() -> Iterator[Pair]:
    """Paragraphs of as many sentences in both languages: they were put over one by one."""
    every = paragraphs()
    for (language, article, number), sentences in every.items():
        for other in ("en", "de", "ru", "tr", "es", "ro", "el", "vi", "ar"):
            beside = every.get((other, article, number))
            if other == language or "en" not in (other, language) or beside is None:
                continue
            if len(beside) == len(sentences):
                for said, cited in zip(beside, sentences, strict=True):
                    yield (other, said.text), (language, cited, sentences)
