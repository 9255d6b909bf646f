"""A decimal comma, a factor 100 or 1.000, a sign: mistakes of reading, seen against the period before."""

from typing import Any

from wijkwerk.definitions.vocabulary import Level

from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted, listing, number

# A whole column is shifted when its median moved by a whole power of ten, give or take 25 %.
COLUMN_ROOM = 0.1  # log10(1.26)
# One cell beside a column that did not move: within 7 %, as many small buurten do grow about tenfold.
CELL_OF_COLUMN_ROOM = 0.2  # log10(1.58): beside a column that did
CELL_ROOM = 0.03  # log10(1.07)
# Counts below this are left out cell by cell: 20 reports becoming 200 is a bad year and not a comma.
SMALLEST_COUNT = 50
FEWEST_AREAS = 3  # for a median
LARGEST_POWER = 3

# NULL instead of an error outside its domain: DuckDB may compute it before it looks at `_USABLE`.
_RATIO = "log10(nullif(greatest(value / nullif(previous, 0), 0), 0))"
_USABLE = "value > 0 AND previous > 0 AND kind IN ('count', 'amount', 'mean', 'share')"

# The power of ten by which a cell of `check_pair` (joined with `check_variable`) moved; 0 for any other change.
FACTOR_OF_CELL = f"""CASE WHEN {_USABLE} AND abs(round({_RATIO})) BETWEEN 1 AND {LARGEST_POWER}
    AND abs({_RATIO} - round({_RATIO})) <= {CELL_ROOM}
    AND (kind <> 'count' OR least(value, previous) >= {SMALLEST_COUNT}) THEN round({_RATIO})::INTEGER ELSE 0 END"""

# Whether a cell moved along with a column that moved by `power`: as far as halfway to the next power of ten is luck.
FOLLOWS_COLUMN = f"coalesce(abs({_RATIO} - power) <= {CELL_OF_COLUMN_ROOM}, false)"


def create_shifts(release: CheckedRelease) -> None:
    """Make the table `check_shift`: by which power of ten each whole column moved since `before` (0: it did not)."""
    release.connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_shift AS
        SELECT variable_id, period, before, areas,
               CASE WHEN areas >= {FEWEST_AREAS} AND abs(round(middle)) BETWEEN 1 AND {LARGEST_POWER}
                    AND abs(middle - round(middle)) <= {COLUMN_ROOM} THEN round(middle)::INTEGER ELSE 0 END AS power
        FROM (SELECT variable_id, period, before, count(*) AS areas, median({_RATIO}) AS middle
              FROM check_pair JOIN check_variable USING (variable_id) WHERE {_USABLE} GROUP BY ALL)
    """)


def check_shifted_columns(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking: a whole column is 10, 100 or 1.000 times what it was."""
    rows = release.rows(f"""
        SELECT variable, period, before, power, areas, count(*) FILTER ({FOLLOWS_COLUMN})
        FROM check_shift JOIN check_variable USING (variable_id) JOIN check_pair USING (variable_id, period, before)
        WHERE power <> 0 AND {_USABLE} GROUP BY ALL ORDER BY variable, period
    """)
    return [
        CheckRemark(
            check=_check(power),
            severity=Severity.BLOCKING,
            place=f"{release.title(variable)}, {period}",
            found=f"{_column(followed, areas)} {_times(power)} als in {before}",
            expected="dezelfde eenheid als eerder",
            remedy=_remedy(power),
            variable=variable,
            period=period,
            count=followed,
        )
        for variable, period, before, power, areas, followed in rows
    ]


def _column(followed: int, areas: int) -> str:
    if followed == areas:
        return f"de hele kolom ({counted(areas, 'gebied', 'gebieden')}) is"
    return f"{number(followed)} van de {number(areas)} gebieden {'is' if followed == 1 else 'zijn'}"


def check_shifted_cells(release: CheckedRelease) -> list[CheckRemark]:
    """Single cells that are 10, 100 or 1.000 times what they were, in a column that is not.

    blocking  a gemeente or the country; warning  wijken and buurten
    """
    rows = release.rows(f"""
        WITH cells AS (
            SELECT variable_id, period, before, area, level IN ('{Level.GEMEENTE}', '{Level.LAND}') AS large, value,
                   previous, line, {FACTOR_OF_CELL} AS cell_power
            FROM check_pair JOIN check_variable USING (variable_id)
            JOIN check_shift s USING (variable_id, period, before) WHERE s.power = 0
        )
        SELECT variable, period, any_value(before), cell_power, bool_or(large), count(*),
               list({{'area': area, 'previous': previous, 'value': value, 'line': line}}
                    ORDER BY large DESC, value DESC)[:5]
        FROM cells JOIN check_variable USING (variable_id) WHERE cell_power <> 0
        GROUP BY variable, period, cell_power ORDER BY variable, period, cell_power
    """)
    return [
        CheckRemark(
            check=_check(power),
            severity=Severity.BLOCKING if large else Severity.WARNING,
            place=f"{release.title(variable)}, {period}",
            found=f"{counted(count, 'waarde is', 'waarden zijn')} {_times(power)} als in {before}: "
            + listing([f"{_change(release, cell)} (regel {cell['line']})" for cell in cells], count),
            expected="een waarde in de buurt van de vorige",
            remedy=_remedy(power),
            area=cells[0]["area"] if count == 1 else None,
            variable=variable,
            period=period,
            count=count,
        )
        for variable, period, before, power, large, count, cells in rows
    ]


def check_signs(release: CheckedRelease) -> list[CheckRemark]:
    """Values that turned from plus to minus or back.

    blocking  most values of the column have the other sign; warning  a value is nearly minus its previous one
    """
    rows = release.rows("""
        WITH signs AS (
            SELECT *, value * previous < 0 AS turned,
                   value * previous < 0 AND abs(value + previous) <= 0.1 * abs(previous) AS mirrored
            FROM check_pair WHERE value <> 0 AND previous <> 0
        )
        SELECT variable, period, any_value(before), count(*) FILTER (turned) AS turned,
               count(*) FILTER (mirrored) AS mirrored, count(*) AS areas,
               list({'area': area, 'previous': previous, 'value': value} ORDER BY mirrored DESC, area) FILTER (turned)
        FROM signs JOIN check_variable USING (variable_id)
        GROUP BY variable, period HAVING count(*) FILTER (turned) > 0 ORDER BY variable, period
    """)
    return [
        _turned(release, variable, period, before, cells if _most(turned, areas) else cells[:mirrored], areas)
        for variable, period, before, turned, mirrored, areas, cells in rows
        if mirrored or _most(turned, areas)
    ]


def _turned(
    release: CheckedRelease, variable: str, period: int, before: int, cells: list[dict[str, Any]], areas: int
) -> CheckRemark:
    return CheckRemark(
        check="teken",
        severity=Severity.BLOCKING if _most(len(cells), areas) else Severity.WARNING,
        place=f"{release.title(variable)}, {period}",
        found=f"{counted(len(cells), 'waarde', 'waarden')} van de {number(areas)} met een ander teken dan in {before}: "
        + listing([_change(release, cell) for cell in cells]),
        expected="hetzelfde teken, of een waarde die werkelijk van plus naar min ging",
        remedy="Kijk of een minteken verloren ging (‘1,2−’, of haakjes) of de kolom omgekeerd is.",
        area=cells[0]["area"] if len(cells) == 1 else None,
        variable=variable,
        period=period,
        count=len(cells),
    )


def _most(turned: int, areas: int) -> bool:
    return areas >= FEWEST_AREAS and turned > areas / 2


def _change(release: CheckedRelease, cell: dict[str, Any]) -> str:
    return f"{release.place(cell['area'])} {number(cell['previous'])} → {number(cell['value'])}"


def _check(power: int) -> str:
    return "decimale_komma" if abs(power) == 1 else "factor"


def _times(power: int) -> str:
    return f"{number(10 ** abs(power))} keer zo {'groot' if power > 0 else 'klein'}"


def _remedy(power: int) -> str:
    if abs(power) == 1:
        return "Kijk of een decimale komma is gemist of te veel gelezen, en lees het bestand opnieuw in."
    return "Kijk of de eenheid veranderde (€ en 1.000 €, aandeel en procent) of een scheidingsteken is gemist."
