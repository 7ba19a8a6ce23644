"""An article's sentences, as offsets into text that stays as it was.

sentencex (Wikimedia) finds the boundaries; before it, :mod:`index.blocks` cuts at blank lines, list
items and headings, and after it, :mod:`index.boundaries` mends what it gets wrong in news. The
sentences are in order, do not overlap, and cover everything but white space: a bullet belongs to
its sentence.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.article import Article, Kind, Sentence
from index.blocks import Block
from index.boundaries import mended
from index.news import read_structure

SEGMENTER_VERSION = "2"
"""Kept by the store: raise it whenever the same text would be cut differently."""

_LONGEST = 1000
"""Code points; what runs on for longer cannot be read in a citation, and is cut at a pause."""
_PAUSES = tuple(map(re.compile, (r"[;؛；—–]\s+", r"[,:،]\s+|[，、：]", r"\s+")))
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""They belong to the character before: no cut in front of them, nor behind a joiner."""


def split_article(article: Article) -> tuple[Sentence, ...]:
    """Every sentence of the article, headline, byline and furniture too, told by their kind."""
    source, text = article.source, article.text
    sentences: list[Sentence] = []
    for block in read_structure(text, source.title).blocks:
        for start, end in _spans(text, block, source.language or "en"):
            sentences.append(
                Sentence(
                    source, article.version, len(sentences), start, text[start:end], block.kind
                )
            )
    return tuple(sentences)


def sentence_spans(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of a paragraph that is no article: headline and all apart.

    Raises nothing for any text without NUL and surrogates.
    """
    for start, end in mended(text, _boundaries(text, language), language):
        yield from _bounded(text, start, end)


def _spans(text: str, block: Block, language: str) -> Iterator[tuple[int, int]]:
    if block.kind is not Kind.BODY:
        yield from _bounded(text, block.start, block.end)
        return
    part = text[block.start : block.end]
    for start, end in mended(part, _boundaries(part, language), language):
        yield from _bounded(text, block.start + start, block.start + end)


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    # sentencex counts code points only of text without NUL and surrogates; both are refused by the
    # loader, and a language that it does not know falls back to English rules.
    found = get_sentence_boundaries(language, text)
    return [(one["start_index"], one["end_index"]) for one in found]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim white space, and cut what is longer than a sentence can be."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        cut = end if end - start <= _LONGEST else _last_pause(text, start)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            yield start, stop
        if cut == end:
            return
        start = cut


def _last_pause(text: str, start: int) -> int:
    """Where to cut in the second half of the longest sentence that may start at ``start``."""
    half, end = start + _LONGEST // 2, start + _LONGEST
    for pause in _PAUSES:
        if found := [match.end() for match in pause.finditer(text, half, end)]:
            return found[-1]
    while end > half and _is_joined(text[end - 1], text[end]):
        end -= 1
    return end


def _is_joined(left: str, right: str) -> bool:
    return left == "\u200d" or right in _JOINERS or unicodedata.category(right).startswith("M")
