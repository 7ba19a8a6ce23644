"""``NAME=VALUE``: what a figure must not fall below, or for time and error not rise above."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from qa.evaluation.figures import LOWER_IS_BETTER, NAMES, Figures


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure's floor, or with ``is_ceiling`` its ceiling."""

    name: str
    value: float
    is_ceiling: bool = False

    @property
    def as_told(self) -> str:
        """``a floor of 0.9``."""
        return f"a {'ceiling' if self.is_ceiling else 'floor'} of {self.value:g}"

    def is_kept_by(self, figure: float | None) -> bool:
        """Whether the figure is on the good side; one that could not be computed is not."""
        if figure is None:
            return False
        return figure <= self.value if self.is_ceiling else figure >= self.value


def read_bound(text: str, *, is_ceiling: bool = False) -> Bound:
    """Read ``NAME=VALUE``; ValueError says what is wrong with it."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise ValueError(f"{text!r} is not of the form NAME=VALUE")
    if name not in NAMES:
        raise ValueError(f"there is no figure {name!r}: there are {', '.join(NAMES)}")
    if (name in LOWER_IS_BETTER) is not is_ceiling:
        better, door = ("lower", "--max") if name in LOWER_IS_BETTER else ("higher", "--min")
        raise ValueError(f"{name} is better the {better} it is: use {door}")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{text!r} does not end in a number")
    return Bound(name, number, is_ceiling)


def read_bounds(*, floors: Iterable[str], ceilings: Iterable[str]) -> tuple[Bound, ...]:
    """All of them; ValueError names the first that is none."""
    return (
        *(read_bound(one) for one in floors),
        *(read_bound(one, is_ceiling=True) for one in ceilings),
    )


def missed(bounds: Iterable[Bound], figures: Figures) -> str | None:
    """One line on every bound that is not kept; None when all are."""
    told = []
    for bound in bounds:
        figure: float | None = getattr(figures, bound.name)
        if not bound.is_kept_by(figure):
            shown = "could not be computed" if figure is None else f"is {figure:.4g}"
            told.append(f"{bound.name} {shown}, with {bound.as_told}")
    return "; ".join(told) or None
