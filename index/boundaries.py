"""What a general splitter gets wrong in news, mended on its spans.

Two kinds of fault: a boundary inside a sentence (behind an abbreviation, "10 a.m. Eastern", an
ordinal, a quotation that ends inside), and none between two (behind a closing parenthesis, "etc.",
"40.5 C"). When in doubt two sentences stay one: half of one, cited, would say what nobody said.
"""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
"""Half-open, in code points."""

_NEAR = 24
"""Code points looked at on either side of a stop: enough to tell, and hostile text stays linear."""
_LONGEST_ABBREVIATION = 6
_NEVER_LAST = re.compile(
    r"(?:^|[\s(«“„\"'–—-])(?:"
    # titles and offices
    r"mr|mrs|ms|dr|prof|gen|lt|col|capt|sgt|gov|sen|rep|hon|rev|maj|adm|amb|messrs|mt|ft|"
    # references
    r"vs|fig|art|sec|cf|eg|ie|e\.g|i\.e|approx|ca|est|h\.r|s\.res|"
    # az, tr
    r"cən|akad|məs|bkz|örn|doç|av|yrd|küç|cad|sok|mah|sn|"
    # ru
    r"т\.\s?е|т\.\s?к|т\.\s?н|в т\.\s?ч|им|ул|пл|акад|проф|тов|см|напр|стр|рис|ст|"
    # de
    r"z\.\s?b|d\.\s?h|bzw|ggf|vgl|hr|fr|nr|abs"
    r")\.$",
    re.IGNORECASE,
)
_MOSTLY_INSIDE = re.compile(
    r"(?:^|[\s(\d])(?:mln|mlrd|mlyn|mlyr|mio|mrd|млн|млрд|трлн|тыс|руб|долл|гр|обл|тел|"
    r"şəh|ray|yy|xan|səh|min|str|b\.e\.ə|və s|vb|и др|и пр|usw|т\.\s?[дп])\.$",
    re.IGNORECASE,
)
"""May end a sentence; what follows then starts with a capital and goes on in small letters."""
_CAPITALISED = re.compile(r"[\"“«„(]?[^\W\d_a-zа-яёəğıöüçş][^\W\d_A-ZА-Я]+\b|[\"“«„(]?\w\s")
_INITIAL = re.compile(r"(?:^|(?<!\d)\s|[(«“„\"]|(?<!\w)')(?:[^\W\d_]\.\s?){1,3}$")
_COUNTRY = re.compile(r"\b(?:[UE]\.[SKNU]|D\.C)\.$")
_HOUR = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:Eastern|Central|Pacific|Mountain|local|GMT|UTC|[ECMP][SD]?T|Baku|Moscow|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_NUMBERED = re.compile(r"\b(?:[Nn]os?|[Pp]p?)\.$")
_MARKER = re.compile(r"\(?(?:\d{1,3}|[^\W\d_])[.)]")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.$")
_ORDINAL_DE = re.compile(r"\b(?:d(?:ie|er|as|em|en|es)|am|vom|zum|zur|im|beim)\s\d{1,3}\.$", re.I)
_MEMBER = re.compile(r"\(?(?:[DRI]|Dem|Rep)\.?-[A-Z][a-z]*\.$")
_NAME_WITH_MARK = re.compile(r"\b(?:Yahoo|Jeopardy|Yum|Wham|Ideas)!$")
_CLOSERS = frozenset("\"'”’»)]}」』")
_OPENERS = "\"“«„‘'([–—- \u00a0"
_ENDS = frozenset('.!?…؟۔。！？"”»')

_STARTERS = (
    "The|He|She|It|They|But|And|In|On|At|This|That|These|Those|Its|His|Her|Their|We|If|When|While|"
    "After|Before|For|As|Some|Many|Officials|Police"
)
_STARTERS_RU = (
    "Он|Она|Оно|Они|Это|Этот|Эта|Эти|Его|Её|Их|Потом|Затем|После|Позже|Теперь|Тогда|Сейчас|Ранее|"
    "При|По|На|Но|А|И|Как|Так|Также|Кроме|Однако|Если|Когда|Для|За|До|Все|Мы|Что"
)
_STOP_WITHIN = re.compile(r"[.…]\s+(?=[^\W\d_])")
_ALWAYS_LAST = re.compile(
    r"[^\s.…]…$|\bno\.$|(?:\bт\.\s?[дп]|\b(?:др|пр|руб|долл|və s|və i\.a|vb|usw))\.$"
)
"""Ends that are taken for abbreviations; where a capital follows they are ends."""
_LETTER = re.compile(r"(?:^|\s)(?:[a-z]+|\d+(?:\.\d+)?°?) [A-Z]\.$")
_STARTER = re.compile(rf"(?:{_STARTERS})\b")
_YEAR_RU = re.compile(r"\d\s?(?:г|гг|в|вв)\.$")
_STARTER_RU = re.compile(rf"(?:{_STARTERS_RU})\b")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", '"': '"'}
_WHOLE = re.compile(r"[.!?…؟۔。][\"'”’»]*[)\]”»\"]\s*(?=[^\W\d_a-z]|[(\[“«])")


def mended(text: str, spans: Sequence[Span], language: str) -> Iterator[Span]:
    """The spans of ``text`` with wrong boundaries joined and missing ones cut."""
    if text.islower():
        yield from spans
        return
    joined: list[Span] = []
    for start, end in spans:
        if joined and not _is_boundary(text, joined[-1], (start, end), language):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        for match in _STOP_WITHIN.finditer(text, start, end):
            left = text[max(start, match.start() - _NEAR) : match.start() + 1]
            if _is_missed(left, text[match.end() : match.end() + _NEAR]):
                yield from _cut_behind_brackets(text, start, match.end())
                start = match.end()
        yield from _cut_behind_brackets(text, start, end)


def _is_boundary(text: str, before: Span, after: Span, language: str) -> bool:
    raw = text[max(before[0], before[1] - _NEAR) : before[1]]
    left, right = raw.rstrip(), text[after[0] : min(after[1], after[0] + _NEAR)].lstrip()
    if not left or not right or all(c in _CLOSERS or c.isspace() for c in right[:8]):
        return False
    if left == raw and left[-1] == "." and left[-2:-1].isdigit() and right[0].isdigit():
        return False  # a decimal point, in the digits of any script
    if before[0] == 0 and _MARKER.fullmatch(left):
        return False
    if "\n" in raw and left[-1] in _ENDS and not _NEVER_LAST.search(left):
        return True
    return not (_runs_on(left, right) or _is_inside(left, right, language))


def _runs_on(left: str, right: str) -> bool:
    """A sentence does not start with a small letter, unless it is a name like iPhone."""
    if left[-1] in "」』" and right[0] in "とっ":
        return True
    word = right.lstrip(_OPENERS).split(maxsplit=1)
    if not word or not word[0][0].islower():
        return False
    return left[-1] != "…" and not any(c.isupper() for c in word[0][1:])


def _is_inside(left: str, right: str, language: str) -> bool:
    """Whether the stop that ends ``left`` ends no sentence."""
    if left[-1] != ".":
        return bool(_NAME_WITH_MARK.search(left))
    if len(left) > _LONGEST_ABBREVIATION + 1 and left[-2 - _LONGEST_ABBREVIATION : -1].isalpha():
        return False
    if _HOUR.search(left):
        return bool(_ZONE.match(right))
    if _NUMBERED.search(left):
        return right[0].isdigit()
    if _ORDINAL.search(left):
        # A Turkish sentence ends in its verb, and "3. Köprü" is the third bridge.
        return (
            language == "tr"
            or right[0].islower()
            or (language == "de" and bool(_ORDINAL_DE.search(left)))
        )
    if _MOSTLY_INSIDE.search(left):
        return not _starts_one(right)
    if _COUNTRY.search(left):
        return right[0].isdigit()
    return any(known.search(left) for known in (_NEVER_LAST, _MEMBER, _INITIAL))


def _is_missed(left: str, right: str) -> bool:
    """Whether the stop that ends ``left`` ends a sentence although the splitter went on."""
    if not _starts_one(right):
        return False
    return bool(
        _ALWAYS_LAST.search(left)
        or (_LETTER.search(left) and _STARTER.match(right))
        or (_YEAR_RU.search(left) and _STARTER_RU.match(right))
    )


def _starts_one(right: str) -> bool:
    """Whether ``right`` opens with a word as a sentence does: not "TL", not "метров"."""
    return bool(_CAPITALISED.match(right)) and right.lstrip(_OPENERS)[:1].isupper()


def _cut_behind_brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut behind brackets or quotation marks that hold whole sentences."""
    while closing := _PAIRS.get(text[start : start + 1]):
        match = _WHOLE.search(text, start, end)
        if match is None or match.end() == end:
            break
        inside = text[start + 1 : match.end()].rstrip()
        if inside[-1] != closing or text[start] in inside[:-1]:
            break
        yield start, match.end()
        start = match.end()
    yield start, end
