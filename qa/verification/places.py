"""Countries, peoples, capitals and great bodies by their names in six languages.

"Almaniya", «Германия» and "Germany" share no letter to go by, so they are looked up. A form stands
for itself and for what endings make of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_TABLE = Path(__file__).parent / "exonyms.json"
_WORD = re.compile(r"[^\W_]+(?:[.\u200c][^\W_]+)*\.?")
_SHORT = 4
"""Letters of a form up to which only an ending of grammar may follow."""
_LONGEST_ENDING = 6
_ENDING = re.compile(
    r"(?:[-’'\u200c]?(?:s|es|s?[ıiuü]|n?[ıiuü]n|y?[aəe]|[dt][aəe]n?|l[ıiuü]|l[aə]r\w*|"
    r"а|у|е|ы|и|ом|ой|ем|я|ю|ей|ск\w+|ц\w{1,3}|ان|ی|ها|های|یان|ians?|ans?|isch\w*|er[ns]?|i))?"
)
_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One that is named at ``start``:``end``: ``ids`` are what it can be."""

    start: int
    end: int
    ids: frozenset[str]


@lru_cache(maxsize=1024)
def places_in(text: str) -> tuple[Place, ...]:
    """Every one that ``text`` names, by whichever form; the longest form where several fit."""
    return tuple(_places(text))


def _places(text: str) -> Iterator[Place]:
    words = [(_plain(match.group()), *match.span()) for match in _WORD.finditer(text)]
    whole, stems, firsts = _forms()
    at = 0
    while at < len(words):
        most = firsts.get(words[at][0][:_BEGINNING], 0)
        for count in range(min(most, len(words) - at), 0, -1):
            run = words[at : at + count]
            ids = _ids(" ".join(word for word, _, _ in run), whole, stems)
            if ids and _adjoin(text, run):
                yield Place(run[0][1], run[-1][2], ids)
                at += count - 1
                break
        at += 1


def _ids(
    form: str, whole: dict[str, frozenset[str]], stems: dict[str, frozenset[str]]
) -> frozenset[str]:
    if form in whole:
        return whole[form]
    for end in range(len(form), 1, -1):
        ids, rest = stems.get(form[:end]), form[end:]
        if ids and (
            _ENDING.fullmatch(rest)
            or (end > _SHORT and len(rest) <= _LONGEST_ENDING and " " not in rest)
        ):
            return ids
    return frozenset()


def _adjoin(text: str, run: list[tuple[str, int, int]]) -> bool:
    return all(text[one[2] : other[1]].strip(" \u00a0\n-‑") == "" for one, other in pairwise(run))


def _plain(word: str) -> str:
    """Lower case without the dot that ``İ`` leaves; Arabic letters that look alike as one."""
    lowered = word.lower().replace("i̇", "i").replace("ي", "ی").replace("ك", "ک").rstrip(".")
    return lowered.replace("ё", "е").replace("-", " ")


@cache
def _forms() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, int]]:
    """Forms that stand whole (acronyms), those that take endings, and how many words they have.

    The last by their beginnings: most words are not looked up at all.
    """
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for identity, forms in json.loads(_TABLE.read_text("utf-8")).items():
        for written in forms.split():
            form = _plain(written.replace("_", " "))
            (whole if len(form) <= 2 or "." in form else stems).setdefault(form, set()).add(
                identity
            )
    most: dict[str, int] = {}
    for form in (*whole, *stems):
        first = form[:_BEGINNING]
        most[first] = max(most.get(first, 0), form.count(" ") + 1)
    return (
        {form: frozenset(ids) for form, ids in whole.items()},
        {form: frozenset(ids) for form, ids in stems.items()},
        most,
    )
