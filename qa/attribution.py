"""Who a sentence says it is from, and whether it says it for certain: verbatim words, or None.

English patterns for this first reader; what is not recognised is left to the sentence itself,
which is always shown whole.
"""

import re

_SAYING = (
    r"said|says|announced|added|stated|stating|noted|noting|told|claimed|claims|warned|promised|"
    r"reaffirmed|emphasi[sz]ed|stressed|underlined|declared|confirmed|denied|predicted|pledged|"
    r"argued|believes|insisted|reported|explained|called"
)
_NAME = r"[^\W\d_a-zà-ÿ][\w’'-]*(?:[ -][^\W\d_a-zà-ÿ][\w’'-]*){0,3}"
_SPEAKER = re.compile(
    rf"(?P<name>{_NAME})(?:,[^,.]{{0,60}},)?\s+(?:(?:has|had|have|also|further|later|then)\s+)*"
    rf"(?:{_SAYING})\b"
)
_SPEAKER_BEHIND = re.compile(rf"\b(?:said|says|noted|added|according to)\s+(?P<name>{_NAME})")
_TITLE = re.compile(
    r"^(?:President|Prime Minister|Minister|Foreign Minister|Chancellor|King|Queen|Governor|"
    r"Mr|Mrs|Ms|Dr)\.?\s+"
)
_PRONOUNS = "He She They It We I This That The A An Both And But Speaking"
_NOT_A_NAME = frozenset(_PRONOUNS.split())
_HEDGE = re.compile(
    r"\b(?:possibl[ey]|expected|likely|unlikely|could|might|may|planned|plans? to|proposed|"
    r"scheduled|hopes? to|hoped|aims? to|would|potential(?:ly)?|probabl[ey]|reportedly|allegedly|"
    r"estimated|projected|intends? to|is not|are not|will not|was not|has not|have not|never|"
    r"denie[ds])\b"
)
_REACH = 60
"""Code points on either side of the short answer in which a hedge is taken to belong to it."""


def speaker_of(sentence: str) -> str | None:
    """Who says it, as the sentence names them, without a title; None when it does not say."""
    for pattern in (_SPEAKER, _SPEAKER_BEHIND):
        for match in pattern.finditer(sentence):
            name = _TITLE.sub("", match["name"])
            if name.split()[0] not in _NOT_A_NAME:
                return name
    return None


def hedge_of(sentence: str, start: int, end: int) -> str | None:
    """Find the word nearest to ``sentence[start:end]`` that makes it less than settled."""
    clause = max(sentence.rfind(mark, 0, start) for mark in (",", ";", ":"))
    low = max(0, start - _REACH, clause + 1)
    found = [match.group() for match in _HEDGE.finditer(sentence, low, start)]
    if found:
        return found[-1]
    behind = _HEDGE.search(sentence, end, min(len(sentence), end + _REACH))
    return behind.group() if behind else None
