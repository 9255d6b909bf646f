"""Does a release that replaces another still have what that one had? What it lacks is gone from the next edition.

Compared are the periods that both have; other years of the replaced release stay in use.
"""

from collections.abc import Sequence
from typing import Any

from wijkwerk.data.area.codes import level_of
from wijkwerk.definitions.vocabulary import Status

from .release_views import CheckedRelease
from .remarks import LEVEL_PLURALS, MOST_NAMED, CheckRemark, Severity, counted, listing, number, percentage

# Sources revise values and seldom take them away. More than this share of the areas of a level, or of the values of a
# variable, is rather a file that is not whole; within one gemeente it is a single buurt.
BLOCKING_LOST = 0.01
# Sources revise; from this share of a variable's values on, somebody must know why.
WARNING_CHANGED = 0.05
# Relative: below this it is the same figure, read from another kind of file.
SAME = 1e-9

_VALUED = ", ".join(f"'{status}'" for status in Status if status.carries_value)


def create_replaced(release: CheckedRelease) -> None:
    """Make `check_replaced`: each value of the replaced release in a period that this one tells anew.

    variable, period, area, level, absent (the area has no row any more), lost (it has no value any more), changed
    """
    release.connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_replaced AS
        WITH earlier AS (
            SELECT variable, period, area, value FROM replaced_observations
            WHERE status IN ({_VALUED}) AND value IS NOT NULL AND period IN (SELECT DISTINCT period FROM observations)
        ), codes AS (SELECT area, {level_of("area")} AS level FROM (SELECT DISTINCT area FROM earlier)),
        present AS (SELECT DISTINCT area, period, true AS here FROM observations),
        now AS (SELECT variable, period, area, value FROM observations WHERE status IN ({_VALUED}))
        SELECT e.variable, e.period, e.area, codes.level, here IS NULL AS absent, n.value IS NULL AS lost,
               coalesce(abs(n.value - e.value) > {SAME} * greatest(abs(n.value), abs(e.value)), false) AS changed
        FROM earlier e JOIN codes USING (area)
        LEFT JOIN present p ON p.area = e.area AND p.period = e.period
        LEFT JOIN now n ON n.variable = e.variable AND n.period = e.period AND n.area = e.area
    """)


def check_lost_areas(release: CheckedRelease) -> list[CheckRemark]:
    """Areas with values in the replaced release and without a single row in this one, per period and level.

    blocking  more than 1 % of them; warning  fewer
    """
    rows = release.rows(f"""
        SELECT period, level, count(*) FILTER (absent) AS lost, count(*),
               (list(area ORDER BY area) FILTER (absent))[:{MOST_NAMED}]
        FROM (SELECT DISTINCT period, level, area, absent FROM check_replaced)
        GROUP BY period, level HAVING lost > 0 ORDER BY period, level
    """)
    return [
        CheckRemark(
            check="verloren_gebied",
            severity=_severity(lost, areas),
            place=f"{release.source.title}, {period}, {LEVEL_PLURALS.get(level, level)}",
            found=f"{number(lost)} van de {number(areas)} gebieden ({percentage(lost / areas)}) van de levering die "
            f"deze vervangt, staan hier niet meer in: {listing([release.place(code) for code in codes], lost)}",
            expected="alle gebieden van de vervangen levering",
            remedy="Is dit bestand maar een deel, zoals één gemeente uit een tabel van het hele land? Keur deze "
            "levering dan af en lees het hele bestand in. Verklaar anders waarom deze gebieden vervallen.",
            area=codes[0] if lost == 1 else None,
            period=period,
            count=lost,
        )
        for period, level, lost, areas, codes in rows
    ]


def check_lost_values(release: CheckedRelease) -> list[CheckRemark]:
    """Values of the replaced release that have none now, in areas that are still there; one remark for each severity.

    blocking  variables that lost more than 1 % of their values; warning  variables that lost fewer
    """
    rows = release.rows("""
        SELECT variable, count(*) FILTER (lost) AS gone, count(*) AS valued
        FROM check_replaced WHERE NOT absent GROUP BY variable HAVING gone > 0 ORDER BY gone / valued DESC, variable
    """)
    grouped: dict[Severity, list[tuple[Any, ...]]] = {}
    for row in rows:
        grouped.setdefault(_severity(row[1], row[2]), []).append(row)
    return [_lost_values(release, severity, lost) for severity, lost in grouped.items()]


def check_changed_values(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for all values that are others than in the replaced release.

    warning  a variable has 5 % other values or more; note  every variable has fewer
    """
    rows = release.rows("""
        SELECT variable, count(*) FILTER (changed) AS others, count(*) AS shared
        FROM check_replaced WHERE NOT lost GROUP BY variable HAVING others > 0 ORDER BY others / shared DESC, variable
    """)
    if not rows:
        return []
    many = any(others >= WARNING_CHANGED * shared for _, others, shared in rows)
    total = sum(others for _, others, _ in rows)
    return [
        CheckRemark(
            check="gewijzigde_waarde",
            severity=Severity.WARNING if many else Severity.NOTE,
            place=release.source.title,
            found=f"{counted(total, 'waarde is', 'waarden zijn')} anders dan in de levering die deze vervangt: "
            f"{_told(release, rows)}",
            expected="dezelfde waarden, of een herziening door de bron",
            remedy="Ga na of de bron haar cijfers heeft herzien, en schrijf op waar dat staat.",
            variable=rows[0][0] if len(rows) == 1 else None,
            count=total,
        )
    ]


def _lost_values(release: CheckedRelease, severity: Severity, rows: Sequence[tuple[Any, ...]]) -> CheckRemark:
    total = sum(gone for _, gone, _ in rows)
    return CheckRemark(
        check="verloren_waarde",
        severity=severity,
        place=release.source.title,
        found=f"{counted(total, 'waarde', 'waarden')} van de levering die deze vervangt, zonder waarde in deze: "
        f"{_told(release, rows)}",
        expected="een waarde voor elk gebied dat er een had",
        remedy="Kijk of er kolommen of waarden uit het bestand zijn verdwenen. Zo ja: keur deze levering af en lever "
        "het hele bestand. Verklaar anders waarom deze cijfers vervallen.",
        variable=rows[0][0] if len(rows) == 1 else None,
        count=total,
    )


def _told(release: CheckedRelease, rows: Sequence[tuple[Any, ...]]) -> str:
    named = [
        f"{release.title(variable)} {number(count)} van de {number(known)} ({percentage(count / known)})"
        for variable, count, known in rows[:MOST_NAMED]
    ]
    return listing(named, len(rows))


def _severity(lost: int, known: int) -> Severity:
    return Severity.BLOCKING if lost > BLOCKING_LOST * known else Severity.WARNING
