"""A short answer against its references: exact match and F1 of words, in any language.

After SQuAD (Rajpurkar et al., EMNLP 2016): case, punctuation and articles do not count. For other
languages as MLQA does it (Lewis et al., ACL 2020): articles by language, and characters for words
where a script has no spaces. Beyond both: digits of every script are equal, so are Turkish İ ı and
i, Arabic and Persian yeh and kaf; a hyphen or an apostrophe parts a word from its ending.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from index import plain_digits

_LETTERS = str.maketrans({"İ": "i", "ı": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Vowel points of Hebrew and Arabic, which few write."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,’'\u00a0\u202f\u066b\u066c](?=\d)")
_UNSPACED = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""Kana, Han, Thai, Lao, Burmese, Khmer."""
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_LEAVING_IT = re.compile(f"(?<=[{_UNSPACED}])(?=[^{_UNSPACED}])")
_ARTICLES = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a an the",
        "de": "der die das den dem des ein eine einen einem einer eines",
        "es": "el la los las un una unos unas",
        "fr": "le la les l un une des",
        "it": "il lo la i gli le l un uno una",
        "nl": "de het een",
        "pt": "o a os as um uma uns umas",
    }.items()
}


def words_of(text: str, language: str | None = None) -> tuple[str, ...]:
    """The words that count, in order; ``language`` says whose articles do not (None: English)."""
    joined = unicodedata.normalize("NFKC", _BETWEEN_DIGITS.sub("", plain_digits(text)))
    plain = unicodedata.normalize("NFKC", joined.translate(_LETTERS).casefold())
    kept = unicodedata.normalize("NFC", "".join(map(_kept, _POINTS.sub("", plain))))
    words = tuple(_LEAVING_IT.sub(" ", kept).split())
    articles = _ARTICLES.get(language or "en", frozenset())
    return tuple(word for word in words if word not in articles) or words


def _kept(c: str) -> str:
    kind = unicodedata.category(c)
    if kind[0] == "L" and _IS_UNSPACED.match(c):
        return f" {c}"
    if kind[0] in "LMN":
        return c
    # A zero-width non-joiner stands between the parts of a Persian word; the rest of its kind
    # (bidi marks, joiners, soft hyphens) stands for nothing.
    return "" if kind == "Cf" and c != "\u200c" else " "


def exact_match(said: str, references: Iterable[str], language: str | None = None) -> float:
    """1 when one of the references has the same words, else 0."""
    words = words_of(said, language)
    return float(any(words == words_of(one, language) for one in references))


def word_f1(said: str, references: Iterable[str], language: str | None = None) -> float:
    """F1 of the words with the best of the references; order does not count."""
    words = words_of(said, language)
    return max((_f1(words, words_of(one, language)) for one in references), default=0.0)


def _f1(said: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    if not said or not wanted:
        return float(said == wanted)
    shared = sum((Counter(said) & Counter(wanted)).values())
    return 2 * shared / (len(said) + len(wanted))
