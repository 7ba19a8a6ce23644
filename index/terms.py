"""The terms that a text is found by: its words and their beginnings, whatever the language.

Words change at their ends in most languages, so each counts up to three times: whole, by its first
five letters and by its first three. A passage with the very word stands above one with another form
of it, and nobody has to say which language it is. Where nothing stands between words, runs of up to
three characters are the terms. ``bench/lexical.py`` compares this with SQLite's own words and
trigrams, and with the pieces of the embedder's tokenizer.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.folding import characters, folded, is_mark

TERMS_VERSION = "1"
"""Kept by the store: raise it whenever the same text would be found by other terms."""

_COMPOUND, _PART = 10, 5
"""Letters from which a word may be a compound, and from which a word may be its last part."""
_BEGINNINGS = (5, 3)
_ENDING = 5

# The vowel signs of Indic scripts are marks to Unicode, and no \w to Python.
_VOWELS = re.escape("".join(filter(is_mark, characters((0x900, 0x1FFF)))))
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_VOWELS}])*")
_EAST_ASIAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_INDOCHINESE = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN = re.compile(rf"[{_EAST_ASIAN}]+|[{_INDOCHINESE}]+|[^{_EAST_ASIAN}{_INDOCHINESE}]+")
_UNSPACED = ((re.compile(f"[{_EAST_ASIAN}]"), (1, 2)), (re.compile(f"[{_INDOCHINESE}]"), (3,)))
"""How many characters are one term where no space tells where a word ends."""
_DIGIT = re.compile(r"\d")

_ARABIC = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال")
"""The article, alone and with what is written together with it (Larkey and others' light10)."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u031b\u0323]")
"""Grave, acute, tilde, hook, horn and dot; not what a Turkish keyboard has and another has not."""
_TONED = 5
"""Letters up to which a word is a term with its tones too: Vietnamese syllables are that short."""


def found_by(title: str, text: str) -> tuple[str, str, str]:
    """What the lexical table keeps of a passage: terms of its headline, its text, its endings."""
    return " ".join(_terms(title)), " ".join(_terms(text)), " ".join(_endings(text, _COMPOUND))


def asked_for(question: str) -> Iterator[str]:
    """The terms that a passage may have in answer to ``question``, some more than once."""
    yield from _terms(question)
    yield from _endings(question, _PART)


def is_ending(term: str) -> bool:
    """Whether it is what a word ends with, which says less than what it is or begins with."""
    return term.startswith("_")


def _terms(text: str) -> Iterator[str]:
    """Words in one spelling, their beginnings, or runs of characters: never a space or a quote."""
    for run in _runs(text):
        yield from _of_run(run)
    if not text.isascii():
        yield from _toned(text)


def _endings(text: str, least: int) -> Iterator[str]:
    """The last letters, after a ``_``, of every word that has at least ``least`` of them.

    "Zangezurkorridor" is found by its first part as any word is; so it is by its last.
    """
    for run in _runs(text):
        if len(run) >= least and not _widths(run) and not _DIGIT.search(run):
            yield f"_{run[-_ENDING:]}"


def _runs(text: str) -> Iterator[str]:
    for word in _WORD.findall(folded(text)):
        yield from _RUN.findall(word)


def _of_run(run: str) -> Iterator[str]:
    if widths := _widths(run):
        for width in widths:
            yield from (run[at : at + width] for at in range(len(run) - width + 1))
        if len(run) < widths[0]:
            yield run
        return
    yield run
    if not _DIGIT.search(run):
        stem = _without_article(run)
        beginnings = dict.fromkeys(stem[:letters] for letters in _BEGINNINGS)
        yield from (beginning for beginning in beginnings if beginning != run)


def _widths(run: str) -> tuple[int, ...]:
    """Characters that make a term in a script without spaces; none in the others."""
    if run.isascii():
        return ()
    return next((widths for script, widths in _UNSPACED if script.match(run)), ())


def _without_article(word: str) -> str:
    for article in _ARABIC:
        if word.startswith(article) and len(word) >= len(article) + 3:
            return word[len(article) :]
    return word


def _toned(text: str) -> Iterator[str]:
    """Short Latin words with their tones, which tell words apart in Vietnamese."""
    for word in _WORD.findall(unicodedata.normalize("NFC", text.casefold())):
        if len(word) <= _TONED and not word.isascii():
            apart = unicodedata.normalize("NFD", word)
            if apart[0] < "\u0250" and _TONES.search(apart):
                yield word
