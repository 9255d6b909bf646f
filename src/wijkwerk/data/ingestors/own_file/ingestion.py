"""The own file as one of the ingestors: what `wijkwerk import` and the site load through `data.building`.

A delivery is the file as received and, beside it in the same raw folder, two small companions that
`write_companions` makes: how it was to be read (`koppeling.json`) and the areas it was held against
(`gebieden.json`). With these three a release can be made again from its raw folder alone, without a database and
without asking anybody. The mapping for next year is the one beside the last delivery.
"""

import json
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.ingestors.records import CELLS, DELIVERED, PRECISION, Ingested
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Level

from .areas import KnownArea
from .mapping import Mapping, dump_mapping, load_mapping
from .observations import Observation
from .reading import OwnFileResult, read_own_file

SETTINGS = "koppeling.json"
AREAS = "gebieden.json"


@dataclass(frozen=True)
class ReadingSettings:
    """How one delivery was to be read: the arguments of `read_own_file` besides the file and the areas."""

    mapping: Mapping
    period: int | None = None
    division: int | None = None
    answers: Dict[str, str] = field(default_factory=dict)

    def read(self, path: Path, areas: Iterable[KnownArea], name: str | None = None) -> OwnFileResult:
        return read_own_file(
            path,
            areas,
            self.mapping,
            name=name,
            period=self.period,
            division=self.division,
            answers=self.answers,
        )


def write_companions(folder: Path, settings: ReadingSettings, areas: Iterable[KnownArea]) -> tuple[Path, Path]:
    """Write the two companions; a delivery is these behind the file itself. The same input gives the same bytes."""
    plain = {
        "mapping": dump_mapping(settings.mapping),
        "period": settings.period,
        "division": settings.division,
        "answers": dict(sorted(settings.answers.items())),
    }
    rows = sorted((area.code, str(area.level), area.name, area.parent, area.year) for area in areas)
    (folder / SETTINGS).write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / AREAS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return folder / SETTINGS, folder / AREAS


def read_settings(path: Path) -> ReadingSettings:
    """The settings of a delivery. Raises OwnFileError when the mapping in it is not understood."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    mapping = load_mapping(plain["mapping"], path.name)
    return ReadingSettings(mapping, plain["period"], plain["division"], plain["answers"])


def read_areas(path: Path) -> tuple[KnownArea, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(KnownArea(code, Level(level), name, parent, year) for code, level, name, parent, year in rows)


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of an own file and its companions.

    Raises OwnFileError (a ReleaseError) with all problems and open questions, ReleaseError where a companion is absent.
    """
    index, file = _the_file(delivery)
    settings = read_settings(_companion(delivery, SETTINGS))
    result = settings.read(file.path, read_areas(_companion(delivery, AREAS)), file.name)
    _stage(con, result.observations, index)
    before = {column.variable: column.header for column in settings.mapping.columns}
    renamed = {
        before[column.variable]: column.header
        for column in result.mapping.columns
        if before.get(column.variable, column.header) != column.header
    }
    unused = tuple(
        column.header
        for column in result.sniffed.columns
        if column.numbers and column.header and column.header not in {*settings.mapping.headers, *renamed.values()}
    )
    return Ingested(renamed, unused, area_year=result.division)


def _the_file(delivery: RawDelivery) -> tuple[int, RawFile]:
    files = [(index, file) for index, file in enumerate(delivery.files) if file.name not in (SETTINGS, AREAS)]
    if len(files) == 1:
        return files[0]
    raise ReleaseError(
        [
            DeliveryProblem(
                file=", ".join(file.name for _, file in files) or "(geen bestand)",
                found=f"{len(files)} bestanden",
                expected="één eigen bestand per levering",
                remedy="Lever elk bestand apart.",
            )
        ]
    )


def _companion(delivery: RawDelivery, name: str) -> Path:
    for file in delivery.files:
        if file.name == name:
            return file.path
    raise ReleaseError(
        [
            DeliveryProblem(
                file=name,
                found="geen bestand met deze naam bij de levering",
                expected="de koppeling en de gebieden naast het eigen bestand",
                remedy="Lever het bestand met ‘wijkwerk import’ of op de site; die leggen ze erbij.",
            )
        ]
    )


def _stage(con: duckdb.DuckDBPyConnection, observations: tuple[Observation, ...], file: int) -> None:
    """The reason of a cell is its status by name; a plain value has none."""
    columns = {
        "area": _texts([cell.area for cell in observations]),
        "period": np.array([cell.period for cell in observations], dtype=np.int16),
        "variable": _texts([cell.variable for cell in observations]),
        "value": np.array([np.nan if cell.value is None else cell.value for cell in observations], dtype=np.float64),
        "status": _texts([str(cell.status) for cell in observations]),
        "line": np.array([cell.line for cell in observations], dtype=np.int32),
    }
    for name in ("low", "high", "n"):
        numbers = [getattr(cell, name) for cell in observations]
        columns[name] = np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)
    con.execute(DELIVERED)
    con.execute(CELLS)
    con.execute(PRECISION)
    con.register("own_figures", columns)
    try:
        con.execute(
            f"""
            INSERT INTO cells SELECT area, period, variable, CASE WHEN isnan(value) THEN NULL ELSE value END AS value,
                   nullif(status, 'value') AS reason, {file}::SMALLINT AS file, line
            FROM own_figures
            """
        )
        con.execute(
            """
            INSERT INTO certainty
            SELECT area, period, variable, CASE WHEN NOT isnan(low) THEN low END,
                   CASE WHEN NOT isnan(high) THEN high END, CASE WHEN NOT isnan(n) THEN n END
            FROM own_figures WHERE NOT (isnan(low) AND isnan(n))
            """
        )
    finally:
        con.unregister("own_figures")
    con.execute(
        f"""
        INSERT INTO delivered
        SELECT area, period, {level_of("area")}, NULL, NULL, any_value(file), min(line) FROM cells GROUP BY area, period
        """
    )


def _texts(values: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
