"""The words of a run of sentences, by what endings and alphabets leave of them.

What tells whether a statement's word was there: as it is, with another ending, or in other letters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa.reading.skeleton import skeleton_of, sound_of
from qa.verification.places import places_in
from qa.verification.tongues import script_of
from qa.words import content_words, plainly

WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_ENDING = re.compile(
    r"(?:n?in|n?un|n|[dt][ae]n?|y?[aeiu]|l[aeiu]r?|s|nun|а|у|е|ы|и|ом|ой|ем|ю|ов\w*|ск\w+|ان|ی|ها|های)"
)
_KEY = 5
"""Letters by which words of one root are told; shorter words are told whole."""
_SURE = 3
"""Consonants that two words in different alphabets must share."""


def key_of(word: str) -> str:
    """What is left of a word when its ending is left out."""
    return plainly(word).replace("\u200c", "")[:_KEY]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Keys, sounds, skeletons of Arabic script and places of a text."""

    keys: frozenset[str]
    sounds: frozenset[str]
    bones: frozenset[str]
    arabic: frozenset[str]
    places: frozenset[str]
    short: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Lexicon":
        """Of all ``texts`` together."""
        parts = [_lexicon(text) for text in texts]
        return cls(*(frozenset[str]().union(*sets) for sets in zip(*parts, strict=True)))

    def has_name(self, word: str, *, is_foreign: bool) -> bool:
        """Whether ``word`` is in it, whatever the ending; ``is_foreign``: as others spell it."""
        if key_of(word) in self.keys:
            return True
        if not is_foreign:
            return any(_is_ending_apart(word, one) for one in self.short)
        bones = skeleton_of(word)
        if script_of(word) == "arabic":
            return bool(bones) and any(_alike(bones, one) for one in self.bones)
        sound = sound_of(word)
        if any(_sounds_alike(sound, one) for one in self.sounds):
            return True
        return len(bones) >= 2 and any(_alike(bones, one) for one in self.arabic)


@lru_cache(maxsize=2048)
def keys_of(text: str) -> frozenset[str]:
    """The keys of all words of ``text``."""
    return frozenset(key_of(match.group()) for match in WORD.finditer(text))


@lru_cache(maxsize=1024)
def _lexicon(text: str) -> tuple[frozenset[str], ...]:
    words = {match.group() for match in WORD.finditer(text)}
    is_arabic = script_of(text) == "arabic"
    bones = frozenset(filter(None, map(skeleton_of, words)))
    return (
        keys_of(text),
        frozenset() if is_arabic else frozenset(filter(None, map(sound_of, words))),
        bones,
        bones if is_arabic else frozenset(),
        frozenset(identity for place in places_in(text) for identity in place.ids),
        frozenset(plainly(word) for word in words if len(word) < _KEY),
    )


@lru_cache(maxsize=2048)
def content_keys(text: str) -> frozenset[str]:
    """The keys of the words of ``text`` that are more than grammar."""
    return frozenset(key_of(word.text) for word in content_words(text) if not word.text.isdigit())


def _is_ending_apart(word: str, short: str) -> bool:
    """Whether one is the other with an ending, where the other is shorter than a key."""
    plain = plainly(word)
    return (
        len(short) > 1
        and plain.startswith(short)
        and _ENDING.fullmatch(plain, len(short)) is not None
    )


def _alike(one: str, other: str) -> bool:
    """Whether two skeletons can be of one name: one begins as the other does."""
    short, long = sorted((one, other), key=len)
    return (
        long.startswith(short)
        and len(long) - len(short) <= 2
        and (len(short) >= _SURE or short == long)
    )


def _sounds_alike(one: str, other: str) -> bool:
    if not one or not other or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) <= 3:
        return long == short or (len(short) == 3 and long.startswith(short) and len(long) <= 5)
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    # Endings differ, and a vowel or two inside a name may.
    if shared >= max(4, len(short) - 1) and len(long) - shared <= 4:
        return True
    return (
        len(short) >= 5
        and abs(len(long) - len(short)) <= 3
        and _slips(short, long) <= len(short) // 4
    )


def _slips(short: str, long: str) -> int:
    """Letters that must change to make ``short`` the beginning of ``long``."""
    row = list(range(len(long) + 1))
    for i, a in enumerate(short, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(long, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return min(row[max(0, len(short) - 1) :])
