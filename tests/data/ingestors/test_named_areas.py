"""A table that names its areas: each name has its code in the catalogue, and nothing is guessed."""

from pathlib import Path

import duckdb
import pytest

from tests.data.deliveries import build, cells, csv_file, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.sources import OtherAreas, SourceTable
from wijkwerk.definitions.vocabulary import Protocol

HEADER = "gebied,jaar,inwoners,inkomen"
CODES = {"Nederland": "NL00", "Hengelo (O.)": "GM0164", "Utrecht (gemeente)": "GM0344"}
OTHER = (
    OtherAreas(reason="Geen niveau van deze monitor.", names=("Utrecht (PV)",)),
    OtherAreas(reason="Opgeheven.", names=("Abcoude", "Lith")),
)
ROWS = (
    "Nederland,2024,17900000,35",
    "Utrecht (PV),2024,1400000,38",
    "Utrecht (gemeente),2024,370000,37",
    "  Hengelo (O.)  ,2024,83000,31",
    "Abcoude,2024,,",
)


def named(**changes: object) -> SourceTable:
    given = {"area_column": "gebied", "area_columns": {}, "area_codes": CODES, "other_areas": OTHER}
    return table(**(given | changes))


def made(folder: Path, rows: tuple[str, ...] = ROWS, **changes: object) -> ReleaseFolder:
    return build(source(named(**changes)), folder / "releases", csv_file(folder, rows, HEADER))


def refusal(folder: Path, *rows: str, **changes: object) -> ReleaseError:
    with pytest.raises(ReleaseError) as error:
        made(folder, rows, **changes)
    return error.value


def test_a_name_becomes_the_code_that_stands_beside_it(tmp_path):
    found = cells(made(tmp_path))
    assert {area: value for (area, _, variable), (value, _) in found.items() if variable == "inwoners"} == {
        "NL00": 17_900_000,
        "GM0344": 370_000,
        "GM0164": 83_000,
    }


def test_the_line_of_the_file_stays_with_the_figure(tmp_path):
    rows = duckdb.execute(f"SELECT DISTINCT area, line FROM '{made(tmp_path).observations}' ORDER BY line").fetchall()
    assert rows == [("NL00", 2), ("GM0344", 4), ("GM0164", 5)]


def test_a_table_by_name_names_no_areas_for_the_register(tmp_path):
    assert made(tmp_path).areas is None


def test_every_unknown_name_is_told_once_with_its_first_line_and_what_is_like_it(tmp_path):
    error = refusal(tmp_path, *ROWS, "Hengelo,2023,1,1", "Hengelo,2024,1,1", "Atlantis,2024,1,1")
    assert [(problem.row, problem.column, problem.found) for problem in error.problems] == [
        (7, "gebied", "‘Hengelo’ (2 keer)"),
        (9, "gebied", "‘Atlantis’ (1 keer)"),
    ]
    hengelo, atlantis = (problem.remedy for problem in error.problems)
    assert hengelo.startswith("Bedoelt u 'Hengelo (O.)'? Neem haar op bij ‘area_codes’")
    assert atlantis.startswith("Neem haar op bij ‘area_codes’")
    assert not (tmp_path / "releases").exists()


def test_a_row_without_a_name_is_told(tmp_path):
    [problem] = refusal(tmp_path, *ROWS, ",2024,1,1").problems
    assert (problem.row, problem.found) == (7, "een lege naam")
    assert problem.remedy == "Vul de naam in of haal de regel weg."


def test_a_hundred_unknown_names_are_counted_not_all_told(tmp_path):
    error = refusal(tmp_path, *(f"Nergens {number},2024,1,1" for number in range(100)))
    assert len(error.problems) == 51
    assert error.problems[-1].found == "nog 50 onbekende namen"


def test_a_name_for_two_areas_is_refused_where_it_comes_for_the_second_time(tmp_path):
    """A municipality and a province by one name: each has a row, and nobody can tell which is which."""
    codes = CODES | {"Groningen": "GM0014"}
    rows = [
        "Groningen,2023,1,1",
        "Groningen,2024,2,2",
        "Nederland,2024,9,9",
        "Groningen,2023,3,3",
        "Groningen,2024,4,4",
    ]
    [problem] = refusal(tmp_path, *rows, area_codes=codes).problems
    assert (problem.row, problem.column) == (5, "gebied")
    assert problem.found == "‘Groningen’ staat er 2 keer in één jaar, voor het eerst op regel 2"
    assert "‘Utrecht (gemeente)’" in problem.remedy


def test_a_name_that_is_left_out_may_come_back(tmp_path):
    assert len(cells(made(tmp_path, (*ROWS, "Abcoude,2024,5,5", "Lith,2024,5,5")))) == 6


def test_unknown_and_doubled_names_are_told_together(tmp_path):
    error = refusal(tmp_path, *ROWS, "Nederland,2024,1,1", "Atlantis,2024,1,1")
    assert [problem.found for problem in error.problems] == [
        "‘Atlantis’ (1 keer)",
        "‘Nederland’ staat er 2 keer in één jaar, voor het eerst op regel 2",
    ]


def test_two_spellings_of_one_area_may_each_have_their_years(tmp_path):
    """A source that changed how it writes a name; a year with both is told as a double record."""
    codes = {"Fryske Marren": "GM1940", "De Fryske Marren": "GM1940"}
    rows = ("Fryske Marren,2014,1,1", "De Fryske Marren,2015,2,2")
    assert sorted(cells(made(tmp_path, rows, area_codes=codes, other_areas=()))) == [
        ("GM1940", 2014, "inkomen"), ("GM1940", 2014, "inwoners"),
        ("GM1940", 2015, "inkomen"), ("GM1940", 2015, "inwoners"),
    ]  # fmt: skip
    [problem] = refusal(tmp_path, *rows, "Fryske Marren,2015,3,3", area_codes=codes, other_areas=()).problems
    assert problem.found.startswith("GM1940 voor 2015 staat er 2 keer")


def test_a_dimension_is_chosen_first_so_that_it_doubles_no_name(tmp_path):
    rows = [f"{row},{kind}" for row in ROWS[:3] for kind in ("Totaal", "Huur")]
    path = csv_file(tmp_path, rows, f"{HEADER},soort")
    release = build(source(named(dimensions={"soort": "Totaal"})), tmp_path / "releases", path)
    assert len(cells(release)) == 4


def test_the_table_of_one_year_has_names_too(tmp_path):
    path = csv_file(tmp_path, ["Nederland,1,1", "Nederland,2,2"], "gebied,inwoners,inkomen")
    of = source(named(year=2024, period_column=None))
    with pytest.raises(ReleaseError, match="‘Nederland’ staat er 2 keer in één jaar"):
        build(of, tmp_path / "releases", path)


def test_a_statline_file_may_name_its_areas(tmp_path):
    rows = ['"Utrecht (gemeente)        ";"2024";"370000";"37"', '"Abcoude                   ";"2024";".";"."']
    path = csv_file(tmp_path, rows, '"gebied";"jaar";"inwoners";"inkomen"')
    release = build(source(named(protocol=Protocol.STATLINE_CSV)), tmp_path / "releases", path)
    assert cells(release)["GM0344", 2024, "inwoners"] == (370_000, "value")
