"""The same words with better citations: a model that says the right thing may point beside it.

Tried in order: the cited sentences with their neighbours, then those shown that have most of the
statement's facts, names and words, three at most. What is found must pass like any other draft.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Kind, Sentence
from qa.answer import Draft, Statement
from qa.facts import facts_of
from qa.verification.figures import known_facts
from qa.verification.grounds import plain_keys
from qa.verification.lexicon import Lexicon, content_keys, keys_of
from qa.verification.places import places_in
from qa.verification.verdict import beside, verify

_MOST = 3
_TRIED = 8
_FEWEST = 2
"""Words, not of figures, that a sentence must have in common with what it is to bear out."""
_WITHOUT = 0.8
"""Share of a draft's content that its sentences must have when it cited none."""
_WITH = 0.5
"""The same for one that cited others."""
_ENOUGH = 0.75
"""Share of a draft's words that its own citations may have: with more, they are the right ones, and
what is wrong is the draft."""


def repaired(draft: Draft, shown: Sequence[Sentence]) -> Draft | None:
    """``draft`` resting on other sentences of those ``shown``; None when none bear it out."""
    cited = [one for one in dict.fromkeys(draft.sentences) if one in shown]
    if cited and _share(draft.text, cited) >= _ENOUGH:
        return None
    least = _WITH if cited else _WITHOUT
    for sentences in itertools.islice(_choices(draft.text, cited, shown, least), _TRIED):
        better = replace(draft, sentences=sentences)
        if sentences != draft.sentences and isinstance(verify(better, shown), Statement):
            return better
    return None


def _share(text: str, cited: Sequence[Sentence]) -> float:
    words = plain_keys(text)
    held = frozenset[str]().union(*(keys_of(one.text) for one in cited))
    return len(words & held) / len(words) if words else 0.0


def _choices(
    text: str, cited: Sequence[Sentence], shown: Sequence[Sentence], least: float
) -> Iterator[tuple[Sentence, ...]]:
    wanted, words = _wanted(text), plain_keys(text)
    # A sentence that happens to have the figure bears nothing out.
    pool = [
        one
        for one in shown
        if one.kind in (Kind.BODY, Kind.HEADLINE)
        and (len(words & keys_of(one.text)) >= _FEWEST or one in cited)
    ]
    if not wanted or not pool:
        return
    has = {one: wanted & _held(one) for one in pool}
    near = [one for one in beside(cited, pool) if has[one]]
    if cited:
        for one in sorted(near, key=lambda one: -len(has[one])):
            yield from _enough((*cited, one), has, wanted, least)
    best = sorted(pool, key=lambda one: -_weight(has[one]))[:_TRIED]
    for first in best[:_MOST]:
        chosen = [first]
        yield from _enough(chosen, has, wanted, least)
        while len(chosen) < _MOST:
            covered = frozenset[str]().union(*(has[one] for one in chosen))
            more = max(pool, key=lambda one: _weight(has[one] - covered))
            if not has[more] - covered:
                break
            chosen.append(more)
            yield from _enough(chosen, has, wanted, least)


def _enough(
    chosen: Sequence[Sentence],
    has: dict[Sentence, frozenset[str]],
    wanted: frozenset[str],
    least: float,
) -> Iterator[tuple[Sentence, ...]]:
    """The choice, where it has the share of what is wanted that it needs."""
    held = frozenset[str]().union(*(has.get(one, frozenset()) for one in chosen))
    if len(chosen) <= _MOST and _weight(held) >= least * _weight(wanted):
        yield tuple(chosen)


def _weight(things: frozenset[str]) -> int:
    """Facts and places count for three words."""
    return sum(3 if one[0] in "#@" else 1 for one in things)


def _wanted(text: str) -> frozenset[str]:
    """What a statement needs, one string each: ``#`` facts, ``@`` places, and words."""
    facts = {
        f"#{min(fact.readings, default=fact.shown)}" for fact in facts_of(text) if not fact.is_loose
    }
    places = {f"@{sorted(place.ids)[0]}" for place in places_in(text)}
    return frozenset(facts | places | content_keys(text))


def _held(sentence: Sentence) -> frozenset[str]:
    facts = {
        f"#{one}" for fact in known_facts(sentence.text) for one in fact.readings | fact.implied
    }
    lexicon = Lexicon.of((sentence.text,))
    return frozenset(facts | {f"@{one}" for one in lexicon.places} | lexicon.keys)
