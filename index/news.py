"""What the lines of a plain-text news item are for: headline, byline, body, furniture.

Only short lines that stand alone can be anything but body; when in doubt a line is body, because
a sentence wrongly kept can still be cited, and one wrongly dropped is lost.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Kind
from index.blocks import HEADING, Block, split_blocks
from index.byline import Byline, is_name_line, read_byline, read_dateline
from index.decode import without_controls
from index.furniture import find_furniture

_HEAD = 5
"""How many lines below the headline a byline may stand."""
_ENDED = re.compile(r"(?<![A-Z]\.[A-Z])[.。۔]$")
"""A stop that ends a sentence, not "the U.S."."""
_LONGEST_HEADLINE = 250
_PARAGRAPH = 60
"""Code points under which what follows a line of names is no paragraph of news."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a text in their order, and what its head says of it."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def read_structure(text: str, title: str | None = None) -> Structure:
    """Tell the parts of ``text``; ``title`` is the headline where it is known from elsewhere."""
    blocks = list(split_blocks(text))
    lines = [text[block.start : block.end] for block in blocks]
    kinds = dict.fromkeys(find_furniture(lines), Kind.FURNITURE)
    places = [place for place in range(len(lines)) if place not in kinds]
    above = _above_headline(lines, places)
    below = places[len(above) :]
    headline = below[0] if below and _is_headline(lines, below, title) else None
    if headline is not None:
        kinds[headline] = Kind.HEADLINE
        title = title or plain_title(lines[headline])
        below = below[1:]
    signed = above | _below_headline(lines, below, has_headline=headline is not None)
    kinds.update(dict.fromkeys(signed, Kind.BYLINE))
    kinds.update((n, Kind.HEADLINE) for n in below if n not in kinds and HEADING.match(lines[n]))
    opening = next((lines[place] for place in below if place not in kinds), "")
    told = [*signed.values(), read_dateline(opening)]
    return Structure(
        tuple(replace(block, kind=kinds.get(n, Kind.BODY)) for n, block in enumerate(blocks)),
        title,
        next((one.publisher for one in told if one.publisher), None),
        next((one.published for one in told if one.published), None),
    )


def plain_title(line: str) -> str:
    """``line`` as a title: one line, without Markdown's marks and without control characters."""
    plain = without_controls(HEADING.sub("", line, count=1), " ")
    return " ".join(plain.split()).strip("*_# ")


def _above_headline(lines: Sequence[str], places: Sequence[int]) -> dict[int, Byline]:
    found: dict[int, Byline] = {}
    for place in places[:_HEAD]:
        byline = read_byline(lines[place], above_headline=True)
        if byline is None:
            break
        found[place] = byline
    return found


def _below_headline(
    lines: Sequence[str], places: Sequence[int], *, has_headline: bool
) -> dict[int, Byline]:
    """Bylines near the top; a bare name is one when it stands between headline and news."""
    found: dict[int, Byline] = {}
    heading = has_headline
    for place, following in itertools.pairwise(places[: _HEAD + 1]):
        byline = read_byline(lines[place])
        if byline is None and heading and is_name_line(lines[place]):
            byline = Byline() if len(lines[following]) > _PARAGRAPH else None
        heading = byline is not None
        if byline is not None:
            found[place] = byline
    return found


def _is_headline(lines: Sequence[str], places: Sequence[int], title: str | None) -> bool:
    """Whether the first of ``places`` is one; a title known from elsewhere decides."""
    line = lines[places[0]]
    if title is not None:
        return plain_title(line).casefold() == plain_title(title).casefold()
    if HEADING.match(line):
        return True
    alone = "\n" not in line and len(line) <= _LONGEST_HEADLINE and len(places) > 1
    return alone and not _ENDED.search(line)
