"""Do the buurten add up to their wijk, the wijken to their gemeente, the gemeenten to the country?"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np

from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.vocabulary import Level, Status

from .release_views import CheckedRelease
from .remarks import LEVEL_PLURALS, CheckRemark, Severity, listing, number, percentage
from .tolerance import BLOCKING_SHARE, sum_tolerance, unplaced_share

CHECK = "telt_op"
# Parts without a value for one of these reasons are known to be left out; a silent gap is not.
_EXPLAINED = (Status.SUPPRESSED, Status.TOO_FEW, Status.NOT_DELIVERED, Status.NOT_APPLICABLE)
# (parts, wholes, the column of a part that names its whole); buurten are held against both levels above them, because
# one misplaced buurt shows in its wijk and a wijk without rows shows in its gemeente.
_RELATIONS = (
    (Level.BUURT, Level.WIJK, "wijk"),
    (Level.BUURT, Level.GEMEENTE, "gemeente"),
    (Level.WIJK, Level.GEMEENTE, "gemeente"),
    (Level.GEMEENTE, Level.LAND, "'NL00'"),
)


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
    sum: float
    valued: int  # parts with a value
    known: int  # parts in the division
    explained: int  # parts whose value is missing with a reason
    room: float
    rounded: bool

    @property
    def share(self) -> float:
        """What is missing as a share of the total; negative where the parts come to more."""
        return (self.total - self.sum) / self.total if self.total else -1.0

    @property
    def is_explained(self) -> bool:
        """Nothing is shown that is wrong: every gap in the parts has its reason, or no part has a value at all."""
        lacking = self.known - self.valued
        return self.sum < self.total and self.explained > 0 and (self.valued == 0 or self.explained >= lacking)


def check_sums(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for each gemeente and variable whose parts miss the total by more than rounding allows.

    blocking  a gemeente or the country misses 20 % of its total or more, or has 20 % too much
    warning   any other miss
    note      the parts that are missing say why
    A miss that a correction of the catalogue is about keeps its severity, as the source did lose it, and brings the
    correction's reason as its explanation.
    """
    remarks: list[CheckRemark] = []
    for relation in _RELATIONS:
        misses = sorted(_misses(release, *relation), key=attrgetter("variable", "gemeente", "code", "period"))
        for (variable, gemeente), group in groupby(misses, key=attrgetter("variable", "gemeente")):
            remarks.append(_remark(release, variable, gemeente, list(group)))
    return remarks


def _misses(release: CheckedRelease, parts: Level, whole: Level, above: str) -> Iterator[Miss]:
    connection = release.connection
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
        SELECT t.variable_id, t.period, t.area_id, t.value AS total, coalesce(s.sum, 0) AS sum,
               coalesce(s.valued, 0) AS valued, k.known, coalesce(e.explained, 0) AS explained,
               coalesce(p.step, 0) AS step, coalesce(w.step, 0) AS total_step,
               v.kind = 'count' AS by_chance, v.whole AS divides
        FROM check_cell t
        JOIN check_variable v USING (variable_id)
        JOIN published USING (variable_id, period)
        JOIN known k ON k.whole = t.area AND k.year = t.area_year
        LEFT JOIN check_sum s ON s.whole = t.area AND s.variable_id = t.variable_id AND s.period = t.period
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
    )


def _remark(release: CheckedRelease, variable: str, gemeente: str, misses: list[Miss]) -> CheckRemark:
    """The remark of one gemeente and variable, told by its worst period (the last of those that are as bad)."""
    worst = max(misses, key=lambda miss: (abs(miss.share), miss.period))
    last = max(misses, key=lambda miss: (miss.period, abs(miss.share)))
    correction = _correction(release, variable, gemeente, worst.parts)
    explained = correction is None and all(miss.is_explained for miss in misses)
    told = last if worst.whole is not Level.WIJK else worst
    return CheckRemark(
        check=CHECK,
        severity=Severity.NOTE if explained else _severity(worst),
        place=f"{told.name} ({told.code}), {release.title(variable)}, {told.period}",
        found=_found(told, misses),
        expected=f"{number(told.total)}, met hooguit {number(math.floor(told.room))} verschil door {_cause(told)}",
        remedy=_remedy(told, correction, explained),
        area=told.code if len({miss.code for miss in misses}) == 1 else gemeente,
        variable=variable,
        period=told.period if len({miss.period for miss in misses}) == 1 else None,
        count=len(misses),
        explanation="" if correction is None else f"Correctie ‘{correction.id}’: {correction.reason}",
    )


def _severity(worst: Miss) -> Severity:
    # A wijk can be a handful of people; its gemeente's own row says whether it matters.
    heavy = abs(worst.share) >= BLOCKING_SHARE and worst.whole is not Level.WIJK
    return Severity.BLOCKING if heavy else Severity.WARNING


def _found(told: Miss, misses: list[Miss]) -> str:
    parts = LEVEL_PLURALS[told.parts]
    if told.valued == 0:
        text = f"geen van de {told.known} {parts} heeft een waarde, zodat 100 % ontbreekt"
    else:
        what = "ontbreekt" if told.sum < told.total else "is te veel"
        text = f"de {parts} tellen op tot {number(told.sum)}; {percentage(abs(told.share))} {what}"
        if told.valued < told.known:
            text += f", {told.valued} van de {told.known} {parts} hebben een waarde"
    return text + _elsewhere(misses)


def _elsewhere(misses: list[Miss]) -> str:
    shares, periods = [abs(miss.share) for miss in misses], {miss.period for miss in misses}
    codes = {miss.code: miss.name for miss in misses}
    if len(codes) > 1:
        return f" (ook elders in de gemeente: samen {len(codes)} gebieden, {listing(sorted(codes.values()))})"
    if len(periods) > 1:
        low, high = percentage(min(shares)), percentage(max(shares))
        return f" ({min(periods)}–{max(periods)}: {low if low == high else f'{low} tot {high}'})"
    return ""


def _cause(told: Miss) -> str:
    causes = ["afronding"] if told.rounded or told.sum > told.total else []
    return " en ".join([*causes, "wat in geen gebied te plaatsen is"] if told.sum < told.total else causes)


def _correction(release: CheckedRelease, variable: str, gemeente: str, parts: Level) -> Correction | None:
    """The correction that takes the values of this gemeente's parts away."""
    for correction in release.corrections:
        about = correction.variable == variable and gemeente in correction.within
        if about and correction.level in {None, parts} and not Status(correction.status or Status.VALUE).carries_value:
            return correction
    return None


def _remedy(told: Miss, correction: Correction | None, explained: bool) -> str:
    if correction is not None:
        return f"De catalogus toont deze gebieden niet (correctie ‘{correction.id}’); controleer of dat nog klopt."
    if explained:
        return "Elke waarde die ontbreekt, heeft een reden; controleer alleen of die klopt."
    if told.sum > told.total:
        return "Zoek het gebied dat te hoog is of dubbel telt; leg een correctie vast of vraag het de bronhouder."
    return (
        "Er ontbreken rijen of waarden, ook al klopt elke code. Toon deze gebieden niet: leg een correctie vast, "
        "of vraag de bronhouder om de rest."
    )
