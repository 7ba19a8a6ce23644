"""What a general splitter gets wrong in news, mended on its spans.

Two kinds of fault: a boundary inside a sentence (behind an abbreviation, "10 a.m. Eastern", an
ordinal, a quotation that ends inside), and none between two (behind a closing parenthesis or a
quotation).
"""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'–—-])(?:"
    # titles and offices
    r"mr|mrs|ms|dr|prof|gen|lt|col|capt|sgt|gov|sen|rep|hon|rev|st|maj|adm|amb|jr|sr|messrs|mt|ft|"
    # firms and references
    r"inc|corp|ltd|co|bros|vs|fig|art|sec|dept|univ|assn|est|approx|ca|cf|eg|ie|e\.g|i\.e|"
    r"h\.r|s\.res|u\.s|u\.k|u\.n|e\.u|d\.c|"
    # az, tr
    r"cən|xan|akad|prof|min|mln|mlrd|mlyn|məs|səh|küç|şəh|ray|sn|doç|av|cad|sok|mah|bkz|örn|yy|"
    # ru
    r"т\.е|т\.д|т\.п|т\.ч|т\.к|т|им|ул|пр|пл|обл|тыс|млн|млрд|трлн|руб|долл|акад|проф|тов|гр|см|"
    r"напр|стр|рис|"
    # de
    r"z\.b|d\.h|u\.a|bzw|ggf|mio|mrd|str|hr|fr|nr|abs|vgl"
    r")\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s(«“\"'])(?:[^\W\d_]\.){1,3}$")
_HOUR = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:Eastern|Central|Pacific|Mountain|local|GMT|UTC|E[SD]?T|P[SD]?T|Baku|Moscow)\b"
)
_NUMBERED = re.compile(r"\b(?:[Nn]os?|[Pp]p?)\.$")
_MISSED = re.compile(r"(?:[^\s.…]…|\bno\.)\s+(?=[^\W\d_])")
"""Ends that are not seen: an ellipsis behind a word, and "no." where it is no abbreviation."""
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.$")
_YEAR = re.compile(r"\d\s?(?:г|гг|в|вв|il|y)\.$")
_CLOSERS = frozenset("\"'”’»)]}")
_MEMBER = re.compile(r"\((?:[DRI]|Dem|Rep)\.?-[A-Z][a-z]*\.$")
_NAME_WITH_MARK = re.compile(r"\b(?:Yahoo|Jeopardy|Yum|Wham|Ideas)!$")
_AFTER_CLOSE = re.compile(r"[.!?…؟]['\"”’»]*[)”»\"]\s+(?=[^\W\d_a-z])")


def mended(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of ``text`` with wrong boundaries joined and missing ones cut."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not _is_boundary(text, joined[-1], start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        for match in _MISSED.finditer(text, start, end):
            if text[match.end()].isupper():
                yield from _cut(text, start, match.end())
                start = match.end()
        yield from _cut(text, start, end)


def _is_boundary(text: str, before: Span, start: int, end: int) -> bool:
    # Looking at the last few characters keeps hostile text linear.
    left = text[max(before[0], before[1] - 24) : before[1]].rstrip()
    right = text[start : min(end, start + 24)].lstrip()
    if not left or not right:
        return False
    if "\n" in text[before[0] + len(left) : before[1]] and _ends(left):
        return True
    if all(c in _CLOSERS or c.isspace() for c in text[start : min(end, start + 8)]):
        return False
    return not (_runs_on(left, right) or _is_inside(left, right))


def _ends(left: str) -> bool:
    return left[-1] in '.!?…؟۔。！？"”»' and not _ABBREVIATION.search(left)


def _runs_on(left: str, right: str) -> bool:
    """A sentence does not start with a small letter, unless it is a name like iPhone."""
    word = right.split(maxsplit=1)[0]
    if not word[0].islower():
        return False
    return left[-1] != "…" and not any(c.isupper() for c in word[1:])


def _is_inside(left: str, right: str) -> bool:
    if left[-1] == "!":
        return bool(_NAME_WITH_MARK.search(left))
    if left[-1] != ".":
        return False
    if _HOUR.search(left):
        return bool(_ZONE.match(right))
    if _NUMBERED.search(left):
        return right[0].isdigit()
    if _YEAR.search(left):
        return not right[0].isupper()
    if _ORDINAL.search(left):
        return right[0].islower()
    if _MEMBER.search(left) or _INITIAL.search(left):
        return not _is_country(left) or right[0].isdigit()
    return bool(_ABBREVIATION.search(left)) and not _is_country(left)


def _is_country(left: str) -> bool:
    """Whether ``left`` ends in "U.S." or the like, which may end a sentence: sentencex decides."""
    return bool(re.search(r"\b[UE]\.[SKNU]\.$|\bD\.C\.$", left))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut behind a parenthesis or quotation that holds whole sentences, before a capital."""
    opener = text[start : start + 1]
    if opener in ("(", "“", "«", '"'):
        for match in _AFTER_CLOSE.finditer(text, start, end):
            closing = match.group().rstrip()[-1]
            inside = text[start + 1 : match.end()]
            pairs = {"(": ")", "“": "”", "«": "»", '"': '"'}
            if closing == pairs[opener] and opener not in inside[:-1]:
                yield start, match.end()
                start = match.end()
            break
    yield start, end
