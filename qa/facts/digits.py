"""Figures as they are written, and every value that they can have: "1.234" and "14.30" have two.

What a mark between digits means differs by country.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

_AMBIGUOUS = re.compile(r"(\d{1,3})[.,](\d{3})")
_GROUPED = re.compile(r"(\d{1,3}(?:([ \u00a0\u202f’'.,])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])([:.])([0-5]\d)")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_LONGEST = 40
"""Digits; what is longer is an account number, and has no value but its digits."""


def readings_of(figures: str) -> Iterator[tuple[str, Fraction | None]]:
    """Every reading of figures with its value; a time or score has none."""
    if clock := _CLOCK.fullmatch(figures):
        yield f"{int(clock[1])}:{clock[3]}", None
    if clock and clock[2] == ":":
        return
    if sum(c.isdigit() for c in figures) > _LONGEST or ":" in figures:
        yield figures, None
    elif ambiguous := _AMBIGUOUS.fullmatch(figures):
        whole, part = ambiguous.groups()
        yield str(int(whole + part)), Fraction(whole + part)
        # Kept as written: "15,000" is not to support "15".
        yield f"{int(whole)}.{part}", Fraction(f"{whole}.{part}")
    elif match := _GROUPED.fullmatch(figures):
        value = Fraction(re.sub(r"\D", "", match[1]) + f".{match[3] or 0}")
        yield str(value), value
    elif match := _DECIMAL.fullmatch(figures):
        value = Fraction(f"{match[1]}.{match[2] or 0}")
        yield str(value), value
    else:
        yield figures, None
