"""Which capital letters make a name, and which only open a sentence, an office or a German noun.

The words that open sentences, and the stems of bodies that other languages have their own words for
("Council"), are in ``capitals.json``; titles are those of :mod:`qa.attribution`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from qa.attribution.wording import entries_of, pattern_of
from qa.verification.lexicon import WORD
from qa.words import plainly

_TABLE = Path(__file__).parent / "capitals.json"
_OPENING = re.compile(r"(?:^|[.!?:;…؟]|[-–—•*]\s)[\s\"“”«»„‘'(\[]*$")
_PARTICLE = "de da van von der den al el bin ibn oğlu qızı di la le of and the"
_PARTICLES = frozenset(_PARTICLE.split())
_GIVEN_BEFORE = re.compile(
    r"(?:\b(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|kein\w*|sein\w*|ihr\w*|dies\w+|"
    r"im|am|zum|zur|beim|vom|ins|ans|\w+(?:e|en|er|es|em))|\d[\d.,]*|%)\s+$"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A word that may be a name, where it stands; ``opens``: a sentence or a quotation."""

    text: str
    start: int
    end: int
    opens: bool
    follows_article: bool = False


@lru_cache(maxsize=512)
def runs_in(text: str, language: str | None) -> tuple[tuple[Written, ...], ...]:
    """The capitalised words of ``text`` that stand side by side, without titles and openers."""
    runs: list[list[Written]] = []
    for match in WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or len(word) < 2 or _is_ordinary(word, language):
            continue
        opens = _OPENING.search(text, max(0, match.start() - 12), match.start()) is not None
        given = _GIVEN_BEFORE.search(text, max(0, match.start() - 30), match.start()) is not None
        one = Written(word, *match.span(), opens, given)
        between = text[runs[-1][-1].end : one.start] if runs else ""
        if between in (" ", "-", "‑") or between.strip() in _PARTICLES:
            runs[-1].append(one)
        else:
            runs.append([one])
    return tuple(map(tuple, runs))


def _is_ordinary(word: str, language: str | None) -> bool:
    plain = word.lower().replace("i̇", "i")
    return plain in _words("openers") or titles_of(language or "en").fullmatch(plain) is not None


def is_translated(word: str) -> bool:
    """Whether ``word`` is one that other languages have their own for: "Council", "Supreme"."""
    return plainly(word).startswith(_stems())


@cache
def titles_of(language: str) -> re.Pattern[str]:
    """Words of office, as they stand before a name."""
    return pattern_of(entries_of(language)["titles"], "(?!)")


@cache
def _words(name: str) -> frozenset[str]:
    lines: Sequence[str] = json.loads(_TABLE.read_text("utf-8"))[name]
    return frozenset(word for line in lines for word in line.split())


@cache
def _stems() -> tuple[str, ...]:
    return tuple(sorted(map(plainly, _words("bodies"))))
