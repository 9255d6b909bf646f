"""Release folders made by the project's own writer, where a test needs their hashes and records to be real."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import duckdb

from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.data.release.writing import write_release
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.editions.cells import ReleasePart

from .small_country import Cell, small_sources

MOMENT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)


def write_whole_release(releases: Path, given: Sequence[Cell]) -> ReleaseFolder:
    """One release of the cells of one source; line = place in the list + 2."""
    source = small_sources()[given[0].variable.partition(".")[0]]
    with duckdb.connect() as con:
        con.execute("""
            CREATE TABLE observations (area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR,
                value DOUBLE, status VARCHAR, low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER)
        """)
        for line, cell in enumerate(given, start=2):
            variable = cell.variable.partition(".")[2]
            con.execute(
                "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL, 0, ?)",
                [cell.area, cell.area_year, cell.period, variable, cell.value, cell.status.value, line],
            )
        delivery = RawDelivery(source.id, source.tables[0].table, Protocol.FLAT_CSV, ())
        folder, _ = write_release(con, source, source.tables[0], delivery, releases, moment=MOMENT, code_version="test")
    return folder


def write_whole_releases(releases: Path, given: Sequence[Cell]) -> list[ReleasePart]:
    """A release for each source of the cells."""
    folders = [
        write_whole_release(releases, [cell for cell in given if cell.variable.startswith(f"{source}.")])
        for source in dict.fromkeys(cell.variable.partition(".")[0] for cell in given)
    ]
    return [
        ReleasePart(
            folder.record.key,
            folder.path,
            folder.record.source,
            folder.record.table,
            folder.record.periods,
            folder.record.content_sha256,
        )
        for folder in folders
    ]
