"""Entity sets of CBS as DuckDB tables: JSON pages `{"value": [...]}` and Parquet, with file and record number."""

import json
from collections.abc import Sequence

import duckdb

from wijkwerk.data.problems import Problem, ReleaseError
from wijkwerk.data.raw import RawFile

from .records import quoted

PARQUET = ".parquet"


def read_entities(con: duckdb.DuckDBPyConnection, name: str, files: Sequence[tuple[int, RawFile]]) -> None:
    """Make the table `name`: `file`, `line` (the record's number in its file, from 1) and the columns of the set.

    Parquet keeps its types; JSON comes as text, because a page whose cells are all empty has no type. Raises
    ReleaseError with every file that is no entity set.
    """
    problems = []
    parts = []
    for index, file in files:
        try:
            parts.append(_parquet(index, file) if file.name.endswith(PARQUET) else _page(con, index, file))
            con.execute(f"DESCRIBE {parts[-1]}").fetchall()
        except (duckdb.Error, _NotAPage) as error:
            problems.append(_unreadable(file, str(error)))
    if problems:
        raise ReleaseError(problems)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS {' UNION ALL BY NAME '.join(parts)}")


class _NotAPage(Exception):
    pass


def _parquet(index: int, file: RawFile) -> str:
    return f"""SELECT {index}::SMALLINT AS file, (file_row_number + 1)::INTEGER AS line, * EXCLUDE (file_row_number)
               FROM read_parquet({_text(str(file.path))}, file_row_number = true)"""


def _page(con: duckdb.DuckDBPyConnection, index: int, file: RawFile) -> str:
    table = f"page_{index}_{abs(hash(file.name))}"
    # One object per file: the limit of DuckDB must hold a whole page of 10,000 records.
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT unnest(value) AS record, generate_subscripts(value, 1)::INTEGER AS line
        FROM read_json({_text(str(file.path))}, format = 'unstructured', columns = {{'value': 'JSON[]'}},
                       maximum_object_size = {max(file.bytes * 2, 1 << 24)})
        """
    )
    keys = con.execute(f"SELECT json_keys(record) FROM {table} LIMIT 1").fetchall()
    if not keys:
        empty = json.loads(file.path.read_text(encoding="utf-8"))
        if not isinstance(empty, dict) or empty.get("value") != []:
            raise _NotAPage("geen lijst ‘value’ in het bestand")
        return f"SELECT {index}::SMALLINT AS file, line FROM {table}"
    columns = [key for key in keys[0][0] if not key.startswith("odata.")]
    paths = ", ".join(_text(f'$."{column}"') for column in columns)
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT line, json_extract_string(record, [{paths}]) AS cells FROM {table}
        """
    )
    chosen = ", ".join(f"cells[{place}] AS {quoted(column)}" for place, column in enumerate(columns, start=1))
    return f"SELECT {index}::SMALLINT AS file, line, {chosen} FROM {table}"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _unreadable(file: RawFile, detail: str) -> Problem:
    return Problem(
        file=file.name,
        found=f"geen leesbare gegevens ({detail.splitlines()[0][:120]})",
        expected="een volledige pagina van de bron: JSON met een lijst ‘value’, of Parquet",
        remedy="Haal het bestand opnieuw op; het is beschadigd of het is een foutpagina.",
    )
