"""Kinds of crime: a row per kind, of which each is a variable; years as they are, or of twelve months."""

from pathlib import Path

import pytest

from tests.data.deliveries import build, cells, json_file, named_areas, source, table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.definitions.sources import Members, Source, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol, Status

KINDS = {"0.0.0": "misdrijven", "Vernieling": "vernielingen"}
TITLES = [{"Key": "0.0.0 ", "Title": "Totaal"}, {"Key": "2.2.1 ", "Title": "Vernieling"}]


def crimes(*, months_add_up: bool = False, **changes: object) -> Source:
    of_crimes = table(
        area_column="WijkenEnBuurten",
        period_column="Perioden",
        area_columns={},
        columns={},
        members=Members("Soort", "Aantal_1", KINDS),
        months_add_up=months_add_up,
    )
    variables = {name: Variable(name, "misdrijven", VariableKind.COUNT) for name in KINDS.values()}
    return source(of_crimes, protocol=Protocol.CBS_ODATA_V3, variables=variables, missing=(), **changes)


def delivered(folder: Path, rows: list[tuple[str, str, str, object]]) -> list[Path]:
    """area, kind, period, count; a text is the symbol of a missing one."""
    folder.mkdir(exist_ok=True)

    def record(number: int, row: tuple[str, str, str, object], *, typed: bool) -> dict[str, object]:
        area, kind, period, count = row
        value = (None if isinstance(count, str) else count) if typed else f"{count:>8}"
        return {"ID": number, "WijkenEnBuurten": area, "Soort": kind, "Perioden": period, "Aantal_3": value}

    return [
        json_file(folder, "TypedDataSet.json", {"value": [record(i, row, typed=True) for i, row in enumerate(rows)]}),
        json_file(folder, "UntypedDataSet.json", {"value": [record(i, r, typed=False) for i, r in enumerate(rows)]}),
        json_file(folder, "Soort.json", {"value": TITLES}),
        json_file(folder, "WijkenEnBuurten.json", {"value": [{"Key": "GM0164", "Title": "Hengelo"}]}),
    ]


def months(count: object = 1, year: int = 2024, kind: str = "0.0.0 ") -> list[tuple[str, str, str, object]]:
    return [("GM0164  ", kind, f"{year}MM{month:02}", count) for month in range(1, 13)]


def test_each_kind_is_a_variable_by_its_code_or_its_title(tmp_path: Path) -> None:
    rows = [
        ("GM0164  ", "0.0.0 ", "2024JJ00", 12),
        ("GM0164  ", "2.2.1 ", "2024JJ00", 5),
        ("GM0164", "9 ", "2024JJ00", 1),
    ]
    release = build(crimes(), tmp_path / "r", *delivered(tmp_path / "d", rows))
    assert cells(release) == {
        ("GM0164", 2024, "misdrijven"): (12, Status.VALUE),
        ("GM0164", 2024, "vernielingen"): (5, Status.VALUE),
    }
    assert release.record.resolved == {"Aantal_1": "Aantal_3"}
    assert named_areas(release)["GM0164"][1] == "Hengelo"


def test_a_source_that_names_no_areas_enters_none(tmp_path: Path) -> None:
    rows = [("GM0164  ", "0.0.0 ", "2024JJ00", 12)]
    release = build(crimes(names_areas=False), tmp_path / "r", *delivered(tmp_path / "d", rows))
    assert release.areas is None


def test_twelve_months_are_a_year_and_eleven_are_none(tmp_path: Path) -> None:
    rows = months(2) + months(1, 2025)[:11]
    assert cells(build(crimes(months_add_up=True), tmp_path / "r", *delivered(tmp_path / "d", rows))) == {
        ("GM0164", 2024, "misdrijven"): (24, Status.VALUE)
    }


def test_a_year_with_a_month_that_is_not_known_is_not_known(tmp_path: Path) -> None:
    elsewhere = [("GM0153", *row[1:]) for row in months(5)]
    rows = [*months(2)[:11], ("GM0164  ", "0.0.0 ", "2024MM12", "."), *months(3, kind="2.2.1 "), *elsewhere]
    found = cells(build(crimes(months_add_up=True), tmp_path / "r", *delivered(tmp_path / "d", rows)))
    assert found["GM0164", 2024, "misdrijven"] == (None, Status.UNKNOWN)
    assert found["GM0164", 2024, "vernielingen"] == (36, Status.VALUE)


def test_of_years_beside_months_the_years_are_taken(tmp_path: Path) -> None:
    rows = [*months(1), ("GM0164  ", "0.0.0 ", "2024JJ00", 13)]
    found = cells(build(crimes(months_add_up=True), tmp_path / "r", *delivered(tmp_path / "d", rows)))
    assert found == {("GM0164", 2024, "misdrijven"): (13, Status.VALUE)}


@pytest.mark.parametrize("rows", [months(1) + months(1)[:1], [("GM0164 ", "0.0.0 ", "2024JJ00", 1)] * 2])
def test_a_kind_that_is_counted_twice_is_refused(tmp_path: Path, rows: list[tuple[str, str, str, object]]) -> None:
    with pytest.raises(ReleaseError, match="staat er meer dan één keer"):
        build(crimes(months_add_up=True), tmp_path / "r", *delivered(tmp_path / "d", rows))
