"""Changes between two years, from the figures and intervals of both."""

import duckdb
import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change
from wijkwerk.definitions.vocabulary import IntervalRule, Method, Status
from wijkwerk.engine.changes import Estimates, change_interval
from wijkwerk.lib.array_views import registered

from .specification import change_indicators

# Limits of rounding are bounds, the others say what chance may do.
_BY_CHANCE = {IntervalRule.BYAR, IntervalRule.WILSON, IntervalRule.PUBLISHED}


def add_changes(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Add the rows of every change to `figure`, which has the figures of both years with their limits."""
    for indicator, change in change_indicators(catalogue):
        rule = catalogue.interval_rule(catalogue.indicators[change.indicator])
        _pair_years(con, indicator, change)
        _add_change(con, indicator, change, chance=rule in _BY_CHANCE)
        con.execute("DROP TABLE both_years")


def _pair_years(con: duckdb.DuckDBPyConnection, indicator: str, change: Change) -> None:
    """`both_years`: every current place that has a row in the last year, with the first year beside it."""
    con.execute(
        """
        CREATE TEMP TABLE both_years AS
        SELECT late.place, late.division, late.level, late.release, late.line,
               early.value AS early_value, early.low AS early_low, early.high AS early_high,
               late.value AS late_value, late.low AS late_low, late.high AS late_high,
               early.status AS early_status, late.status AS late_status, early.method AS early_method,
               late.method AS late_method, early.reason AS early_reason, late.reason AS late_reason
        FROM (SELECT * FROM figure WHERE indicator = $of::indicator_id AND period = $end) AS late
        JOIN place ON place.id = late.place AND place.current
        LEFT JOIN (SELECT * FROM figure WHERE indicator = $of::indicator_id AND period = $start) AS early
          ON early.place = late.place
        SEMI JOIN (SELECT level FROM spec_level WHERE indicator = $indicator::indicator_id) AS wanted
          ON wanted.level = late.level
        """,
        {"indicator": indicator, "of": change.indicator, "start": change.start, "end": change.end},
    )


def _add_change(con: duckdb.DuckDBPyConnection, indicator: str, change: Change, *, chance: bool) -> None:
    """The difference; why there is none where one of the two is missing."""
    difference = "late_value - early_value"
    if change.relative:
        difference = f"100 * ({difference}) / nullif(abs(early_value), 0)"
    with registered(con, "change_limits", _limits(con, relative=change.relative, chance=chance)):
        con.execute(
            f"""
            INSERT INTO figure
            SELECT $indicator::indicator_id, place, $end, division, level, value,
                   CASE WHEN late_value IS NULL THEN late_status
                        WHEN early_value IS NULL THEN coalesce(early_status, '{Status.NOT_DELIVERED}'::status_id)
                        WHEN value IS NULL THEN '{Status.NOT_APPLICABLE}'::status_id
                        WHEN 'unreliable' IN (early_status, late_status) THEN '{Status.UNRELIABLE}'::status_id
                        WHEN 'provisional' IN (early_status, late_status) THEN '{Status.PROVISIONAL}'::status_id
                        ELSE '{Status.VALUE}'::status_id END,
                   low, high, NULL, early_value, CASE WHEN early_value IS NOT NULL THEN $start END,
                   CASE WHEN late_method IN ('published', 'computed')
                         AND coalesce(early_method, late_method) IN ('published', 'computed')
                        THEN '{Method.COMPUTED}'::method_id
                        WHEN late_method IN ('published', 'computed') THEN early_method
                        ELSE late_method END,
                   release, line, CASE WHEN late_value IS NULL THEN late_reason ELSE early_reason END, NULL, NULL, NULL
            FROM (SELECT *, {difference} AS value FROM both_years)
            LEFT JOIN change_limits USING (place)
            """,
            {"indicator": indicator, "start": change.start, "end": change.end},
        )


def _limits(con: duckdb.DuckDBPyConnection, *, relative: bool, chance: bool) -> dict[str, NDArray[np.generic]]:
    """place, low, high of the changes that have an interval."""
    columns = con.execute("""
        SELECT place, early_value, early_low, early_high, late_value, late_low, late_high FROM both_years
    """).fetchnumpy()
    place = np.ma.filled(np.ma.asarray(columns.pop("place")))
    numbers = [np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan) for column in columns.values()]
    low, high = change_interval(Estimates(*numbers[:3]), Estimates(*numbers[3:]), relative=relative, chance=chance)
    known = ~np.isnan(low)
    return {"place": place[known], "low": low[known], "high": high[known]}
