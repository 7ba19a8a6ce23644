"""The words with which a language reports, plans, doubts and denies: one JSON file each.

Every entry of ``modality/*.json`` is a regular expression for whole words, in any case; a space in
it is any white space, in Persian a half-space is optional and may be a space, and ``<content>``
stands for what follows a verb that could be a noun. Languages that glue these meanings to the verb
(Azerbaijani, Turkish) have the endings there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from index import Sentence

_FOLDER = Path(__file__).parent / "modality"
LANGUAGES = ("en", "az", "tr", "ru", "fa", "de")
_VERB_LAST = frozenset({"az", "tr"})

_SAMPLE = 2000
"""Code points by which a run of sentences is told to be in a language."""
_FOREIGN = re.compile("[іїєґўәғқңөұүһћђљњџѓќъةيكہےٹڈںئãõñêèàùîôûœåæøłąężśćźńřěůőű]")
"""Letters of the neighbours of the six languages; a text full of them is in none of the six."""
_OWN = {"az": frozenset("əƏ"), "de": frozenset("äÄß")}
_JOINER = "\u200c"
_LETTER = rf"[\w{_JOINER}]"
_VARIANTS = {"ی": "[یيى]", "ک": "[کك]", "هٔ": "(?:هٔ|ه‌ی|ۀ|ه)", _JOINER: rf"[{_JOINER} ]?"}
"""Letters of Persian that keyboards write in several ways."""
_VARIANT = re.compile("|".join(_VARIANTS))


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns of one language, each over whole words; one that it does not need never matches.

    A cue is a verb or phrase with a speaker: ``saying``, ``thinking`` and ``intending`` have a
    subject (``inverting`` ones may stand before it), ``according_to`` stands before the name,
    ``behind`` after it; ``hearsay`` opens a sentence about the one before. ``possible``,
    ``denied`` (but for ``not_denied``), ``supposed``, ``condition`` and ``future`` are what makes
    a statement less than a fact; so do ``limits`` and ``roughly``, but only right before it.
    ``comparing`` opens what is no report ("later than promised"). The others tell where a name or
    a clause ends, and what is none.
    """

    language: str
    saying: re.Pattern[str]
    inverting: re.Pattern[str]
    thinking: re.Pattern[str]
    intending: re.Pattern[str]
    according_to: re.Pattern[str]
    behind: re.Pattern[str]
    hearsay: re.Pattern[str]
    possible: re.Pattern[str]
    denied: re.Pattern[str]
    not_denied: re.Pattern[str]
    supposed: re.Pattern[str]
    condition: re.Pattern[str]
    future: re.Pattern[str]
    limits: re.Pattern[str]
    roughly: re.Pattern[str]
    pronouns: re.Pattern[str]
    possessives: re.Pattern[str]
    titles: re.Pattern[str]
    agents: re.Pattern[str]
    offices: re.Pattern[str]
    nobody: re.Pattern[str]
    not_subjects: re.Pattern[str]
    fillers: re.Pattern[str]
    openers: re.Pattern[str]
    joiners: re.Pattern[str]
    relatives: re.Pattern[str]
    whole: re.Pattern[str]
    adjuncts: re.Pattern[str]
    links: re.Pattern[str]
    passive: re.Pattern[str]
    comparing: re.Pattern[str]
    participles: re.Pattern[str]
    verbs: re.Pattern[str]

    @property
    def verb_last(self) -> bool:
        """Whether the speaker opens the sentence and the verb of saying closes it."""
        return self.language in _VERB_LAST


def wording_of(sentences: Sequence[Sentence]) -> Wording | None:
    """The wording of the language that the sentences are in; None when it is none of the six.

    What an article says of its language may be missing or wrong, so its words of grammar decide,
    and what it says counts as one more of them.
    """
    text = " ".join(sentence.text[:_SAMPLE] for sentence in sentences)[:_SAMPLE]
    words = Counter(re.findall(r"\w+", text.casefold()))
    votes = {
        language: sum(words[word] for word in entries_of(language)["grammar"])
        + sum(text.count(letter) for letter in _OWN.get(language, ()))
        + (sentences[0].source.language == language)
        for language in LANGUAGES
    }
    told = sentences[0].source.language
    best = max(LANGUAGES, key=lambda language: (votes[language], language == told))
    return wording_in(best) if votes[best] > len(_FOREIGN.findall(text)) else None


@cache
def wording_in(language: str) -> Wording:
    """The wording of one of the six.

    Fifty milliseconds, once in a process and language: the patterns are compiled.
    """
    entries = entries_of(language)
    content = "|".join(entries["content"])
    names = [field.name for field in fields(Wording)][1:]
    return Wording(language, *(pattern_of(entries[name], content) for name in names))


@cache
def entries_of(language: str) -> Mapping[str, Sequence[str]]:
    """Everything in the file of ``language``, as it stands there."""
    found: Mapping[str, Sequence[str]] = json.loads(
        (_FOLDER / f"{language}.json").read_text("utf-8")
    )
    return found


def pattern_of(entries: Iterable[str], content: str) -> re.Pattern[str]:
    """One pattern for all entries, the longest first: "not expected" wins over "expected"."""
    longest = sorted((entry.replace("<content>", content) for entry in entries), key=len)[::-1]
    words = [_whole(entry) for entry in longest]
    return re.compile("|".join(words) or r"(?!)", re.IGNORECASE)


def _whole(entry: str) -> str:
    # An entry that starts with an apostrophe hangs on the word before it.
    before = "" if entry.startswith("['") else rf"(?<!{_LETTER})"
    body = _VARIANT.sub(lambda match: _VARIANTS[match.group()], entry.replace(" ", r"\s+"))
    return rf"{before}(?:{body})(?!{_LETTER})"
