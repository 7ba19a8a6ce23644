"""An article's sentences, as offsets into text that stays as it was.

sentencex (Wikimedia) finds the boundaries; before it, blank lines, list items and headings are cut
(:mod:`index.news`), and after it, :mod:`index.boundaries` mends what news get wrong. The sentences
are in order, do not overlap, and cover everything but white space.
"""

from collections.abc import Iterator

from index.article import Article, Kind, Sentence
from index.boundaries import mended
from index.news import Block, read_structure

SEGMENTER_VERSION = "1"
"""Kept by the store: raise it whenever the same text would be cut differently."""

_LONGEST = 1000
"""Code points; what runs on for longer is no sentence, and is cut where there is white space."""


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


def _spans(text: str, block: Block, language: str) -> Iterator[tuple[int, int]]:
    if block.kind is not Kind.BODY:
        yield from _bounded(text, block.start, block.end)
        return
    part = text[block.start : block.end]
    for start, end in mended(part, _boundaries(part, language)):
        yield from _bounded(text, block.start + start, block.start + end)


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    # sentencex counts code points only of text without NUL and surrogates; both are refused by the
    # loader, and a language that it does not know falls back to English rules.
    found = get_sentence_boundaries(language, text)
    return [(one["start_index"], one["end_index"]) for one in found]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim white space, and cut what is longer than a sentence can be."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = start + _LONGEST
        space = max(text.rfind(" ", start + 1, cut), text.rfind("\n", start + 1, cut))
        cut = space if space > start + _LONGEST // 2 else cut
        yield from _bounded(text, start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
