"""Which languages a statement and its evidence are in: a translation has other words.

Told by words of grammar and by script. Where neither tells, a text is in none of the six languages
whose wording is known, and what rests on wording is not asked of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index import Sentence
from qa.attribution.wording import LANGUAGES, Wording, entries_of, wording_in, wording_of

_WORD = re.compile(r"[^\W\d_]+")
_OWN = {"az": "əƏ", "de": "äß", "tr": ""}
_SAMPLE = 600
_BY_SCRIPT = {"latin": "en", "cyrillic": "ru", "arabic": "fa"}
_TURKISH = re.compile("[ıİğĞşŞ]")
"""Letters of a short sentence without a word of grammar; Azerbaijani seldom lacks an ə."""
_OTHER = re.compile(
    r"[ãõñêèàùîôûœåæøłąężśćźńřěůőűóáíúățșةيكىأإ\u0370-\u03ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Tongues:
    """Languages of a statement and of its evidence; None for one that is none of the six."""

    statement: str | None
    evidence: str | None
    differ: bool

    @property
    def are_known(self) -> bool:
        """Whether both are of the six."""
        return self.statement is not None and self.evidence is not None

    @classmethod
    def of(cls, text: str, cited: Sequence[Sentence]) -> "Tongues":
        """Tell both; a text too short to tell is in the language of its evidence."""
        told = " ".join(sentence.text[:_SAMPLE] for sentence in cited[:4])
        evidence = tongue_of(told, cited[0].source.language)
        statement = tongue_of(text, evidence if script_of(text) == script_of(told) else None)
        apart = script_of(text) != script_of(told)
        return cls(statement, evidence, differ=apart or statement != evidence)


@lru_cache(maxsize=1024)
def tongue_of(text: str, likely: str | None) -> str | None:
    """The language of the six that ``text`` is in, ``likely`` where its words do not tell."""
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    votes = {
        language: sum(word in _grammar(language) for word in words)
        + sum(text.count(letter) for letter in _OWN.get(language, ""))
        for language in LANGUAGES
    }
    best = max(LANGUAGES, key=lambda one: (votes[one], one == likely))
    strange = len(_OTHER.findall(text[:_SAMPLE])) + 2 * (
        likely is not None and likely not in LANGUAGES
    )
    if not votes[best] and likely != "az" and _TURKISH.search(text[:_SAMPLE]):
        return "tr"
    if votes[best] > strange:
        return best
    return None if strange else likely or _BY_SCRIPT.get(script_of(text))


def wording_said_in(
    text: str, cited: Sequence[Sentence], around: Sequence[Sentence]
) -> Wording | None:
    """The wording of a statement; None when it is in none of the six languages."""
    evidence = wording_of([*cited, *around])
    told = evidence.language if evidence else cited[0].source.language
    likely = told if script_of(text) == script_of(cited[0].text) else None
    tongue = tongue_of(text, likely)
    return wording_in(tongue) if tongue else None


def speaks(text: str, language: str | None) -> bool:
    """Whether two words of grammar say that ``text`` is in ``language``, one of the six."""
    words = (word.casefold() for word in _WORD.findall(text[:_SAMPLE]))
    return language in LANGUAGES and sum(word in _grammar(language) for word in words) > 1


@lru_cache(maxsize=1024)
def script_of(text: str) -> str:
    """The script that most letters are of: latin, cyrillic, arabic or another."""
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    counts = {
        "latin": sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in letters),
        "cyrillic": sum("\u0400" <= c < "\u0530" for c in letters),
        "arabic": sum("\u0600" <= c < "\u0780" or c >= "\ufb50" for c in letters),
    }
    best = max(counts, key=lambda one: counts[one])
    return best if 2 * counts[best] >= len(letters) else "other"


@cache
def _grammar(language: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in entries_of(language)["grammar"])
