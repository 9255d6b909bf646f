"""A gemeente of two wijken and four buurten, as small as a check can see something in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from wijkwerk.data.checks.remarks import CheckRemark
from wijkwerk.data.checks.run import run_checks
from wijkwerk.data.release.folders import RemovedSum
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source, SourceTable, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol, SourceType

LAND, GEMEENTE = "NL00", "GM0001"
WIJKEN = ("WK000101", "WK000102")
BUURTEN = ("BU00010101", "BU00010102", "BU00010201", "BU00010202")

AREAS = (
    (LAND, "land", "Nederland"),
    (GEMEENTE, "gemeente", "Ons Dorp"),
    (WIJKEN[0], "wijk", "Noord"),
    (WIJKEN[1], "wijk", "Zuid"),
    (BUURTEN[0], "buurt", "De Bleek"),
    (BUURTEN[1], "buurt", "De Brink"),
    (BUURTEN[2], "buurt", "De Kamp"),
    (BUURTEN[3], "buurt", "De Es"),
)

Cell = tuple[str, int, str, float | None] | tuple[str, int, str, float | None, str]
Area = tuple[str, str, str] | tuple[str, str, str, int]

_OBSERVATIONS = """CREATE TABLE {0} (area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR, value DOUBLE,
    status VARCHAR, low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER)"""
_AREAS = """CREATE TABLE {0} (code VARCHAR, year SMALLINT, level VARCHAR, name VARCHAR, official_name VARCHAR,
    parent VARCHAR, gemeente VARCHAR, change_code TINYINT)"""


def variable(kind: str = "count", **more: Any) -> Variable:
    return Variable(**{"title": "Inwoners", "unit": "inwoners", "kind": VariableKind(kind)} | more)


def source(
    variables: Mapping[str, Variable] | None = None, *, type: str = "register", tables: Sequence[SourceTable] = ()
) -> Source:
    return Source(
        id="bron",
        title="Een bron",
        owner="een eigenaar",
        licence="CC BY 4.0",
        attribution="een eigenaar",
        type=SourceType(type),
        protocol=Protocol.FLAT_CSV,
        rhythm="elk jaar",
        peildatum="1 januari {year}",
        homepage="https://example.org",
        variables=dict(variables if variables is not None else {"inwoners": variable(rounding=5)}),
        tables=tuple(tables),
    )


def cells(values: Mapping[str, float | None], name: str = "inwoners", period: int = 2024) -> list[Cell]:
    """One cell for each area; None leaves the value out with status unknown."""
    return [
        (area, period, name, value) if value is not None else (area, period, name, None, "unknown")
        for area, value in values.items()
    ]


def adding_up(
    buurten: Sequence[float], *, wijken: Sequence[float] = (), gemeente: float | None = None
) -> dict[str, float]:
    """Figures of four buurten with the wijken and the gemeente that they add up to, or that are given."""
    sums = wijken or (sum(buurten[:2]), sum(buurten[2:]))
    total = sum(sums) if gemeente is None else gemeente
    return dict(zip((*BUURTEN, *WIJKEN, GEMEENTE), (*buurten, *sums, total), strict=True))


@contextmanager
def release(
    observations: Iterable[Cell],
    areas: Iterable[Area] = AREAS,
    previous: Iterable[Cell] = (),
    previous_areas: Iterable[Area] = (),
    replaced: Iterable[Cell] = (),
    *,
    year: int = 2024,
    previous_year: int = 2020,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the five views; lines are numbered from 2, as under a header."""
    with duckdb.connect(config={"threads": 1}) as connection:  # starting a second thread takes longer than the work
        connection.execute(_OBSERVATIONS.format("observations") + ";" + _OBSERVATIONS.format("previous_observations"))
        connection.execute(_OBSERVATIONS.format("replaced_observations"))
        connection.execute(_AREAS.format("areas") + ";" + _AREAS.format("previous_areas"))
        _insert(connection, "observations", _observation_rows(observations, year))
        _insert(connection, "previous_observations", _observation_rows(previous, previous_year))
        _insert(connection, "replaced_observations", _observation_rows(replaced, year))
        _insert(connection, "areas", _area_rows(areas, year))
        _insert(connection, "previous_areas", _area_rows(previous_areas, previous_year))
        yield connection


def _observation_rows(observations: Iterable[Cell], division: int) -> list[list[Any]]:
    return [
        [area, division, period, name, value, *(status or ["value"]), None, None, None, 0, line]
        for line, (area, period, name, value, *status) in enumerate(observations, 2)
    ]


def _area_rows(areas: Iterable[Area], division: int) -> list[list[Any]]:
    rows = []
    for code, level, title, *change in areas:
        gemeente = None if level == "land" else f"GM{code[2:6]}"
        parent = {"gemeente": LAND, "wijk": gemeente, "buurt": f"WK{code[2:8]}"}.get(level)
        rows.append([code, division, level, title, title, parent, gemeente, *(change or [None])])
    return rows


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    if rows:
        places = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
        connection.execute(f"INSERT INTO {table} VALUES {places}", [cell for row in rows for cell in row])


def remarks(
    observations: Iterable[Cell],
    definition: Source | None = None,
    check: str | None = None,
    *,
    table: str | None = None,
    corrections: Sequence[Correction] = (),
    removed: Sequence[RemovedSum] = (),
    **more: Any,
) -> list[CheckRemark]:
    """What the checks say, or what one of them says."""
    with release(observations, **more) as connection:
        found = run_checks(connection, definition or source(), table, corrections, removed)
    return [remark for remark in found if check is None or remark.check == check]
