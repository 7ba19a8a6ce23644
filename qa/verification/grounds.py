"""A statement has words in common with its sentences, where both are in one language.

A claim from nowhere may hold no figure and no name. Of 299 answers that people wrote over CLAP NQ's
evidence all but one in two hundred have 58 % of their words from it, or more; of 1,500 sentences
held against one of another article, one in a thousand has 25 %.
"""

import re
from collections.abc import Iterator, Sequence

from index import Sentence, language_of
from qa.facts import facts_of
from qa.particles import YES_OR_NO
from qa.verification.lexicon import WORD, content_keys, key_of
from qa.verification.names import Evidence
from qa.verification.tongues import Tongues, speaks

LEAST = 0.3
"""Share of a statement's words that its sentences have, at least."""
_ROOT = 4
"""Letters that words of one root share."""
_FEWEST = 3
"""Words of a statement under which nothing is said of it."""
_LEADING = re.compile(
    r"\W*(?:in (?:short|summary|conclusion|addition|other words)|to sum up|as a result|overall|"
    r"moreover|furthermore|finally|additionally|meanwhile|therefore|thus|first(?:ly)?|second(?:ly)?|"
    r"bir sözlə|ümumilikdə|nəticədə|bundan əlavə|beləliklə|kısacası|özetle|sonuç olarak|ayrıca|"
    r"böylece|таким образом|в целом|кроме того|в итоге|наконец|به طور خلاصه|در نتیجه|همچنین|"
    r"علاوه بر این|insgesamt|zusammenfassend|außerdem|schließlich)[,:،]?\s",
    re.IGNORECASE,
)
"""What leads from one sentence to the next, and is the statement's own."""
_BARE = re.compile(
    rf"\W*(?:{YES_OR_NO}|correct|true|right|indeed|düzdür|doğrudur|doğru|верно|درست است|richtig|"
    r"stimmt)\W*",
    re.IGNORECASE,
)


def unsaid(text: str, cited: Sequence[str], evidence: Evidence, tongues: Tongues) -> Iterator[str]:
    """One line where the cited sentences are about something else, or nothing is said at all."""
    if _BARE.fullmatch(text):
        yield "it says nothing that a sentence could bear out"
    if tongues.differ:
        return
    share = share_of(text, evidence)
    if share is not None and share < LEAST and _is_one_language(text, cited, tongues):
        yield "the cited sentences say something else"


def _is_one_language(text: str, cited: Sequence[str], tongues: Tongues) -> bool:
    """Told with care: a translation has no words in common.

    Where words of grammar leave doubt it is the identifier's word, which takes a second to open.
    """
    if all(speaks(one, tongues.statement) for one in (text, " ".join(cited))):
        return True
    return language_of(text) == language_of(" ".join(cited))


def is_verbatim(text: str, cited: Sequence[Sentence]) -> bool:
    """Whether ``text`` is the whole of one cited sentence, or of several in their order."""
    words = text.split()
    whole = [word for sentence in cited for word in sentence.text.split()]
    return words == whole or any(words == sentence.text.split() for sentence in cited)


def share_of(text: str, evidence: Evidence) -> float | None:
    """The share of the words of ``text`` that are in the cited sentences; None for too few."""
    words = plain_keys(_LEADING.sub("", text, count=1))
    if len(words) < _FEWEST:
        return None
    known = evidence.cited.keys
    return sum(word in known or _is_begun(word, known) for word in words) / len(words)


def _is_begun(word: str, known: frozenset[str]) -> bool:
    """Whether one of ``known`` is it with an ending, or the other way round: "open", "opening"."""
    return any(word[:at] in known for at in range(_ROOT, len(word))) or (
        len(word) >= _ROOT and any(one.startswith(word) for one in known)
    )


def plain_keys(text: str) -> frozenset[str]:
    """The keys of its words but for those of figures and dates, which have their own check."""
    words = (word for fact in facts_of(text) for word in WORD.findall(fact.shown))
    return content_keys(text) - frozenset(map(key_of, words))
