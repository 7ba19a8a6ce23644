"""A follow-up as a question that stands alone: "and TRIPP?" with what it leans on.

By rules, without a model. The conversation is walked from its beginning, each question made to
stand alone by those before it, so that a chain of follow-ups keeps its topic and a new question
drops it. The asker's own content words stay; what is added are words of the conversation.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.answer import Turn
from qa.follow_up.phrases import capitals_of, people_in
from qa.follow_up.referring import AUXILIARIES, OWNING, PREPOSITIONS, Stands
from qa.follow_up.thread import Thread, with_behind
from qa.follow_up.tongues import ENGLISH
from qa.follow_up.utterance import Utterance
from qa.words import Token, has_words_of

_BACK = 6
"""Turns looked at: what was said before them, nobody means by "it"."""
_LONGEST, _ANSWER = 300, 1000
"""Code points: a longer question brings its own topic; of an answer no more is read."""
_AFTERTHOUGHT, _PART = 5, 4
"""Content words; a question with more says itself what it is about."""
_MOST = 1000
"""Code points; what a chain of follow-ups has made longer is no question any more."""
_MARKER = re.compile(r"\s*\[\d+\]")
_POINTING = frozenset({"this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A question that stands alone now, and whether it still has the topic it had."""

    text: str
    keeps_topic: bool = True


def standing_alone(question: str, history: Sequence[Turn]) -> str:
    """``question`` as it can be searched for without ``history``; itself where it leans on nothing.

    The newest six turns are looked at.
    """
    if not history or len(question) > _LONGEST:
        return question
    turns = [
        Turn(_plain(turn.question[:_LONGEST]), _plain(_MARKER.sub("", turn.answer[:_ANSWER])))
        for turn in history[-_BACK:]
    ]
    thread = Thread(capitals_of(text for turn in turns for text in (turn.question, turn.answer)))
    for turn in turns:
        told = _told(thread, turn.question)
        thread = thread.after(turn, told.text, keeps_topic=told.keeps_topic)
    return _told(thread, question).text


def _plain(text: str) -> str:
    """One line: what is added to a question comes from anywhere."""
    return " ".join(text.split())


def _told(thread: Thread, question: str) -> _Told:
    asked = Utterance.of(question, thread.questions, thread.known)
    if thread.asked and asked.tokens:
        for rule in _RULES:
            if (told := rule(thread, asked)) and len(told.text) <= _MOST:
                return told
    return _Told(question, keeps_topic=False)


def _afterthought(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete "and TRIPP?", "what about the cost?", «а внутренняя часть?»."""
    closer = asked.tongue.closer.search(asked.text, asked.tokens[0].start)
    low, high = asked.asking
    if closer is not None and low < closer.start() and low < high:
        closer = None
    opened = bool(asked.opener) or (closer is not None and asked.tongue is not ENGLISH)
    if not opened or (low < high and closer is None) or _is_clause(asked) or asked.pointers():
        return None
    if not 1 <= len(asked.content) <= _AFTERTHOUGHT:
        return None
    end = closer.start() if closer else asked.tokens[-1].end
    what = asked.text[asked.tokens[0].start : end]
    if not asked.has(asked.tongue.property):
        if _is_another(asked) and (replaced := thread.asked_of(what, asked.tongue)):
            return _Told(replaced, keeps_topic=False)
        if _continues(thread, asked):
            framed = thread.asking_of(what)
            return _Told(with_behind(framed, thread.spelt(framed)))
    return _Told(with_behind(asked.text, thread.context(what)))


def _whose_words(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete "who said that?" with what was answered."""
    who = asked.tongue.who.match(asked.asks)
    spoken = [token for token in asked.content if asked.tongue.speech.match(token.plain)]
    if not who or not spoken or len(spoken) < len(asked.content):
        return None
    return _Told(with_behind(asked.text, thread.said or thread.asked))


def _bare_asking(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete "why?" or «nə vaxt?»: the question before, asked so."""
    asks = asked.asks
    if not asks or asked.content or asked.says_more() or asked.pointers():
        return None
    before = asked.tongue.asking.search(thread.asked)
    if before is None or asked.tongue.who.match(asks):
        return _Told(thread.asking_of(asked.text[asked.tokens[0].start :]))
    if asked.tongue is ENGLISH and re.match("who|what|which", before.group(), re.IGNORECASE):
        return _Told(with_behind(asked.text, thread.asked))
    asks = asks[:1].upper() + asks[1:] if before.start() == 0 else asks
    text = thread.asked[: before.start()] + asks + thread.asked[before.end() :]
    return _Told(with_behind(text, thread.spelt(text)))


def _pointed(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete "how much will it carry?": in English in the word's place, else behind."""
    pointers = sorted(asked.pointers(), key=lambda one: (one[1] is Stands.REST, -one[0].start))
    if not pointers:
        return None
    text, behind = asked.text, list[str]()
    spoken = asked.has(asked.tongue.speech)
    for token, kind in pointers:
        meant = thread.meant(kind, spoken=spoken)
        if not meant or has_words_of(text, meant):
            continue
        if asked.tongue is ENGLISH and _can_replace(token, kind, thread):
            text = text[: token.start] + _owned(meant, token, asked) + text[token.end :]
        else:
            behind.append(meant)
    if behind:
        behind.append(thread.context(" ".join([text, *behind])))
    return _Told(with_behind(text, ", ".join(filter(None, dict.fromkeys(behind)))))


def _part(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete "what are the main risks?" or «teslim edildi mi?»: of what, it does not say."""
    content, verb = asked.content, asked.tongue.verb
    if asked.names or not 1 <= len(content) <= _PART:
        return None
    light = asked.tongue.code == "az" and len(content) == 2 and verb.match(content[-1].plain)
    done = asked.tongue is not ENGLISH and all(verb.match(token.plain) for token in content)
    part = asked.has(asked.tongue.property) or asked.has(asked.tongue.piece)
    if not (part and not _is_complete(asked)) and not done and not light:
        return None
    return _Told(with_behind(asked.text, thread.context(asked.text)))


def _unsaid(thread: Thread, asked: Utterance) -> _Told | None:
    """Complete «что сказал об Армении?» with who: in English somebody is always named."""
    if asked.tongue is ENGLISH or not asked.has(asked.tongue.speech):
        return None
    asks = asked.tongue.who.match(asked.asks)
    if asks or people_in(asked.text, asked.tongue, asked.names) or not thread.people:
        return None
    return _Told(with_behind(asked.text, thread.people))


_RULES: tuple[Callable[[Thread, Utterance], _Told | None], ...] = (
    _afterthought,
    _whose_words,
    _bare_asking,
    _pointed,
    _part,
    _unsaid,
)


def _is_clause(asked: Utterance) -> bool:
    """Whether there is a verb, so that it is no mere afterthought."""
    if asked.tongue is ENGLISH:
        return any(token.plain in AUXILIARIES for token in asked.tokens)
    return any(asked.tongue.verb.match(t.plain) for t in asked.content if not t.is_capital)


def _is_another(asked: Utterance) -> bool:
    """Whether an afterthought names another thing, and not a piece of the same."""
    if asked.has(asked.tongue.piece) or len(asked.content) > _PART:
        return False
    named = any(name.start >= asked.tokens[0].start for name in asked.names)
    return named or asked.tongue.code == "fa"


def _continues(thread: Thread, asked: Utterance) -> bool:
    """Whether an afterthought is asked in the words of the question before.

    "What about" asks anew, but for a piece of the same, or elsewhere: "what about in Chile?".
    """
    if not asked.tongue.asking.search(thread.asked):
        return False
    anew = asked.tongue is ENGLISH and asked.tongue.about.search(asked.opener)
    return not anew or asked.has(asked.tongue.piece) or asked.tokens[0].plain in PREPOSITIONS


def _is_complete(asked: Utterance) -> bool:
    """Whether a part is told to be of something: "effects on vitamins"."""
    first = next((t.start for t in asked.tokens if t.plain in PREPOSITIONS), len(asked.text))
    return asked.tongue is ENGLISH and any(token.start > first for token in asked.content)


def _can_replace(token: Token, kind: Stands, thread: Thread) -> bool:
    if kind in (Stands.REST, Stands.PLACE) or token.plain in _POINTING:
        return False
    return not thread.topic.is_loose or kind is Stands.PERSON


def _owned(meant: str, token: Token, asked: Utterance) -> str:
    """``meant`` in the genitive where the pronoun is: "its cost", "her visit"."""
    last = asked.tokens[-1] is token
    if token.plain not in OWNING and (token.plain != "her" or last):
        return meant
    return f"{meant}'" if meant.endswith("s") else f"{meant}'s"
