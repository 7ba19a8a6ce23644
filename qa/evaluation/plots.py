"""The three plots of a report: what trust costs, whether confidence is true, how long one waits."""

from collections.abc import Iterator, Sequence
from math import floor, log10

from qa.evaluation.calibration import Bin, Point
from qa.evaluation.chart import Frame, percent_ticks
from qa.evaluation.figures import MOST, Figures, percentile
from qa.evaluation.markup import Html
from qa.evaluation.table import in_time

_BARS = 24
_SCALES = (0.1, 0.2, 0.4, 0.6, 0.8)
"""Risks that an axis may end at: above the highest there is a sixth of room for words."""


def risk_plot(points: Sequence[Point], figures: Figures) -> Html | None:
    """Wrong answers among those shown against answerable questions answered; None without any."""
    if figures.coverage is None or figures.risk is None:
        return None
    here = (figures.coverage, figures.risk)
    highest = max(here[1], *(one.risk for one in points), 0.0)
    top = next((scale for scale in _SCALES if scale * 5 / 6 >= highest), 1.0)
    frame = Frame(up=top)
    aim = f"{figures.risk_at_60:.1%} at 60%" if figures.risk_at_60 is not None else "60%"
    drawn = [frame.line([(MOST, 0), (MOST, top)], "aim"), frame.note(MOST, top, aim, dy=8)]
    if points:
        drawn.append(frame.line([(one.coverage, one.risk) for one in points], "line"))
    says = f"{here[0]:.1%} of the answerable answered, {here[1]:.1%} of the answers shown wrong"
    drawn.append(frame.dot(*here, says))
    on_right = here[0] > MOST
    drawn.append(
        frame.note(*here, "as it answers now", anchor="end" if on_right else "start", dy=-10)
    )
    return frame.drawn(
        drawn,
        says=f"Risk against coverage: {says}",
        across=("answerable questions answered", percent_ticks(1)),
        up=("wrong among the shown", percent_ticks(top)),
    )


def reliability_plot(bins: Sequence[Bin]) -> Html | None:
    """How many questions of each confidence are answerable indeed; None without a confidence."""
    if not bins:
        return None
    frame = Frame()
    drawn = [frame.line([(0, 0), (1, 1)], "aim")]
    for one in bins:
        says = (
            f"{one.count} questions at {one.low:.0%} to {one.high:.0%}: expected "
            f"{one.confidence:.1%}, came true {one.share:.1%}"
        )
        drawn.insert(0, frame.box(one.low, one.high, one.share, says))
        drawn.append(frame.dot(one.confidence, one.share, says))
    return frame.drawn(
        drawn,
        says="Calibration: " + "; ".join(f"{b.confidence:.0%} came to {b.share:.0%}" for b in bins),
        across=("confidence that it is answered here", percent_ticks(1)),
        up=("answerable indeed", percent_ticks(1)),
    )


def latency_plot(milliseconds: Sequence[float]) -> Html | None:
    """A histogram of the waiting, the slowest in its last bar; None without an answer."""
    middle, slow = percentile(milliseconds, 50), percentile(milliseconds, 95)
    if middle is None or slow is None:
        return None
    step = _round_up(1.25 * slow / _BARS)
    counts = [0] * _BARS
    for one in milliseconds:
        counts[min(int(one / step), _BARS - 1)] += 1
    frame = Frame(across=step * _BARS, up=max(counts) * 1.18)
    return frame.drawn(
        [*_bars(frame, counts, step), *_marks(frame, ("p50", middle), ("p95", slow))],
        says=f"Waiting: half of the answers within {in_time(middle)}, 95% within {in_time(slow)}",
        across=("time to the whole answer", _time_ticks(step)),
        up=("questions", [(0, "0"), (max(counts), f"{max(counts):,}")]),
    )


def _bars(frame: Frame, counts: Sequence[int], step: float) -> Iterator[Html]:
    for at, count in enumerate(counts):
        if count:
            is_last = at == _BARS - 1
            to = "more" if is_last else in_time((at + 1) * step)
            says = f"{count:,} questions: {in_time(at * step)} to {to}"
            yield frame.box(at * step, (at + 1) * step, count, says)


def _marks(frame: Frame, *marks: tuple[str, float]) -> Iterator[Html]:
    """A line for each of the ``marks``, and its name and time on top of all lines."""
    inside = [(name, at, min(at, frame.across)) for name, at in marks]
    for _, _, x in inside:
        yield frame.line([(x, 0), (x, frame.up)], "mark")
    for row, (name, at, x) in enumerate(inside):
        anchor = "start" if x < 0.7 * frame.across else "end"
        yield frame.note(x, frame.up, f"{name} {in_time(at)}", anchor=anchor, dy=8 + 14 * row)


def _time_ticks(step: float) -> list[tuple[float, str]]:
    ticks = [(at * step, in_time(at * step)) for at in range(0, _BARS, _BARS // 4)]
    return [*ticks, (_BARS * step, f"{in_time(_BARS * step)}+")]


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten; a bar is at least a tenth of a millisecond."""
    value = max(value, 0.1)
    power = 10.0 ** floor(log10(value))
    return next(n * power for n in (1, 2, 2.5, 5, 10) if n * power >= value * (1 - 1e-9))
