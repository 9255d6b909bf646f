"""A published site small enough to read: one gemeente with three wijken, made by the real publishing code.

    land NL00
      gemeente GM0164 Hengelo   wijk WK016402 Noord      buurten Noord, Elsbeek, De Noork, Klein Driene, 't Rot
                                wijk WK016400 Binnenstad buurten Binnenstad-Centrum, Binnenstad-Oost, Oosterveld
      gemeente GM0197 Aalten    wijk WK019700 Aalten     buurt Aalten

Figures are those of CBS, Politie and RIVM/GGD as far as they are known; the definitions are the shipped ones.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import shapely

from tests.editions.small_country import Cell, cells
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.data.release.writing import write_release
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.vocabulary import Level, Protocol, Status
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.cells import ReleasePart
from wijkwerk.editions.division import AreaRecord
from wijkwerk.editions.reading import shelf

HENGELO, AALTEN, LAND = "GM0164", "GM0197", "NL00"
NOORD, BINNENSTAD, AALTEN_WIJK = "WK016402", "WK016400", "WK019700"
BUURT_NOORD, ELSBEEK, NOORK, KLEIN_DRIENE, ROT = (f"BU0164020{number}" for number in range(5))
CENTRUM, OOST, OOSTERVELD = (f"BU0164000{number}" for number in range(3))
AALTEN_BUURT = "BU01970000"

NAMES = {
    BUURT_NOORD: "Noord",
    ELSBEEK: "Elsbeek",
    NOORK: "De Noork",
    KLEIN_DRIENE: "Klein Driene",
    ROT: "'t Rot",
    CENTRUM: "Binnenstad-Centrum",
    OOST: "Binnenstad-Oost",
    OOSTERVELD: "Oosterveld",
    AALTEN_BUURT: "Aalten",
}
INWONERS_2024 = {
    BUURT_NOORD: 4105, ELSBEEK: 2150, NOORK: 2140, KLEIN_DRIENE: 1540, ROT: 315, NOORD: 10255,
    CENTRUM: 1170, OOST: 1050, OOSTERVELD: 5, BINNENSTAD: 2225, HENGELO: 12480,
    AALTEN_BUURT: 8000, AALTEN_WIJK: 8000, AALTEN: 8001, LAND: 20481,
}  # fmt: skip
INWONERS_2020 = {code: max(count - 55, 5) for code, count in INWONERS_2024.items()} | {NOORK: 2195, LAND: 20371}
HUISHOUDENS = {code: round(count / 2) for code, count in INWONERS_2024.items()} | {NOORK: 1160}
BIJSTAND = {
    BUURT_NOORD: 240, ELSBEEK: 10, NOORK: 180, KLEIN_DRIENE: 180, ROT: 0, NOORD: 610, CENTRUM: 40, OOST: 30,
    OOSTERVELD: 0, BINNENSTAD: 70, HENGELO: 680, AALTEN_BUURT: 100, AALTEN_WIJK: 100, AALTEN: 100,
}  # fmt: skip
MISDRIJVEN = {
    2021: {BUURT_NOORD: 150, ELSBEEK: 60, NOORK: 130, KLEIN_DRIENE: 60, ROT: 10, CENTRUM: 500, OOST: 100},
    2024: {BUURT_NOORD: 155, ELSBEEK: 61, NOORK: 110, KLEIN_DRIENE: 55, ROT: 12, CENTRUM: 700, OOST: 90},
    2025: {BUURT_NOORD: 158, ELSBEEK: 62, NOORK: 104, KLEIN_DRIENE: 58, ROT: 13, CENTRUM: 760, OOST: 84},
}
GEZONDHEID = {
    2012: {NOORK: 69, ELSBEEK: 76, BUURT_NOORD: 70, KLEIN_DRIENE: 65, CENTRUM: 74, HENGELO: 75},
    2020: {NOORK: 75, ELSBEEK: 80, BUURT_NOORD: 74, KLEIN_DRIENE: 70, CENTRUM: 78, HENGELO: 78},
    2022: {NOORK: 60.8, ELSBEEK: 72, BUURT_NOORD: 63, KLEIN_DRIENE: 55, CENTRUM: 69, HENGELO: 68.3},
    2024: {NOORK: 67.2, ELSBEEK: 78.1, BUURT_NOORD: 67.7, KLEIN_DRIENE: 60, CENTRUM: 74.6, HENGELO: 73.1},
}
WOZ = {NOORK: 207, ELSBEEK: 329, BUURT_NOORD: 235, KLEIN_DRIENE: 204, ROT: 476, NOORD: 246, CENTRUM: 260, HENGELO: 306}
INKOMEN = {NOORD: 28.5, BINNENSTAD: 36.1, HENGELO: 32.6, AALTEN: 30.0}
FIRST_DAY = datetime.datetime(2026, 11, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def publish_small_site(data: Path, *, day: datetime.datetime = FIRST_DAY, **changes: Mapping[str, float]) -> str:
    """Publish the next edition of the small site in a data folder (that of the settings) and return its key.

    changes  other values for some areas: `inwoners={NOORK: 2150}`
    """
    on_shelf = shelf()
    number = len(on_shelf.published_keys()) + 1 if on_shelf.root.is_dir() else 1
    parts = releases(data / "releases", observations(**changes))
    order = Order(catalogue(), areas(), parts, day, note=f"Editie {number} van de proef")
    with on_shelf.publishing():
        manifest = build_edition(on_shelf, order)
        on_shelf.make_current(manifest.key)
    return manifest.key


@cache
def catalogue() -> Catalogue:
    """The shipped definitions: what a page says is what a visitor will read."""
    return load_catalogue(Path(__file__).parents[2] / "catalogue")


def areas() -> list[AreaRecord]:
    gemeenten = [
        AreaRecord(HENGELO, 2024, Level.GEMEENTE, "Hengelo"),
        AreaRecord(AALTEN, 2024, Level.GEMEENTE, "Aalten"),
    ]
    wijken = [
        AreaRecord(NOORD, 2024, Level.WIJK, "Noord", HENGELO, HENGELO),
        AreaRecord(BINNENSTAD, 2024, Level.WIJK, "Binnenstad", HENGELO, HENGELO),
        AreaRecord(AALTEN_WIJK, 2024, Level.WIJK, "Aalten", AALTEN, AALTEN),
    ]
    buurten = [
        AreaRecord(code, 2024, Level.BUURT, name, wijk, "GM" + code[2:6], geometry=_square(place, wijk))
        for place, (code, name) in enumerate(NAMES.items())
        for wijk in ["WK" + code[2:8]]
    ]
    return [*gemeenten, *wijken, *buurten]


def observations(
    *,
    inwoners: Mapping[str, float] | None = None,
    misdrijven: Mapping[str, float] | None = None,
) -> list[Cell]:
    given = [
        *cells("cbs_kwb.inwoners", INWONERS_2020, period=2020),
        *cells("cbs_kwb.inwoners", {**INWONERS_2024, **(inwoners or {})}),
        *cells("cbs_kwb.huishoudens", HUISHOUDENS),
        *cells("cbs_kwb.bijstand", BIJSTAND, period=2020),
        *cells("cbs_kwb.woz_waarde", WOZ),
        *cells("cbs_kwb.stedelijkheid", dict.fromkeys(INWONERS_2024, 1)),
        *cells("cbs_kwb.inkomen_per_inwoner", INKOMEN),
        Cell("cbs_kwb.inkomen_per_inwoner", NOORK, None, status=Status.TOO_FEW),
    ]
    for year, counts in MISDRIJVEN.items():
        status = Status.PROVISIONAL if year == 2025 else Status.VALUE
        told = {**counts, **(misdrijven or {})} if year == 2025 else counts
        whole = {HENGELO: sum(told.values()), AALTEN: 200, AALTEN_BUURT: 200}
        given += cells("politie_misdrijven.misdrijven", {**told, **whole}, period=year, status=status)
    for year, shares in GEZONDHEID.items():
        given += cells("rivm_gezondheid.goed_ervaren_gezondheid", {**shares, LAND: 72.8}, period=year)
    return given


def releases(folder: Path, given: list[Cell], tables: Mapping[str, str] | None = None) -> list[ReleasePart]:
    """A release per source, by the project's own writer; the line of a cell is its place in the list.

    tables  source -> its table
    """
    parts = []
    for name, table_name in (tables or _TABLES).items():
        source = catalogue().sources[name]
        table = next(each for each in source.tables if each.table == table_name)
        with duckdb.connect() as con:
            con.execute(
                "CREATE TABLE observations (area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR, "
                "value DOUBLE, status VARCHAR, low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER)"
            )
            con.executemany(
                "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, NULL, 0, ?)",
                [
                    [cell.area, cell.area_year, cell.period, _bare_name(cell), cell.value, cell.status.value, line]
                    for line, cell in enumerate(given, start=2)
                    if cell.variable.startswith(f"{name}.")
                ],
            )
            delivery = RawDelivery(name, table_name, Protocol.FLAT_CSV, (_raw_file(folder, name),))
            release, _ = write_release(con, source, table, delivery, folder, moment=FIRST_DAY, code_version="proef")
        record = release.record
        parts.append(ReleasePart(record.key, release.path, name, table_name, record.periods, record.content_sha256))
    return parts


def _bare_name(cell: Cell) -> str:
    return cell.variable.partition(".")[2]


_TABLES = {"cbs_kwb": "85984NED", "politie_misdrijven": "47022NED", "rivm_gezondheid": "50150NED"}


def _raw_file(folder: Path, source: str) -> RawFile:
    """What a release says of its file; nobody opens it."""
    return RawFile(folder / f"{source}.csv", f"{source}.csv", "5e" * 32, 1000)


def _square(place: int, wijk: str) -> bytes | None:
    """A row of squares of 500 metres, a wijk above a wijk; Aalten has no borders."""
    if wijk == AALTEN_WIJK:
        return None
    west, south = 250_000 + 500 * (place % 5), 476_000 + (600 if wijk == NOORD else 100)
    return bytes(shapely.to_wkb(shapely.box(west, south, west + 500, south + 500)))
