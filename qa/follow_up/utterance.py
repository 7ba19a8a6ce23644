"""A question taken apart, and which of its words stand for something that it does not have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.follow_up.phrases import Phrase, names_in
from qa.follow_up.referring import AUXILIARIES, OWNING, PREPOSITIONS, SENTENCE, Stands, Tongue
from qa.follow_up.tongues import ENGLISH, tongue_of
from qa.words import Token, tokens_of

_CLAUSE = re.compile(
    r"[,;.?!؟،]|\b(?:and|but|if|when|while|because|so|that|where|which|who)\b", re.IGNORECASE
)
"""Where an English clause ends."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The last sentence of a question, or its last questions, behind what an afterthought opens."""

    text: str
    tongue: Tongue
    opener: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    names: tuple[Phrase, ...]
    asking: tuple[int, int]
    """Offsets of the words that ask; equal ones where there are none."""

    @classmethod
    def of(
        cls, question: str, before: Sequence[str] = (), known: frozenset[str] = frozenset()
    ) -> "Utterance":
        """Take ``question`` apart; ``before`` are earlier ones, ``known`` words that are names."""
        tongue = tongue_of(question, before)
        starts = [0, *(match.end() for match in SENTENCE.finditer(question))]
        while len(starts) > 1 and question[: starts[-1]].rstrip().endswith(("?", "؟")):
            starts.pop()
        opener = tongue.opener.match(question[starts[-1] :])
        begin = starts[-1] + (opener.end() if opener else 0)
        asking = tongue.asking.search(question, begin)
        low, high = asking.span() if asking else (begin, begin)
        tokens = tuple(token for token in tokens_of(question) if token.start >= begin)
        content = tuple(t for t in tokens if tongue.names(t) and not low <= t.start < high)
        names = names_in(question, tongue, known)
        return cls(
            question, tongue, opener.group() if opener else "", tokens, content, names, (low, high)
        )

    @property
    def asks(self) -> str:
        """The words that ask."""
        return self.text[slice(*self.asking)]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether one of the content words is of that kind."""
        return any(pattern.match(token.plain) for token in self.content)

    def says_more(self) -> bool:
        """Whether something is named before the tokens."""
        earlier = tokens_of(self.text[: self.tokens[0].start - len(self.opener)])
        return any(self.tongue.names(token) for token in earlier)

    def pointers(self) -> list[tuple[Token, Stands]]:
        """The words that stand for something outside, with what they can stand for."""
        fixed = [self.asking, *(m.span() for m in self.tongue.fixed.finditer(self.text))]
        return [
            (token, kind)
            for at, token in enumerate(self.tokens)
            if (kind := self.tongue.stands.get(token.plain))
            and not any(start <= token.start < end for start, end in fixed)
            and self._points_out(at, kind)
        ]

    def _points_out(self, at: int, kind: Stands) -> bool:
        token = self.tokens[at]
        before = self.tokens[at - 1].plain if at else ""
        after = self.tokens[at + 1].plain if at + 1 < len(self.tokens) else ""
        if kind is Stands.REST:
            alone = token.plain != "one" or not after or after in AUXILIARIES
            return not self.names and alone and (token.plain != "more" or not self.content)
        named = any(name.end <= token.start for name in self.names)
        if self.tongue is not ENGLISH or (named and token.plain in OWNING):
            return not named
        if token.plain in ("this", "that") and before and after:
            return before in AUXILIARIES | PREPOSITIONS and not self._named_in_clause_before(token)
        return not self._named_in_clause_before(token)

    def _named_in_clause_before(self, token: Token) -> bool:
        """In its own clause, "it" does not stand for what does something."""
        ends = [match.start() for match in _CLAUSE.finditer(self.text, 0, token.start)]
        earlier = tokens_of(self.text[: max(ends, default=0)])
        return any(self.tongue.names(one) for one in earlier)
