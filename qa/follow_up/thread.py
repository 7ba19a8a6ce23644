"""What a conversation has come to: its last question, its topic, who and what was spoken of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.answer import Turn
from qa.follow_up.phrases import Phrase, names_in, people_in, phrases_of, with_its_noun
from qa.follow_up.referring import PREPOSITIONS, SENTENCE, Stands, Tongue
from qa.follow_up.tongues import tongue_of
from qa.follow_up.topic import Topic, topic_of
from qa.words import has_words_of, tokens_of

_AND = frozenset({"and", "и", "va", "ve", "und", "و"})
_ADDED = 3
"""Phrases put behind a question; more make it another one."""
_BEHIND = 240
"""Code points put behind a question: a statement, for "who said that?"."""
_END = re.compile(r"[\s?؟.!…]*$")
_BRACKETED = re.compile(r"\(([^()]*)\)[\s?؟]*$")
_NONE = Topic()


@dataclass(frozen=True, slots=True)
class Thread:
    """What can be meant by a word that refers, after some turns; at first nothing.

    ``known``: words that are names somewhere in the conversation.
    """

    known: frozenset[str]
    asked: str = ""
    """The last question, standing alone."""
    topic: Topic = _NONE
    people: str = ""
    place: str = ""
    names: tuple[str, ...] = ()
    """Those of the last question."""
    said: str = ""
    """The first statement that it was answered with."""
    foreign: tuple[str, ...] = ()
    """The names in that statement, where it is in another language than the question."""
    questions: tuple[str, ...] = ()

    def meant(self, kind: Stands, *, spoken: bool) -> str:
        """What a word of that kind stands for; ``spoken``: it stands beside a verb of speech."""
        if kind is Stands.PLACE and self.place:
            return self.place
        several = any(token.plain in _AND for token in tokens_of(self.people))
        person = kind is Stands.PERSON or (kind is Stands.EITHER and (spoken or self._asks_who()))
        if person or (kind is Stands.SEVERAL and several):
            return self.people or self.topic.text
        return self.topic.text or self.people

    def context(self, text: str) -> str:
        """The topic and the names beside it, as far as ``text`` has not got them."""
        return _lacking(text, (self.topic.text or self.people, *self.names, *self.foreign))

    def spelt(self, text: str) -> str:
        """The names that the answer has in its own language, as far as ``text`` has not."""
        return _lacking(text, self.foreign)

    def after(self, turn: Turn, text: str, *, keeps_topic: bool) -> "Thread":
        """The conversation after ``turn``, whose question, standing alone, is ``text``."""
        text = _asked_last(text)
        tongue = tongue_of(turn.question, self.questions)
        said = SENTENCE.split(turn.answer.strip(), maxsplit=1)[0]
        names = names_in(text, tongue, self.known)
        answering = names_in(said, tongue_of(said), self.known)
        topic = self.topic
        if not (keeps_topic and topic.text):
            found = topic_of(text, tongue, self.known)
            if found.text and (found.is_sure or not topic.is_sure):
                topic = _named(found, answering)
        now = replace(
            self,
            asked=text,
            topic=topic,
            names=tuple(name.text for name in names),
            said=said,
            foreign=_things(said, answering) if tongue_of(said) is not tongue else (),
        )
        return replace(
            now,
            people=now._people(turn.question, names, answering),
            place=_place(text, names) or _place(said, answering) or self.place,
            questions=(*self.questions, turn.question),
        )

    def asking_of(self, what: str) -> str:
        """The last question with another thing asked: "when will it open, the domestic part?"."""
        comma, mark = ("،", "؟") if "؟" in self.asked + what else (",", "?")
        return f"{_END.sub('', self.asked)}{comma} {_END.sub('', what)}{mark}"

    def asked_of(self, what: str, tongue: Tongue) -> str:
        """The last question with ``what`` in the place of its like; empty when it has none."""
        target = next(self._likes(what, tongue), None)
        if target is None:
            return ""
        start, first = target.start, tokens_of(what)[0].plain
        head = tokens_of(self.asked[:start])
        if head and head[-1].plain == "the":
            start, head = head[-1].start, head[:-1]
        if head and first in PREPOSITIONS and head[-1].plain in PREPOSITIONS:
            start = head[-1].start
        what = what[:1].upper() + what[1:] if start == 0 else what
        return self.asked[:start] + what + self.asked[target.end :]

    def _likes(self, what: str, tongue: Tongue) -> Iterator[Phrase]:
        """What ``what`` can stand for in the last question, the most alike first."""
        if added := _BRACKETED.search(self.asked):
            yield Phrase(added[1], added.start(1), added.end(1))
        names = names_in(self.asked, tongue, self.known)
        first = tokens_of(what)[0].plain
        for name in names if first in PREPOSITIONS else ():
            if (head := tokens_of(self.asked[: name.start])) and head[-1].plain == first:
                yield name
        people = people_in(self.asked, tongue, names)
        if people and has_words_of(self.people, what):
            yield people[0]
        things = [name for name in names if not any(name.meets(one) for one in people)]
        if people and things and not what.isupper():
            return  # "What did Aliyev say about Armenia?" "And Tokayev?": nothing tells who he is
        yield from (with_its_noun(self.asked, name, tongue) for name in reversed(things))
        yield from (phrases_of(self.asked, tongue, people) if tongue.code == "fa" else people)

    def _people(self, own: str, names: Sequence[Phrase], answering: Sequence[Phrase]) -> str:
        """Who was spoken of: in the question, else who speaks, or is named for "who", in answer.

        First comes whom the asker named in the question as it was put, ``own``.
        """
        speaking = people_in(self.said, tongue_of(self.said), answering)
        if self._asks_who():
            found = [*speaking, *answering, *names]
        else:
            asked = people_in(self.asked, tongue_of(own, self.questions), names)
            found = sorted([*asked, *speaking], key=lambda one: not has_words_of(own, one.text))
        return found[0].text if found else self.people

    def _asks_who(self) -> bool:
        tongue = tongue_of(self.asked, self.questions)
        asking = tongue.asking.search(self.asked)
        return asking is not None and tongue.who.match(asking.group()) is not None


def with_behind(question: str, what: str) -> str:
    """``question`` with ``what`` in brackets before its mark; nothing is added for nothing."""
    if not what:
        return question
    head, short = _END.sub("", question), _END.sub("", what)
    if len(short) > _BEHIND:
        short = short[:_BEHIND].rsplit(" ", 1)[0] + "…"
    told = f"{head[:-1]}, {short})" if _BRACKETED.search(head) else f"{head} ({short})"
    return told + question[len(head) :].strip()


def _lacking(text: str, phrases: Sequence[str]) -> str:
    """Those of ``phrases`` that ``text`` and those before them have not got, a few of them."""
    added: list[str] = []
    for phrase in phrases:
        if phrase and not has_words_of(" ".join([text, *added]), phrase):
            added.append(phrase)
    return ", ".join(added[:_ADDED])


def _asked_last(text: str) -> str:
    sentences = [one for one in SENTENCE.split(text) if one.strip()]
    asking = [one for one in sentences if one.rstrip().endswith(("?", "؟"))]
    return (asking or sentences or [text])[-1]


def _named(topic: Topic, answering: Sequence[Phrase]) -> Topic:
    """A topic by the name that the answer gives it: "council", "Council of Foreign Ministers"."""
    for name in answering:
        if has_words_of(name.text, topic.text):
            return replace(topic, text=name.text)
    return topic


def _things(said: str, names: Sequence[Phrase]) -> tuple[str, ...]:
    """Those of ``names`` that are no people; people where there is nothing else."""
    people = people_in(said, tongue_of(said), names)
    things = [name for name in names if not any(name.meets(person) for person in people)]
    return tuple(name.text for name in things or people)


def _place(text: str, names: Sequence[Phrase]) -> str:
    """The name behind the last "in" or "at"."""
    within = [
        name.text
        for name in names
        if (head := tokens_of(text[: name.start])) and head[-1].plain in ("in", "at")
    ]
    return within[-1] if within else ""
