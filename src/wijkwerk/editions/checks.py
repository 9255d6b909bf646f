"""What must hold of an edition before anybody sees it: compared with the releases it was made from."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Published

from .cache import AREAS, CACHE, FIGURES
from .cells import ReleasePart
from .manifest import EditionError

SPOT_CHECKS = 500  # published figures, spread over the whole edition, looked up again in their release


def check_edition(folder: Path, catalogue: Catalogue, releases: Sequence[ReleasePart], rows: dict[str, int]) -> None:
    """Row counts of files and cache, one figure per key, values only where the status allows, and spot checks.

    Raises EditionError with everything that does not hold: that is a mistake of ours, not of the data.
    """
    with duckdb.connect() as con:
        con.execute(f"CREATE VIEW figures AS FROM read_parquet('{_quoted(folder / FIGURES)}')")
        con.execute(f"CREATE VIEW areas AS FROM read_parquet('{_quoted(folder / AREAS)}')")
        con.execute(f"ATTACH '{_quoted(folder / CACHE)}' AS cache (READ_ONLY)")
        problems = [
            *_counts(con, rows),
            *_figures(con),
            *(problem for release in releases for problem in _spot_check(con, catalogue, release)),
        ]
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        raise EditionError(
            f"De nieuwe editie klopt niet met haar leveringen en is niet gepubliceerd:\n{listed}\n"
            "De vorige editie blijft staan. Meld dit bij de beheerder: het is een fout in wijkwerk."
        )


def _counts(con: duckdb.DuckDBPyConnection, rows: dict[str, int]) -> list[str]:
    wanted = {
        "figures": rows[FIGURES],
        "areas": rows[AREAS],
        "cache.by_indicator": rows[FIGURES],
        "cache.by_area": rows[FIGURES],
        "cache.area": rows[AREAS],
    }
    found = {name: con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in wanted}
    return [
        f"{name} heeft {found[name]} rijen, verwacht {number}"
        for name, number in wanted.items()
        if found[name] != number
    ]


def _figures(con: duckdb.DuckDBPyConnection) -> list[str]:
    carries = "status IN ('value', 'provisional', 'unreliable')"
    hashed = "hash(indicator, area, area_year, period)"  # of two that are equal, the keys themselves are compared
    checks = {
        "cijfers die twee keer voorkomen": f"""
            WITH suspect AS (SELECT {hashed} AS key FROM figures GROUP BY key HAVING count(*) > 1)
            SELECT coalesce(sum(times - 1), 0) FROM (
                SELECT count(*) AS times FROM figures SEMI JOIN suspect ON suspect.key = {hashed}
                GROUP BY indicator, area, area_year, period)""",
        "cijfers met een waarde en een status die er geen heeft, of andersom": "SELECT count(*) FROM figures "
        f"WHERE (value IS NOT NULL) <> ({carries})",
        "waarden die geen getal zijn": "SELECT count(*) FROM figures WHERE NOT isfinite(value)",
        "cijfers buiten hun eigen interval": "SELECT count(*) FROM figures WHERE NOT (low <= high)",
    }
    found = {name: con.execute(query).fetchall()[0][0] for name, query in checks.items()}
    return [f"{number} {name}" for name, number in found.items() if number]


def _spot_check(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, release: ReleasePart) -> list[str]:
    """Published figures against the very line of the release that they name."""
    problems = []
    for indicator in catalogue.indicators.values():
        if not isinstance(indicator.formula, Published):
            continue
        source, _, variable = indicator.formula.variable.partition(".")
        if source != release.source:
            continue
        wrong = con.execute(
            f"""
            WITH picked AS (
                FROM figures
                WHERE indicator = $indicator AND release = $release AND method = 'published' AND value IS NOT NULL
                ORDER BY hash(area, period) LIMIT {SPOT_CHECKS}
            )
            SELECT picked.area, picked.period, picked.value, told.value
            FROM picked
            LEFT JOIN read_parquet($file) AS told
              ON told.variable = $variable AND told.period = picked.period AND told.line = picked.line
             AND (told.area = picked.area OR picked.area LIKE 'NL%')
            WHERE told.value IS NULL OR told.value * $scale <> picked.value
            """,
            {
                "indicator": indicator.id,
                "release": release.key,
                "file": str(release.observations),
                "variable": variable,
                "scale": indicator.formula.scale,
            },
        ).fetchall()
        problems += [
            f"{indicator.id} {area} {period}: {value} in de editie, {told} in {release.key}"
            for area, period, value, told in wrong
        ]
    return problems


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
