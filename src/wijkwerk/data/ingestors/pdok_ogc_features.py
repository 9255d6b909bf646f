"""Areas with their borders: PDOK's OGC API Features, page by page, and any other GeoJSON with a code per feature.

Seen in PDOK's wijken-en-buurten: properties in snake_case; geheim is −99997; rows with `water = 'JA'` and codes that
end in 9997 or 9998 are lakes and sea, no areas; a buurt also names its wijk and gemeente. `line` is the number of the
feature in its file, counted from 1.
"""

from dataclasses import replace

import duckdb

from wijkwerk.data.area.codes import area_code
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.definitions.sources import Source, SourceTable

from .borders import Border, from_geojson, stage_borders
from .columns import resolve_columns
from .entities import read_features
from .records import Ingested, Spelling, column_types, filled_columns, quoted, stage_records

# Where a feature's own code and name stand. In this order: a buurt names its wijk and gemeente too.
_CODES = ("statcode", "buurtcode", "BU_CODE", "wijkcode", "WK_CODE", "WKC", "gemeentecode", "GM_CODE", "GMC")
_NAMES = ("statnaam", "buurtnaam", "BU_NAAM", "wijknaam", "WK_NAAM", "WKN", "gemeentenaam", "GM_NAAM", "GMN")
_LARGER = (
    ("wijkcode", "wijknaam"), ("WK_CODE", "WK_NAAM"), ("WKC", "WKN"),
    ("gemeentecode", "gemeentenaam"), ("GM_CODE", "GM_NAAM"), ("GMC", "GMN"),
)  # fmt: skip
_CODE, _NAME = "own_code", "own_name"
_WATER = ("9997", "9998")


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered`, `cells` and `borders`. Raises ReleaseError with every feature without a code or a border."""
    pages = [(i, file) for i, file in enumerate(delivery.files) if file.name.endswith((".json", ".geojson"))]
    if not pages:
        raise ReleaseError([_no_features(delivery)])
    read_features(con, "records", pages)
    _name_features(con, table)
    own = replace(table, area_column=_CODE, area_columns={}, level_column=None)
    columns = list(column_types(con))
    resolved = resolve_columns(own, columns, pages[0][1].name, renumbered=False)
    meant = {
        *table.columns,
        *table.ignored,
        *_CODES,
        *_NAMES,
        _CODE,
        _NAME,
        "water",
        "geometry",
        "file",
        "line",
        "jaar",
    }
    # Where only borders are wanted, the figures that come with them are no news.
    rest = [column for column in columns if column not in meant] if table.columns else []
    unused = tuple(filled_columns(con, rest))
    _stage_borders(con, table, delivery)
    if not table.columns:  # parts of one area that come as two features; with figures that would be two truths
        con.execute(
            f"""
            CREATE OR REPLACE TABLE records AS
            SELECT DISTINCT ON ({_CODE}) * FROM records ORDER BY {_CODE}, file, line
            """
        )
        _add_larger_areas(con)
    stage_records(con, own, delivery, resolved.columns, Spelling(), f"a.{_NAME}")
    return Ingested(unused=unused)


def _name_features(con: duckdb.DuckDBPyConnection, table: SourceTable) -> None:
    present = set(column_types(con))
    codes = [column for column in (*_CODES, table.area_column) if column in present]
    names = [column for column in (*_NAMES, table.area_columns.get("name", "")) if column in present]
    water = "OR upper(trim(water)) = 'JA'" if "water" in present else ""
    con.execute(
        f"""
        CREATE OR REPLACE TABLE records AS
        SELECT *, {_first(codes)} AS {_CODE}, {_first(names)} AS {_NAME} FROM records
        WHERE NOT coalesce(right({_first(codes)}, 4) IN {_WATER} {water}, false)
        """
    )


def _add_larger_areas(con: duckdb.DuckDBPyConnection) -> None:
    """The wijken and gemeenten that features name as the ones they lie in: a division has them too."""
    present = set(column_types(con))
    for code, name in _LARGER:
        if {code, name} <= present:
            con.execute(
                f"""
                INSERT INTO records BY NAME
                SELECT trim({quoted(code)}) AS {_CODE}, min(trim({quoted(name)})) AS {_NAME},
                       arg_min(file, (file, line)) AS file, arg_min(line, (file, line)) AS line
                FROM records
                WHERE trim({quoted(code)}) NOT IN (SELECT {_CODE} FROM records WHERE {_CODE} IS NOT NULL)
                GROUP BY 1
                """
            )


def _first(columns: list[str]) -> str:
    return f"coalesce({', '.join(f'trim({quoted(column)})' for column in columns)})" if columns else "NULL::VARCHAR"


def _stage_borders(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    rows = con.execute(
        f"SELECT coalesce({area_code(_CODE)}, ''), geometry, file, line FROM records ORDER BY file, line"
    ).fetchall()
    borders = [Border(code, from_geojson(text), file, line) for code, text, file, line in rows]
    stage_borders(con, table, delivery, borders)


def _no_features(delivery: RawDelivery) -> DeliveryProblem:
    return DeliveryProblem(
        file=", ".join(file.name for file in delivery.files) or "(geen bestand)",
        found="geen bestand dat op .json of .geojson eindigt",
        expected="GeoJSON: een FeatureCollection met een code en een grens per gebied",
        remedy="Geef de map van een ophaalronde, of een GeoJSON-bestand.",
    )
