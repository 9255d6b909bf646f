"""What must hold of an edition before anybody sees it: compared with the releases it was made from."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from wijkwerk.data.area.codes import level_of
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Published
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.array_views import objects, registered
from wijkwerk.lib.in_memory import connect_in_memory

from .cache import AREAS, CACHE, FIGURES
from .cells import ReleasePart
from .manifest import EditionError

SPOT_CHECKS = 500  # published figures of each indicator that are looked up again in their release


def check_files(folder: Path, catalogue: Catalogue, releases: Sequence[ReleasePart], rows: dict[str, int]) -> None:
    """Row counts, one figure per key, values only where the status allows, and spot checks.

    Raises EditionError with everything that does not hold: that is a mistake of ours, not of the data.
    """
    with connect_in_memory() as con:
        con.execute(f"CREATE VIEW figures AS FROM read_parquet('{_quoted(folder / FIGURES)}')")
        con.execute(f"CREATE VIEW areas AS FROM read_parquet('{_quoted(folder / AREAS)}')")
        _refuse(
            [
                *_counts(con, {"figures": rows[FIGURES], "areas": rows[AREAS]}),
                *_figures(con),
                *(problem for release in releases for problem in _spot_check(con, catalogue, release)),
            ]
        )


def check_cache(folder: Path, rows: dict[str, int]) -> None:
    """Whether the read cache holds every row of the files. Raises EditionError."""
    with duckdb.connect(str(folder / CACHE), read_only=True) as con:
        _refuse(_counts(con, {"by_indicator": rows[FIGURES], "by_area": rows[FIGURES], "area": rows[AREAS]}))


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        raise EditionError(
            f"De nieuwe editie klopt niet met haar leveringen en is niet gepubliceerd:\n{listed}\n"
            "De vorige editie blijft staan. Meld dit bij de beheerder: het is een fout in wijkwerk."
        )


def _counts(con: duckdb.DuckDBPyConnection, wanted: dict[str, int]) -> list[str]:
    counts = {name: con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in wanted}
    return [
        f"{name} heeft {counts[name]} rijen, verwacht {number}"
        for name, number in wanted.items()
        if counts[name] != number
    ]


def _figures(con: duckdb.DuckDBPyConnection) -> list[str]:
    hashed = "hash(indicator, area, area_year, period)"  # of two that are equal, the keys themselves are compared
    twice = con.execute(f"""
        WITH suspect AS (SELECT {hashed} AS key FROM figures GROUP BY key HAVING count(*) > 1)
        SELECT coalesce(sum(times - 1), 0) FROM (
            SELECT count(*) AS times FROM figures SEMI JOIN suspect ON suspect.key = {hashed}
            GROUP BY indicator, area, area_year, period)
    """).fetchall()[0][0]
    problems = [f"{twice} cijfers die twee keer voorkomen"] if twice else []
    return problems + [text for name, condition in _IMPOSSIBLE.items() if (text := _named(con, name, condition))]


_IMPOSSIBLE = {
    "cijfers met een waarde en een status die er geen heeft, of andersom": (
        "(value IS NOT NULL) <> (status IN ('value', 'provisional', 'unreliable'))"
    ),
    "waarden die geen getal zijn": "NOT isfinite(value)",
    "cijfers buiten hun eigen interval": "NOT (low <= high)",
}


def _named(con: duckdb.DuckDBPyConnection, name: str, condition: str) -> str:
    """How many figures meet the condition, and which ones come first; empty where none does."""
    count, first = con.execute(f"""
        SELECT count(*), string_agg(figure, '; ' ORDER BY figure) FILTER (place <= 3)
        FROM (
            SELECT concat_ws(' ', indicator, area, period, coalesce(value::VARCHAR, 'zonder waarde'), status, release)
                       AS figure,
                   row_number() OVER (ORDER BY indicator, area, period) AS place
            FROM figures WHERE {condition})
    """).fetchall()[0]
    return f"{count} {name}: {first}" if count else ""


def _spot_check(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, release: ReleasePart) -> list[str]:
    """Published figures against the very line of the release that they name, all indicators in one go."""
    published = _published_from(catalogue, release.source)
    if not published:
        return []
    columns = {
        "indicator": objects(indicator for indicator, _, _ in published),
        "level": objects(level.value for _, level, _ in published),
        "variable": objects(formula.variable_at(level).partition(".")[2] for _, level, formula in published),
        "scale": np.array([formula.scale for _, _, formula in published], dtype=np.float64),
    }
    with registered(con, "spot", columns):
        wrong = con.execute(
            f"""
            WITH candidate AS (
                SELECT indicator, area, period, line, value FROM figures
                WHERE release = $release AND method = 'published' AND value IS NOT NULL
            ),
            -- Spread by chance, and the same each time: about {SPOT_CHECKS} of each indicator.
            density AS (SELECT indicator, ceil(count(*) / {SPOT_CHECKS})::UBIGINT AS one_in FROM candidate GROUP BY 1),
            few AS (
                SELECT candidate.*, {level_of("area")} AS level FROM candidate JOIN density USING (indicator)
                WHERE hash(area, period) % one_in = 0
            ),
            picked AS (SELECT few.*, variable, scale FROM few JOIN spot USING (indicator, level))
            SELECT picked.indicator, picked.area, picked.period, picked.value, told.value
            FROM picked
            LEFT JOIN read_parquet($file) AS told
              ON told.variable = picked.variable AND told.period = picked.period AND told.line = picked.line
             AND (told.area = picked.area OR picked.area LIKE 'NL%')
            WHERE told.value IS NULL OR told.value * picked.scale <> picked.value
            ORDER BY ALL
            """,
            {"release": release.key, "file": str(release.observations)},
        ).fetchall()
    return [
        f"{indicator} {area} {period}: {value} in de editie, {delivered} in {release.key}"
        for indicator, area, period, value, delivered in wrong
    ]


def _published_from(catalogue: Catalogue, source: str) -> list[tuple[str, Level, Published]]:
    """The indicators that at a level are figures of this source as they stand."""
    return [
        (indicator.id, level, indicator.formula)
        for indicator in catalogue.indicators.values()
        if isinstance(indicator.formula, Published)
        for level in Level
        if indicator.formula.variable_at(level).partition(".")[0] == source
    ]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
