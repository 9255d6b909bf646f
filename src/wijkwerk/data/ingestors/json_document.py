"""One JSON document about one area, in which a path of keys leads to each figure ("demografie.inwoners").

A path may hold `{period}`, which stands for each year of the table. `line` is 1: a document has no lines of its own.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from wijkwerk.data.area.codes import area_code, level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.definitions.sources import Source, SourceTable

from .content import looks_like
from .records import CELLS, DELIVERED, Ingested

PERIOD = "{period}"


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of the documents. Raises ReleaseError with every path that leads nowhere."""
    con.execute(DELIVERED)
    con.execute(CELLS)
    problems: list[DeliveryProblem] = []
    unused: set[str] = set()
    for index, file in enumerate(delivery.files):
        document = _read(file)
        problems.extend(_stage(con, table, index, file, document))
        unused |= {path for path in _numbers(document) if path not in _meant(table) and _is_near(path, table)}
    raise_any(problems)
    return Ingested(unused=tuple(sorted(unused)))


def _read(file: RawFile) -> Any:
    try:
        return json.loads(file.path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReleaseError(
            [
                DeliveryProblem(
                    file=file.name,
                    found=f"geen leesbare JSON, maar {_told(file, error)}",
                    expected="een volledig JSON-document in UTF-8",
                    remedy="Haal het bestand opnieuw op.",
                )
            ]
        ) from error


def _told(file: RawFile, error: ValueError) -> str:
    content = looks_like(file.path)
    if content != "JSON":
        return content
    where = f" op regel {error.lineno}, teken {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    return f"JSON met een fout{where}"


def _stage(
    con: duckdb.DuckDBPyConnection, table: SourceTable, index: int, file: RawFile, document: Any
) -> list[DeliveryProblem]:
    area = _at(document, table.area_column)
    if not isinstance(area, str):
        return [_nothing(file, table.area_column, area, "een gebiedscode")]
    name = _at(document, table.area_columns["name"]) if "name" in table.area_columns else None
    problems = []
    cells = []
    for path, variable, period in _paths(table):
        value = _at(document, path)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            problems.append(_nothing(file, path, value, "een getal"))
        elif value is not None:
            cells.append((area, period, variable, float(value), index))
        elif not _leads(document, path):
            problems.append(_nothing(file, path, None, "een getal"))
    for period in table.all_periods:
        con.execute(
            f"""
            INSERT INTO delivered
            SELECT a, $period, {level_of("a")}, $name, NULL, $file, 1 FROM (SELECT {area_code("$area")} AS a)
            """,
            {"period": period, "name": name, "file": index, "area": area},
        )
    for cell in cells:  # a handful: one document holds one area
        con.execute(f"INSERT INTO cells SELECT {area_code('$1')}, $2, $3, $4, NULL, $5, 1", list(cell))
    return problems


def _paths(table: SourceTable) -> Iterator[tuple[str, str, int]]:
    for path, variable in table.columns.items():
        if PERIOD in path:
            for period in table.all_periods:
                yield path.replace(PERIOD, str(period)), variable, period
        else:
            assert table.year is not None, "a path without a year stands for the year of its table"
            yield path, variable, table.year


def _meant(table: SourceTable) -> set[str]:
    paths = set(table.columns) | set(table.ignored)
    return paths | {path.replace(PERIOD, str(period)) for path in paths for period in table.all_periods}


def _is_near(path: str, table: SourceTable) -> bool:
    """Whether it stands in a part of the document that the table reads; one document may serve two sources."""
    return path.split(".")[0] in {column.split(".")[0] for column in table.columns}


def _numbers(document: Any, prefix: str = "") -> Iterator[str]:
    """Every path in the document that leads to a number."""
    if not isinstance(document, dict):
        return
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{prefix}{key}.")
        elif prefix and isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{prefix}{key}"


def _at(document: Any, path: str) -> Any:
    for key in path.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _leads(document: Any, path: str) -> bool:
    """Whether the last key exists, though it may hold null: then the source knows the figure and has none."""
    *way, last = path.split(".")
    holder = _at(document, ".".join(way)) if way else document
    return isinstance(holder, dict) and last in holder


def _nothing(file: RawFile, path: str, value: object, expected: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=file.name,
        column=path,
        found="niets op deze plek" if value is None else f"‘{value}’",
        expected=expected,
        remedy="Pas het pad aan in catalogue/sources, of haal het document opnieuw op.",
    )
