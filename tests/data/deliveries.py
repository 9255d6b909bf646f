"""Small deliveries and the sources they belong to, for every test of this package."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from wijkwerk.data.building import build_from_files
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.sources import MissingRule, Source, SourceTable, Variable
from wijkwerk.definitions.vocabulary import Protocol

MOMENT = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)

HEADER = "code,naam,jaar,inwoners,inkomen"
# One gemeente with two wijken; De Noork is below the income bound, a business area has no inhabitants at all.
ROWS = (
    "GM0164,Hengelo (O.),2024,3010,30.5",
    "WK016402,Wijk 02 Noord,2024,2900,28.5",
    "BU01640202,De Noork,2024,2140,",
    "BU01640203,Noord,2024,760,",
    "WK016403,Wijk 03 Hasseler Es,2024,110,",
    "BU01640300,Bedrijven,2024,,",
)


def table(**changes: object) -> SourceTable:
    """A flat CSV of area, year, inhabitants and income."""
    values: dict[str, object] = {
        "table": "T1",
        "area_column": "code",
        "period_column": "jaar",
        "area_columns": {"name": "naam"},
        "columns": {"inwoners": "inwoners", "inkomen": "inkomen"},
    }
    return SourceTable(**(values | changes))  # type: ignore[arg-type]


def source(*tables: SourceTable, **changes: object) -> Source:
    """A register with inhabitants, and income that is published from 2,500 inhabitants."""
    values: dict[str, object] = {
        "id": "bron",
        "title": "Een bron",
        "owner": "Een bureau",
        "licence": "CC BY 4.0",
        "attribution": "Een bureau",
        "type": "register",
        "protocol": Protocol.FLAT_CSV,
        "rhythm": "jaarlijks",
        "peildatum": "1 januari {year}",
        "homepage": "https://example.org",
        "variables": {
            "inwoners": Variable(title="Inwoners", unit="inwoners", kind="count", rounding=5),  # type: ignore[arg-type]
            "inkomen": Variable(title="Inkomen", unit="× € 1.000", kind="mean"),  # type: ignore[arg-type]
        },
        "tables": tables or (table(),),
        "missing": (
            MissingRule(
                variables=("inkomen",),
                when="inwoners",
                below=2500,
                status="too_few",
                reason="Vanaf 2.500 personen.",  # type: ignore[arg-type]
            ),
        ),
    }
    return Source(**(values | changes))  # type: ignore[arg-type]


def catalogue(*sources: Source, **changes: object) -> Catalogue:
    known = {each.id: each for each in sources or (source(),)}
    values: dict[str, object] = {"sources": known, "indicators": {}, "themes": {}, "corrections": ()}
    return Catalogue(**(values | changes))  # type: ignore[arg-type]


def csv_file(folder: Path, rows: Sequence[str] = ROWS, header: str = HEADER, name: str = "cijfers.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def json_file(folder: Path, name: str, document: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def build(of: Source, releases: Path, *paths: Path, **options: object) -> ReleaseFolder:
    """The release of these files, of the first table of the source."""
    return build_from_files(of, of.tables[0], paths, releases, moment=MOMENT, **options)[0]  # type: ignore[arg-type]


def cells(release: ReleaseFolder) -> dict[tuple[str, int, str], tuple[float | None, str]]:
    """(area, period, variable) -> value and status."""
    rows = duckdb.execute(f"SELECT area, period, variable, value, status FROM '{release.observations}'").fetchall()
    return {(area, period, variable): (value, status) for area, period, variable, value, status in rows}


def named_areas(release: ReleaseFolder) -> dict[str, tuple[str, str, str | None, int | None]]:
    """code -> level, name, parent, change code."""
    rows = duckdb.execute(f"SELECT code, level, name, parent, change_code FROM '{release.areas}'").fetchall()
    return {code: tuple(rest) for code, *rest in rows}
