"""Names across scripts: Алиев, Əliyev, Aliyev and علی‌اف have the same bones.

A word is brought to Latin letters, its vowels dropped (Persian does not write most of them) and its
consonants reduced to the few that survive a change of alphabet. For comparing only: many words
share a skeleton, and nothing here is used for offsets.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-‌'’][^\W_]+)*")
_SHORTEST = 2
_CYRILLIC = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeejziiklmnoprstufhssss_i_eua")
_ARABIC = ("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "abptsjshhdzrzjsssztz_gfkkglmnuhi")
_LATIN = {
    **dict(zip(*_CYRILLIC, strict=True)),
    **{"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"},
    **dict(zip(*_ARABIC, strict=True)),
    **{"آ": "a", "أ": "a", "إ": "a", "ؤ": "v", "ئ": "i", "ي": "i", "ك": "k", "ة": "h", "ى": "i"},
    # Latin letters that decomposition leaves as they are
    **{"ə": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "ð": "d"},
    **{"ç": "s", "č": "s", "ć": "s"},
}
_PAIRS = (
    *(("sch", "s"), ("tch", "s"), ("kh", "h"), ("zh", "j"), ("sh", "s"), ("ch", "s"), ("gh", "g")),
    *(("ph", "f"), ("th", "t"), ("ck", "k"), ("ts", "s"), ("dzh", "j"), ("dj", "j"), ("x", "h")),
)
_ALIKE = str.maketrans("cqwgvdbzj", "kkfkftpss")
"""Consonants that change places between spellings; voiced ones with the voiceless."""
_VOWELS = re.compile(r"[aeiouyh_]")


def skeletons_of(text: str) -> frozenset[str]:
    """The skeletons of the words of ``text`` that have two consonants or more."""
    return frozenset(bones for word in _WORD.findall(text) if (bones := skeleton_of(word)))


def is_among(word: str, skeletons: frozenset[str]) -> bool:
    """Whether one of ``skeletons`` begins as ``word``'s does, or the other way round.

    Endings differ («Зангезурского»), so the longer may have two consonants more.
    """
    bones = skeleton_of(word)
    if not bones:
        return True
    return any(
        abs(len(one) - len(bones)) <= 2 + len(bones) // 3
        and (one.startswith(bones) or bones.startswith(one))
        and min(len(one), len(bones)) >= min(3, len(bones))
        for one in skeletons
    )


@lru_cache(maxsize=4096)
def skeleton_of(word: str) -> str:
    """What is left of ``word``; empty when that is less than two consonants."""
    bones = _VOWELS.sub("", _single(word))
    return bones if len(bones) >= _SHORTEST else ""


@lru_cache(maxsize=8192)
def sound_of(word: str) -> str:
    """``word`` in Latin letters with its vowels, spellings of one sound alike: "alief" for Алиев.

    Not for Arabic script, which leaves most vowels out.
    """
    plain = _single(word).replace("y", "i").replace("h", "").replace("_", "")
    return re.sub(r"(.)\1+", r"\1", plain)


def _single(word: str) -> str:
    """Latin letters only, consonants that change places reduced, doubled letters once."""
    plain = word.lower().replace("i̇", "i")
    # At the beginning this Arabic letter is a consonant; elsewhere it is mostly o or u.
    plain = "v" + plain[1:] if plain.startswith("و") else plain
    lowered = "".join(_LATIN.get(c, c) for c in plain)
    apart = unicodedata.normalize("NFKD", lowered)
    latin = "".join(c for c in apart if c.isascii() and (c.isalpha() or c == "_"))
    for pair, one in _PAIRS:
        latin = latin.replace(pair, one)
    return re.sub(r"(.)\1+", r"\1", latin.translate(_ALIKE))
