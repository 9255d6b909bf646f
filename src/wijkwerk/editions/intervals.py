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

from wijkwerk.definitions.vocabulary import IntervalRule
from wijkwerk.engine import intervals

from .registration import registered

Column: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = dict[str, Column]


def add_intervals(con: duckdb.DuckDBPyConnection) -> None:
    """Give every row of `figure` its `low` and `high`; NULL in both where there is none. The rows stay as they are.

    Updating rows in place is slow in a column store, so that the table is written anew, once.
    """
    con.execute("CREATE TEMP TABLE limits (id BIGINT, low DOUBLE, high DOUBLE)")
    for rule, limits in _LIMITS.items():
        _add_limits(con, rule, limits)
    published = (
        f"rule IN ('{IntervalRule.PUBLISHED}', '{IntervalRule.WILSON}')"
        " AND value IS NOT NULL AND figure.low IS NOT NULL AND figure.high IS NOT NULL"
    )
    con.execute(f"""
        CREATE TEMP TABLE figure_with_limits AS
        SELECT figure.* REPLACE (
            CASE WHEN {published} THEN figure.low ELSE limits.low END AS low,
            CASE WHEN {published} THEN figure.high ELSE limits.high END AS high)
        FROM figure
        LEFT JOIN (SELECT indicator, rule FROM spec) AS spec ON spec.indicator = figure.indicator
        LEFT JOIN limits ON limits.id = figure.rowid
    """)
    con.execute("DROP TABLE figure")
    con.execute("ALTER TABLE figure_with_limits RENAME TO figure")


def _add_limits(
    con: duckdb.DuckDBPyConnection, rule: IntervalRule, limits: Callable[[Columns], intervals.Interval]
) -> None:
    columns = con.execute(
        """
        SELECT figure.rowid AS id, value, numerator, figure.denominator, n, step, denominator_step, per,
               counts::DOUBLE AS counts
        FROM figure JOIN spec USING (indicator)
        WHERE rule = $rule AND value IS NOT NULL
        """,
        {"rule": rule.value},
    ).fetchnumpy()
    if not len(columns["id"]):
        return
    numbers = {
        name: np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan)
        for name, column in columns.items()
        if name != "id"
    }
    low, high = limits(numbers)
    known = ~(np.isnan(low) | np.isnan(high))
    given = {"id": np.asarray(columns["id"])[known], "low": low[known], "high": high[known]}
    with registered(con, "given", given):
        con.execute("INSERT INTO limits SELECT id, low, high FROM given")


def _poisson_limits(of: Columns) -> intervals.Interval:
    """Of the numerator against its denominator; of the figure itself where it is a count."""
    ratio = ~np.isnan(of["numerator"])
    count = np.where(ratio, of["numerator"], np.where(of["counts"] == 1, of["value"] / of["per"], np.nan))
    # A count that is no whole number of events (a mean, an amount) has no Poisson limits.
    count = np.where(of["counts"] == 1, count, np.nan)
    exposure = np.where(ratio, of["denominator"], 1.0)
    low, high = intervals.byar(count, exposure)
    return intervals.Interval(low * of["per"], high * of["per"])


def _rounding_limits(of: Columns) -> intervals.Interval:
    """Counts are rounded by chance (up or down); other figures to the nearest step."""
    step = np.where(of["step"] > 0, of["step"], np.nan)
    by_chance = intervals.rounding_interval(of["value"], step, random=True, minimum=0)
    nearest = intervals.rounding_interval(of["value"], step)
    of_ratio = intervals.ratio_rounding_interval(
        of["numerator"],
        of["denominator"],
        numerator_step=of["step"],
        denominator_step=of["denominator_step"],
    )
    # Only a percentage of a whole is known not to pass 100.
    ceiling = np.where((of["per"] == 100) & (of["value"] <= 100), 100.0, np.inf)
    ratio = ~np.isnan(of["numerator"])
    rounded = (of["step"] > 0) | (of["denominator_step"] > 0)

    def choose(of_ratio: Column, by_chance: Column, nearest: Column) -> Column:
        single = np.where(of["counts"] == 1, by_chance, nearest)
        chosen = np.where(ratio, np.minimum(of_ratio * of["per"], ceiling), single)
        return np.where(rounded, chosen, np.nan)

    return intervals.Interval(
        choose(of_ratio.low, by_chance.low, nearest.low), choose(of_ratio.high, by_chance.high, nearest.high)
    )


def _wilson_limits(of: Columns) -> intervals.Interval:
    """A share of those asked, in per cent."""
    share = np.where((of["value"] >= 0) & (of["value"] <= 100), of["value"] / 100, np.nan)
    low, high = intervals.wilson(share * of["n"], of["n"])
    return intervals.Interval(low * 100, high * 100)


_LIMITS: dict[IntervalRule, Callable[[Columns], intervals.Interval]] = {
    IntervalRule.BYAR: _poisson_limits,
    IntervalRule.ROUNDING: _rounding_limits,
    IntervalRule.WILSON: _wilson_limits,
}
