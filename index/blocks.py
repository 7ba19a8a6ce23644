"""A text cut where no sentence can go on: blank lines, list items, headings, lines left short.

News come with a blank line between paragraphs, with a line for each, or wrapped at some width. A
line break is a wrap when the next line goes on in small letters, or when its first word would not
have fitted; otherwise somebody meant it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.article import Kind
from index.furniture import is_furniture, is_notice

STOPS = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]*_]*$")
"""The end of a line that ends as a sentence does."""
HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
"""The start of a Markdown heading."""
_ITEM = re.compile(r"[-*+•●▪◦‣][ \t\u00a0]+\S")
_DASHED = re.compile(r"[–—][ \t\u00a0]*\S")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)][ \t\u00a0]+\S")
_LIST_OPENS = (".", ":", ";", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that no sentence leaves, half-open, in code points, no space around it."""

    start: int
    end: int
    kind: Kind = Kind.BODY


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_blocks(text: str) -> Iterator[Block]:
    """Blocks in their order; they cover all but white space."""
    lines = list(_lines(text))
    if not lines:
        return
    wrap = _wrap_width(lines)
    start, last = lines[0].start, lines[0]
    for run in _runs(lines):
        width = wrap or max(len(line.text) for line in run)
        for line in run:
            if line.start > start and (line.after_blank or _is_cut(last.text, line.text, width)):
                yield Block(start, last.end)
                start = line.start
            last = line
    yield Block(start, last.end)


def _lines(text: str) -> Iterator[_Line]:
    """Lines that hold something, without the space around them."""
    at, after_blank = 0, True
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            yield _Line(at + line.index(stripped[0]), stripped, after_blank)
        # A form feed or a paragraph separator parts paragraphs as a blank line does.
        after_blank = not stripped or line[-1] in "\f\u2029"
        at += len(line)


def _runs(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Lines with no blank one among them."""
    first = 0
    for number, line in enumerate(lines):
        if line.after_blank and number > first:
            yield lines[first:number]
            first = number
    yield lines[first:]


def _wrap_width(lines: Sequence[_Line]) -> int:
    """Code points at which most lines that go on in small letters were wrapped; 0 without any."""
    widths = sorted(
        len(line.text)
        for line, following in itertools.pairwise(lines)
        if not following.after_blank and following.text[0].islower()
    )
    return widths[len(widths) * 9 // 10] if widths else 0


def _is_cut(left: str, right: str, width: int) -> bool:
    if HEADING.match(left) or HEADING.match(right) or _ITEM.match(right):
        return True
    if not (_has_word(left) and _has_word(right)) or is_furniture(left) or is_furniture(right):
        return True
    if (is_notice(left) or is_notice(right)) and STOPS.search(left):
        return True
    if _DASHED.match(right) and (left.endswith(_LIST_OPENS) or _DASHED.match(left)):
        return True
    if _NUMBERED.match(right) and (left.endswith(_LIST_OPENS) or _NUMBERED.match(left)):
        return True
    # Scripts without spaces are wrapped between any two characters.
    word = 1 if right[0] >= "⺀" else len(right.split(maxsplit=1)[0])
    return not right[0].islower() and len(left) + 1 + word <= width


def _has_word(line: str) -> bool:
    return any(c.isalnum() for c in line)
