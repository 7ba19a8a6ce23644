"""Whether two sentences of different articles answer one question about one thing.

A false yes puts a quarrel into articles that have none, so what cannot be told is a no: both must
have every name of the question, and where words can be compared, the same of its other words.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index import MONTHS, Sentence
from qa.facts.numbers import evened
from qa.follow_up.referring import bared
from qa.follow_up.tongues import CALENDAR, TITLES
from qa.reading.skeleton import is_among, skeleton_of, skeletons_of
from qa.words import Word, content_words, covers, joined, spoken_in, tokens_of

_ALIKE = 4
"""Letters at the beginning, and half of the shorter word: "open" and "opening"."""
_NO_NAMES = frozenset({*CALENDAR, *TITLES, *map(joined, MONTHS)})
_BONES = 3
"""Consonants from which a word can be told to be a name in another script."""
_CASELESS = frozenset({"fa", "ar"})
_LIGHT = frozenset(bared("شود شد می‌شود خواهد کرد گردد شده"))
"""Verbs that say nothing of themselves, which change from one sentence to the next."""
_KINDS = tuple(
    tuple(bared(words))
    for words in """
    corridor koridor dəhliz коридор کریدور korridor
    bridge körpü köprü мост پل brücke
    railway railroad dəmiryol demiryol желез راه‌آهن bahn eisenbahn
    project layihə proje проект پروژه projekt
    port harbour liman порт بندر hafen
    airport aeroport havaliman аэропорт فرودگاه flughafen
    tunnel tünel туннел тоннел تونل
    road highway yol дорог трасс جاده straße
    route marşrut güzergâh маршрут مسیر
    summit zirvə zirve саммит اجلاس gipfel
    agreement treaty saziş müqavilə anlaşma соглашен договор توافق abkommen vertrag
    council şura konsey совет شورا
    ministry nazirlik bakanlık министерств وزارت ministerium
    plant factory zavod fabrik завод کارخانه werk
    museum muzey müze музе موزه
    """.strip().splitlines()
)
"""What things of a name are, by the beginnings of the words: translated, where names are not."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Telling:
    """A sentence, and what else tells what it is about: its neighbours and its headline."""

    sentence: Sentence
    around: tuple[Sentence, ...] = ()

    @property
    def language(self) -> str | None:
        """Of the article."""
        return self.sentence.source.language

    @cached_property
    def all(self) -> str:
        """All of it."""
        texts = [self.sentence.source.title, *(one.text for one in self.around)]
        return "\n".join([*texts, self.sentence.text])

    @cached_property
    def bones(self) -> frozenset[str]:
        """The skeletons of all of it, for names in another script."""
        return skeletons_of(self.all)

    @cached_property
    def words(self) -> frozenset[str]:
        """Content words of the sentence itself, plainly, without figures."""
        return frozenset(
            joined(word.text)
            for word in content_words(self.sentence.text)
            if not any(c.isdigit() for c in word.text)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """What is written with a capital in all of it, where no sentence begins."""
        return frozenset(one for line in self.all.splitlines() for one in _names_of(line))

    @cached_property
    def years(self) -> frozenset[str]:
        """Those of the sentence."""
        return frozenset(_YEAR.findall(evened(self.sentence.text)))


def speak_of_one(question: str, one: Telling, other: Telling, *, is_time: bool) -> bool:
    """Whether both answer ``question`` about the same thing; False where that cannot be told."""
    words = [word for word in content_words(question) if not _is_figure(word)]
    names = [word for word in words if word.is_name or word.text[0].isupper()]
    names = names or [word for word in words if _is_name(word, one, other)]
    if not all(_has_names(telling, names, question) for telling in (one, other)):
        return False
    if not is_time and not _of_one_time(question, one, other):
        return False
    if any(_is_beside(name, one, other) for name in names):
        return False
    if one.language != other.language:
        return any(not _is_kind(name) for name in names)
    rest = [word for word in words if word not in names and joined(word.text) not in _LIGHT]
    if spoken_in(question, one.language):
        return _say_the_same(rest, one, other, least=1 if names else 2)
    own = [word for word in one.words if not any(is_like(word, joined(n.text)) for n in names)]
    return bool(names) and any(is_like(word, theirs) for word in own for theirs in other.words)


def _has_names(telling: Telling, names: Sequence[Word], question: str) -> bool:
    """All of them; in another language than the question's, what a thing is can be called else."""
    if not spoken_in(question, telling.language):
        names = [name for name in names if not _is_kind(name)] or names
    return all(_has(telling, name) for name in names)


def _say_the_same(words: Sequence[Word], one: Telling, other: Telling, *, least: int) -> bool:
    """Whether both sentences have the same of ``words``: "open" in one alone is another thing."""
    had = [{word.text for word in words if _says(telling, word)} for telling in (one, other)]
    if had[0] != had[1]:
        return False
    if least > 1 and one.language not in _CASELESS:
        whole = len(words) > 1 and len(had[0]) == len(words)
        return bool(had[0]) and _are_of_one_place(one, other, whole=whole)
    return len(had[0]) >= least or (least == 1 and not words)


def is_like(word: str, other: str) -> bool:
    """Whether two words, plainly, begin alike: what grammar and derivation leave alone."""
    shared = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    shorter = min(len(word), len(other))
    return shared >= min(_ALIKE, shorter) and shared * 2 >= shorter and shared > 1


def _are_of_one_place(one: Telling, other: Telling, *, whole: bool) -> bool:
    """Whether no name tells them apart, and one is in both unless both say the ``whole`` question.

    Names tell apart where each has one that the other lacks.
    """
    mine, theirs = (_names_of(telling.sentence.text) for telling in (one, other))
    if mine - theirs and theirs - mine:
        return False
    if one.names & other.names:
        return True
    return whole and not (one.names - other.names and other.names - one.names)


def _names_of(text: str) -> frozenset[str]:
    named = (one for one in tokens_of(text) if one.is_capital and one.start > 0)
    return frozenset(one.plain for one in named if one.plain not in _NO_NAMES)


def _is_name(word: Word, one: Telling, other: Telling) -> bool:
    """Whether an article writes it as a name: there are no capitals in the question."""
    plain, capitals = joined(word.text), one.names | other.names
    if any(is_like(plain, name) for name in capitals):
        return True
    bones = skeleton_of(word.text)
    return len(bones) >= _BONES and is_among(word.text, frozenset(map(skeleton_of, capitals)))


def _is_kind(word: Word) -> bool:
    """Whether it says what a thing is, "Corridor", and not which."""
    return _kind(joined(word.text)) is not None


def _kind(plain: str) -> int | None:
    return next((at for at, kind in enumerate(_KINDS) if plain.startswith(kind)), None)


def _is_figure(word: Word) -> bool:
    return word.text[0].isdigit()


def _has(telling: Telling, name: Word) -> bool:
    return covers(telling.all, name) or is_among(name.text, telling.bones)


def _says(telling: Telling, word: Word) -> bool:
    plain = joined(word.text)
    return any(is_like(plain, said) for said in telling.words)


def _is_beside(name: Word, one: Telling, other: Telling) -> bool:
    """Whether each has another thing of that name: "Zangezur Corridor", "Zangezur museum"."""
    mine, theirs = _behind(name, one), _behind(name, other)
    if mine is None or theirs is None:
        return False
    if one.language != other.language:
        return _kind(mine) != _kind(theirs)
    return not any(is_like(mine, word) for word in other.words) and not any(
        is_like(theirs, word) for word in one.words
    )


def _behind(name: Word, telling: Telling) -> str | None:
    """The content word that stands behind ``name`` in the sentence."""
    tokens = tokens_of(telling.sentence.text)
    plain, bones = joined(name.text), skeletons_of(name.text.replace("-", " "))
    for token, following in itertools.pairwise(tokens):
        is_named = is_like(token.plain, plain) or (
            token.is_capital and skeleton_of(token.text) in bones
        )
        if is_named and following.plain in telling.words:
            return following.plain
    return None


def _of_one_time(question: str, one: Telling, other: Telling) -> bool:
    """Whether figures can be of one time: of the year that is asked for, or both of the same."""
    asked = frozenset(_YEAR.findall(evened(question)))
    if asked:
        return not (one.years and one.years.isdisjoint(asked)) and not (
            other.years and other.years.isdisjoint(asked)
        )
    return one.years == other.years or bool(one.years & other.years)
