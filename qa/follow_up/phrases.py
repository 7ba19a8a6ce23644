"""The phrases of a text that name something: names, people among them, and nouns.

By the form of the words alone: capitals, titles, what stands beside a verb of speech, what grammar
divides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.follow_up.referring import Tongue
from qa.follow_up.tongues import CALENDAR, ENGLISH, TITLES
from qa.words import Token, joined, tokens_of

_LONGEST = 6
"""Words; a longer phrase is no name of anything."""
_LONG_ENOUGH = 3
"""Words; so long a phrase says what it is a part of."""
_INSIDE = frozenset(
    joined(word) for word in ["of", "for", "al", "de", "and", "и", "və", "ve", "und"]
)
"""Small words inside a name: "Council of Foreign Ministers"."""
_SENTENCE_END = re.compile(r"(?:^|[.!?؟…:\n])[\s\"'«“„‘(\[]*$")
_POSSESSED = re.compile(r"\w\w+[iu](?:n\w{0,3})?$")
"""The ending of a Turkic noun that belongs to the name before it: «Zəngəzur dəhlizi»."""
_ADJECTIVE = re.compile(r"\w\w+(?:ий|ый|ая|ое|ого|ой|ые|ом)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a text, with its offsets there."""

    text: str
    start: int
    end: int

    def meets(self, other: "Phrase | Token") -> bool:
        """Whether both have a part of the text."""
        return self.start < other.end and other.start < self.end


def capitals_of(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written with a capital where no sentence begins: names, as far as is known."""
    return frozenset(
        token.plain
        for text in texts
        if not text.isupper()
        for token in tokens_of(text)
        if token.is_capital and not _begins_sentence(text, token)
    )


def names_in(text: str, tongue: Tongue, known: frozenset[str]) -> tuple[Phrase, ...]:
    """The names of ``text``, each with all its words: "Council of Foreign Ministers"."""
    tokens = tokens_of(text)
    named = [_is_named(text, tokens, at, tongue, known) for at in range(len(tokens))]
    found, at = [], 0
    while at < len(tokens):
        end = at + 1
        if named[at]:
            end = _end_of_name(text, tokens, named, at)
            found.append(_phrase(text, tokens[at:end]))
        at = end
    return tuple(found)


def people_in(text: str, tongue: Tongue, names: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Those of ``names`` that have a title, then left out, or stand beside a verb of speech.

    Where the verb ends the question, who speaks begins it. Persian has no capitals: there it is the
    first phrase.
    """
    tokens = tokens_of(text)
    spoken = [token for token in tokens if tongue.speech.match(token.plain)]
    if tongue.code == "fa" and spoken:
        names = [*list(phrases_of(text, tongue))[:1], *names]
    people = [name for name in names if _is_person(name, tokens, spoken, tongue)]
    return tuple(_untitled(text, person) for person in people)


def phrases_of(text: str, tongue: Tongue, apart: Sequence[Phrase] = ()) -> Iterator[Phrase]:
    """Runs of words that name something, divided by all other words, by marks and by ``apart``.

    In Persian a part stands before what it is a part of, so that one begins a phrase.
    """
    run: list[Token] = []
    for token in tokens_of(text):
        noun = is_noun(token, tongue) and not any(one.meets(token) for one in apart)
        heads = tongue.code == "fa" and is_property(token.text, tongue)
        if run and (heads or not noun or text[run[-1].end : token.start].strip(" -’'")):
            yield _phrase(text, run[:_LONGEST])
            run = []
        if noun:
            run.append(token)
    if run:
        yield _phrase(text, run[:_LONGEST])


def with_its_noun(text: str, name: Phrase, tongue: Tongue) -> Phrase:
    """A name with the noun that it belongs to: «Zəngəzur dəhlizi», «Зангезурский коридор»."""
    following = next((token for token in tokens_of(text) if token.start >= name.end), None)
    if following is None or following.start > name.end + 1 or not is_noun(following, tongue):
        return name
    turkic = tongue.code == "az" and _POSSESSED.match(following.plain)
    if turkic or (tongue.code == "ru" and _ADJECTIVE.match(name.text)):
        return Phrase(text[name.start : following.end], name.start, following.end)
    return name


def is_noun(token: Token, tongue: Tongue) -> bool:
    """Whether the word is in a phrase: no grammar, no speech, and by its ending no verb."""
    if not tongue.names(token) or tongue.speech.match(token.plain):
        return False
    return token.is_capital or not tongue.verb.match(token.plain)


def is_property(text: str, tongue: Tongue) -> bool:
    """Whether the noun at the end, or in Persian at the beginning, is a part of something."""
    words = tokens_of(text)
    head = words[0 if tongue.code == "fa" else -1].plain
    return len(words) < _LONG_ENOUGH and bool(
        tongue.property.match(head) or tongue.piece.match(head)
    )


def _phrase(text: str, tokens: Sequence[Token]) -> Phrase:
    start, end = tokens[0].start, tokens[-1].end
    return Phrase(text[start:end], start, end)


def _untitled(text: str, person: Phrase) -> Phrase:
    words = [token for token in tokens_of(text) if person.meets(token)]
    titled = [at for at, token in enumerate(words[:-1], 1) if token.plain in TITLES]
    return _phrase(text, words[titled[-1] if titled else 0 :])


def _is_named(
    text: str, tokens: Sequence[Token], at: int, tongue: Tongue, known: frozenset[str]
) -> bool:
    """Whether the word is one of a name."""
    token, following = tokens[at], tokens[at + 1 : at + 3]
    if not tongue.names(token) or token.plain in CALENDAR or not token.text[-1].isalpha():
        return False
    if token.plain in known and (token.is_capital or text[1:].islower()):
        return True
    if not token.is_capital or text.isupper():
        return False
    if not _begins_sentence(text, token) or (len(token.text) > 1 and token.text.isupper()):
        return True
    if tongue is not ENGLISH:
        return not is_property(token.text, tongue)
    speaks = any(ENGLISH.speech.match(one.plain) for one in following)
    return speaks or (bool(following) and following[0].is_capital and is_noun(token, ENGLISH))


def _begins_sentence(text: str, token: Token) -> bool:
    return _SENTENCE_END.search(text, max(0, token.start - 8), token.start) is not None


def _end_of_name(text: str, tokens: Sequence[Token], named: Sequence[bool], at: int) -> int:
    """Where a name ends: "of" and "and" are inside it when a name's word follows."""
    end = at + 1
    while end < min(len(tokens), at + _LONGEST):
        if text[tokens[end - 1].end : tokens[end].start].strip(" -–’'"):
            break
        within = tokens[end].plain in _INSIDE and end + 1 < len(tokens) and named[end + 1]
        if not named[end] and not (within and tokens[end + 1].start == tokens[end].end + 1):
            break
        end += 1 if named[end] else 2
    return end


def _is_person(
    name: Phrase, tokens: Sequence[Token], spoken: Sequence[Token], tongue: Tongue
) -> bool:
    before = [token for token in tokens if token.end <= name.start][-1:]
    after = [token for token in tokens if token.start >= name.end][:2]
    inside = [token for token in tokens if name.meets(token)]
    if any(token.plain in TITLES for token in (*before, *inside[:-1])):
        return True
    begins = bool(spoken) and tongue.code in ("az", "fa") and name.start == tokens[0].start
    if tongue.code == "az" and after and tongue.about.match(after[0].text):
        return False
    return begins or any(token in spoken for token in (*before, *after))
