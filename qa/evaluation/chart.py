"""The paper that plots are drawn on: a frame with axes, in the colours of the page.

Inline SVG without a script: what a pointer tells is a ``title``, and colours are the page's own, so
that a plot is light and dark as the page is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.evaluation.markup import Html, element, joined

WIDTH, HEIGHT = 380, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 16, 42
_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot whose axes run from 0 to ``across`` and to ``up``, in their own units."""

    across: float = 1.0
    up: float = 1.0

    def x(self, value: float) -> float:
        """Pixels from the left."""
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / self.across

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / self.up

    def line(self, points: Sequence[tuple[float, float]], class_: str) -> Html:
        """A line through points in the axes' units."""
        path = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
        return element("polyline", points=path, class_=class_)

    def box(self, left: float, right: float, top: float, says: str) -> Html:
        """A bar from the ground up to ``top``, a pixel of air on each side."""
        x, y = self.x(left) + 1, self.y(top)
        width, height = max(self.x(right) - x - 1, 1), max(self.y(0) - y, 0)
        title = element("title", says)
        return element("rect", title, x=x, y=y, width=width, height=height, rx=2, class_="bar")

    def dot(self, x: float, y: float, says: str) -> Html:
        """A point that tells what it is."""
        title = element("title", says)
        return element("circle", title, cx=self.x(x), cy=self.y(y), r=4.5, class_="dot")

    def note(self, x: float, y: float, text: str, *, anchor: str = "start", dy: float = 0) -> Html:
        """Words beside a place: right of it, or with ``end`` left of it."""
        beside = self.x(x) + (_BESIDE if anchor == "start" else -_BESIDE)
        return element("text", text, x=beside, y=self.y(y) + dy, text_anchor=anchor, class_="note")

    def drawn(
        self,
        inside: Iterable[Html],
        *,
        says: str,
        across: tuple[str, Sequence[tuple[float, str]]],
        up: tuple[str, Sequence[tuple[float, str]]],
    ) -> Html:
        """The plot: what it ``says`` is for those who do not see it.

        ``across`` and ``up`` are an axis' name and its ticks, each a value and its words.
        """
        return element(
            "svg",
            self._upward(*up),
            self._across(*across),
            joined(list(inside)),
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=says,
        )

    def _across(self, name: str, ticks: Sequence[tuple[float, str]]) -> Html:
        ground = element(
            "line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=self.y(0), y2=self.y(0), class_="ground"
        )
        words = [
            element("text", told, x=self.x(at), y=HEIGHT - _BOTTOM + 16, text_anchor="middle")
            for at, told in ticks
        ]
        middle = (_LEFT + WIDTH - _RIGHT) / 2
        title = element("text", name, x=middle, y=HEIGHT - 6, text_anchor="middle", class_="axis")
        return element("g", ground, *words, title)

    def _upward(self, name: str, ticks: Sequence[tuple[float, str]]) -> Html:
        lines = [
            element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="grid")
            for at, _ in ticks
            if (y := self.y(at)) != self.y(0)
        ]
        words = [
            element("text", told, x=_LEFT - 7, y=self.y(at) + 4, text_anchor="end")
            for at, told in ticks
        ]
        middle = (HEIGHT - _BOTTOM + _TOP) / 2
        turned = f"rotate(-90 11 {middle:g})"
        title = element(
            "text", name, x=11, y=middle, text_anchor="middle", transform=turned, class_="axis"
        )
        return element("g", *lines, *words, title)


def percent_ticks(top: float, count: int = 4) -> list[tuple[float, str]]:
    """``count`` steps from 0 to ``top``, in percent."""
    return [(at, f"{100 * at:.3g}%") for at in (top * n / count for n in range(count + 1))]
