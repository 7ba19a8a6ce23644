"""What binds a date or a figure: "by", "not before", "at least", "about", in six languages.

"By the end of 2028" is not "at the end of 2028": it gives the last day that there is, and "not
before 2030" the first. Whoever shows a value shows the words that bind it with it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """What a value is of what is meant: it itself, the most of it, or the least."""

    AT = "at"
    UNTIL = "until"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Binding:
    """How a value is bound, and the stretch of the text that it makes with what binds it."""

    bound: Bound
    start: int
    end: int
    is_rough: bool = False


_FILLED = r"\s(?:(?:in|the|year|about|around|roughly|some|im|dem|der|zum|zur|سال|ماه)\s){0,2}$"
_YEARED = r"[^\s,.;]*(?:\s(?:il|yıl|ay)\w*)?\s?"


def _ahead(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words}){_FILLED}")


def _behind(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_YEARED}(?:{words})(?!\w)")


_EARLIER = _ahead(
    "before|until|till|prior to|earlier than|sooner than|раньше|ранее|до|vor|پیش از|قبل از|زودتر از"
)
_EARLIER_BEHIND = _behind("əvvəl|tez|önce|evvel|erken")
_TIMES = (
    (
        Bound.FROM,
        _ahead(
            "no earlier than|not earlier than|no sooner than|after|since|starting|from|"
            "at the earliest|не раньше|не ранее|после|начиная с|nicht vor|nach|ab|frühestens|"
            "پس از|بعد از"
        ),
        _behind("sonra|etibarən|itibaren|at the earliest|tez olmayaraq|önce değil"),
    ),
    (
        Bound.UNTIL,
        _ahead(
            "by|no later than|not later than|at the latest|к|ко|не позднее|не позже|bis|"
            "spätestens|تا|حداکثر تا"
        ),
        _behind("qədər|kimi|kadar|dek|nadək|nədək|adək|ədək|dək|at the latest"),
    ),
)
_UNTIL_ENDING = re.compile(r"[aə]d[əa]k$")
_AMOUNTS = (
    (
        Bound.FROM,
        _ahead(
            "more than|over|at least|no less than|not less than|no fewer than|exceeding|exceeds|"
            "exceeded|above|более|больше|свыше|не менее|как минимум|mehr als|über|mindestens|"
            "ən azı|en az|بیش از|حداقل|دست‌کم"
        ),
        _behind("çox|artıq|fazla|aşkın|or more"),
    ),
    (
        Bound.UNTIL,
        _ahead(
            "less than|fewer than|up to|under|at most|no more than|not more than|below|менее|"
            "меньше|до|не более|weniger als|bis zu|höchstens|unter|ən çoxu|en fazla|کمتر از|"
            "حداکثر|تا"
        ),
        _behind("az|daha az|or less|or fewer"),
    ),
)
_ROUGH = _ahead(
    "about|around|roughly|approximately|some|nearly|almost|circa|təxminən|yaklaşık|около|примерно|"
    "порядка|почти|etwa|rund|ungefähr|fast|ca|حدود|تقریبا|تقریباً|نزدیک به"
)
_ROUGH_BEHIND = _behind("yaxın|civarında|dolayında")
_NEVER = re.compile(
    r"\b(?:not|never|cannot|unlikely|не|nicht|kaum)\b|\bno\s$|n[’']t\b|"
    r"\b\w{2,}m[aə](?:yac|yəc|z\b|y[ıi]b|d[ıi]|m[ıi]ş)\w*|\b\w{2,}m[ae](?:yac|yec|z\b|d[ıi]|m[ıi]ş)\w*|"
    r"\b(?:deyil|değil)\b|(?<!\w)(?:نخواه|نمی|ن?شد نیست|نیست)[\w\u200c]*(?: شد)?"
)
_PAUSE = re.compile(r"[,;:،؛]\s|[.!?؟…](?:\s|$)|\s[–—-]\s")
_REACH = 300
"""Code points on either side within which a clause is looked for."""
_PLAIN = re.compile(
    r"(?<!\w)(?:in|on|at|of|during|в|во|на|im|in|am|um|در)\s(?:(?:the|dem|der|den|سال|ماه)\s)?$"
)


def binding_of(even: str, start: int, end: int, *, is_time: bool) -> Binding:
    """How the value at ``start``:``end`` is bound; ``even`` is as ``numbers.evened`` leaves it."""
    low, high = _clause(even, start, end)
    if is_time and (earlier := _not_before(even, (low, start, end, high))):
        return earlier
    if is_time and _UNTIL_ENDING.search(even, start, end):
        return Binding(Bound.UNTIL, start, end)
    for bound, ahead, behind in _TIMES if is_time else _AMOUNTS:
        if match := ahead.search(even, low, start):
            return Binding(bound, match.start(), end)
        if match := behind.match(even, end, high):
            return Binding(bound, start, match.end())
    if match := _ROUGH.search(even, low, start):
        return Binding(Bound.AT, match.start(), end, is_rough=True)
    if match := _ROUGH_BEHIND.match(even, end, high):
        return Binding(Bound.AT, start, match.end(), is_rough=True)
    return Binding(Bound.AT, start, end)


def led(even: str, start: int) -> int:
    """Where the plain preposition before ``start`` stands, "in" of "in 2030"; else ``start``."""
    match = _PLAIN.search(even, max(0, start - 20), start)
    return match.start() if match else start


def clause_of(text: str, at: int) -> str:
    """What stands around ``at`` between commas, dashes and the ends of sentences."""
    return text[slice(*_clause(text, at, at))]


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    low = max((match.end() for match in _PAUSE.finditer(text, first, start)), default=first)
    after = _PAUSE.search(text, end, last)
    return low, after.start() if after else last


def _not_before(even: str, places: tuple[int, int, int, int]) -> Binding | None:
    """Of "before": the first day that there is where it is denied, the last where it is not."""
    low, start, end, high = places
    ahead, behind = _EARLIER.search(even, low, start), _EARLIER_BEHIND.match(even, end, high)
    if ahead is None and behind is None:
        return None
    first, last = ahead.start() if ahead else start, behind.end() if behind else end
    denied = list(_NEVER.finditer(even, low, first))[-1:] or list(_NEVER.finditer(even, end, high))
    if not denied:
        return Binding(Bound.UNTIL, first, last)
    first, last = min(first, denied[0].start()), max(last, denied[0].end())
    return Binding(Bound.FROM, first, last)
