"""Small files and a small division for these tests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wijkwerk.data.ingestors.own_file import KnownArea, MappedColumn, OwnFileError, OwnFileResult, read_own_file
from wijkwerk.data.ingestors.own_file import Mapping as FileMapping
from wijkwerk.definitions.vocabulary import Level


def area(code: str, name: str, year: int = 2024, parent: str | None = None) -> KnownArea:
    level = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT, "SD": Level.STADSDEEL}[code[:2]]
    return KnownArea(code, level, name, parent, year)


# Like Hengelo: Noord is a wijk and a buurt, Woolde too; "Kern" is two buurten.
DIVISION = (
    area("GM0164", "Hengelo"),
    area("WK016400", "Binnenstad"),
    area("WK016402", "Noord"),
    area("WK016404", "Woolde"),
    area("BU01640001", "Kern"),
    area("BU01640200", "Noord"),
    area("BU01640202", "De Noork"),
    area("BU01640203", "Slangenbeek"),
    area("BU01640400", "Woolde"),
    area("BU01640401", "Kern"),
    area("BU01640202", "Het Oude Veld", year=2020),
    area("BU01640299", "Opgeheven", year=2020),
)


def mapping(columns: Mapping[str, str] | None = None, **others: Any) -> FileMapping:
    columns = {"Inwoners": "inwoners"} if columns is None else columns
    mapped = tuple(MappedColumn(header, variable) for header, variable in columns.items())
    return FileMapping(**{"source": "eigen", "table": "telling", "area": "Code", "columns": mapped} | others)


def read(path: Path, mapped: FileMapping | None = None, **options: Any) -> OwnFileResult:
    options = {"period": 2024} | options
    return read_own_file(path, options.pop("areas", DIVISION), mapped or mapping(), **options)


def refused(path: Path, mapped: FileMapping | None = None, **options: Any) -> OwnFileError:
    """The error of a file that must not load."""
    try:
        read(path, mapped, **options)
    except OwnFileError as error:
        return error
    raise AssertionError("the file was loaded")


def values(result: OwnFileResult, variable: str = "inwoners") -> dict[str, float | None]:
    return {cell.area: cell.value for cell in result.observations if cell.variable == variable}


def statuses(result: OwnFileResult, variable: str = "inwoners") -> dict[str, str]:
    return {cell.area: str(cell.status) for cell in result.observations if cell.variable == variable}
