"""What a sentence gives as a date or a figure, so that two of them can be held side by side.

Two values contradict each other only where both cannot be so: "by the end of 2028" and "in 2027"
can, "about 15 million" and "15.2 million" can, and so can what is more exact and what is less.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from qa.disagreement.bounds import Binding, Bound, binding_of
from qa.disagreement.periods import Period, periods_of
from qa.facts import Fact, facts_of
from qa.facts.numbers import evened
from qa.reading.skeleton import skeleton_of
from qa.words import content_words, plainly

_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_NOUN = re.compile(r"[-\s\u200c](?:of\s)?([^\W\d_][\w’'\u200c]*)")
_BEFORE = re.compile(r"(?<=d[aə]n)\s(?:əvvəl|evvel)$")
_TENTH = Fraction(1, 10)
_ENDING = re.compile(r"[\w’'-]*(?:\s(?:год\w*|il\w*|yıl\w*)(?!\w))?")
_PEOPLE = tuple(
    map(plainly, ["people", "person", "nəfər", "kişi", "insan", "человек", "люд", "نفر"])
)
"""By the beginnings of their words, as :mod:`qa.facts.measures` has what is measured."""
_NO_AMOUNTS = ("th", "part")
"""Ordinals and fractions: "the third" of which, a sentence does not say."""


@dataclass(frozen=True, slots=True)
class Value:
    """A date or a figure, and its whole words in the sentence: half-open, with what binds it.

    ``unit``: a currency, "%", a measure, or the bones of the noun that is counted; empty for a
    date, and for a figure of nothing that can be told.
    """

    fact: Fact
    binding: Binding
    start: int
    end: int
    periods: tuple[Period, ...] = ()
    amounts: tuple[Fraction, ...] = ()
    unit: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is a date or a period."""
        return bool(self.periods)

    def contradicts(self, other: "Value") -> bool:
        """Whether both cannot be so; False for what cannot be compared."""
        if self.is_time != other.is_time:
            return False
        if not self.is_time and (not self.unit or self.unit != other.unit):
            return False
        mine, theirs = self.binding.bound, other.binding.bound
        if mine is theirs:
            return self._is_apart(other)
        bound, at = (self, other) if theirs is Bound.AT else (other, self)
        is_until = bound.binding.bound is Bound.UNTIL
        return bound._is_below(at) if is_until else at._is_below(bound)

    def is_said_by(self, other: "Value") -> bool:
        """Whether ``other`` is this, or less exact."""
        said = other.fact.readings
        return not said.isdisjoint(self.fact.readings | self.fact.implied)

    def _is_apart(self, other: "Value") -> bool:
        if self.is_time:
            return all(a.is_apart(b) for a in self.periods for b in other.periods)
        return all(
            abs(a - b) > _slack(self, other, a, b) for a in self.amounts for b in other.amounts
        )

    def _is_below(self, other: "Value") -> bool:
        if self.is_time:
            return all(a.is_before(b) for a in self.periods for b in other.periods)
        return all(b - a > _slack(self, other, a, b) for a in self.amounts for b in other.amounts)


def values_of(text: str) -> tuple[Value, ...]:
    """Every date and figure of a sentence that can be compared with another's."""
    even = evened(text)
    facts = (_bare(one) for one in facts_of(text) if not one.is_loose)
    return tuple(value for fact in facts for value in _value(even, fact))


def _bare(fact: Fact) -> Fact:
    """The year alone of «2030-cu ildən əvvəl», which is before it and not its beginning."""
    match = _BEFORE.search(evened(fact.shown))
    if fact.shown.endswith("."):
        return replace(fact, shown=fact.shown[:-1])  # of the sentence, not of "18 Mar."
    year = facts_of(fact.shown[: match.start()]) if match else ()
    return replace(year[0], start=year[0].start + fact.start) if year else fact


def _value(even: str, fact: Fact) -> Iterator[Value]:
    if any(reading.startswith("week") for reading in fact.readings):
        return  # Tuesday of which week, a sentence does not say
    periods = periods_of(fact)
    counting = binding_of(even, fact.start, fact.end, is_time=False)
    noun = _NOUN.match(even, counting.end)
    counted = _counted(noun[1]) if noun else ""
    if periods and not (fact.shown.isdecimal() and counted == _PEOPLE[0]):
        binding = binding_of(even, fact.start, fact.end, is_time=True)
        ending = _ENDING.match(even, binding.end)
        end = ending.end() if ending else binding.end
        yield Value(fact, binding, binding.start, end, periods)
    elif amounts := tuple(_amounts(fact)):
        unit = _measure(fact)
        end = noun.end() if noun and counted and not unit else counting.end
        yield Value(fact, counting, counting.start, end, amounts=amounts, unit=unit or counted)


def _amounts(fact: Fact) -> Iterator[Fraction]:
    for reading in sorted(fact.readings):
        unit, _, amount = reading.rpartition(" ")
        try:
            if unit not in _NO_AMOUNTS:
                yield Fraction(amount)
        except ValueError:
            continue  # a time of day, or a score


def _measure(fact: Fact) -> str:
    """The currency or measure, or "%"; empty for what is a mere number."""
    return next((unit for one in sorted(fact.readings) if (unit := one.rpartition(" ")[0])), "")


def _counted(noun: str) -> str:
    """The bones of the noun that is counted, one name for people; empty for a word of grammar."""
    if not content_words(noun):
        return ""
    plain = plainly(noun)
    return _PEOPLE[0] if plain.startswith(_PEOPLE) else skeleton_of(noun) or plain


def _slack(one: Value, other: Value, a: Fraction, b: Fraction) -> Fraction:
    """How far apart two amounts may be said to be and still be the same, rounded."""
    if one.binding.is_rough or other.binding.is_rough:
        return max(abs(a), abs(b)) * _TENTH
    return max(_grain(one.fact, a), _grain(other.fact, b)) / 2


def _grain(fact: Fact, amount: Fraction) -> Fraction:
    """The step in which it is told: a million for "15 million", a tenth of one for "2.3 mln"."""
    if amount.denominator != 1 or not amount:
        return Fraction(0)
    zeros = len(str(amount)) - len(str(amount).rstrip("0"))
    if _DECIMAL.search(evened(fact.shown)):
        return Fraction(10**zeros)
    return Fraction(1000 ** (zeros // 3)) if zeros >= 3 else Fraction(0)
