"""Entity sets of CBS as DuckDB tables, with file and record number: JSON pages `{"value": [...]}` and Parquet.

Somebody may have saved a set as a CSV or a workbook; its lines are then counted as an editor and a spreadsheet do.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawFile

from .content import looks_like
from .records import quoted
from .tables import is_workbook, read_tables

PARQUET = ".parquet"
CSV = ".csv"


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Where records stand in a page: the list, the object in a record that holds its columns, what else to keep."""

    key: str = "value"
    inside: str = ""
    beside: tuple[str, ...] = ()


_ENTITIES = _Envelope()
_FEATURES = _Envelope("features", "properties", ("geometry",))


def read_entities(con: duckdb.DuckDBPyConnection, name: str, files: Sequence[tuple[int, RawFile]]) -> None:
    """Make the table `name`: `file`, `line` (the record's number in its file, from 1) and the columns of the set.

    Parquet keeps its types; the others come as text, because a page whose cells are all empty has no type. Raises
    ReleaseError with every file that is no entity set.
    """
    _read(con, name, files, _ENTITIES)


def read_features(con: duckdb.DuckDBPyConnection, name: str, files: Sequence[tuple[int, RawFile]]) -> None:
    """The same for GeoJSON: the properties as columns, and `geometry` as GeoJSON text."""
    _read(con, name, files, _FEATURES)


def _read(con: duckdb.DuckDBPyConnection, name: str, files: Sequence[tuple[int, RawFile]], envelope: _Envelope) -> None:
    problems = []
    parts = []
    for place, (index, file) in enumerate(files):
        try:
            if file.name.endswith(PARQUET):
                parts.append(_parquet(index, file))
            elif file.name.lower().endswith(CSV) or is_workbook(file):
                read_tables(con, f"page_{place}", [(index, file)])
                parts.append(f"SELECT * FROM page_{place}")
            else:
                parts.append(_page(con, f"page_{place}", index, file, envelope))
            con.execute(f"DESCRIBE {parts[-1]}").fetchall()
        except (duckdb.Error, _NotAPage):
            problems.append(_unreadable(file, envelope))
        except ReleaseError as error:
            problems += error.problems
    if problems:
        raise ReleaseError(problems)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS {' UNION ALL BY NAME '.join(parts)}")
    for place in range(len(files)):
        con.execute(f"DROP TABLE IF EXISTS page_{place}")


class _NotAPage(Exception):
    pass


def _parquet(index: int, file: RawFile) -> str:
    return f"""SELECT {index}::SMALLINT AS file, (file_row_number + 1)::INTEGER AS line, * EXCLUDE (file_row_number)
               FROM read_parquet({_text(str(file.path))}, file_row_number = true)"""


def _page(con: duckdb.DuckDBPyConnection, table: str, index: int, file: RawFile, envelope: _Envelope) -> str:
    # One object per file: the limit of DuckDB must hold a whole page of 10,000 records.
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT unnest({envelope.key}) AS record, generate_subscripts({envelope.key}, 1)::INTEGER AS line
        FROM read_json($path, format = 'unstructured', columns = {{'{envelope.key}': 'JSON[]'}},
                       maximum_object_size = {max(file.bytes * 2, 1 << 24)})
        """,
        {"path": str(file.path)},
    )
    path = f", '$.{envelope.inside}'" if envelope.inside else ""
    keys = con.execute(f"SELECT json_keys(record{path}) FROM {table} LIMIT 1").fetchall()
    if not keys:
        _refuse_unless_empty(file, envelope)
        return f"SELECT {index}::SMALLINT AS file, line FROM {table}"
    columns = [key for key in keys[0][0] if not key.startswith(("odata.", "@odata."))]
    inside = f"$.{envelope.inside}." if envelope.inside else "$."
    paths = ", ".join(_text(f'{inside}"{column}"') for column in columns)
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT line, record, json_extract_string(record, [{paths}]) AS cells FROM {table}
        """
    )
    chosen = [f"cells[{place}] AS {quoted(column)}" for place, column in enumerate(columns, start=1)]
    chosen += [f"(record->'{name}')::VARCHAR AS {quoted(name)}" for name in envelope.beside]
    return f"SELECT {index}::SMALLINT AS file, line, {', '.join(chosen)} FROM {table}"


def _refuse_unless_empty(file: RawFile, envelope: _Envelope) -> None:
    document = json.loads(file.path.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or document.get(envelope.key) != []:
        raise _NotAPage


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _unreadable(file: RawFile, envelope: _Envelope) -> DeliveryProblem:
    content = looks_like(file.path)
    if content == "JSON":
        content = f"JSON die niet af is, of zonder lijst ‘{envelope.key}’"
    return DeliveryProblem(
        file=file.name,
        found=f"geen leesbare gegevens, maar {content}",
        expected=f"een volledige pagina van de bron: JSON met een lijst ‘{envelope.key}’, of Parquet",
        remedy="Geef het bestand zoals de bron het levert, of haal het opnieuw op: het is van een andere soort, een "
        "foutpagina of beschadigd.",
    )
