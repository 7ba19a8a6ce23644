"""A sentence laid out at its punctuation: pieces, clauses, and what is in quotation marks.

All offsets are code points in the text that was given. A short name in quotation marks is part of
its piece; speech is not, and bounds the pieces around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.attribution.wording import Wording

Span = tuple[int, int]
"""Half-open, in code points."""

_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
_MARK = re.compile(
    r"[;؛!?؟()\[\]…]|[,،](?!(?<=\d[,،])\d)|:(?!(?<=\d:)\d)|(?<=\s)[-–—](?=\s)|—|(?<=[”»\"],)[-–—]"
    r"|(?<=\bMay)\.(?=\s+[A-Z])"  # sentences are not parted here, for it may be short for a month
)
_COMMAS = frozenset(",،()[]–—-")
_SOFT = _COMMAS | {":"}
_WORD = re.compile(r"[\w\u200c]+(?:[-’'.&][\w\u200c]+)*")
_POINT = re.compile(r"[,.:;!?…،؟؛](?!\w)")
_DASH_BEHIND = re.compile(r",?\s*[–—]\s")
_ASIDE = re.compile(r"(?<=[,!?…])\s+[—–]\s+(?=[^\W\dA-ZА-ЯЁ])[^—–]{3,120}(?:[.,]\s+[—–]\s+|$)")
_THAT = re.compile(r"\s*(?:что|dass|daß|that|که)(?!\w)", re.IGNORECASE)
_GLUED = re.compile(r"\w+(?:[dt][ıiuü][ğky]|aca[ğk]|əcəy|eceğ)\w*[ıiuünaəe]")
"""A verb with the endings of an object: "“belirsiz bıraktığını” söyledi" is one clause."""
SPEECH = '"'
"""The kind of the marks at either end of speech."""
_STEM = 5
"""Letters by which a name is known again in another case."""
_NAME_LENGTH = 5
"""Words in quotation marks up to which they may be a name: «Волна-7», "The Boy Who Steered"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A boundary between pieces; ``kind`` is the character, or :data:`SPEECH`."""

    start: int
    end: int
    kind: str

    @property
    def is_comma(self) -> bool:
        """Whether what stands on either side may be one clause."""
        return self.kind in _COMMAS

    @property
    def is_hard(self) -> bool:
        """Whether nothing reaches over it: who speaks before it does not speak behind it."""
        return self.kind not in _SOFT and self.kind != SPEECH


@dataclass(frozen=True, slots=True)
class Layout:
    """The stretch ``start``:``end`` of ``text``, its speech (marks included) and its boundaries.

    ``names`` are words known to be names, because they are capitalised inside some sentence.
    """

    text: str
    start: int
    end: int
    wording: Wording
    names: frozenset[str]
    quotes: tuple[Span, ...]
    marks: tuple[Mark, ...]

    def knows(self, word: Span) -> bool:
        """Whether the word is a name that stands in a neighbour too, in whatever case."""
        said = self.said(word)
        stem = said[:_STEM] if len(said) >= _STEM else said + " "
        return said in self.names or any(name.startswith(stem) for name in self.names)

    def said(self, span: Span) -> str:
        """The words of ``span``."""
        return self.text[span[0] : span[1]]

    def is_all(self, pattern: re.Pattern[str], span: Span) -> bool:
        """Whether the whole of ``span`` is one match."""
        return pattern.fullmatch(self.text, *span) is not None

    def opens(self, pattern: re.Pattern[str], span: Span) -> bool:
        """Whether ``span`` begins with a match."""
        return pattern.match(self.text, *span) is not None

    def has(self, pattern: re.Pattern[str], span: Span) -> bool:
        """Whether there is a match anywhere in ``span``."""
        return pattern.search(self.text, *span) is not None

    def words(self, span: Span) -> list[Span]:
        """The words of ``span``; a hyphen, apostrophe or point inside a word does not part it."""
        return words_in(self.text, *span)

    def mark_before(self, at: int) -> Mark:
        """The nearest mark that ends at or before ``at``, else the start of the stretch."""
        found = [mark for mark in self.marks if mark.end <= at]
        return found[-1] if found else Mark(self.start, self.start, "")

    def mark_behind(self, at: int) -> Mark:
        """The nearest mark that starts at or behind ``at``, else the end of the stretch."""
        found = next((mark for mark in self.marks if mark.start >= at), None)
        return found or Mark(self.end, self.end, "")

    def piece_behind(self, mark: Mark) -> Span:
        """What follows ``mark`` up to the next one, without white space."""
        return trimmed(self.text, mark.end, self.mark_behind(mark.end).start)

    def piece_before(self, mark: Mark) -> Span:
        """What stands before ``mark`` from the last one on, without white space."""
        return trimmed(self.text, self.mark_before(mark.start).end, mark.start)

    def reach(self, at: int) -> Span:
        """The stretch around ``at`` between hard marks."""
        hard = [mark for mark in self.marks if mark.is_hard]
        left = [mark.end for mark in hard if mark.end <= at]
        right = [mark.start for mark in hard if mark.start >= at]
        return (left[-1] if left else self.start, right[0] if right else self.end)

    def parts(self, start: int, end: int) -> bool:
        """Whether a boundary between ``start`` and ``end`` begins something new: not a "that"."""
        return any(
            _THAT.match(self.text, mark.end, self.end) is None for mark in self.marks_in(start, end)
        )

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks between ``start`` and ``end``."""
        return [mark for mark in self.marks if start <= mark.start and mark.end <= end]

    def quote_around(self, start: int, end: int) -> Span | None:
        """The speech that ``start``:``end`` lies in, with its quotation marks."""
        return next((q for q in self.quotes if q[0] <= start and end <= q[1]), None)

    def barrier_in(self, span: Span) -> bool:
        """Whether a conjunction in ``span`` opens a clause of its own: "because", not "and"."""
        return any(
            not self.is_all(self.wording.joiners, match.span())
            for match in self.wording.openers.finditer(self.text, *span)
        )


def layout_of(
    text: str, wording: Wording, names: frozenset[str], span: Span | None = None
) -> Layout:
    """Read the speech and the marks of ``text``, or of a stretch of it."""
    start, end = span or (0, len(text))
    quotes = tuple(
        part
        for quote in _quotes(text, start, end)
        if _is_speech(text, *quote, wording)
        for part in _without_asides(text, *quote)
    )
    marks = [Mark(*quote, SPEECH) for quote in quotes]
    inside = iter(quotes)
    quote = next(inside, None)
    for match in _MARK.finditer(text, start, end):
        while quote and quote[1] <= match.start():
            quote = next(inside, None)
        if not quote or match.start() < quote[0]:
            marks.append(Mark(match.start(), match.end(), match.group()))
    marks.sort(key=lambda mark: mark.start)
    return Layout(text, start, end, wording, names, quotes, tuple(marks))


def bare(layout: Layout, span: Span) -> Span:
    """The piece without conjunctions in front and without adverbs at either end."""
    wording, text = layout.wording, layout.text
    start, end = _last_clause(layout, trimmed(text, *span))
    while start < end:
        before = start, end
        for pattern in (wording.openers, wording.fillers):
            if match := pattern.match(text, start, end):
                start = match.end()
        for match in wording.fillers.finditer(text, max(start, end - 24), end):
            if match.end() == end:
                end = match.start()
                break
        start, end = trimmed(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _last_clause(layout: Layout, span: Span) -> Span:
    """Behind the last conjunction that follows a verb: "it failed and X" gives "and X"."""
    start, end = span
    openers = list(layout.wording.openers.finditer(layout.text, start, end))
    for opener in reversed(openers[-3:]):
        if opener.start() > start and layout.has(layout.wording.verbs, (start, opener.start())):
            return opener.start(), end
    return span


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space and loose punctuation at its ends."""
    while start < end and not _is_inner(text[start]):
        start += 1
    while end > start and not _is_inner(text[end - 1]):
        end -= 1
    return start, end


def words_in(text: str, start: int, end: int) -> list[Span]:
    """The words of a stretch; a hyphen, apostrophe or point inside a word does not part it."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _is_inner(character: str) -> bool:
    return character.isalnum() or character in '“«„"”»\u200c\u0654%'


def _quotes(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands in quotation marks.

    A quotation that is not closed goes on to the end, and one that was opened in an earlier
    sentence starts the stretch.
    """
    opened, closers, is_first = start, "", True
    for at in range(start, end):
        character = text[at]
        if closers and character in closers:
            yield opened, at + 1
            closers = ""
        elif not closers and character in _CLOSERS:
            opened, closers, is_first = at, _CLOSERS[character], False
        elif not closers and is_first and character in "”»":
            yield start, at + 1
            is_first = False
    if closers:
        yield opened, end


def _is_speech(text: str, start: int, end: int, wording: Wording) -> bool:
    """Whether it is somebody's words and not the name of a thing."""
    words = words_in(text, start, end)
    if wording.verb_last and len(words) <= _NAME_LENGTH and text[end : end + 1].isalpha():
        return False  # “Uydurma Xəbər”ə: an ending hangs on a name
    if wording.verb_last and words and wording.verbs.fullmatch(text, *words[-1]):
        return len(words) > _NAME_LENGTH or not _GLUED.fullmatch(text, *words[-1])
    is_parted = _POINT.search(text, start, end) is not None
    is_led = text[max(0, start - 3) : start].rstrip().endswith(":")
    is_answered = _DASH_BEHIND.match(text, end) is not None
    is_open = text[start] not in _CLOSERS or text[end - 1] not in _CLOSERS[text[start]]
    is_long = len(words) > _NAME_LENGTH
    return bool(words) and (is_long or is_parted or is_led or is_open or is_answered)


def _without_asides(text: str, start: int, end: int) -> Iterator[Span]:
    """Speech without "— сказал он. —" in the middle of it."""
    for aside in _ASIDE.finditer(text, start, end):
        yield start, aside.start()
        start = aside.end()
    if start < end:
        yield start, end
