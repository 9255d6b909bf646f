"""Can each value be what it says it is? Values outside the range of their variable, and codes that pass for values."""

import math
from dataclasses import dataclass

from wijkwerk.definitions.missing_codes import code_in_sql

from .release_views import CheckedRelease
from .remarks import WORDS_DO_NOT_HELP, CheckRemark, Severity, counted, number

# 1.234,5 read as 1,2345 and the like: the powers of ten that a comma, a k€ or a percentage can shift.
_FACTORS = (10, 100, 1000)
_POSSIBLE = "value BETWEEN coalesce(possible_low, value) AND coalesce(possible_high, value)"
# A value that is only just outside would fit after any division; a shifted one is far out.
_WELL_OUTSIDE = 1.5


@dataclass(frozen=True, slots=True)
class _Outside:
    variable: str
    period: int
    low: float | None
    high: float | None
    count: int
    cells: int
    area: str
    value: float
    line: int


def check_impossible(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking, whatever anybody says: a count or a distance below 0, a share outside 0–100, a class that is none."""
    return [
        _remark(release, worst, "onmogelijke_waarde", f"{_shift(worst)} {WORDS_DO_NOT_HELP}".strip())
        for worst in _outside(release, "possible_low", "possible_high")
    ]


def check_ranges(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking: values that can be, and lie outside the range in the catalogue.

    Where the worst value would fit after a shift of the decimal comma or of a factor 100 or 1.000, the remark says so.
    """
    unfit = "Verbeter de waarden in de bron, of het bereik in de catalogus als dat te krap is."
    return [
        _remark(release, worst, "bereik", _shift(worst) or unfit)
        for worst in _outside(release, "low", "high", among=_POSSIBLE)
    ]


def _remark(release: CheckedRelease, worst: "_Outside", check: str, remedy: str) -> CheckRemark:
    return CheckRemark(
        check=check,
        severity=Severity.BLOCKING,
        place=f"{release.title(worst.variable)}, {worst.period}",
        found=f"{counted(worst.count, 'waarde', 'waarden')} van de {number(worst.cells)} buiten het bereik, "
        f"het verst {number(worst.value)} bij {release.place(worst.area)}, regel {worst.line}",
        expected=_range(worst.low, worst.high),
        remedy=remedy,
        area=worst.area if worst.count == 1 else None,
        variable=worst.variable,
        period=worst.period,
        count=worst.count,
    )


def check_missing_codes(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking, whatever anybody says: a code for "no figure", or no number at all (NaN, infinite).

    Every reader makes a missing figure of a code; it stands as a value in what an older version of wijkwerk read.
    """
    rows = release.rows(f"""
        SELECT variable, period, value, count(*), min(area), arg_min(line, area) FROM observations
        WHERE {code_in_sql("value")} IS NOT NULL OR NOT isfinite(value) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """)
    return [
        CheckRemark(
            check="code_als_waarde",
            severity=Severity.BLOCKING,
            place=f"{release.title(variable)}, {period}",
            found=f"{counted(count, 'keer', 'keer')} {number(value) if math.isfinite(value) else 'geen getal'}, "
            f"bijvoorbeeld bij {release.place(area)}, regel {line}",
            expected="een waarde, of een lege cel met een reden",
            remedy="Dit is een code voor een ontbrekend cijfer; een verklaring is hier niet genoeg. Keur de levering "
            "af en lees het bestand opnieuw in: dan wordt er een reden van gemaakt.",
            area=area if count == 1 else None,
            variable=variable,
            period=period,
            count=count,
        )
        for variable, period, value, count, area, line in rows
    ]


def check_whole_numbers(release: CheckedRelease) -> list[CheckRemark]:
    """Warning: counts with decimals: 2.195 inhabitants that became 2,195, or a mean under the name of a count."""
    rows = release.rows("""
        SELECT variable, period, count(*) FILTER (value <> round(value)) AS broken, count(*),
               min(area) FILTER (value <> round(value)) AS first,
               arg_min(value, area) FILTER (value <> round(value)), arg_min(line, area) FILTER (value <> round(value))
        FROM check_cell JOIN check_variable USING (variable_id)
        WHERE kind = 'count' GROUP BY 1, 2 HAVING broken > 0 ORDER BY 1, 2
    """)
    return [
        CheckRemark(
            check="geen_geheel_getal",
            severity=Severity.WARNING,
            place=f"{release.title(variable)}, {period}",
            found=f"{number(broken)} van de {number(cells)} aantallen zijn niet heel, "
            f"bijvoorbeeld {number(value)} bij {release.place(area)}, regel {line}",
            expected="hele aantallen",
            remedy="Kijk of een punt voor duizendtallen als decimaalteken is gelezen.",
            area=area if broken == 1 else None,
            variable=variable,
            period=period,
            count=broken,
        )
        for variable, period, broken, cells, area, value, line in rows
    ]


def _outside(release: CheckedRelease, low: str, high: str, among: str = "true") -> list[_Outside]:
    """The worst value of each variable and period beyond two columns of `check_variable`.

    among   which values are looked at; codes for a missing figure never are
    """
    beyond = f"greatest(coalesce({low} - value, 0), coalesce(value - {high}, 0))"
    rows = release.rows(f"""
        SELECT variable, period, any_value({low}), any_value({high}),
               count(*) FILTER ({beyond} > 0) AS outside, count(*), arg_max(area, {beyond}),
               arg_max(value, {beyond}), arg_max(line, {beyond})
        FROM check_cell JOIN check_variable USING (variable_id)
        WHERE ({low} IS NOT NULL OR {high} IS NOT NULL) AND {code_in_sql("value")} IS NULL AND {among}
        GROUP BY variable, period HAVING outside > 0 ORDER BY variable, period
    """)
    return [_Outside(*row) for row in rows]


def _range(low: float | None, high: float | None) -> str:
    if high is None:
        return f"{number(low or 0)} of meer"
    return f"hooguit {number(high)}" if low is None else f"{number(low)} tot en met {number(high)}"


def _shift(worst: _Outside) -> str:
    low = -math.inf if worst.low is None else worst.low
    high = math.inf if worst.high is None else worst.high
    if worst.value <= 0:
        return ""
    for factor in _FACTORS:
        if worst.value > _WELL_OUTSIDE * high and low <= worst.value / factor <= high:
            return _SHIFTED.format(
                what="een decimale komma gemist" if factor == 10 else f"{number(factor)} keer te groot"
            )
        if _WELL_OUTSIDE * worst.value < low and low <= worst.value * factor <= high:
            return _SHIFTED.format(
                what="een decimale komma te veel" if factor == 10 else f"{number(factor)} keer te klein"
            )
    return ""


_SHIFTED = "Waarschijnlijk {what}: vergelijk het bestand met de bron en lees het opnieuw in."
