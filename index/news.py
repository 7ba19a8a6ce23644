"""What the lines of a plain-text news item are for: headline, byline, body, furniture.

Only short lines that stand alone can be anything but body; when in doubt a line is body, because
a sentence wrongly kept can still be cited, and one wrongly dropped is lost.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.article import Kind
from index.dates import find_date

_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t\u00a0]*(?:\r\n|\r|\n)\s*")
_LISTED = re.compile(r"(?m)^[ \t]*(?:[-*•–—▪‣]|\d{1,2}[.)])[ \t]+\S|^#{1,6}[ \t]+\S")
_ENDS = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]]*$")
_HEADING = re.compile(r"#{1,6}[ \t]+")

_BY = re.compile(
    r"(?:by|reported by|written by|müəllif|yazar|yazan|haber|автор|текст|نویسنده|گزارش|von)"
    r"(?:\s*[:：]\s*|\s+)\S",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:news agency|agency|reuters|associated press|afp|bloomberg|azertac|azərtac|"
    r"anadolu(?: ajansı)?|trend|apa|report|tass|тасс|риа новости|интерфакс|агентство|"
    r"агентства|ajansı|agentliyi|xəbər agentliyi|nachrichtenagentur|dpa|"
    r"(?:daily|morning|evening|weekly) \w+|\w+ (?:times|post|herald|gazette|tribune|press|"
    r"qəzeti|gazetesi))\b|خبرگزاری|ایرنا|روزنامه",
    re.IGNORECASE,
)
_FURNITURE = frozenset(
    """tags|tag|share|share this|share this article|read more|read also|see also|advertisement|
    related|related articles|related news|most read|more news|latest news|newsletter|subscribe|
    sign up|comments|print|photo|photos|video|loading|etiketlər|teqlər|paylaş|reklam|oxşar xəbərlər|
    digər xəbərlər|həmçinin oxuyun|ətraflı|etiketler|ilgili haberler|devamını oku|yorumlar|abone ol|
    теги|метки|поделиться|реклама|читайте также|подробнее|подписаться|комментарии|
    برچسب‌ها|برچسب ها|برچسبها|اشتراک‌گذاری|تبلیغات|بیشتر بخوانید|اخبار مرتبط|
    schlagwörter|teilen|werbung|anzeige|mehr zum thema|kommentare|weiterlesen""".replace(
        "\n", ""
    ).split("|")
)
_FURNITURE_STARTS = re.compile(
    r"(?:tags|read more|follow us|copyright|©|all rights reserved|subscribe to|sign up for|"
    r"click here|etiketlər|etiketler|теги|метки|читайте также|все права защищены|"
    r"bizi izləyin|bütün hüquqlar|tüm hakları|برچسب‌ها|alle rechte)\b.{0,80}$|\(c\) ?\d{4}",
    re.IGNORECASE,
)
_TAGS = frozenset({"tags", "tag", "etiketlər", "teqlər", "etiketler", "теги", "метки", "برچسب‌ها"})
_EDGE = 4
"""How many blocks from the top a byline or a date may stand."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between blank lines, half-open, in code points, without outer space."""

    start: int
    end: int
    kind: Kind = Kind.BODY


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a text in their order, and what its head says of it."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def read_structure(text: str, title: str | None = None) -> Structure:
    """Tell the parts of ``text``; ``title`` is the headline where it is known from elsewhere."""
    blocks = list(_blocks(text))
    lines = [text[block.start : block.end] for block in blocks]
    kinds = [Kind.BODY] * len(blocks)
    if lines and _is_headline(lines, title):
        kinds[0] = Kind.HEADLINE
        title = title or _HEADING.sub("", lines[0], count=1).strip()
    publisher = published = None
    for position in range(min(_EDGE, len(lines))):
        line = lines[position]
        if kinds[position] is not Kind.BODY or not _is_label(line):
            continue
        dated, signed = _is_date_line(line), _is_byline(line)
        if dated or signed:
            kinds[position] = Kind.BYLINE
            published = published or find_date(line)
            publisher = publisher or (line.strip() if signed else None)
    for position in _furniture(lines):
        if kinds[position] is Kind.BODY:
            kinds[position] = Kind.FURNITURE
    told = tuple(replace(block, kind=kind) for block, kind in zip(blocks, kinds, strict=True))
    return Structure(told, title, publisher, published)


def _blocks(text: str) -> Iterator[Block]:
    """Cut at blank lines, list items and Markdown headings."""
    cuts = {0, len(text)}
    cuts.update(match.end() for match in _BLANK.finditer(text))
    cuts.update(match.start() for match in _LISTED.finditer(text))
    for match in _HEADING.finditer(text):
        if match.start() in cuts and (end := text.find("\n", match.end())) > 0:
            cuts.add(end)
    edges = sorted(cuts)
    for start, end in itertools.pairwise(edges):
        part = text[start:end]
        if stripped := part.strip():
            at = start + part.index(stripped[0])
            yield Block(at, at + len(stripped))


def _is_label(line: str) -> bool:
    """Short, on one line, and no sentence."""
    return "\n" not in line and len(line) <= 80 and not _ENDS.search(line)


def _is_headline(lines: list[str], title: str | None) -> bool:
    first = lines[0]
    if title is not None:
        return first.strip().lstrip("# ") == title.strip()
    if _HEADING.match(first):
        return True
    alone = "\n" not in first and len(first) <= 250 and len(lines) > 1
    return alone and not re.search(r"[.。۔]$", first)


def _is_date_line(line: str) -> bool:
    return find_date(line) is not None and len(line) <= 50


def _is_byline(line: str) -> bool:
    if len(line.split()) > 9:
        return False
    return bool(_BY.match(line)) or bool(_AGENCY.search(line))


def _furniture(lines: list[str]) -> Iterator[int]:
    """Positions at either end; behind a line that says "Tags", the short lines that follow too."""
    last = len(lines)
    for position in range(len(lines) - 1, 0, -1):
        line = lines[position]
        if _is_furniture(line):
            last = position
            yield position
            if _key(line) in _TAGS:
                yield from range(position + 1, len(lines))
        elif not (_is_label(line) and len(line) <= 30 and position >= len(lines) - 12):
            break
    for position in range(min(_EDGE, last)):
        if _is_furniture(lines[position]):
            yield position


def _is_furniture(line: str) -> bool:
    if "\n" in line or len(line) > 100:
        return False
    return _key(line) in _FURNITURE or bool(_FURNITURE_STARTS.match(line.strip()))


def _key(line: str) -> str:
    return line.strip(" :：#*-•\t").lower()
