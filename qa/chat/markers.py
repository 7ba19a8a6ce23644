"""The marks that tie what a model writes to what it was shown: written in one way, read in many.

A model is asked for ``[3]``, ``[3-5]`` or ``[3, 7]`` and may write ``[S3]``, ``【3】``, ``[3][7]``
or ``(3)``. What looks like one inside an article, or cannot be seen there, is made harmless in what
the model is shown, and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence

from index import Sentence

REFUSAL = "NOT_IN_ARTICLES"
"""What a model is to write, and nothing else, when the sentences do not answer."""
MISSING = "MISSING:"
"""What a line begins with that names a part of the question which they do not answer."""
STOPS = ".!?…؟۔。！？।"
_MOST = 999
"""Sentences that a model is shown are fewer."""
LONGEST = 120
"""Code points that a mark may have."""

_WORD = r"[Ss](?:entence|ource)s?:?\s"
_NUMBER = rf"(?:{_WORD}|[Ss#№]\s?)?\d+"
_TAIL = r"(?:†[^\[\]【】［］\n]{0,40})?"
"""Of ``【3†source】``, as OpenAI's models mark what they were shown."""
_JOINT = r"\s*[-–—‑‒−,;،؛、&]\s*"
_NUMBERS = rf"\s*\^?{_NUMBER}(?:{_JOINT}{_NUMBER})*\s*[,;]?\s*"
MARK = re.compile(rf"[\[【［]{{1,2}}{_NUMBERS}{_TAIL}[\]】］]{{1,2}}|\ue000[\d,]*\ue001")
"""``[3]`` and its like; the private characters are ours, put where native citations were."""
ROUND = re.compile(rf"[(（]{_NUMBERS}[)）]")
"""``(3)``: a mark where nothing else can be meant."""
OPENERS = "[【［(（\ue000"
_BEGUN = re.compile(
    r"[\[【［(（\ue000][\s\[【［^#№\d,;،؛、&\-–—‑‒−SsEeNnTtCcOoUuRr:]*(?:†[^\[\]【】［］\n]*)?"
)
_RANGE = re.compile(rf"(\d+)(?:\s*[-–—‑‒−]\s*(?:{_WORD}|[Ss#№]\s?)?(\d+))?")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0e\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Controls, bidirectional and zero-width ones, tags, selectors that carry text, private use."""
_STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d](?=[\u200c\u200d])")
_ROLE = re.compile(r"\[(/?)(INST|SYS|system|user|assistant)\]", re.IGNORECASE)
_MISSED = re.compile(MISSING, re.IGNORECASE)
_UNBRACKETED = str.maketrans("[]【】［］()（）", "{}{}{}{}{}")
_UNTAGGED = str.maketrans("<>|", "‹›¦")


def visible(text: str) -> str:
    """``text`` without what no reader sees; each code point decides for itself."""
    return _UNSEEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def harmless(text: str) -> str:
    """``text`` of an article or a person, on one line, with nothing in it that could be our own.

    Marks become ``{3}``, tags and the role tokens of chat templates lose their brackets, and what
    cannot be seen is gone.
    """
    seen = _STRAY_JOINER.sub("", visible(text)).translate(_UNTAGGED)
    for mark in (MARK, ROUND):
        seen = mark.sub(_unbracketed, seen)
    seen = _ROLE.sub(r"{\1\2}", seen)
    seen = _MISSED.sub("missing –", seen.replace(REFUSAL, "not in articles"))
    return " ".join(seen.split())


def is_begun(text: str, start: int) -> bool:
    """Whether what stands from ``start`` to the end can still become a mark."""
    return len(text) - start < LONGEST and bool(_BEGUN.fullmatch(text, start))


def numbers_of(mark: str) -> Iterator[int]:
    """The numbers of a mark in their order, ranges with both ends; a thousand of a long range."""
    for match in _RANGE.finditer(mark.partition("†")[0]):
        first, last = (_number(told) for told in (match[1], match[2] or match[1]))
        yield from range(min(first, last), min(max(first, last), min(first, last) + _MOST) + 1)


def resolved(mark: str, shown: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a mark among those shown, each once; a number that was not shown is none."""
    inside = dict.fromkeys(n for n in numbers_of(mark) if 1 <= n <= len(shown))
    return tuple(shown[n - 1] for n in inside)


def is_meant(mark: str, shown: Sequence[Sentence]) -> bool:
    """Whether every number of a round mark was shown: ``(2026)`` is prose."""
    numbers = list(numbers_of(mark))
    return bool(numbers) and all(1 <= n <= len(shown) for n in numbers)


def _unbracketed(match: re.Match[str]) -> str:
    """The mark in braces; a year in round brackets, which no number of ours can be, as it is."""
    mark = match.group()
    is_year = mark[0] in "(（" and min(numbers_of(mark), default=0) > _MOST
    return mark if is_year else mark.translate(_UNBRACKETED)


def _number(digits: str) -> int:
    """Its value; 0, which names nothing, for more digits than a number of ours can have."""
    return int(digits) if len(digits) <= 6 else 0
