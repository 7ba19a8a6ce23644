"""Statements that are false of the sentences they cite, each in one way that is known.

Citations that do not resolve, a changed figure or date, a name that is nowhere near, a claim of
another article. Half are true sentences but for the change; the others are cut shorter as well, so
that no comparison of the wording alone finds them. Beside them, never counted as lies that must be
caught: names that are there changing places, and who did it with whom it was done to.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle
from random import Random

from bench.cited import NEWS, Case, Shown, among, data_is_here, evidence, paragraphs
from index import Sentence
from qa.answer import Draft
from training.jsonl import read_json_lines

_NUMBER = re.compile(
    r"(?<![\w.,:])\d{1,3}(?:[.,  ]\d{3})+(?!\w)|(?<![\w.,:])\d+(?:[.,]\d+)?(?![\d:])"
)
_SWAPS = (
    ("January February March April May June July August September October November December", "en"),
    ("million billion", "en"),
    ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "en"),
    ("kilometres kilograms", "en"),
    ("yanvar fevral mart aprel iyun iyul avqust sentyabr oktyabr noyabr dekabr", "az"),
    ("milyon milyard", "az"),
    ("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık", "tr"),
    ("milyon milyar", "tr"),
    ("января февраля марта апреля июня июля августа сентября октября ноября декабря", "ru"),
    ("миллионов миллиардов", "ru"),
    ("млн млрд", "ru"),
    ("ژانویه فوریه مارس آوریل ژوئن ژوئیه سپتامبر اکتبر نوامبر دسامبر", "fa"),
    ("میلیون میلیارد", "fa"),
    ("Januar Februar März April Juni Juli August September Oktober November Dezember", "de"),
    ("Millionen Milliarden", "de"),
    ("two three four five six seven eight nine ten", "en"),
    ("two three four five six", "en"),
    ("iki üç dörd beş altı yeddi", "az"),
    ("iki üç dört beş yedi", "tr"),
    ("два три четыре пять шесть", "ru"),
    ("دو سه چهار پنج شش", "fa"),
    ("zwei drei vier fünf sechs", "de"),
    ("second third fourth fifth", "en"),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"(?<![\w’'-])[^\W\d_a-zа-яё]\w+(?:[ -][A-ZА-ЯÇĞİÖŞÜƏÉ]\w+)*(?!\w)")
_OTHER_WORDS = frozenset({"March", "May", "second"})
_DATES = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday the"
)
_NO_NAMES = frozenset(_DATES.split())
_STARTS = re.compile(r"(?:^|[.!?:…]\s+|[\"“«(„‘']\s?)$")
_BRACKETS = re.compile(r"\s\([^()]*\)")


def lies(count: int, *, public: bool | None = None, seed: int = 2) -> Iterator[Case]:
    """``count`` of them, a quarter of each kind."""
    is_public = data_is_here() if public is None else public
    every = evidence(public=is_public)
    chance = random.Random(seed)  # noqa: S311 -- drawn for a measurement
    per_kind = count // 4
    yield from _made("citation", _uncited, every, per_kind, chance)
    yield from _made("figure", _figure, every, per_kind, chance)
    yield from _made("name", _named, every, per_kind, chance)
    yield from _made("nowhere", _elsewhere, every, count - 3 * per_kind, chance)


def swaps(count: int, *, public: bool | None = None, seed: int = 3) -> Iterator[Case]:
    """Two names that are both in the sentence, each in the other's place."""
    every = evidence(public=data_is_here() if public is None else public)
    chance = random.Random(seed)  # noqa: S311 -- drawn for a measurement
    yield from _made("swapped", _swapped, every, count, chance)


Making = Callable[[Shown, tuple[Sentence, ...], Sequence[Shown], Random], Draft | None]


def _made(
    kind: str, making: Making, every: Sequence[Shown], count: int, chance: Random
) -> Iterator[Case]:
    by_language: dict[str, list[Shown]] = {}
    for one in every:
        by_language.setdefault(one.language, []).append(one)
    done = 0
    for language in cycle(sorted(["en", "en", *by_language])):
        one = chance.choice(by_language[language])
        shown = among(one, every, chance)
        draft = making(one, shown, by_language[language], chance)
        if draft is not None:
            yield Case(kind, language, draft, shown)
            done += 1
        if done == count:
            return


def _foreign(
    one: Shown, others: Sequence[Shown], shown: Sequence[Sentence], chance: Random
) -> Shown:
    """A sentence of an article of which nothing is shown."""
    articles = {sentence.source.id for sentence in shown}
    return next(
        other
        for other in iter(lambda: chance.choice(others), None)
        if other.sentence.source.id not in articles
        and other.sentence.text not in {s.text for s in shown}
    )


def _uncited(
    one: Shown, shown: tuple[Sentence, ...], others: Sequence[Shown], chance: Random
) -> Draft:
    """Without a citation, or with one of a sentence that was not found."""
    other = _foreign(one, others, shown, chance)
    cited = chance.choice([(), (other.sentence,)])
    return Draft(other.sentence.text, cited)


def _elsewhere(
    one: Shown, shown: tuple[Sentence, ...], others: Sequence[Shown], chance: Random
) -> Draft:
    return Draft(_foreign(one, others, shown, chance).sentence.text, (one.sentence,))


def _figure(
    one: Shown, shown: tuple[Sentence, ...], others: Sequence[Shown], chance: Random
) -> Draft | None:
    every = " ".join(sentence.text for sentence in shown)
    text = one.sentence.text
    ways = [*_other_digits(text, every, chance), *_other_words(text, one, every, chance)]
    return _told(text, *chance.choice(ways), one, chance) if ways else None


Change = tuple[int, int, str]
"""Where in the text, and what stands there instead."""


def _other_digits(text: str, every: str, chance: Random) -> Iterator[Change]:
    """A number with one digit changed to what is in none of the sentences shown."""
    for match in _NUMBER.finditer(text):
        digits = [at for at in range(*match.span()) if text[at].isdecimal()]
        at = chance.choice(digits)
        zero = ord(text[at]) - int(text[at])
        for digit in (chr(zero + n) for n in chance.sample(range(1, 10), 9)):
            number = text[match.start() : at] + digit + text[at + 1 : match.end()]
            if digit != text[at] and re.search(rf"(?<!\d){re.escape(number)}(?!\d)", every) is None:
                yield *match.span(), number
                break


def _other_words(text: str, one: Shown, every: str, chance: Random) -> Iterator[Change]:
    known = every.casefold()
    for words in (words.split() for words, language in _SWAPS if language == one.language):
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text):
            # A scale may well stand elsewhere, and still be wrong behind this number.
            others = [
                word
                for word in words
                if word != match.group() and (len(words) == 2 or word.casefold() not in known)
            ]
            if others and match.group() not in _OTHER_WORDS:
                yield *match.span(), chance.choice(others)


def _named(
    one: Shown, shown: tuple[Sentence, ...], others: Sequence[Shown], chance: Random
) -> Draft | None:
    mine = [*names_in(one)]
    few = chance.sample(list(others), min(40, len(others)))
    theirs = [other.sentence.text[start:end] for other in few for start, end in names_in(other)]
    known = " ".join([*(s.text for s in shown), one.sentence.source.title]).casefold()
    new = [
        name for name in theirs if not any(word.casefold()[:4] in known for word in name.split())
    ]
    if not mine or not new:
        return None
    return _told(one.sentence.text, *chance.choice(mine), chance.choice(new), one, chance)


def names_in(one: Shown) -> Iterator[tuple[int, int]]:
    """Where names stand: capitalised inside a sentence, and written small nowhere in the article.

    German gives capitals to all nouns: there it is words that the English text has as well. Persian
    has none: there it is whom the news items name as speakers.
    """
    text = one.sentence.text
    if one.language == "fa":
        yield from (match.span() for name in _speakers() for match in re.finditer(name, text))
        return
    known = _english_beside(one) if one.language == "de" else None
    small = {word for s in one.article for word in _LETTERS.findall(s.text) if word.islower()}
    for match in _RUN.finditer(text):
        words = _LETTERS.findall(match.group())
        if _STARTS.search(text[: match.start()]) or not all(
            len(word) > 2 and word[0].isupper() for word in words
        ):
            continue
        if any(word.casefold() in small or word.casefold() in _NO_NAMES for word in words):
            continue
        if known is None or known.issuperset(words):
            yield match.span()


@cache
def _speakers() -> tuple[str, ...]:
    """Persons whom questions over the Persian items give as speakers, by first and last name."""
    said_by = {
        question.get("said_by") or ""
        for item in read_json_lines(NEWS / "fa.jsonl")
        for question in item["questions"]
    }
    return tuple(sorted(re.escape(name) for name in said_by if len(name.split()) == 2))


def _english_beside(one: Shown) -> frozenset[str]:
    _, article, number = one.sentence.source.id.split("-")
    beside = paragraphs().get(("en", article, int(number)), ())
    text = " ".join(sentence.text for sentence in beside)
    inside = (text[start:end] for start, end in (m.span() for m in _RUN.finditer(text)))
    return frozenset(word for run in inside for word in _LETTERS.findall(run))


def _swapped(
    one: Shown, shown: tuple[Sentence, ...], others: Sequence[Shown], chance: Random
) -> Draft | None:
    text, places = one.sentence.text, [*names_in(one)]
    if not places:
        return None
    (a, b), (c, d) = places[0], places[-1]
    first, second = text[a:b], text[c:d]
    if {*first.split()} & {*second.split()}:
        return None
    return Draft(f"{text[:a]}{second}{text[b:c]}{first}{text[d:]}", (one.sentence,))


def _told(text: str, start: int, end: int, other: str, one: Shown, chance: Random) -> Draft:
    """The changed text; half of those with brackets elsewhere lose them, half their full stop."""
    said = text[:start] + other + text[end:]
    for match in _BRACKETS.finditer(said):
        if not match.start() <= start <= match.end() and chance.random() < 1 / 2:
            said = said[: match.start()] + said[match.end() :]
            break
    return Draft(said.rstrip(".") if chance.random() < 1 / 2 else said, (one.sentence,))
