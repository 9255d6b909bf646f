"""Energy use of dwellings as the CBS gave it, read whole: every filled cell of the country and the gemeenten."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from django.conf import settings

from tests.data.deliveries import MOMENT, cells
from wijkwerk.data.building import build_from_files, table_of
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.sources import Source, SourceTable

pytestmark = pytest.mark.shared

HENGELO_GAS = (2000, 1600, 1750, 1800, 1250, 1360, 1410, 1370, 1350, 1220, 1160, 1330, 970, 860, 840)  # 2010–2024


@pytest.fixture(scope="module")
def energie() -> Source:
    return load_catalogue(Path(settings.WIJKWERK_CATALOGUE)).sources["cbs_energie"]


@pytest.fixture(scope="module")
def described(energie: Source) -> SourceTable:
    return table_of(energie, "81528NED")


@pytest.fixture(scope="module")
def stored(request: pytest.FixtureRequest) -> Path:
    folder = Path(request.config.rootpath).parent / "shared/data/cbs_81528NED"
    return folder / "81528NED_energieverbruik_gemeenten.csv.gz"


@pytest.fixture(scope="module")
def release(energie: Source, described: SourceTable, stored: Path, tmp_path_factory) -> ReleaseFolder:
    return build_from_files(energie, described, [stored], tmp_path_factory.mktemp("releases"), moment=MOMENT)[0]


@pytest.fixture(scope="module")
def plain(stored: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """`plain`: name, period, variable, value of each filled cell of all dwellings, read without any of our code."""
    names = {"GemiddeldAardgasverbruik_1": "gas", "GemiddeldeElektriciteitslevering_2": "elektriciteit",
             "GemiddeldeNettoElektriciteitslevering_3": "elektriciteit_netto"}  # fmt: skip
    with gzip.open(stored, "rt", encoding="utf-8", newline="") as file:
        rows = [
            (row["RegioS"], int(row["Perioden"]), variable, float(row[column]), line)
            for line, row in enumerate(csv.DictReader(file), start=2)
            if row["Woningkenmerken"] == "Totaal woningen"
            for column, variable in names.items()
            if row[column]
        ]
    with duckdb.connect() as con:
        con.execute("CREATE TABLE plain (name VARCHAR, period SMALLINT, variable VARCHAR, value DOUBLE, line INTEGER)")
        con.execute(
            "INSERT INTO plain SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5)",
            [list(column) for column in zip(*rows, strict=True)],
        )
        yield con


def test_every_filled_cell_of_a_gemeente_of_today_is_in_the_release_and_no_other(plain, release, described):
    plain.execute(
        "CREATE OR REPLACE TABLE code AS SELECT unnest($1) AS name, unnest($2) AS area",
        [list(described.area_codes), list(described.area_codes.values())],
    )
    differences = plain.execute(
        f"""
        SELECT count(*) FILTER (o.area IS NULL) AS lost, count(*) FILTER (p.area IS NULL) AS invented,
               count(*) FILTER (p.value <> o.value) AS altered, count(*) FILTER (p.line <> o.line) AS misplaced,
               count(*) AS compared
        FROM (FROM plain JOIN code USING (name)) p FULL JOIN '{release.observations}' o USING (area, period, variable)
        """
    ).fetchall()
    assert differences == [(0, 0, 0, 0, 11_239)]


def test_the_cells_that_are_left_out_are_those_of_the_named_other_areas(plain, described):
    left_out = {name for group in described.other_areas for name in group.names}
    names = {name for (name,) in plain.execute("SELECT DISTINCT name FROM plain").fetchall()}
    assert names <= left_out | set(described.area_codes)
    assert (len(described.area_codes), len(left_out)) == (343, 211)
    assert plain.execute("SELECT count(*) FROM plain").fetchall() == [(14_373,)]


def test_every_column_of_the_file_has_a_place(stored, described):
    with gzip.open(stored, "rt", encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    placed = [*described.columns, *described.ignored, *described.dimensions]
    assert sorted([*placed, described.area_column, str(described.period_column)]) == sorted(header)


def test_the_codes_are_those_of_the_gemeenten_of_2024(described, shared):
    with (shared / "nl2024" / "gemeenten_2024.csv").open(encoding="utf-8", newline="") as file:
        names = {row["gemeentecode"]: row["gemeentenaam"] for row in csv.DictReader(file)}
    codes = {code: name for name, code in described.area_codes.items() if code != "NL00"}
    assert set(codes) == set(names)
    assert {code: name.removesuffix(" (gemeente)") for code, name in codes.items()} == names


def test_hengelo_went_from_2000_to_840_cubic_metres(release):
    found = cells(release)
    assert tuple(found["GM0164", year, "gas"][0] for year in range(2010, 2025)) == HENGELO_GAS
    assert found["GM0164", 2010, "elektriciteit"] == (3350, "value")
    assert found["GM0164", 2024, "elektriciteit"] == (2550, "provisional")
    assert found["GM0164", 2024, "elektriciteit_netto"] == (1830, "provisional")
    assert found["NL00", 2024, "gas"] == (800, "provisional")
    assert ("GM0164", 2020, "elektriciteit_netto") not in found


def test_utrecht_is_the_gemeente_and_not_the_province(plain, release):
    own = dict(plain.execute("SELECT name, value FROM plain WHERE period = 2024 AND variable = 'gas'").fetchall())
    assert own["Utrecht (gemeente)"] != own["Utrecht (PV)"]
    assert cells(release)["GM0344", 2024, "gas"][0] == own["Utrecht (gemeente)"]
