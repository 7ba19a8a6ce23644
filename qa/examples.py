"""Example questions, drawn from the articles that are there: nothing shown that cannot be answered.

A sentence with a speaker, a date or a figure is turned into a question by its own words, and the
question is kept when the assistant answers it with that sentence.
"""

import itertools
import re
from collections.abc import Iterator

from index import Kind, Scope, Sentence, everything
from qa.answer import Question, Status
from qa.assistant import Assistant
from qa.attribution import attribution_of

_SAMPLE = 12
"""Articles looked at, the newest first: enough to choose from, little enough to wait for."""
_QUOTED = re.compile(r"“([^”]{8,60})”")
_WORD = re.compile(r"[^\W\d_][\w’-]*")
_MOST = 4
"""Words of a name."""
_OF_ALL = {
    "az": "{} barədə nə deyilir?",
    "tr": "{} hakkında ne deniyor?",
    "ru": "Что сказано о {}?",
    "de": "Was wird über {} gesagt?",
    "fa": "درباره {} چه گفته شده است؟",
}


def example_questions(
    assistant: Assistant, n: int = 4, scope: Scope = everything
) -> tuple[str, ...]:
    """Up to ``n`` questions that the assistant answers from the articles in ``scope``."""
    collection = assistant.collection.within(scope)
    kept: list[str] = []
    for source in reversed(collection.sources()[-_SAMPLE:]):
        used: set[int] = set()
        for text, sentence in _questions(collection.sentences(source.id), source.language):
            if sentence.index in used or text in kept:
                continue
            answer = assistant.ask(Question(text, scope=scope))
            cited = {
                c.sentence.index for c in answer.citations if c.sentence.source.id == source.id
            }
            if answer.status is Status.ANSWERED and sentence.index in cited:
                kept.append(text)
                used.add(sentence.index)
            if len(kept) == n:
                return tuple(kept)
    return tuple(kept)


def _questions(
    sentences: tuple[Sentence, ...], language: str | None
) -> Iterator[tuple[str, Sentence]]:
    body = [sentence for sentence in sentences if sentence.kind is Kind.BODY]
    for sentence in body:
        if language == "en":
            yield from _english(sentence)
        elif language in _OF_ALL:
            for start, end in itertools.islice(_names(sentence.text), 1):
                yield _OF_ALL[language].format(sentence.text[start:end]), sentence


def _english(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    text = sentence.text
    told = [(text[slice(*name)], _speaker(sentence, *name)) for name in _names(text)]
    names = [name for name, _ in told]
    said = [(name, who) for name, who in told if who and who not in name]
    opening = re.search(r"([A-Z][\w’-]+(?: [A-Z][\w’-]+)+)[^,.]{0,40}\b(?:completed|open)", text)
    if opening and re.search(r"\b(?:20\d\d)\b", text):
        yield f"When will the {opening[1].removeprefix('The ')} open?", sentence
    for name, who in said[:1]:
        yield f"What did {who} say about {_articled(name, text)}?", sentence
    if quoted := _QUOTED.search(text):
        yield f"Who spoke of “{quoted[1].rstrip(',')}”?", sentence
    figure = re.search(r"\d[\d.,]* (?:million|billion|thousand)? ?([a-z]{4,})", text)
    if figure and names:
        yield f"How many {figure[1]} are mentioned for {_articled(names[0], text)}?", sentence


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where two to four capitalised words follow one another inside a sentence."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        goes_on = bool(run) and text[run[-1][1] : match.start()] == " "
        if match.group()[0].isupper() and (goes_on or not run) and len(run) < _MOST:
            run.append(match.span())
            continue
        yield from _whole(run)
        run = [match.span()] if match.group()[0].isupper() else []
    yield from _whole(run)


def _whole(run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(run) > 1 and run[0][0] > 0:
        yield run[0][0], run[-1][1]


def _speaker(sentence: Sentence, start: int, end: int) -> str | None:
    """Who says what stands at ``start``:``end`` of the sentence."""
    speaker = attribution_of((sentence,), sentence.start + start, sentence.start + end).speaker
    return speaker.text if speaker else None


def _articled(name: str, text: str) -> str:
    bare = name.removeprefix("The ")
    return f"the {bare}" if bare != name or f"the {name}" in text else name
