"""Totals that the sum of their parts misses, as numbers. `sums` makes remarks of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from wijkwerk.definitions.vocabulary import Level, Status

from .release_views import CheckedRelease
from .tolerance import sum_tolerance, unplaced_share

# Parts without a value for one of these reasons are known to be left out; a silent gap is not.
_EXPLAINED = (Status.SUPPRESSED, Status.TOO_FEW, Status.NOT_DELIVERED, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Miss:
    """One total that its parts miss."""

    variable: str
    parts: Level
    whole: Level
    gemeente: str
    code: str
    name: str
    period: int
    total: float
    sum: float  # of the source's parts, also of those that a correction took away
    valued: int  # parts with a value at the source
    known: int  # parts in the division
    explained: int  # parts whose value is missing with a reason
    room: float
    rounded: bool
    as_delivered: bool  # a correction took the parts away; sum and valued are what the source had given

    @property
    def share(self) -> float:
        """What is missing as a share of the total; negative where the parts come to more."""
        return (self.total - self.sum) / self.total if self.total else -1.0

    @property
    def is_explained(self) -> bool:
        """Nothing is shown that is wrong: every gap in the parts has its reason, or no part has a value at all."""
        lacking = self.known - self.valued
        return self.sum < self.total and self.explained > 0 and (self.valued == 0 or self.explained >= lacking)


def find_misses(release: CheckedRelease, parts: Level, whole: Level, above: str) -> Iterator[Miss]:
    """The totals of a level that its parts miss by more than rounding and chance allow.

    above   SQL for the code of the whole that a part lies in
    """
    connection = release.connection
    _create_removed(release)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_sum AS
        SELECT {above} AS whole, c.variable_id, c.period, sum(c.value) AS sum, count(*)::INTEGER AS valued
        FROM check_cell c JOIN check_area USING (area_id) JOIN check_variable USING (variable_id)
        WHERE c.level = '{parts}' AND kind IN ('count', 'amount') GROUP BY ALL
    """)
    explained = ", ".join(f"'{status}'" for status in _EXPLAINED)
    columns = connection.execute(
        f"""
        WITH known AS (
            SELECT {above} AS whole, year, count(*)::INTEGER AS known
            FROM check_area WHERE level = '{parts}' GROUP BY ALL
        ), explained AS (
            SELECT {above} AS whole, variable_id, o.period, count(*)::INTEGER AS explained
            FROM observations o JOIN check_variable USING (variable)
            JOIN check_area a ON a.code = o.area AND a.year = o.area_year
            WHERE a.level = '{parts}' AND o.status IN ({explained}) GROUP BY ALL
        ), published AS (  -- where the source has these parts at all, or had them before a correction
            SELECT variable_id, period FROM check_sum
            UNION SELECT variable_id, period FROM explained JOIN check_variable USING (variable_id)
            WHERE variable IN (SELECT unnest($corrected))
        )
        SELECT t.variable_id, t.period, t.area_id, t.value AS total,
               coalesce(s.sum, 0) + coalesce(r.sum, 0) AS sum,
               coalesce(s.valued, 0) + coalesce(r.valued, 0) AS valued, r.whole IS NOT NULL AS as_delivered,
               k.known, coalesce(e.explained, 0) AS explained,
               coalesce(p.step, 0) AS step, coalesce(w.step, 0) AS total_step,
               v.kind = 'count' AS by_chance, v.whole AS divides
        FROM check_cell t
        JOIN check_variable v USING (variable_id)
        JOIN published USING (variable_id, period)
        JOIN known k ON k.whole = t.area AND k.year = t.area_year
        LEFT JOIN check_sum s ON s.whole = t.area AND s.variable_id = t.variable_id AND s.period = t.period
        LEFT JOIN check_removed r ON r.whole = t.area AND r.variable = v.variable AND r.period = t.period
                                 AND r.level = '{parts}'
        LEFT JOIN explained e ON e.whole = t.area AND e.variable_id = t.variable_id AND e.period = t.period
        LEFT JOIN check_step p ON p.variable_id = t.variable_id AND p.period = t.period AND p.level = '{parts}'
        LEFT JOIN check_step w ON w.variable_id = t.variable_id AND w.period = t.period AND w.level = '{whole}'
        WHERE t.level = '{whole}'
        """,
        {"corrected": [correction.variable for correction in release.corrections]},
    ).fetchnumpy()
    difference = columns["sum"] - columns["total"]
    below, above_total = sum_tolerance(
        columns["valued"],
        columns["total"],
        step=columns["step"],
        total_step=columns["total_step"],
        by_chance=columns["by_chance"],
        unplaced=unplaced_share(release.source.type),
        empty=np.maximum(columns["known"] - columns["valued"], 0),
    )
    # Where the source says that a part of the whole lies in no buurt (open water), only too much is wrong.
    wrong = (difference > above_total) | ((-difference > below) & (columns["divides"] | (whole is Level.LAND)))
    places = np.flatnonzero(wrong)
    names = _names(release) if places.size else ({}, {})
    for place in places:
        yield _miss(parts, whole, {name: column[place] for name, column in columns.items()}, below[place], *names)


def _create_removed(release: CheckedRelease) -> None:
    """Make the table `check_removed`: what corrections took away, so that a remark tells what the source lacked."""
    connection = release.connection
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE check_removed (
            variable VARCHAR, level VARCHAR, whole VARCHAR, period SMALLINT, valued INTEGER, sum DOUBLE)
    """)
    rows = [(each.variable, each.level, each.gemeente, each.period, each.cells, each.sum) for each in release.removed]
    if rows:
        connection.executemany("INSERT INTO check_removed VALUES (?, ?, ?, ?, ?, ?)", rows)


def _names(release: CheckedRelease) -> tuple[dict[int, str], dict[int, tuple[str, str, str]]]:
    """Variables by their number; code, name and gemeente of areas by theirs."""
    variables = dict(release.rows("SELECT variable_id, variable FROM check_variable"))
    rows = release.rows("SELECT area_id, code, coalesce(name, code), coalesce(gemeente, code) FROM check_area")
    return variables, {number: (code, name, gemeente) for number, code, name, gemeente in rows}


def _miss(
    parts: Level,
    whole: Level,
    row: dict[str, Any],
    room: float,
    variables: dict[int, str],
    areas: dict[int, tuple[str, str, str]],
) -> Miss:
    code, name, gemeente = areas[int(row["area_id"])]
    return Miss(
        variable=variables[int(row["variable_id"])],
        parts=parts,
        whole=whole,
        gemeente=gemeente,
        code=code,
        name=name,
        period=int(row["period"]),
        total=float(row["total"]),
        sum=float(row["sum"]),
        valued=int(row["valued"]),
        known=int(row["known"]),
        explained=int(row["explained"]),
        room=float(room),
        rounded=bool(row["step"] or row["total_step"]),
        as_delivered=bool(row["as_delivered"]),
    )
