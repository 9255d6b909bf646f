"""Axes with round ends and round ticks, and which values may fall off them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkwerk.present.numbers import number

# What may stand between two ticks, times a power of ten, and the grid that the first tick must lie on: 12, 14, 16 and
# 0, 15, 30 are numbers people count in, 12,75 is not.
_ROUND_STEPS = {1.0: 1.0, 1.5: 0.0, 2.0: 2.0, 2.5: 2.5, 3.0: 3.0, 4.0: 4.0, 5.0: 5.0, 6.0: 6.0, 8.0: 8.0, 10.0: 10.0}
_ONLY_FROM_ZERO = 0.0
_NOISE = 1e-9  # what floats add or lose, as a share of a step
# Tukey's outer fence: beyond it one area would squeeze all others into a corner.
_FENCE = 3.0
_FEWEST_FOR_A_FENCE = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis. `ticks` begin at `low` and end at `high`, at equal distances; `labels` where not as numbers."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...] = ()

    def fraction(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high end; outside that range beyond the ends."""
        return (value - self.low) / (self.high - self.low)

    def clipped(self, value: float) -> float:
        return min(1.0, max(0.0, self.fraction(value)))

    def holds(self, value: float) -> bool:
        room = _NOISE * (self.high - self.low)
        return self.low - room <= value <= self.high + room

    @property
    def decimals(self) -> int:
        """The fewest decimals in which every tick is written exactly."""
        for decimals in range(6):
            if all(abs(round(tick, decimals) - tick) < 1e-9 * max(1.0, abs(tick)) for tick in self.ticks):
                return decimals
        return 6

    def tick_labels(self) -> tuple[str, ...]:
        if self.labels:
            return self.labels
        decimals = self.decimals
        return tuple(number(tick, decimals) for tick in self.ticks)


def round_scale(
    values: Iterable[float | None],
    steps: int = 2,
    *,
    zero: bool = False,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Scale:
    """The narrowest axis of so many equal round steps that holds all values.

    values   None and NaN are passed over; no value at all gives 0–1
    zero     begin at zero (or end there, for negative values)
    floor    no tick below it (0 for counts), ceiling no tick above it (100 for percentages), where the values allow
    """
    if steps < 2:
        raise ValueError("an axis has at least two steps: with one, no round ends lie around zero")
    known = [value for value in values if value is not None and math.isfinite(value)]
    if zero:
        known.append(0.0)
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    # The same figure computed in two ways differs in its last bits; ticks that close would be one.
    if math.isclose(low, high, rel_tol=_NOISE, abs_tol=1e-12):
        low, high = _widened(low, floor)
    step = _narrowest_step(low, high, steps)
    while True:
        start = _within_bounds(_first_tick(low, step), low, high, step * steps, floor, ceiling)
        if start <= low + _NOISE * step and start + step * steps >= high - _NOISE * step:
            return _scale(start, step, steps)
        step = _next_step(step)


def year_scale(years: Iterable[int], steps: int = 4) -> Scale:
    """Whole years from the first to the last, written as years: 2012 and not 2.012. No year at all gives one step."""
    known = sorted(years) or [0]
    apart = max(1, math.ceil((known[-1] - known[0]) / steps))
    count = max(1, math.ceil((known[-1] - known[0]) / apart))
    ticks = tuple(known[-1] - apart * (count - place) for place in range(count + 1))
    return Scale(ticks[0], ticks[-1], ticks, tuple(map(str, ticks)))


def off_axis(values: Sequence[float], keep: Iterable[float | None] = ()) -> frozenset[float]:
    """The values so far out that an axis should not stretch to them: beyond the outer fence of the quartiles.

    `keep` are values that must stay on the axis whatever they are (the own area, the reference line).
    """
    if len(values) < _FEWEST_FOR_A_FENCE:
        return frozenset()
    ordered = sorted(values)
    low_quartile, high_quartile = _quantile(ordered, 0.25), _quantile(ordered, 0.75)
    reach = _FENCE * (high_quartile - low_quartile)
    if reach == 0:
        return frozenset()
    kept = {value for value in keep if value is not None}
    return frozenset(
        value
        for value in ordered
        if (value > high_quartile + reach or value < low_quartile - reach) and value not in kept
    )


def _widened(value: float, floor: float | None) -> tuple[float, float]:
    room = abs(value) * 0.1 or 1.0
    low = value - room
    return (value if floor is not None and low < floor else low), value + room


def _narrowest_step(low: float, high: float, steps: int) -> float:
    """The smallest round step whose `steps` multiples are as long as the values are apart."""
    bare = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(bare))
    return next(factor * power for factor in (*_ROUND_STEPS, 15.0) if factor * power >= bare * (1 - _NOISE))


def _next_step(step: float) -> float:
    power, _ = _power_and_factor(step)
    return next(factor * power for factor in (*_ROUND_STEPS, 15.0) if factor * power > step * (1 + _NOISE))


def _power_and_factor(step: float) -> tuple[float, float]:
    power: float = 10.0 ** math.floor(math.log10(step) + _NOISE)
    return power, step / power


def _first_tick(low: float, step: float) -> float:
    """The highest tick at or below the lowest value. A step that only reads well from zero gives zero or nothing."""
    power, factor = _power_and_factor(step)
    grid = next(grid for round_step, grid in _ROUND_STEPS.items() if abs(round_step - factor) < 1e-6) * power
    if grid == _ONLY_FROM_ZERO:
        return 0.0 if low >= 0 else math.inf
    place = low / grid
    nearest = round(place)
    # 0.3 / 0.1 is a little below 3; that is noise, not a value below the tick.
    exact = abs(place - nearest) <= _NOISE * max(1.0, abs(place))
    return (nearest if exact else math.floor(place)) * grid


def _within_bounds(
    start: float, low: float, high: float, span: float, floor: float | None, ceiling: float | None
) -> float:
    if ceiling is not None and high <= ceiling < start + span:
        start = min(start, ceiling - span)
    if floor is not None and low >= floor > start:
        start = floor
    return start


def _scale(start: float, step: float, steps: int) -> Scale:
    # Rounded at twelve figures, so that 0.1 + 0.2 is the tick 0.3.
    ticks = tuple(float(f"{start + step * position:.12g}") + 0.0 for position in range(steps + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
