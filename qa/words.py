"""The words of a question that matter, and whether a text has them.

Words are compared by their beginnings, which is what endings leave alone in English, German,
Russian, Turkish and Azerbaijani. Nothing here is used for offsets.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_GRAMMAR = {
    "en": """a an the of to in on at by for with from and or but is are was were be been being has
    have had do does did will would shall should can could may might must what which who whom whose
    when where why how much many long often it its this that these those there here as into over
    between about after before than then so if not no yes any some all also their his her our your
    my he she they we you i me us them say said says tell give take get got going happen happened
    please according""",
    "az": """nə niyə necə kim kimin haradır harada hansı nədir və ilə üçün bu o da də bir ki nəyini
    olacaq edəcək vaxt qədər qədərdir neçə nədən idi""",
    "tr": """ne neden nasıl nerede hangi hangisi ve ile için şu de mi mı mu mü kaç kadar zaman neydi
    oldu olacak""",
    "ru": """что кто где когда как какой какая какое какие каким почему сколько это и в во на по с
    со из за о об для от до был была было были будет ли не""",
    "fa": """چه چی کی کجا کجاست چرا چگونه چطور چقدر کدام و در به از که را با است بود شد می برای این
    آن زمانی""",
    "de": """wer wo wann wie warum welche welcher welches der die das den dem des ein eine einen und
    ist sind wird werden von zu im am mit für auf hoch viel""",
}
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_TOKEN = re.compile(r"[^\W_](?:\w|[-‑\u200c](?=\w))*")


def plainly(text: str) -> str:
    """Case and accents aside, for comparing words: "İran" and "iran", "Bakı" and "baki"."""
    lowered = text.casefold().replace("ı", "i").replace("ə", "a")
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("'", "’")


_SPOKEN = {
    language: frozenset(plainly(word) for word in words.split())
    for language, words in _GRAMMAR.items()
}
_STOP = frozenset[str]().union(*_SPOKEN.values())


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: ``stem`` is what is looked for, ``is_name`` when it is written as one."""

    text: str
    stem: str
    weight: float
    is_name: bool


def content_words(question: str) -> tuple[Word, ...]:
    """The words of ``question`` but for those of grammar; long ones and names weigh more."""
    found = [(match.group(), match.start()) for match in _WORD.finditer(question)]
    words: dict[str, Word] = {}
    for text, start in found:
        plain = plainly(text)
        if plain in _STOP or (len(plain) < 2 and not plain.isdigit()):
            continue
        name = (start > 0 and text[0].isupper()) or any(c.isdigit() for c in text)
        weight = 1.5 if name else 0.6 + 0.05 * min(len(plain), 10)
        words.setdefault(plain, Word(text, _stem(plain), weight, name))
    return tuple(words.values())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with its offsets there; ``plain`` is what is compared."""

    text: str
    start: int
    end: int
    plain: str

    @property
    def is_capital(self) -> bool:
        """Written as a name is."""
        return self.text[0].isupper() or (self.text[0].isdigit() and self.text[-1].isupper())


@lru_cache(maxsize=512)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All words of ``text``; what follows an apostrophe is a word of its own."""
    return tuple(
        Token(match.group(), *match.span(), joined(match.group()))
        for match in _TOKEN.finditer(text)
    )


def has_words_of(text: str, what: str) -> bool:
    """Whether every word of ``what`` is in ``text``, in whatever order."""
    words = {token.plain for token in tokens_of(text)}
    return all(token.plain in words for token in tokens_of(what))


def joined(word: str) -> str:
    """``word`` plainly, without the joiners inside it that Persian writers put or leave out."""
    return plainly(word).replace("\u200c", "")


def spoken_in(question: str, language: str | None) -> bool:
    """Whether most grammar words of ``question`` are of ``language``; True when it has none."""
    words = [plainly(match) for match in _WORD.findall(question)]
    hits = {one: sum(word in known for word in words) for one, known in _SPOKEN.items()}
    most = max(hits.values())
    if not most:
        return question.isascii() == (language in ("en", None))
    return language not in hits or hits[language] == most


def covers(text: str, word: Word) -> bool:
    """Whether a word of ``text`` begins as ``word`` does, or differs from it by one typing slip."""
    stem = word.stem
    for other in _stems_of(text):
        if other.startswith(stem) or (len(other) >= 4 and stem.startswith(other)):
            return True
        if len(stem) >= 5 and abs(len(stem) - len(other)) <= 1 and _one_slip(stem, other):
            return True
    return False


def _stem(word: str) -> str:
    """The beginning that endings leave alone: three quarters of a long word."""
    bare = word.split("’")[0]
    return bare if len(bare) <= 4 else bare[: max(4, round(len(bare) * 0.75))]


@lru_cache(maxsize=512)
def _stems_of(text: str) -> Sequence[str]:
    parts = {part for match in _WORD.findall(text) for part in (match, *match.split("-"))}
    return tuple({_stem(plainly(part)) for part in parts} | {plainly(part) for part in parts})


def _one_slip(a: str, b: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    if a == b:
        return True
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        return True
    if len(a) == len(b):
        swapped = a[:start] + a[start + 1 : start + 2] + a[start] + a[start + 2 :]
        return a[start + 1 :] == b[start + 1 :] or swapped == b
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[start + 1 :] == shorter[start:]
