"""A source of own files, a division in the database, and files for it."""

import datetime
from pathlib import Path

from wijkwerk.data.ingestors.own_file import MappedColumn, Mapping, ReadingSettings
from wijkwerk.data.models import Area
from wijkwerk.definitions.sources import Source, SourceTable, Variable
from wijkwerk.definitions.vocabulary import Level, Protocol

from . import deliveries

GEMEENTE = "GM0164"
AREAS = (
    ("GM0164", Level.GEMEENTE, "Hengelo", "NL00"),
    ("WK016402", Level.WIJK, "Noord", "GM0164"),
    ("BU01640200", Level.BUURT, "Noord", "WK016402"),
    ("BU01640202", Level.BUURT, "De Noork", "WK016402"),
    ("BU01640203", Level.BUURT, "Slangenbeek", "WK016402"),
)
CONTENT = "Gebied;Groenpunten\nBU01640200;12,5\nBU01640202;7\nBU01640203;x\n"


def divided(year: int = 2024) -> None:
    """Put the division of one small gemeente in the database."""
    for code, level, name, parent in AREAS:
        Area.objects.create(
            code=code,
            year=year,
            level=level,
            name=name,
            official_name=name,
            parent_code=parent,
            gemeente_code=GEMEENTE,
            valid_from=datetime.date(year, 1, 1),
        )


def source() -> Source:
    table = SourceTable(table="groen", area_column="Gebied", columns={"Groenpunten": "groenpunten"})
    return deliveries.source(
        table,
        id="groentelling",
        title="Groentelling van de gemeente",
        protocol=Protocol.OWN_FILE,
        variables={"groenpunten": Variable(title="Groenpunten", unit="punten", kind="count")},  # type: ignore[arg-type]
        missing=(),
    )


def reading(period: int | None = 2024, columns: dict[str, str] | None = None) -> ReadingSettings:
    chosen = columns or {"Groenpunten": "groenpunten"}
    mapped = tuple(MappedColumn(header, variable) for header, variable in chosen.items())
    return ReadingSettings(Mapping("groentelling", "groen", "Gebied", mapped), period=period)


def written(folder: Path, content: str = CONTENT, name: str = "groen.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path
