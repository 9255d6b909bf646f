"""Is every cell there once, about a variable that the catalogue knows and an area of the division?"""

from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted, listing, number, percentage

# A handful of odd codes is a detail of the source; more is the division of another year, or codes without padding.
BLOCKING_UNKNOWN = 0.01


def check_unique_keys(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking: a variable has two cells for one area and period; which of the two counts, nobody can tell."""
    rows = release.rows("""
        WITH suspect AS (  -- by one number, which takes half the time; few or none are left to look at
            SELECT hash(variable, period, area) AS key FROM observations GROUP BY key HAVING count(*) > 1
        ), doubled AS (
            SELECT variable, period, area, min(line) AS first, max(line) AS last, count(*) AS cells
            FROM observations SEMI JOIN suspect ON suspect.key = hash(variable, period, area)
            GROUP BY variable, period, area HAVING count(*) > 1
        )
        SELECT variable, period, count(*), min(area), arg_min(first, area), arg_min(last, area)
        FROM doubled GROUP BY variable, period ORDER BY variable, period
    """)
    return [
        CheckRemark(
            check="dubbele_sleutel",
            severity=Severity.BLOCKING,
            place=f"{release.title(variable)}, {period}",
            found=f"{counted(count, 'gebied heeft', 'gebieden hebben')} meer dan één waarde, "
            f"bijvoorbeeld {release.place(area)} op regel {first} en {last}",
            expected="één waarde per gebied en jaar",
            remedy="Haal de dubbele regels uit het bestand en lever het opnieuw.",
            area=area if count == 1 else None,
            variable=variable,
            period=period,
            count=count,
        )
        for variable, period, count, area, first, last in rows
    ]


def check_known_variables(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking: cells of a variable that the catalogue does not describe; nothing could say what they mean."""
    rows = release.rows("""
        SELECT variable, count(*) FROM observations
        WHERE variable NOT IN (SELECT variable FROM check_variable) GROUP BY 1 ORDER BY 1
    """)
    return [
        CheckRemark(
            check="onbekende_variabele",
            severity=Severity.BLOCKING,
            place=f"Variabele ‘{variable}’",
            found=f"{counted(count, 'waarde', 'waarden')} van een variabele die de catalogus niet kent",
            expected=f"een variabele van bron ‘{release.source.id}’",
            remedy=f"Beschrijf de variabele in catalogue/sources/{release.source.id}.yaml en laad de levering opnieuw.",
            variable=variable,
            count=count,
        )
        for variable, count in rows
    ]


def check_known_areas(release: CheckedRelease) -> list[CheckRemark]:
    """Codes that the division of their year does not have: blocking from 1 % of the codes on, below that a warning."""
    rows = release.rows("""
        WITH delivered AS (SELECT DISTINCT area, area_year, line FROM observations),
        codes AS (SELECT area, area_year, min(line) AS line FROM delivered GROUP BY ALL)
        SELECT area_year, count(*) AS codes,
               list([area, line::VARCHAR] ORDER BY line) FILTER (code IS NULL) AS unknown
        FROM codes LEFT JOIN check_area ON code = area AND year = area_year
        GROUP BY area_year ORDER BY area_year
    """)
    return [_unknown_areas(year, codes, unknown) for year, codes, unknown in rows if unknown]


def _unknown_areas(year: int, codes: int, unknown: list[list[str]]) -> CheckRemark:
    share = len(unknown) / codes
    named = listing([f"‘{code}’ (regel {line})" for code, line in unknown])
    return CheckRemark(
        check="onbekend_gebied",
        severity=Severity.BLOCKING if share >= BLOCKING_UNKNOWN else Severity.WARNING,
        place=f"Gebiedsindeling {year}",
        found=f"{number(len(unknown))} van de {number(codes)} codes ({percentage(share)}) "
        f"{'staat' if len(unknown) == 1 else 'staan'} niet in de indeling: {named}",
        expected=f"codes uit de indeling van {year}",
        remedy="Controleer van welk jaar de indeling van het bestand is; laad die indeling of verbeter de codes.",
        area=unknown[0][0] if len(unknown) == 1 else None,
        count=len(unknown),
    )
