"""From files to a release folder, without a database: ingest, stage, write. The one way in for every protocol."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from wijkwerk import __version__
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.data.release.writing import Judge, write_release
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.in_memory import connect_in_memory

from .ingestors import (
    cbs_odata_v3,
    cbs_odata_v4,
    coded_workbook,
    flat_csv,
    json_document,
    own_file,
    pdok_ogc_features,
    statline_csv,
    swing_odata,
)
from .ingestors.records import Ingested
from .raw import RawDelivery, open_raw
from .staging import stage_areas, stage_observations

Ingestor = Callable[[duckdb.DuckDBPyConnection, Source, SourceTable, RawDelivery], Ingested]

INGESTORS: Mapping[Protocol, Ingestor] = {
    Protocol.CBS_ODATA_V3: cbs_odata_v3.ingest,
    Protocol.CBS_ODATA_V4: cbs_odata_v4.ingest,
    Protocol.STATLINE_CSV: statline_csv.ingest,
    Protocol.FLAT_CSV: flat_csv.ingest,
    Protocol.JSON_DOCUMENT: json_document.ingest,
    Protocol.PDOK_OGC_FEATURES: pdok_ogc_features.ingest,
    Protocol.SWING_ODATA: swing_odata.ingest,
    Protocol.CODED_WORKBOOK: coded_workbook.ingest,
    Protocol.OWN_FILE: own_file.ingest,
    Protocol.SIGNALEN: flat_csv.ingest,  # of the counts that were kept
}


def build_from_files(
    source: Source,
    table: SourceTable,
    paths: Sequence[Path],
    releases: Path,
    *,
    corrections: Sequence[Correction] = (),
    moment: datetime.datetime,
    judge: Judge | None = None,
) -> tuple[ReleaseFolder, bool]:
    """A release of files where they lie (a raw folder, or loose files)."""
    delivery = open_raw(source.id, table.table, source.protocol_of(table), paths)
    return build_release(source, table, delivery, releases, corrections=corrections, moment=moment, judge=judge)


def build_release(
    source: Source,
    table: SourceTable,
    delivery: RawDelivery,
    releases: Path,
    *,
    corrections: Sequence[Correction] = (),
    moment: datetime.datetime,
    judge: Judge | None = None,
) -> tuple[ReleaseFolder, bool]:
    """Read a delivery and write it as a release; returns the folder and whether it is new.

    corrections   of the whole catalogue; those of this source and table are applied and listed
    judge         as `write_release` has it
    Raises ReleaseError with all problems; then nothing was written.
    """
    with connect_in_memory() as con:
        ingested = INGESTORS[delivery.protocol](con, source, table, delivery)
        if ingested.area_year is not None:
            table = replace(table, area_year=ingested.area_year)
        mine = [c for c in corrections if (c.source, c.table) == (source.id, table.table)]
        applied = stage_observations(con, source, table, delivery, mine)
        stage_areas(con, table)
        return write_release(
            con,
            source,
            table,
            delivery,
            releases,
            moment=moment,
            code_version=__version__,
            corrections=applied,
            resolved=ingested.resolved,
            topics=ingested.topics,
            unused=ingested.unused,
            judge=judge,
        )


def table_of(source: Source, table: str) -> SourceTable:
    """The table of a source by its number. Raises ReleaseError when the catalogue does not have it."""
    for candidate in source.tables:
        if candidate.table == table:
            return candidate
    raise ReleaseError(
        [
            DeliveryProblem(
                file=table,
                found=f"geen tabel {table} bij {source.title}",
                expected=" of ".join(candidate.table for candidate in source.tables) or "een tabel in de catalogus",
                remedy="Kies een van deze tabellen, of zet de nieuwe tabel in catalogue/sources.",
            )
        ]
    )
