"""The interval of each figure by its indicator's rule, computed by the engine on whole columns at once.

rounding   register: how far the source's rounding may be off, below the gemeente; nobody was drawn
byar       counts of events: Poisson limits of the count behind the figure
wilson     shares from a sample: as published, else from the share and the number asked
published  as the source gives them, both or none
none       model figures, and whatever has no basis for an interval: no limits
"""

from collections.abc import Callable
from typing import TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import IntervalRule
from wijkwerk.engine import intervals
from wijkwerk.lib.array_views import registered

Column: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = dict[str, Column]


def add_intervals(con: duckdb.DuckDBPyConnection) -> None:
    """Give every row of `figure` its `low` and `high`; NULL in both where there is none. What is `undisclosed` loses
    its value with them. The rows stay where they are.

    Updating rows in place is slow in a column store, so that the table is written anew, once, with both joined to it.
    By number and not by position: DuckDB reads tables beside each other in one thread (2.4 s against 0.4 s for two and
    a half million rows).
    """
    rows = con.execute("SELECT count(*) FROM figure").fetchall()[0][0]
    low, high = np.full(rows, np.nan), np.full(rows, np.nan)
    for rule, condition, limits in _LIMITS:
        _set_limits(con, f"rule = '{rule}' AND {condition}", limits, low, high)
    published = (
        f"rule IN ('{IntervalRule.PUBLISHED}', '{IntervalRule.WILSON}')"
        " AND value IS NOT NULL AND figure.low IS NOT NULL AND figure.high IS NOT NULL"
    )
    with_limits = np.flatnonzero(~(np.isnan(low) | np.isnan(high)))
    with registered(con, "computed", {"id": with_limits, "low": low[with_limits], "high": high[with_limits]}):
        con.execute(f"""
            CREATE TEMP TABLE figure_with_limits AS
            SELECT figure.* REPLACE (
                CASE WHEN undisclosed.id IS NULL THEN value END AS value,
                coalesce(undisclosed.status, figure.status) AS status,
                CASE WHEN undisclosed.id IS NOT NULL THEN NULL
                     WHEN {published} THEN figure.low ELSE computed.low END AS low,
                CASE WHEN undisclosed.id IS NOT NULL THEN NULL
                     WHEN {published} THEN figure.high ELSE computed.high END AS high,
                CASE WHEN undisclosed.id IS NULL THEN numerator END AS numerator,
                CASE WHEN undisclosed.id IS NULL THEN reason ELSE '{Reason.BELOW_MINIMUM}'::reason_id END AS reason)
            FROM figure
            LEFT JOIN undisclosed ON undisclosed.id = figure.rowid
            LEFT JOIN computed ON computed.id = figure.rowid
            LEFT JOIN (SELECT indicator AS of_indicator, rule FROM spec) ON of_indicator = figure.indicator
        """)
    con.execute("DROP TABLE figure")
    con.execute("ALTER TABLE figure_with_limits RENAME TO figure")


def _set_limits(
    con: duckdb.DuckDBPyConnection,
    condition: str,
    limits: Callable[[Columns], intervals.Interval],
    low: Column,
    high: Column,
) -> None:
    """Put the limits of the rows that meet the condition at their places in `low` and `high`."""
    columns = con.execute(
        f"""
        SELECT figure.rowid AS id, value, numerator, figure.denominator, n, step, denominator_step, per,
               counts::DOUBLE AS counts
        FROM figure JOIN spec USING (indicator)
        WHERE {condition} AND value IS NOT NULL
        """
    ).fetchnumpy()
    ids = np.asarray(columns.pop("id"))
    if len(ids):
        numbers = {
            name: np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan) for name, column in columns.items()
        }
        low[ids], high[ids] = limits(numbers)


def _poisson_limits(of: Columns) -> intervals.Interval:
    """Of the numerator against its denominator; of the figure itself where it is a count."""
    ratio = ~np.isnan(of["numerator"])
    count = np.where(ratio, of["numerator"], np.where(of["counts"] == 1, of["value"] / of["per"], np.nan))
    # A count that is no whole number of events (a mean, an amount) has no Poisson limits.
    count = np.where(of["counts"] == 1, count, np.nan)
    exposure = np.where(ratio, of["denominator"], 1.0)
    low, high = intervals.byar(count, exposure)
    return intervals.Interval(low * of["per"], high * of["per"])


def _rounded_count_limits(of: Columns) -> intervals.Interval:
    """Counts are rounded up or down by chance."""
    return intervals.rounding_interval(of["value"], of["step"], random=True, minimum=0)


def _rounded_figure_limits(of: Columns) -> intervals.Interval:
    """Other figures are rounded to the nearest step."""
    return intervals.rounding_interval(of["value"], of["step"])


def _rounded_ratio_limits(of: Columns) -> intervals.Interval:
    """Of two rounded counts. Only a percentage of a whole is known not to pass 100."""
    low, high = intervals.ratio_rounding_interval(
        of["numerator"], of["denominator"], numerator_step=of["step"], denominator_step=of["denominator_step"]
    )
    ceiling = np.where((of["per"] == 100) & (of["value"] <= 100), 100.0, np.inf)
    return intervals.Interval(np.minimum(low * of["per"], ceiling), np.minimum(high * of["per"], ceiling))


def _wilson_limits(of: Columns) -> intervals.Interval:
    """A share of those asked, in per cent."""
    share = np.where((of["value"] >= 0) & (of["value"] <= 100), of["value"] / 100, np.nan)
    low, high = intervals.wilson(share * of["n"], of["n"])
    return intervals.Interval(low * 100, high * 100)


_LIMITS: tuple[tuple[IntervalRule, str, Callable[[Columns], intervals.Interval]], ...] = (
    (IntervalRule.BYAR, "TRUE", _poisson_limits),
    (IntervalRule.ROUNDING, "numerator IS NULL AND step > 0 AND spec.counts", _rounded_count_limits),
    (IntervalRule.ROUNDING, "numerator IS NULL AND step > 0 AND NOT spec.counts", _rounded_figure_limits),
    (IntervalRule.ROUNDING, "numerator IS NOT NULL AND (step > 0 OR denominator_step > 0)", _rounded_ratio_limits),
    (IntervalRule.WILSON, "TRUE", _wilson_limits),
)
