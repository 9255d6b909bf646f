"""Do the parts of one area (men and women, ages, land and water) add up to that area's own total?"""

import numpy as np

from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted, listing, number
from .tolerance import parts_tolerance

CHECK = "delen_van_geheel"
# From this share of the areas on, something is wrong with a column and not with a cell.
BLOCKING_AREAS = 0.05


def check_parts(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for each total and way of dividing it whose parts miss the total by more than a step per part.

    Only areas where every part has a value: a missing part is a gap, which `telt_op` and `dekking` see.
    blocking  5 % of the areas or more; warning  fewer
    """
    remarks = []
    for whole, partition in release.rows(
        "SELECT DISTINCT parts_of, partition_name FROM check_variable WHERE parts_of IS NOT NULL ORDER BY ALL"
    ):
        remarks += _check_partition(release, str(whole), str(partition))
    return remarks


def _check_partition(release: CheckedRelease, whole: str, partition: str) -> list[CheckRemark]:
    parts = [
        str(name)
        for (name,) in release.rows(
            "SELECT variable FROM check_variable WHERE parts_of = ? AND partition_name = ? ORDER BY variable_id",
            [whole, partition],
        )
    ]
    columns = release.connection.execute(
        """
        WITH parts AS (
            SELECT area, area_id, period, level, sum(value) AS sum, count(*) AS valued
            FROM check_cell JOIN check_variable USING (variable_id)
            WHERE parts_of = $whole AND partition_name = $partition GROUP BY ALL HAVING count(*) = $parts
        ), steps AS (
            SELECT period, level, max(step) AS step FROM check_step JOIN check_variable USING (variable_id)
            WHERE variable = $whole OR (parts_of = $whole AND partition_name = $partition) GROUP BY ALL
        )
        SELECT p.area, p.period, p.sum, t.value AS total, coalesce(s.step, 0) AS step
        FROM parts p
        JOIN check_cell t ON t.area = p.area AND t.period = p.period
             AND t.variable_id = (SELECT variable_id FROM check_variable WHERE variable = $whole)
        LEFT JOIN steps s ON s.period = p.period AND s.level = p.level
        """,
        {"whole": whole, "partition": partition, "parts": len(parts)},
    ).fetchnumpy()
    difference = np.abs(columns["sum"] - columns["total"])
    wrong = np.flatnonzero(difference > parts_tolerance(len(parts), step=columns["step"]))
    if not wrong.size:
        return []
    worst = wrong[np.argsort(-difference[wrong])]
    first = worst[0]
    area, period = str(columns["area"][first]), int(columns["period"][first])
    room = float(parts_tolerance(len(parts), step=columns["step"][first]))
    return [
        CheckRemark(
            check=CHECK,
            severity=Severity.BLOCKING if wrong.size >= BLOCKING_AREAS * difference.size else Severity.WARNING,
            place=f"{release.title(whole)}, {period}",
            found=f"in {counted(wrong.size, 'gebied', 'gebieden')} van de {number(difference.size)} tellen de delen "
            f"({listing([release.title(part) for part in parts])}) niet op; het meest in {release.place(area)}: "
            f"{number(columns['sum'][first])}",
            expected=f"{number(columns['total'][first])}, met hooguit {number(np.floor(room))} verschil door afronding",
            remedy="Kijk of een kolom verwisseld of verkeerd overgenomen is; vraag het anders de bronhouder.",
            area=area if wrong.size == 1 else None,
            variable=whole,
            period=period,
            count=int(wrong.size),
        )
    ]
