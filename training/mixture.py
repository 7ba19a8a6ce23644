"""What one run is trained on: every source so many times over, near misses most of all.

All of it follows from the seed: the same files and seed give the same examples in the same order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

from training.beside import items_beside, over_another_item
from training.example import Example
from training.held_out import Split, load_judged_evidence, split_of
from training.invented import load_wordings
from training.made import (
    Rule,
    names_in,
    negated,
    over_another_passage,
    with_an_opposite,
    with_another_name,
    with_another_number,
    without_its_sentence,
)
from training.passages import cut
from training.public_sets import (
    HUMAN_NEAR_MISSES,
    XQUAD_TRAIN,
    across_languages,
    asked_across,
    load_english,
    load_other_languages,
    load_xquad,
)
from training.wording import as_typed

_TITLED = 0.75
"""Share of passages that keep their title: articles of one's own have one, pasted text has not."""
_TYPED = 0.12
"""Share of questions worded carelessly."""
_SAME_LANGUAGE = 0.5
"""Share of pairs across languages for which question and passage are surely of one language."""
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each source is used, on average; a fraction takes that part of it."""

    human_near_misses: float = 2.0
    beside_near_misses: float = 1.0
    encyclopedia: float = 0.6
    sentences: float = 0.25
    other_paragraphs: float = 0.3
    other_languages: float = 1.0
    across_languages: float = 11.0
    across_unanswered: float = 4.5
    news: float = 5.5
    news_elsewhere: float = 0.7
    news_made: float = 0.7
    made: float = 0.25

    def scaled(self, scale: float) -> "Shares":
        """Every source used ``scale`` times as often."""
        return Shares(**{name: scale * value for name, value in asdict(self).items()})


@dataclass(frozen=True, slots=True)
class Sources:
    """The training split of everything, as it was read."""

    english: tuple[Example, ...]
    other_languages: tuple[Example, ...]
    xquad: Mapping[str, Mapping[str, Example]]
    news: tuple[Mapping[str, Example], ...]
    """Each question as every language words it."""


def load_sources(data: Path, news: Path) -> Sources:
    """All that may be trained on; held-out articles and judged evidence are left out."""
    judged = load_judged_evidence(data)
    xquad = (one for one in load_xquad(data / XQUAD_TRAIN) if split_of(one.group) is Split.TRAIN)
    return Sources(
        english=tuple(
            one
            for one in load_english(data)
            if split_of(one.group) is Split.TRAIN and not judged.is_in(one.passage)
        ),
        other_languages=tuple(load_other_languages(data)),
        xquad=across_languages(xquad),
        news=tuple(load_wordings(news, Split.TRAIN)),
    )


def mixed(sources: Sources, shares: Shares, seed: int) -> tuple[Example, ...]:
    """The examples of one run, shuffled."""
    random = Random(seed)
    examples = [_finished(one, random) for one in _drawn(sources, shares, random)]
    random.shuffle(examples)
    return tuple(examples)


def _drawn(sources: Sources, shares: Shares, random: Random) -> Iterator[Example]:
    for example in sources.english:
        yield from _times(example, _share_of(example, shares), random)
    for example in sources.other_languages:
        yield from _times(example, shares.other_languages, random)
    yield from _made_of(sources.english, shares.made, random)
    yield from _made_of(sources.other_languages, shares.made, random)
    yield from _across(sources.xquad, shares, random)
    yield from _news(sources.news, shares, random)


def _share_of(example: Example, shares: Shares) -> float:
    if example.kind in HUMAN_NEAR_MISSES:
        return shares.beside_near_misses if example.answerable else shares.human_near_misses
    if not example.answerable:
        return shares.other_paragraphs
    return shares.sentences if example.kind.startswith("qamr") else shares.encyclopedia


def _times(thing: _Thing, share: float, random: Random) -> Iterator[_Thing]:
    whole = int(share)
    yield from [thing] * whole
    if random.random() < share - whole:
        yield thing


def _made_of(examples: Sequence[Example], share: float, random: Random) -> Iterator[Example]:
    """Near misses made of ``share`` of the answerable examples, by a rule that fits each."""
    names: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        names[example.group] += names_in(example.question)
    rules = (with_another_number, with_an_opposite, with_another_name(names), negated)
    for example in examples:
        if example.answerable and random.random() < share:
            made = _first(_in_turn(rules, random), example, random)
            if made:
                yield made


def _in_turn(rules: Sequence[Rule], random: Random) -> list[Rule]:
    """The rules in an order of their own each time, negation last: it alone is known by a word."""
    *others, last = rules
    turn: list[Rule] = [*others, without_its_sentence]
    random.shuffle(turn)
    return [*turn, last] if random.random() < 0.88 else [last, *turn]


def _first(rules: Iterable[Rule], example: Example, random: Random) -> Example | None:
    return next((made for rule in rules if (made := rule(example, random))), None)


def _across(
    xquad: Mapping[str, Mapping[str, Example]], shares: Shares, random: Random
) -> Iterator[Example]:
    """Each question so many times, in any language, over its paragraph in any, half in the same."""
    passages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for versions in xquad.values():
        for language, example in versions.items():
            passages[example.group, language].append(example.passage)

    def elsewhere(example: Example, _random: Random) -> Example | None:
        return over_another_passage(example, passages[example.group, example.language])

    for versions in xquad.values():
        for pair in _pairs(versions, shares.across_languages, random):
            yield pair
        for pair in _pairs(versions, shares.across_unanswered, random):
            rules: list[Rule] = [without_its_sentence, elsewhere, with_another_number]
            random.shuffle(rules)
            if made := _first(rules, pair, random):
                yield made


def _news(
    questions: Sequence[Mapping[str, Example]], shares: Shares, random: Random
) -> Iterator[Example]:
    """Each question so many times, half of them as its item's language words it.

    Near misses are made by rule, and of the items that the search finds beside the right one.
    """
    for versions in questions:
        for _ in _times(None, shares.news, random):
            yield _in_some_language(versions, random)
    one_of_each = [_in_some_language(versions, random) for versions in questions]
    yield from _made_of(one_of_each, shares.news_made, random)
    beside = items_beside([versions for versions in questions if _is_answered(versions)])
    for versions, passages in beside:
        for _ in _times(None, shares.news_elsewhere, random):
            asked = _in_some_language(versions, random)
            if made := over_another_item(asked, passages, random):
                yield made


def _is_answered(versions: Mapping[str, Example]) -> bool:
    return next(iter(versions.values())).answerable


def _in_some_language(versions: Mapping[str, Example], random: Random) -> Example:
    languages = sorted(versions)
    own = next(iter(versions.values())).language
    if own in versions and random.random() < _SAME_LANGUAGE:
        return versions[own]
    return versions[random.choice(languages)]


def _pairs(versions: Mapping[str, Example], times: float, random: Random) -> Iterator[Example]:
    languages = sorted(versions)
    for _ in _times(None, times, random):
        read = random.choice(languages)
        asked = read if random.random() < _SAME_LANGUAGE else random.choice(languages)
        yield asked_across(versions[asked], versions[read])


def _finished(example: Example, random: Random) -> Example:
    """Cut to a passage, sometimes without its title, sometimes carelessly worded."""
    cropped = cut(example, random)
    if random.random() >= _TITLED:
        cropped = replace(cropped, title="")
    return as_typed(cropped, random) if random.random() < _TYPED else cropped
