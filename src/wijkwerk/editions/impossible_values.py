"""No edition holds a value that cannot be, whoever signed for it and whatever they said of it."""

from collections.abc import Iterator, Sequence

import duckdb

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.missing_codes import code_in_sql
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.lib.in_memory import connect_in_memory

from .cells import ReleasePart
from .manifest import EditionError

MOST_NAMED = 20
_VALUED = ", ".join(f"'{status}'" for status in Status if status.carries_value)


def refuse_impossible_values(catalogue: Catalogue, releases: Sequence[ReleasePart]) -> None:
    """Look through the releases for codes that pass for figures, counts below zero, shares above 100 and the like.

    The checks find them too, before anybody signs; but a release may have been signed under other checks or another
    catalogue. Raises EditionError naming the variables, the first area and line, and what to do.
    """
    with connect_in_memory() as con:
        faults = [fault for release in releases for fault in _faults(con, catalogue, release)]
    if not faults:
        return
    rest = len(faults) - MOST_NAMED
    listed = "\n".join(f"- {fault}" for fault in faults[:MOST_NAMED]) + (f"\n- en nog {rest}" if rest > 0 else "")
    raise EditionError(
        f"Er is niets gepubliceerd: in de leveringen staan waarden die niet kunnen bestaan.\n{listed}\n"
        "Keur die leveringen af, en lees ze opnieuw in: met een regel bij de bron (missing_values), met een correctie "
        "(catalogue/corrections), of met cijfers die de bron verbeterde. Klopt de definitie van het onderwerp niet "
        "(kind, range), verbeter dan die."
    )


def _faults(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, release: ReleasePart) -> Iterator[str]:
    source = catalogue.sources.get(release.source)
    if source is None or not source.variables or not release.periods:
        return
    con.execute("CREATE OR REPLACE TEMP TABLE limits (variable VARCHAR, least DOUBLE, most DOUBLE)")
    con.executemany(
        "INSERT INTO limits VALUES (?, ?, ?)", [[name, *each.possible] for name, each in source.variables.items()]
    )
    rows = con.execute(
        f"""
        SELECT variable, count(*), min(area), arg_min(value, area), arg_min(period, area), arg_min(line, area)
        FROM read_parquet($file) JOIN limits USING (variable)
        WHERE status IN ({_VALUED}) AND list_contains($periods, period)
          AND (value < least OR value > most OR NOT isfinite(value) OR {code_in_sql("value")} IS NOT NULL)
        GROUP BY variable ORDER BY variable
        """,
        {"file": str(release.observations), "periods": list(release.periods)},
    ).fetchall()
    for variable, count, area, value, period, line in rows:
        shown = f"{value:.12g}".replace("-", "−").replace(".", ",")
        yield (
            f"{release.key}: {source.variables[variable].title}, {count} keer, zoals {shown} voor {area} in {period} "
            f"(regel {line})"
        )
