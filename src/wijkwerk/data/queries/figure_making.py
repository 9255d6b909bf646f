"""Make thousands of figures from rows of the cache at once: a national map is 14,574 of them.

A frozen dataclass sets each of its fifteen fields through `object.__setattr__`, which is three quarters of the time
(26 ms for that map, measured). A `_Draft` has the same slots and sets them plainly; it then becomes a `Figure`, which
Python allows between classes of one layout. `tests/data/queries/test_figure_making.py` holds both to the same result.
Of what was left, two thirds was the garbage collector looking at figures that cannot be garbage yet (22 ms, 8 without).
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.lib.garbage import collector_at_rest

from .cache_layout import METHODS, REASONS, STATUSES
from .figures import Figure, Reason


class _Draft:
    __slots__ = tuple(Figure.__dataclass_fields__)

    def __init__(
        self,
        indicator: str,
        area: str,
        period: int,
        value: float | None,
        status: Status,
        low: float | None,
        high: float | None,
        numerator: float | None,
        denominator: float | None,
        denominator_period: int | None,
        method: Method,
        release: str | None,
        line: int | None,
        reason: Reason | None,
        n: float | None,
    ) -> None:
        self.indicator = indicator
        self.area = area
        self.period = period
        self.value = value
        self.status = status
        self.low = low
        self.high = high
        self.numerator = numerator
        self.denominator = denominator
        self.denominator_period = denominator_period
        self.method = method
        self.release = release
        self.line = line
        self.reason = reason
        self.n = n


def make_figures(
    rows: Iterable[tuple[Any, ...]], indicators: Sequence[str], areas: Sequence[str], releases: Sequence[str]
) -> list[Figure]:
    """One figure per row of `cache_layout.FACTS`; the numbers of closed lists become their names."""
    with collector_at_rest():
        drafts = [
            _Draft(
                indicators[indicator],
                areas[area],
                period,
                value,
                STATUSES[status],
                low,
                high,
                numerator,
                denominator,
                denominator_period,
                METHODS[method],
                None if release is None else releases[release],
                line,
                None if reason is None else REASONS[reason],
                n,
            )
            for (
                indicator,
                area,
                period,
                value,
                status,
                low,
                high,
                numerator,
                denominator,
                denominator_period,
                method,
                release,
                line,
                reason,
                n,
            ) in rows
        ]
        for draft in drafts:
            object.__setattr__(draft, "__class__", Figure)
    return cast("list[Figure]", drafts)
