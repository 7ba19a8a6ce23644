"""The figures on a terminal: one under another, a column for all and one for each language."""

import shutil
from collections.abc import Iterator, Sequence

from qa.evaluation.figures import NAMES, WAITING, Group
from qa.evaluation.session import Evaluation
from qa.terminal import plain

_COLUMN = 8
_FIRST = max(map(len, NAMES)) + 1
_COUNTS = ("questions", "answerable", "unanswerable")
_ENDS = ("unanswerable", "mrr", "citation_f1", "short_f1", "risk_at_60", "balanced_accuracy", "ece")
"""Rows that an empty line follows."""


def table_lines(evaluation: Evaluation) -> Iterator[str]:
    """As many columns under one another as the terminal is wide."""
    articles = "1 article" if evaluation.articles == 1 else f"{evaluation.articles:,} articles"
    told = f"{evaluation.name}: {articles}, reader {evaluation.reader}"
    yield plain(f"{told}, {evaluation.refused:,} lines left out" if evaluation.refused else told)
    languages = evaluation.languages
    groups = (evaluation.whole, *languages) if len(languages) > 1 else (evaluation.whole,)
    across = max(1, (shutil.get_terminal_size().columns - _FIRST) // _COLUMN)
    for start in range(0, len(groups), across):
        yield ""
        yield from _block(groups[start : start + across])


def _block(groups: Sequence[Group]) -> Iterator[str]:
    yield _line("", [group.name for group in groups])
    for name in _COUNTS:
        yield _line(name, [f"{getattr(group, name):,}" for group in groups])
        if name in _ENDS:
            yield ""
    figures = [group.figures for group in groups]
    for name in NAMES:
        yield _line(name, [as_text(name, getattr(one, name)) for one in figures])
        if name in _ENDS:
            yield ""


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{_FIRST}}{''.join(f'{cell:>{_COLUMN}}' for cell in cells)}"


def as_text(name: str, figure: float | None) -> str:
    """Three decimals of a share, whole milliseconds with their unit, a dash for none."""
    if figure is None:
        return "-"
    return in_time(figure) if name in WAITING else f"{figure:.3f}"


def in_time(milliseconds: float) -> str:
    """``41 ms``, and from a second on ``1.2 s``."""
    if milliseconds < 999.5:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.1f} s"
