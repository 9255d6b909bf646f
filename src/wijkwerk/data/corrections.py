"""Errors of a source, mended by the catalogue while its release is made."""

from collections.abc import Sequence
from itertools import product

import duckdb

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.release.folders import AppliedCorrection, RemovedSum
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source, VariableKind
from wijkwerk.definitions.vocabulary import Status


def apply_correction(con: duckdb.DuckDBPyConnection, source: Source, correction: Correction) -> AppliedCorrection:
    """Change the cells of `observations` that a correction is about, and tell how many.

    Their file and line stay, so the raw value can be looked up. Of values that can be added up and are taken away, the
    sums per gemeente and period are told too: later checks and readers must be able to say what the source lacked.
    """
    conditions = ["variable = $variable"]
    parameters: dict[str, object] = {"variable": correction.variable}
    if correction.areas:
        conditions.append("area IN (SELECT unnest($areas))")
        parameters["areas"] = list(correction.areas)
    if correction.within:
        conditions.append("'GM' || substr(area, 3, 4) IN (SELECT unnest($within))")
        parameters["within"] = list(correction.within)
    if correction.level:
        conditions.append(f"{level_of('area')} = $level")
        parameters["level"] = correction.level.value
    if correction.periods:
        conditions.append("period IN (SELECT unnest($periods))")
        parameters["periods"] = list(correction.periods)
    status = correction.status or Status.VALUE
    change = {"value": correction.value, "status": status.value}
    doubted = correction.value is None and status.carries_value
    value = "coalesce($value, value)" if doubted else "$value::DOUBLE"
    # The source's limits were about the source's own value.
    limits = "" if doubted else ", low = NULL, high = NULL, n = NULL"
    takes_away = not doubted and correction.value is None
    removed = _removed_sums(con, source, correction, conditions, parameters) if takes_away else ()
    changed = con.execute(
        f"UPDATE observations SET value = {value}, status = $status{limits} WHERE {' AND '.join(conditions)}",
        parameters | change,
    ).fetchall()
    return AppliedCorrection(correction.id, correction.reason, changed[0][0], removed)


def _removed_sums(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    correction: Correction,
    conditions: Sequence[str],
    parameters: dict[str, object],
) -> tuple[RemovedSum, ...]:
    """What the source delivered where a correction leaves nothing; nothing at all (0 cells) is told as well."""
    variable = source.variables.get(correction.variable)
    if variable is None or variable.kind not in {VariableKind.COUNT, VariableKind.AMOUNT}:
        return ()
    rows = con.execute(
        f"""
        SELECT 'GM' || substr(area, 3, 4) AS gemeente, period, {level_of("area")} AS level, count(value), sum(value)
        FROM observations WHERE {" AND ".join(conditions)} AND area NOT LIKE 'NL%' GROUP BY ALL
        """,
        parameters,
    ).fetchall()
    sums = {(gemeente, period, level): (cells, total or 0.0) for gemeente, period, level, cells, total in rows}
    if correction.level and correction.within:
        result = con.execute("SELECT DISTINCT period FROM observations WHERE variable = $1", [correction.variable])
        periods = [period for (period,) in result.fetchall() if not correction.periods or period in correction.periods]
        for gemeente, period in product(correction.within, periods):
            sums.setdefault((gemeente, period, correction.level.value), (0, 0.0))
    return tuple(
        RemovedSum(correction.variable, level, gemeente, period, cells, total)
        for (gemeente, period, level), (cells, total) in sorted(sums.items())
    )
