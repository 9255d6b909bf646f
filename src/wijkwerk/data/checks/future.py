"""Is what is said to be counted of a year that has come?"""

from wijkwerk.definitions.vocabulary import SourceType

from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted


def check_future_years(release: CheckedRelease) -> list[CheckRemark]:
    """Blocking: a year that is still to come. Only a forecast knows such years."""
    if release.source.type is SourceType.FORECAST:
        return []
    rows = release.rows(
        """
        SELECT variable, period, count(*), min(area), arg_min(line, area) FROM observations
        WHERE period > ? AND value IS NOT NULL GROUP BY variable, period ORDER BY variable, period
        """,
        [release.this_year],
    )
    return [
        CheckRemark(
            check="jaar_dat_nog_komt",
            severity=Severity.BLOCKING,
            place=f"{release.title(variable)}, {period}",
            found=f"{counted(count, 'waarde', 'waarden')} van een jaar dat nog moet komen, "
            f"bijvoorbeeld bij {release.place(area)}, regel {line}",
            expected=f"cijfers van {release.this_year} of eerder; van later alleen bij een bron van de soort prognose",
            remedy="Verbeter het jaar. Is het een verwachting, lever haar dan bij een bron van de soort prognose.",
            area=area if count == 1 else None,
            variable=variable,
            period=period,
            count=count,
        )
        for variable, period, count, area, line in rows
    ]
