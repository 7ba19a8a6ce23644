"""Where cited articles differ on one thing: who says what, the newest first.

"When will it open" has another answer in each article; an answer that shows one of them alone would
hide that. Only what two sentences give for the same question is compared, by its readings, and what
cannot be compared is left alone.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Sentence
from qa.answer import Answer, Difference, Draft, Saying, Statement, Status
from qa.disagreement.bounds import clause_of, led
from qa.disagreement.same_subject import Telling, is_like, speak_of_one
from qa.disagreement.values import Value, values_of
from qa.facts import folded
from qa.facts.numbers import evened
from qa.parts import parts_of
from qa.reading.asked import Asked, asked_for
from qa.recency import newness
from qa.words import content_words, joined, tokens_of

_NEAR = 30
"""Code points between a value and the hedge or span that is shown in one piece with it."""
_LONGEST = 80
"""Code points of what articles are said to differ on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a cited sentence gives: ``shown`` is its words there, with what binds them."""

    number: int
    telling: Telling
    value: Value
    shown: str

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.telling.sentence.source.id


def differences(
    question: str, drafts: Sequence[Draft], statements: Sequence[Statement]
) -> tuple[Difference, ...]:
    """What the cited articles differ on; ``drafts`` are those that ``statements`` came of."""
    if len({s.source.id for one in statements for s in one.sentences}) < 2:
        return ()
    told = []
    for part in parts_of(question):
        claims = tuple(_claims(part.searched_for, drafts, statements))
        told += [_difference(part.text, group) for group in _groups(part.searched_for, claims)]
    return tuple(dict.fromkeys(told))


def differ_on(question: str, one: Draft, other: Draft) -> bool:
    """Whether two drafts give different values for what is asked."""
    said = [Statement(draft.text, draft.sentences) for draft in (one, other) if draft.sentences]
    return len(said) == 2 and bool(differences(question, (one, other), said))


def _claims(
    question: str, drafts: Sequence[Draft], statements: Sequence[Statement]
) -> Iterator[Claim]:
    asked = asked_for(question)
    if asked is Asked.NAME or not statements:
        return
    cited = Answer("", "", "", Status.ANSWERED, tuple(statements)).citations
    numbers = {one.sentence: one.number for one in cited}
    for draft, statement in itertools.zip_longest(drafts[: len(statements)], statements):
        for sentence in statement.sentences:
            chosen = _value(question, asked, draft, statement, sentence)
            if chosen is not None:
                around = draft.neighbours if draft is not None else ()
                shown = _shown(chosen, draft, sentence)
                yield Claim(numbers[sentence], Telling(sentence, around), chosen, shown)


def _value(
    question: str, asked: Asked | None, draft: Draft | None, said: Statement, sentence: Sentence
) -> Value | None:
    """The one value that the sentence is cited for; None where it gives several, or none."""
    is_time = asked is Asked.DATE
    values = [one for one in values_of(sentence.text) if asked is None or one.is_time == is_time]
    told = draft.span if draft is not None and draft.span is not None else said.text
    if told != sentence.text:
        known = values_of(told)
        values = [one for one in values if any(one.is_said_by(other) for other in known)]
    if len(values) > 1:
        values = _of_its_clause(question, values, sentence.text)
    return values[0] if len(values) == 1 else None


def _of_its_clause(question: str, values: Sequence[Value], text: str) -> list[Value]:
    """Those whose clause has most of the question's words; names say what all of it is about."""
    capitals = [token.plain for token in tokens_of(text) if token.is_capital]
    words = [joined(word.text) for word in content_words(question) if not word.is_name]
    words = [word for word in words if not any(is_like(word, name) for name in capitals)]
    counts = []
    for value in values:
        said = [token.plain for token in tokens_of(clause_of(text, value.fact.start))]
        counts.append(sum(any(is_like(word, one) for one in said) for word in words))
    return [one for one, count in zip(values, counts, strict=True) if count == max(counts)]


def _shown(value: Value, draft: Draft | None, sentence: Sentence) -> str:
    """Its words with what binds it, and with the span and the hedge where they stand beside it."""
    text, start, end = sentence.text, value.start, value.end
    if draft is None or draft.span is None:
        return text[led(evened(text), start) if value.is_time else start : end]
    for words in (draft.span, draft.hedge):
        places = [match.span() for match in re.finditer(re.escape(words), text)] if words else []
        for low, high in places:
            if max(low - end, start - high) <= _NEAR:
                start, end = min(start, low), max(end, high)
                break
    return text[start:end].rstrip(" .,;:،؛")


def _groups(question: str, claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """The claims that contradict another, together with those that they do."""
    groups: list[set[Claim]] = []
    for one, other in itertools.combinations(claims, 2):
        if not _differ(question, one, other):
            continue
        touched = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in touched]
        groups.append({one, other}.union(*touched))
    return [tuple(one for one in claims if one in group) for group in groups]


def _differ(question: str, one: Claim, other: Claim) -> bool:
    return (
        one.article != other.article
        and one.value.contradicts(other.value)
        and speak_of_one(question, one.telling, other.telling, is_time=one.value.is_time)
    )


def _difference(question: str, claims: Sequence[Claim]) -> Difference:
    once = {(one.article, folded(one.shown)): one for one in reversed(claims)}
    chosen = sorted(once.values(), key=lambda one: one.number)
    newest = sorted(chosen, key=lambda one: newness(one.telling.sentence.source), reverse=True)
    says = tuple(Saying(one.number, one.shown) for one in newest)
    return Difference(_subject(question), says)


def _subject(question: str) -> str:
    """A few words of the question, as they stand in it."""
    whole = question.strip(" \t?؟!.,;:")
    if len(whole) <= _LONGEST:
        return whole
    words = content_words(whole)
    return " ".join(word.text for word in words)[:_LONGEST].rsplit(" ", 1)[0]
