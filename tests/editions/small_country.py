"""A country small enough to check by hand: builders for its areas, catalogue and releases, with good defaults.

land NL00
  gemeente GM0001 Klein       wijk WK000100 West (buurten A, B) and WK000101 Oost (buurten C, D)
  gemeente GM0002 Groot       wijk WK000200 Heel (buurt E)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import (
    AwaitedLevels,
    Change,
    Disclosure,
    Indicator,
    LevelVariable,
    Published,
    Ratio,
)
from wijkwerk.definitions.sources import Source, SourceTable, Variable, VariableKind
from wijkwerk.definitions.vocabulary import (
    Aggregation,
    Level,
    Polarity,
    Protocol,
    SourceType,
    Status,
)
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.figures import build_figures

YEAR = 2024
TABLE, FINE_TABLE = "tabel", "86159NED"
ALL_LEVELS = (Level.LAND, Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)

WIJK_OF = {
    "BU00010000": "WK000100",
    "BU00010001": "WK000100",
    "BU00010100": "WK000101",
    "BU00010101": "WK000101",
    "BU00020000": "WK000200",
}
A, B, C, D, E = WIJK_OF
WEST, OOST, HEEL = "WK000100", "WK000101", "WK000200"
KLEIN, GROOT = "GM0001", "GM0002"
NAMES = {A: "Aker", B: "Berk", C: "Ceder", D: "Den", E: "Els", WEST: "West", OOST: "Oost", HEEL: "Heel"}
NAMES |= {KLEIN: "Klein", GROOT: "Groot"}


@dataclass(frozen=True)
class Cell:
    """One row of a release."""

    variable: str  # with its source: "cbs_kwb.inwoners"
    area: str
    value: float | None
    period: int = YEAR
    area_year: int = YEAR
    status: Status = Status.VALUE
    low: float | None = None
    high: float | None = None
    n: float | None = None


def small_country(year: int = YEAR, names: dict[str, str] | None = None) -> list[AreaRecord]:
    """Every area of one year; `names` gives some another name than usual."""
    called = NAMES | (names or {})
    gemeenten = [AreaRecord(code, year, Level.GEMEENTE, called[code]) for code in (KLEIN, GROOT)]
    wijken = [
        AreaRecord(code, year, Level.WIJK, called[code], gemeente, gemeente)
        for code, gemeente in ((WEST, KLEIN), (OOST, KLEIN), (HEEL, GROOT))
    ]
    buurten = [
        AreaRecord(code, year, Level.BUURT, called[code], wijk, GROOT if wijk == HEEL else KLEIN)
        for code, wijk in WIJK_OF.items()
    ]
    return [*gemeenten, *wijken, *buurten]


def with_stadsdeel(areas: Iterable[AreaRecord], code: str, name: str, wijken: Sequence[str]) -> list[AreaRecord]:
    """The same areas with a stadsdeel of gemeente Klein over some wijken."""
    inside = [replace(area, parent=code) if area.code in wijken else area for area in areas]
    return [*inside, AreaRecord(code, YEAR, Level.STADSDEEL, name, KLEIN, KLEIN)]


def small_sources() -> dict[str, Source]:
    """Sources of several types: a register rounded to five, a count of reports, a model, a survey, two of gas."""
    return {
        "cbs_kwb": _source(
            "cbs_kwb",
            SourceType.REGISTER,
            {
                "inwoners": Variable("Inwoners", "", VariableKind.COUNT, rounding=5),
                "ouderen": Variable("Ouderen", "", VariableKind.COUNT, rounding=5),
                "woz": Variable("WOZ-waarde", "k€", VariableKind.MEAN),
                "stedelijkheid": Variable("Stedelijkheid", "", VariableKind.CLASS),
            },
        ),
        "politie": _source("politie", SourceType.REPORTS, {"misdrijven": Variable("x", "", VariableKind.COUNT)}),
        "ggd": _source("ggd", SourceType.MODEL, {"gezond": Variable("Gezond", "%", VariableKind.SHARE)}),
        "enquete": _source("enquete", SourceType.SAMPLE, {"prettig": Variable("Prettig", "%", VariableKind.SHARE)}),
        # The same thing twice: of gemeenten in one table, of wijken and buurten in another.
        "grof": _source("grof", SourceType.REGISTER, {"gas": Variable("Gas", "m³", VariableKind.MEAN)}),
        "fijn": _source("fijn", SourceType.REGISTER, {"gas": Variable("Gas", "m³", VariableKind.MEAN)}, FINE_TABLE),
    }


def small_catalogue(*indicators: Indicator) -> Catalogue:
    return Catalogue(
        sources=small_sources(), indicators={each.id: each for each in indicators}, themes={}, corrections=()
    )


def indicator(
    name: str, formula: Published | Ratio | Change, aggregation: Aggregation = Aggregation.NEVER, **more: Any
) -> Indicator:
    given: dict[str, Any] = {"decimals": 1, "levels": ALL_LEVELS, "first_year": 2000} | more
    return Indicator(
        id=name,
        title=name,
        short_title=name,
        definition=name,
        unit="",
        polarity=Polarity.NEUTRAL,
        domain=None,
        theme="thema",
        formula=formula,
        aggregation=aggregation,
        **given,
    )


INWONERS = indicator("inwoners", Published("published", "cbs_kwb.inwoners"), Aggregation.SUM, decimals=0)
MISDRIJVEN = indicator("misdrijven", Published("published", "politie.misdrijven"), Aggregation.SUM, decimals=0)
PER_1000 = indicator(
    "misdrijven_per_1000",
    Ratio("ratio", ("politie.misdrijven",), "cbs_kwb.inwoners", 1000, YEAR),
    Aggregation.RATIO_OF_SUMS,
)
OUDEREN = indicator(
    "ouderen_aandeel",
    Ratio("ratio", ("cbs_kwb.ouderen",), "cbs_kwb.inwoners", 100),
    Aggregation.RATIO_OF_SUMS,
)
GEZOND = indicator("gezond", Published("published", "ggd.gezond"), Aggregation.POPULATION_WEIGHTED)
PRETTIG = indicator("prettig", Published("published", "enquete.prettig"))
WOZ = indicator("woz", Published("published", "cbs_kwb.woz", 1000), decimals=0)
WOZ_SHIELDED = indicator(
    "woz_afgeschermd",
    Published("published", "cbs_kwb.woz", 1000),
    disclosure=Disclosure("cbs_kwb.inwoners", 100, "Te weinig inwoners."),
)
GAS = indicator(
    "gas",
    Published("published", "grof.gas", at_levels=(LevelVariable((Level.WIJK, Level.BUURT), "fijn.gas"),)),
    levels=(Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT),
    awaited_levels=AwaitedLevels((Level.WIJK, Level.BUURT), "fijn", FINE_TABLE, "Nog niet geleverd."),
)
INWONERS_CHANGE = indicator("inwoners_verandering", Change("change", "inwoners", 2020, 2024, True))
MISDRIJVEN_CHANGE = indicator("misdrijven_verandering", Change("change", "misdrijven", 2020, 2024, True))
GEZOND_CHANGE = indicator("gezond_verandering", Change("change", "gezond", 2020, 2024, False))
EVERYTHING = (
    INWONERS,
    MISDRIJVEN,
    PER_1000,
    OUDEREN,
    GEZOND,
    PRETTIG,
    WOZ,
    WOZ_SHIELDED,
    INWONERS_CHANGE,
    MISDRIJVEN_CHANGE,
    GEZOND_CHANGE,
)


def cells(variable: str, values: dict[str, float | None], **more: Any) -> list[Cell]:
    """One cell per area; None is a cell that the source does not know."""
    return [
        Cell(variable, area, value, **({"status": Status.UNKNOWN} if value is None else {}) | more)
        for area, value in values.items()
    ]


def write_release(folder: Path, given: Sequence[Cell], key: str | None = None) -> list[ReleasePart]:
    """A release folder per source of the cells, with only what the figures need; line = place in the list + 2."""
    parts = []
    for source in dict.fromkeys(cell.variable.partition(".")[0] for cell in given):
        rows = [
            (
                cell.area,
                cell.area_year,
                cell.period,
                cell.variable.partition(".")[2],
                cell.value,
                cell.status.value,
                cell.low,
                cell.high,
                cell.n,
                0,
                line,
            )
            for line, cell in enumerate(given, start=2)
            if cell.variable.startswith(f"{source}.")
        ]
        name = f"{source}-{key or folder.name}"
        path = folder / name
        path.mkdir(parents=True)
        _write_observations(path / "observations.parquet", rows)
        periods = tuple(sorted({row[2] for row in rows}))
        parts.append(ReleasePart(name, path, source, FINE_TABLE if source == "fijn" else TABLE, periods, "0" * 64))
    return parts


@dataclass(frozen=True)
class Found:
    """A row of `figure`, for tests to read."""

    value: float | None
    status: str
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    denominator_period: int | None
    method: str
    release: str | None
    line: int | None
    reason: str | None


Key = tuple[str, str, int, int]  # indicator, area, year of the area, period


def figures_of(catalogue: Catalogue, areas: Sequence[AreaRecord], releases: Sequence[ReleasePart]) -> dict[Key, Found]:
    """Everything that `build_figures` makes."""
    with duckdb.connect() as con:
        build_figures(con, catalogue, areas, releases)
        rows = con.execute("""
            SELECT indicator::VARCHAR, place.code, place.year, period, value, status::VARCHAR, low, high, numerator,
                   denominator, denominator_period, method::VARCHAR, release.key, line, reason::VARCHAR
            FROM figure JOIN place ON place.id = figure.place
            LEFT JOIN release ON release.number = figure.release
        """).fetchall()
    found = {row[:4]: Found(*row[4:]) for row in rows}
    assert len(found) == len(rows), "one figure per indicator, place and period"
    return found


def _write_observations(path: Path, rows: Sequence[tuple[Any, ...]]) -> None:
    with duckdb.connect() as con:
        con.execute("""
            CREATE TABLE observations (area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR,
                value DOUBLE, status VARCHAR, low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER)
        """)
        con.executemany("INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        con.execute(f"COPY (FROM observations ORDER BY variable, period, area) TO '{path}' (FORMAT parquet)")


def _source(name: str, kind: SourceType, variables: dict[str, Variable], table: str = TABLE) -> Source:
    return Source(
        id=name,
        title=name,
        owner=name,
        licence="CC BY 4.0",
        attribution=name,
        type=kind,
        protocol=Protocol.FLAT_CSV,
        rhythm="jaarlijks",
        peildatum="1 januari {year}",
        homepage="https://voorbeeld.test",
        variables=variables,
        tables=(SourceTable(table=table, area_column="code", columns={each: each for each in variables}, year=YEAR),),
    )
