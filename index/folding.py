"""Text as it is compared for finding: what people spell differently and mean alike is made one.

Case, accents, the dotless ı, the letters that Arabic and Persian write differently, digits of any
script. The result is for finding only: it is shorter or longer than the text, and no offset is ever
taken from it.
"""

import unicodedata
from collections.abc import Iterator


def characters(*ranges: tuple[int, int]) -> Iterator[str]:
    """Every character of the ranges, both ends among them."""
    return (chr(code) for first, last in ranges for code in range(first, last + 1))


def is_mark(character: str) -> bool:
    """Whether Unicode counts it as a mark on another one."""
    return unicodedata.category(character).startswith("M")


_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០"
_FOLDED = str.maketrans(
    {
        # Up to Thaana a mark is an accent, a point or a vowel that is as well left out; from
        # Devanagari on it is a vowel that makes the word, and stays.
        **{mark: None for mark in characters((0x300, 0x8FF)) if is_mark(mark)},
        **{chr(ord(zero) + value): str(value) for zero in _ZEROS for value in range(10)},
        # Inside words and no part of them: tatweel, soft hyphen, joiners, directions.
        **dict.fromkeys("\u0640\u00ad\u200d\u200e\u200f\u2060\ufeff", None),
        **dict.fromkeys(characters((0x202A, 0x202E), (0x2066, 0x2069)), None),
        **{"ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"},
        **{"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه"},
    }
)


def folded(text: str) -> str:
    """``text`` in one spelling: "İSTANBUL" is "istanbul", "Zəngəzur" "zengezur", "كِتاب" "كتاب"."""
    text = text.casefold()
    if text.isascii():
        return text
    # What a compatibility character stands for can be a capital: "🄐" is "(A)".
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", apart.translate(_FOLDED))
