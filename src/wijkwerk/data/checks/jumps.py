"""Values that moved further since the period before than the world does."""

from wijkwerk.definitions.sources import VariableKind
from wijkwerk.definitions.vocabulary import Level

from .factors import FACTOR_OF_CELL, FOLLOWS_COLUMN
from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted, listing, number

CHECK = "sprong"
# How many times as large or small a value may become: in a wijk or buurt, and in a gemeente or the country.
# Counts also have to move further than chance and rounding explain (see _MOVED).
FACTORS = {
    VariableKind.COUNT: (2.0, 1.5),
    VariableKind.AMOUNT: (1.5, 1.2),
    VariableKind.MEAN: (1.5, 1.25),
}
# Shares move in percentage points.
POINTS = (25.0, 10.0)
# Five times the standard deviation of the difference of two counts, and three rounding steps.
CHANCE = 5
ROUNDING_STEPS = 3
# From this share of the areas on it is no longer a matter of single areas.
WARNING_AREAS = 0.05

_LARGE = f"level IN ('{Level.GEMEENTE}', '{Level.LAND}')"


def check_jumps(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for each variable, period and size of area with values that jumped, the largest jumps named.

    warning   gemeenten or the country, or 5 % of the wijken and buurten
    note      fewer wijken and buurten: buurten are built and pulled down
    Zero counts as one unit, so that a first figure is no jump by itself. Codes that mean another place are left out
    (`hergebruikte_code`), and so are whole factors of ten (`factor`, `decimale_komma`).
    """
    rows = release.rows(f"""
        WITH moved AS (
            SELECT variable_id, period, before, area, value, previous, {_LARGE} AS large, {_MOVED} AS size,
                   {FACTOR_OF_CELL} <> 0 AS shifted
            FROM check_pair JOIN check_variable USING (variable_id)
            LEFT JOIN check_shift USING (variable_id, period, before)
            WHERE coalesce(power, 0) = 0 OR NOT {FOLLOWS_COLUMN}
        )
        SELECT variable, period, any_value(before), large,
               count(*) FILTER (size > 1 AND NOT shifted) AS jumped, count(*),
               arg_max({{'area': area, 'previous': previous, 'value': value}}, size, 5)
                   FILTER (size > 1 AND NOT shifted)
        FROM moved JOIN check_variable USING (variable_id)
        GROUP BY variable, period, large HAVING jumped > 0 ORDER BY variable, period, large DESC
    """)
    return [
        CheckRemark(
            check=CHECK,
            severity=Severity.WARNING if large or jumped >= WARNING_AREAS * areas else Severity.NOTE,
            place=f"{release.title(variable)}, {period}",
            found=f"{counted(jumped, *_NOUNS[large])} van de {number(areas)} sterk veranderd sinds {before}: "
            + listing(
                [f"{release.place(x['area'])} {number(x['previous'])} → {number(x['value'])}" for x in examples], jumped
            ),
            expected=_expected(release, variable, large),
            remedy="Ga na of er gebouwd, gesloopt of anders geteld is. Zo niet: vraag het de bronhouder.",
            area=examples[0]["area"] if jumped == 1 else None,
            variable=variable,
            period=period,
            count=jumped,
        )
        for variable, period, before, large, jumped, areas, examples in rows
    ]


def _expected(release: CheckedRelease, variable: str, large: bool) -> str:
    kind = release.source.variables[variable].kind
    if kind is VariableKind.SHARE:
        return f"een verschil van hooguit {number(POINTS[large])} procentpunt"
    room = ", met ruimte voor toeval en afronding" if kind is VariableKind.COUNT else ""
    return f"hooguit {number(FACTORS[kind][large])} keer zo hoog of zo laag{room}"


_NOUNS = {True: ("gemeente", "gemeenten"), False: ("wijk of buurt", "wijken en buurten")}


def _size(kind: VariableKind) -> str:
    """How far a cell moved, as a multiple of what is allowed."""
    small, large = FACTORS[kind]
    ratio = (
        "greatest(abs(value), 1) / greatest(abs(previous), 1)"
        if kind is VariableKind.COUNT
        else "value / nullif(previous, 0)"
    )
    times = f"abs(ln(nullif(greatest({ratio}, 0), 0)))"
    size = f"{times} / CASE WHEN {_LARGE} THEN ln({large}) ELSE ln({small}) END"
    if kind is VariableKind.COUNT:
        chance = f"({CHANCE} * sqrt(abs(value) + abs(previous)) + {ROUNDING_STEPS} * coalesce(rounding, 0))"
        return f"CASE WHEN abs(value - previous) > {chance} THEN {size} ELSE 0 END"
    return size


_MOVED = (
    "coalesce(CASE kind "
    + " ".join(f"WHEN '{kind}' THEN {_size(kind)}" for kind in FACTORS)
    + f" WHEN '{VariableKind.SHARE}' THEN abs(value - previous)"
    + f" / CASE WHEN {_LARGE} THEN {POINTS[1]} ELSE {POINTS[0]} END END, 0)"
)
