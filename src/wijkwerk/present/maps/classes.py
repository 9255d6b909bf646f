"""Which colour class a value falls in: fixed breaks, at most five classes, diverging around the gemeente or one hue."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.definitions.vocabulary import Polarity
from wijkwerk.present.numbers import number

_MOST = 5
_MIDDLE = 3  # d3: around the gemeente


@dataclass(frozen=True, slots=True)
class MapClass:
    """One class: from `low` up to but not with `high` (None: open), its CSS class and its words for the legend."""

    low: float | None
    high: float | None
    fill: str  # d1 (unfavourable) … d5 (favourable), q1 (low) … q5 (high)
    words: str  # "20 tot 35"

    def holds(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value < self.high)


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one map, from low values to high."""

    items: tuple[MapClass, ...]
    diverging: bool

    def of(self, value: float) -> MapClass:
        breaks = [item.low for item in self.items[1:] if item.low is not None]
        return self.items[bisect_right(breaks, value)]


def map_classes(
    breaks: Sequence[float], polarity: Polarity, decimals: int, middle: float | None = None, middle_name: str = ""
) -> Classes:
    """The classes between fixed breaks, in the colours that fit.

    breaks  ascending, at most four; the same for every year of an indicator
    middle  the gemeente's value: its class becomes the quiet middle one. Classes more than two steps from it would
            need a sixth colour and are joined with their neighbour. None, or a neutral indicator: one hue.
    """
    if len(breaks) >= _MOST or list(breaks) != sorted(set(breaks)):
        raise ValueError(f"class breaks must be at most four and ascending, found {list(breaks)}")
    if polarity is Polarity.NEUTRAL or middle is None:
        return Classes(_one_hue(breaks, decimals), diverging=False)
    return Classes(_diverging(breaks, polarity, decimals, middle, middle_name), diverging=True)


def derived_breaks(values: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Breaks for an indicator whose catalogue entry has none: round numbers near the quintiles of all values given.

    Give the values of all years and the whole country, so that one gemeente or one year does not set them.
    """
    ordered = sorted(values)
    if not ordered or ordered[0] == ordered[-1]:
        return ()
    spread = ordered[int(0.9 * (len(ordered) - 1))] - ordered[int(0.1 * (len(ordered) - 1))]
    unit = max(_round_unit(spread / 8), 10.0**-decimals)
    breaks = {
        float(f"{round(ordered[int(share * (len(ordered) - 1))] / unit) * unit:.12g}") for share in (0.2, 0.4, 0.6, 0.8)
    }
    return tuple(sorted(value for value in breaks if ordered[0] < value <= ordered[-1]))


def _round_unit(size: float) -> float:
    if size <= 0:
        return 0.0
    power: float = 10.0 ** int(f"{size:e}".split("e")[1])
    return max(factor * power for factor in (1.0, 2.0, 2.5, 5.0) if factor * power <= size)


def _one_hue(breaks: Sequence[float], decimals: int) -> tuple[MapClass, ...]:
    last = len(breaks)
    return tuple(
        MapClass(low, high, f"q{1 + round(place * 4 / last) if last else 3}", _words(low, high, decimals))
        for place, (low, high) in enumerate(_spans(breaks))
    )


def _diverging(
    breaks: Sequence[float], polarity: Polarity, decimals: int, middle: float, middle_name: str
) -> tuple[MapClass, ...]:
    spans = _spans(breaks)
    centre = bisect_right(list(breaks), middle)
    direction = 1 if polarity is Polarity.HIGH_IS_FAVOURABLE else -1
    joined: list[MapClass] = []
    for place, (low, high) in enumerate(spans):
        fill = f"d{_MIDDLE + max(-2, min(2, (place - centre) * direction))}"
        if joined and joined[-1].fill == fill:
            low = joined.pop().low
        around = f", rond {middle_name}" if place == centre and middle_name else ""
        joined.append(MapClass(low, high, fill, _words(low, high, decimals) + around))
    return tuple(joined)


def _spans(breaks: Sequence[float]) -> list[tuple[float | None, float | None]]:
    return list(zip([None, *breaks], [*breaks, None], strict=True))


def _words(low: float | None, high: float | None, decimals: int) -> str:
    """In the decimals that the breaks need, not those of the value: "20 tot 35", not "20,0 tot 35,0"."""
    places = [_decimals_of(bound, decimals) for bound in (low, high) if bound is not None]
    shown = max(places, default=0)
    if low is None and high is None:
        return "alle waarden"
    if low is None:
        return f"minder dan {number(high or 0.0, shown)}"
    if high is None:
        return f"{number(low, shown)} of meer"
    return f"{number(low, shown)} tot {number(high, shown)}"


def _decimals_of(bound: float, most: int) -> int:
    return next((places for places in range(most) if round(bound, places) == bound), most)
