"""What a question is about: the phrase that a later one leans on, in the question's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.follow_up.phrases import (
    Phrase,
    is_noun,
    is_property,
    names_in,
    people_in,
    phrases_of,
    with_its_noun,
)
from qa.follow_up.referring import AUXILIARIES, PREPOSITIONS, Tongue
from qa.follow_up.tongues import ENGLISH
from qa.words import Token, joined, tokens_of

_BEING = frozenset({"is", "are", "was", "were", "am", "be"})
_CHOOSING = re.compile("which|hans[ıi]|hangi|как[оиа]|کدام|welch", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about.

    ``is_sure``: it has a name or is set apart, and is not just what comes first. ``is_loose``: more
    than a noun and what belongs to it, so that it cannot take a pronoun's place.
    """

    text: str = ""
    is_sure: bool = False
    is_loose: bool = False


def topic_of(text: str, tongue: Tongue, known: frozenset[str]) -> Topic:
    """What ``text`` is about, as far as its form tells; an empty text when it does not."""
    names = names_in(text, tongue, known)
    people = people_in(text, tongue, names)
    things = [name for name in names if not any(name.meets(person) for person in people)]
    phrases = [_without_verb(text, noun, tongue) for noun in phrases_of(text, tongue, people)]
    nouns = [noun for noun in phrases if not is_property(noun.text, tongue)]
    for noun in nouns:
        if _is_about(text, noun, tongue):
            inside = [name for name in things if name.start >= noun.start]
            return Topic((inside or [noun])[0].text, is_sure=True)
    if things:
        return _around(text, things[0], nouns, tongue)
    if not nouns:
        return Topic(people[0].text if people else "", is_sure=bool(people))
    asking = tongue.asking.search(text)
    chosen = asking is not None and asking.end() + 1 == nouns[0].start
    if chosen and _is_object(text, nouns[0]):
        return Topic()
    is_sure = chosen and _CHOOSING.search(text) is not None
    nominal = nouns[0].text if tongue is ENGLISH else _nominal(text, nouns, tongue)
    return Topic(nominal, is_sure)


def _without_verb(text: str, noun: Phrase, tongue: Tongue) -> Phrase:
    """English: "presidents" of "did the presidents sign", by the place of the auxiliary."""
    before = [token.plain for token in tokens_of(text[: noun.start]) if token.plain != "the"]
    words = tokens_of(text[noun.start : noun.end])
    inverted = bool(before) and before[-1] in AUXILIARIES - _BEING
    if tongue is not ENGLISH or not inverted or len(words) < 2 or words[-1].is_capital:
        return noun
    end = noun.start + words[-2].end
    return Phrase(text[noun.start : end], noun.start, end)


def _is_object(text: str, noun: Phrase) -> bool:
    """Whether a Persian or Turkic ending says that something is done to it."""
    behind = text[noun.end :].lstrip()
    return behind.startswith("را ") or joined(noun.text).endswith(("lari", "leri"))


def _is_about(text: str, noun: Phrase, tongue: Tongue) -> bool:
    """Whether "about" stands before it; in Turkic languages behind it."""
    if tongue.code == "az":
        return tongue.about.match(text[noun.end :].lstrip()) is not None
    before = [token for token in tokens_of(text[: noun.start]) if token.plain not in ("the", "a")]
    return bool(before) and any(
        match.end() >= before[-1].end for match in tongue.about.finditer(text, 0, noun.start)
    )


def _around(text: str, name: Phrase, nouns: Sequence[Phrase], tongue: Tongue) -> Topic:
    """A name with what it belongs to: "agreements in Astana"."""
    whole = with_its_noun(text, name, tongue)
    if tongue is not ENGLISH:
        alone = whole.end > name.end or not nouns
        return Topic(whole.text if alone else _nominal(text, nouns, tongue), is_sure=True)
    before = [token for token in tokens_of(text) if token.end <= name.start]
    before = before[:-1] if before and before[-1].plain == "the" else before
    if not before or before[-1].plain not in PREPOSITIONS - {"of"}:
        return Topic(whole.text, is_sure=True)
    held = [noun for noun in nouns if noun.end + 1 == before[-1].start]
    others = [noun for noun in nouns if not noun.meets(name)]
    if held and not any(token.plain in AUXILIARIES for token in before[:-1]):
        return Topic(text[held[0].start : name.end], is_sure=True)
    content = [token for token in before if tongue.names(token)]
    if content and not others:
        return Topic(text[content[0].start : name.end], is_sure=True, is_loose=True)
    return Topic(whole.text, is_sure=True)


def _nominal(text: str, nouns: Sequence[Phrase], tongue: Tongue) -> str:
    """From the first to the last of ``nouns``, without what asks and what is done."""
    start, end = nouns[0].start, nouns[-1].end
    asking = tongue.asking.search(text)
    kept, last = "", start
    for token in tokens_of(text):
        asks = asking is not None and asking.start() <= token.start < asking.end()
        if not start <= token.start < end or asks or not _is_nominal(token, tongue):
            continue
        gap = text[last : token.start]
        kept += (gap if not gap.strip(" '’") else " ") + token.text
        last = token.end
    return kept.strip()


def _is_nominal(token: Token, tongue: Tongue) -> bool:
    return token.plain not in tongue.stands and (not tongue.names(token) or is_noun(token, tongue))
