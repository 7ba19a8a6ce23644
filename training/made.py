"""Near misses made by rule: a question that its passage answers, changed until it does not.

Entities, numbers and antonyms swapped in the question are the rules that pay best (Gautam et al.
2023, arXiv 2310.19403); a paragraph without the sentence that answered works in every language.
A rule returns nothing where it cannot be sure.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from index.boundaries import Span
from training.example import NOWHERE, Example
from training.passages import sentence_spans, touched

_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_NOT_SWAPPED = re.compile(
    r"\b(?:I|Mr|Mrs|Dr|St|The|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"English|American|British|French|German)\b"
)
_WRITTEN_LARGE = frozenset({"en", "es", "ro", "ru", "el", "tr", "vi", "kk", "az"})
"""Languages in which a capital inside a sentence tells a name."""
_LEAST = 60
"""Code points that must be left of a passage."""
_AUXILIARY = re.compile(r"\b(did|does|is|are|was|were|has|have|had|could|would)\b")
_OPPOSITES = (
    *("first last", "highest lowest", "higher lower", "largest smallest", "larger smaller"),
    *("most least", "more fewer", "before after", "north south", "northern southern"),
    *("east west", "eastern western", "increase decrease", "increased decreased", "rise fall"),
    *("won lost", "win lose", "oldest youngest", "older younger", "early late", "best worst"),
    *("maximum minimum", "above below", "begin end", "began ended", "start finish", "male female"),
    *("mother father", "son daughter", "wife husband", "brother sister", "king queen"),
    *("support oppose", "supported opposed", "allowed banned", "accepted rejected", "old new"),
    *("buy sell", "bought sold", "import export", "imports exports", "winter summer", "men women"),
    *("strong weak", "public private", "internal external", "positive negative", "rich poor"),
    *("earliest latest", "longest shortest", "fastest slowest", "majority minority"),
    *("common rare", "legal illegal", "possible impossible", "successful unsuccessful"),
)
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair.split(), reversed(pair.split()))}
_OPPOSED = re.compile(rf"\b(?:{'|'.join(_OPPOSITE)})\b")

Rule = Callable[[Example, Random], Example | None]


def with_another_number(example: Example, random: Random) -> Example | None:
    """Asked of another year or count, one that the passage does not have."""
    found = [m for m in _NUMBER.finditer(example.question) if m[0] in example.passage]
    if not found:
        return None
    match = random.choice(found)
    value = int(match[0])
    step = random.choice((1, 2, 3, 5, 10)) * random.choice((-1, 1))
    other = str(value + step) if value + step > 0 else str(value - step)
    if other in example.passage or other == match[0]:
        return None
    return _asked(example, _swapped(example.question, match.span(), other), "made: number")


def with_an_opposite(example: Example, random: Random) -> Example | None:
    """Asked of the opposite: the last for the first, the import for the export. English alone."""
    found = list(_OPPOSED.finditer(example.question)) if example.asked_in == "en" else []
    if not found:
        return None
    match = random.choice(found)
    other = _OPPOSITE[match[0]]
    if re.search(rf"\b{other}\b", example.passage + example.question, re.IGNORECASE):
        return None
    return _asked(example, _swapped(example.question, match.span(), other), "made: opposite")


def negated(example: Example, _random: Random) -> Example | None:
    """Asked what was not so. English alone."""
    match = _AUXILIARY.search(example.question) if example.asked_in == "en" else None
    if match is None or re.search(r"\bnot\b|n't\b", example.question + example.passage):
        return None
    return _asked(
        example, _swapped(example.question, match.span(), f"{match[0]}n't"), "made: negated"
    )


def with_another_name(names: Mapping[str, Sequence[str]]) -> Rule:
    """A rule that asks the same of somebody or something else out of the same article.

    ``names``: for each group, the names that its questions have (:func:`names_in`).
    """

    def rule(example: Example, random: Random) -> Example | None:
        found = _swappable(example)
        if not found:
            return None
        span = random.choice(found)
        name = example.question[span[0] : span[1]]
        around = f"{example.passage} {example.question} {example.title}".lower()
        others = [
            other
            for other in names.get(example.group, ())
            if other.lower() not in around
            and len(other.split()) == len(name.split())
            and not _NOT_SWAPPED.search(other)
        ]
        if not others:
            return None
        return _asked(
            example, _swapped(example.question, span, random.choice(others)), "made: name"
        )

    return rule


def names_in(question: str) -> tuple[str, ...]:
    """Runs of capitalised words behind the first word."""
    return tuple(question[start:end] for start, end in _name_spans(question))


def without_its_sentence(example: Example, _random: Random) -> Example | None:
    """The passage without what answers, unless the answer stands in the rest or the title too."""
    sentences = sentence_spans(example.passage, example.language)
    first, last = touched(sentences, example.span)
    low, high = sentences[first][0], sentences[last][1]
    before, after = example.passage[:low].rstrip(), example.passage[high:].lstrip()
    rest = f"{before} {after}".strip()
    if len(rest) < _LEAST or has_an_answer(f"{example.title} {rest}", example):
        return None
    return replace(example, passage=rest, span=NOWHERE, answers=(), kind="made: sentence gone")


def over_another_passage(example: Example, passages: Sequence[str]) -> Example | None:
    """The question over that of ``passages`` which shares most of its words, but no answer."""
    asked = set(re.findall(r"\w{3,}", example.question.lower()))
    open_to_it = [
        text
        for text in passages
        if text != example.passage and not has_an_answer(f"{example.title} {text}", example)
    ]
    if not open_to_it:
        return None
    best = max(open_to_it, key=lambda text: len(asked & set(re.findall(r"\w{3,}", text.lower()))))
    return replace(example, passage=best, span=NOWHERE, answers=(), kind="made: other passage")


def _name_spans(question: str) -> Iterator[Span]:
    run: Span | None = None
    for match in list(_WORDS.finditer(question))[1:]:
        large = match[0][0].isupper()
        if large and run and question[run[1] : match.start()] == " ":
            run = run[0], match.end()
            continue
        if run:
            yield run
        run = match.span() if large else None
    if run:
        yield run


def _swappable(example: Example) -> list[Span]:
    if example.asked_in not in _WRITTEN_LARGE:
        return []
    return [
        (start, end)
        for start, end in _name_spans(example.question)
        if example.question[start:end] in example.passage
        and not _NOT_SWAPPED.search(example.question[start:end])
    ]


def has_an_answer(text: str, example: Example) -> bool:
    """Whether an accepted wording stands in ``text``, case aside."""
    lowered = text.lower()
    return any(answer.lower().strip(" .,\"'") in lowered for answer in example.answers)


def _swapped(text: str, span: Span, other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def _asked(example: Example, question: str, kind: str) -> Example:
    return replace(example, question=question, span=NOWHERE, answers=(), kind=kind)
