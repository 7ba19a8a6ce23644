"""A person, place or body of the statement stands in its sentences, beside them or above them.

What is a name is told by its capital letter, and a capital may mean little: it opens a sentence,
and German gives one to every noun. There a word counts as a name only beside another capitalised
one, or where all the rest of the statement is the evidence's and this word alone is new. Persian
has no capitals: there it is what follows a title, and two new words side by side in a sentence
otherwise taken over. Countries, peoples and capitals are known by name in every script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.facts import facts_of
from qa.verification.capitals import Written, is_translated, runs_in, titles_of
from qa.verification.figures import NOWHERE
from qa.verification.lexicon import WORD, Lexicon, content_keys, key_of
from qa.verification.places import places_in
from qa.verification.tongues import Tongues, script_of

_TAKEN_OVER = 0.75
"""Share of a statement's other words that the evidence has when the one new word was put in."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement's names are looked for in, and the words of its sentences alone."""

    near: Lexicon
    cited: Lexicon
    is_unread: bool = False

    @classmethod
    def of(cls, cited: Sequence[str], around: Sequence[str]) -> "Evidence":
        """``around`` are neighbours and what stands above the article."""
        return cls(Lexicon.of((*cited, *around)), Lexicon.of(cited), _is_unread(cited))


def unsupported_names(text: str, evidence: Evidence, tongues: Tongues) -> Iterator[str]:
    """A line for each name of ``text`` that ``evidence`` does not have."""
    near, placed = evidence.near, places_in(text)
    for place in placed if tongues.evidence is not None or not tongues.differ else ():
        word = text[place.start : place.end].rstrip(".")
        if _is_meant(word) and not place.ids & near.places:
            parts = WORD.findall(word)
            if not all(near.has_name(one, is_foreign=tongues.differ) for one in parts):
                yield f"{word} {NOWHERE}"
    taken = [(one.start, one.end) for one in placed]
    taken += [(one.start, one.end) for one in facts_of(text)]
    runs = [run for run in runs_in(text, tongues.statement) if not _is_taken(run, taken)]
    if script_of(text) == "arabic":
        new: Iterator[Written] = _persian(text, evidence, tongues)
    elif tongues.differ:
        new = _foreign(runs, taken, evidence, tongues)
    else:
        new = _own(text, runs, taken, evidence, tongues)
    yield from (f"{one.text} {NOWHERE}" for one in new)


def _is_taken(run: Sequence[Written], taken: Sequence[tuple[int, int]]) -> bool:
    return all(_overlaps(one, taken) for one in run)


def _overlaps(one: Written, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in taken)


def _foreign(
    runs: Sequence[Sequence[Written]],
    taken: Sequence[tuple[int, int]],
    evidence: Evidence,
    tongues: Tongues,
) -> Iterator[Written]:
    """Of a translation, names of which no word is known: bodies have other names there."""
    if tongues.statement is None or evidence.is_unread:
        return
    for run in runs:
        if any(_overlaps(one, taken) or is_translated(one.text) for one in run) or any(
            evidence.near.has_name(one.text, is_foreign=True) for one in run
        ):
            continue
        if tongues.statement == "de":
            is_told = len(run) > 1 and not run[0].follows_article and not run[0].opens
        else:
            is_told = len(run) > 1 or not run[0].opens
        if is_told:
            yield run[-1]


def _own(
    text: str,
    runs: Sequence[Sequence[Written]],
    taken: Sequence[tuple[int, int]],
    evidence: Evidence,
    tongues: Tongues,
) -> Iterator[Written]:
    """New names of a statement in the language of its sentences."""
    every = [
        (one, run)
        for run in runs
        for one in run
        if not _overlaps(one, taken) and not evidence.near.has_name(one.text, is_foreign=False)
    ]
    is_taken_over = _is_taken_over(text, [one for one, _ in every], evidence)
    for one, run in every:
        if is_taken_over:
            yield one
        elif tongues.statement == "de":
            if len(run) > 1 and one is run[-1] and not run[0].opens and not run[0].follows_article:
                yield one
        elif len(run) > 1 or not one.opens:
            yield one


def _is_taken_over(text: str, new: Sequence[Written], evidence: Evidence) -> bool:
    """Whether all but the new words is in the cited sentences."""
    others = content_keys(text) - {key_of(one.text) for one in new}
    known = len(others & evidence.cited.keys)
    return known >= _FEWEST and known >= _TAKEN_OVER * len(others)


def _is_meant(word: str) -> bool:
    """Whether a form of the table is meant as a name there: "us" and "who" are not."""
    if script_of(word) == "arabic":
        return True
    return word[0].isupper() and (
        len(word) > 4
        or word.isupper()
        or not word.isascii()
        or (word[1:].islower() and len(word) > 2)
    )


def _is_unread(cited: Sequence[str]) -> bool:
    """Whether the sentences are in an alphabet whose sounds we do not know."""
    return any(script_of(text) == "other" for text in cited)


def _persian(text: str, evidence: Evidence, tongues: Tongues) -> Iterator[Written]:
    """New words behind a title; two side by side where the rest of the sentence is not new."""
    keys = content_keys(text)
    words = [
        Written(match.group(), *match.span(), opens=False)
        for match in WORD.finditer(text)
        if key_of(match.group()) in keys and len(match.group()) > 2
    ]
    is_new = [
        not evidence.near.has_name(one.text, is_foreign=tongues.differ)
        and not titles_of("fa").fullmatch(one.text)
        for one in words
    ]
    new = [one for one, new in zip(words, is_new, strict=True) if new]
    is_taken_over = not tongues.differ and _is_taken_over(text, new, evidence)
    for at, one in enumerate(words):
        before = words[at - 1] if at else None
        adjoins = before is not None and text[before.end : one.start] == " "
        titled = before is not None and adjoins and titles_of("fa").fullmatch(before.text)
        follows = at + 1 < len(words) and is_new[at + 1] and text[one.end] == " "
        # "The minister of energy" is no name: of a translation it takes two new words.
        is_told = bool(titled) and (follows or not tongues.differ)
        if is_new[at] and adjoins and (is_told or (is_taken_over and is_new[at - 1])):
            yield one
