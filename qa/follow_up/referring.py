"""What a language leans on earlier questions with: its pronouns, afterthoughts, words that ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa.words import Token, joined

SENTENCE = re.compile(r"(?<=[.!?؟…])\s+(?=\w)")
"""Between two sentences of a question or an answer."""


class Stands(StrEnum):
    """What a word that refers can stand for."""

    PERSON = "person"
    THING = "thing"
    EITHER = "either"
    SEVERAL = "several"
    PLACE = "place"
    REST = "rest"
    """Something beside what was said: "else", "another"."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What one language, or two that are close, refers back with.

    ``hollow``, ``stands`` and the patterns from ``speech`` on are for :attr:`Token.plain`, the
    other patterns for text as it is written.
    """

    code: str
    hollow: frozenset[str]
    """Words that name nothing: grammar, words that ask, fillers such as "exactly"."""
    stands: dict[str, Stands]
    opener: re.Pattern[str]
    """What an afterthought begins with."""
    closer: re.Pattern[str]
    """What it may end with in place of a verb: «bəs TRIPP necə?»."""
    asking: re.Pattern[str]
    who: re.Pattern[str]
    """Those words of asking that ask for somebody."""
    about: re.Pattern[str]
    fixed: re.Pattern[str]
    """Where a word that could refer does not: "this year", "is it possible"."""
    speech: re.Pattern[str]
    """A verb of speech."""
    verb: re.Pattern[str]
    """A word that by its ending is a verb."""
    piece: re.Pattern[str]
    """A part of something, asked about in the words of the question before: "the second half"."""
    property: re.Pattern[str]
    """What something has, a question by itself: "the cost"."""

    def names(self, token: Token) -> bool:
        """Whether a word names something at all."""
        return token.plain not in self.hollow and token.plain not in self.stands


def build_tongue(code: str, **words: str) -> Tongue:
    """Words divided by spaces, phrases and beginnings or endings of words by ``|``."""
    hollow = " ".join([words["hollow"], *re.findall(r"\w+", words["asking"])])
    stands = {word: kind for kind in Stands for word in bared(words.get(kind, ""))}
    return Tongue(
        code,
        frozenset(bared(hollow)),
        stands,
        _phrases(words["opener"], r"^[\W_]*", r"(?!\w)[\s,:–—-]*"),
        _phrases(words["closer"], r"\s+", r"[\s?؟!.]*$"),
        _phrases(words["asking"]),
        _phrases(words["who"], "^", r"\b"),
        _phrases(words["about"]),
        _phrases(words["fixed"]),
        _beginnings(words["speech"], "$"),
        re.compile(rf"\w\w+?(?:{words['verb']})$" if "verb" in words else "(?!)"),
        _beginnings(words["piece"]),
        _beginnings(words["property"]),
    )


def bared(words: str) -> Iterator[str]:
    """Words as they are compared with those of a text."""
    return (joined(word) for word in words.split())


def _phrases(text: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"{before}(?:{' '.join(text.split())}){after}", re.IGNORECASE)


def _beginnings(text: str, after: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(bared(text))}){after}")


AUXILIARIES = frozenset(
    bared(
        """is are was were am be do does did will would can could should shall has have had may
        might must isn aren wasn don doesn didn won"""
    )
)
PREPOSITIONS = frozenset(
    bared("of for between in on at with to from against over by about like than into during")
)
OWNING = frozenset({"its", "their", "theirs", "his", "hers"})
"""English, as these three are: there the order of words says what elsewhere endings say."""
