"""The same table as a CSV and as a workbook is the same delivery, but for where its lines are counted."""

from pathlib import Path

import duckdb
import pytest

from tests.data.deliveries import HEADER, ROWS, build, cells, csv_file, source
from tests.lib.sheets.builders import save, sheet_of, workbook, write
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError

CELLS = [HEADER.split(","), *(row.split(",") for row in ROWS)]


def as_workbook(folder: Path, rows=CELLS, name: str = "cijfers.xlsx") -> Path:
    return save(folder, workbook([[cell or None for cell in row] for row in rows]), name)


def problems(folder: Path, *paths: Path) -> tuple[DeliveryProblem, ...]:
    with pytest.raises(ReleaseError) as error:
        build(source(), folder / "releases", *paths)
    assert not (folder / "releases").exists(), "all or nothing"
    return error.value.problems


def test_a_workbook_and_a_csv_of_the_same_table_give_the_same_figures(tmp_path):
    from_csv = build(source(), tmp_path / "a", csv_file(tmp_path))
    from_workbook = build(source(), tmp_path / "b", as_workbook(tmp_path))
    assert cells(from_workbook) == cells(from_csv)
    assert from_workbook.record.key == from_csv.record.key, "and the lines are counted alike"


def test_numbers_of_a_workbook_are_read_as_they_are(tmp_path):
    rows = [CELLS[0], ["GM0164", "Hengelo (O.)", 2024, 3010, 30.5], ["WK016402", "Noord", 2024, 2900.0, 28.1]]
    found = cells(build(source(), tmp_path / "releases", save(tmp_path, workbook(rows))))
    assert found["GM0164", 2024, "inwoners"] == (3010, "value")
    assert found["WK016402", 2024, "inkomen"] == (28.1, "value")


def test_padded_cells_and_an_empty_row_in_between_are_nothing_new(tmp_path):
    rows = [
        CELLS[0],
        ["GM0164    ", "Hengelo", "2024", "    3010", "       ."],
        [],
        ["WK016402", "N", "2024", "5", None],
    ]
    release = build(source(), tmp_path / "releases", save(tmp_path, workbook(rows)))
    assert cells(release)["GM0164", 2024, "inwoners"] == (3010, "value")
    lines = duckdb.execute(f"SELECT area, line FROM '{release.observations}' WHERE variable = 'inwoners'").fetchall()
    assert dict(lines) == {"GM0164": 2, "WK016402": 4}, "as the spreadsheet counts them"


def test_a_csv_and_a_workbook_may_come_together(tmp_path):
    release = build(
        source(), tmp_path / "r", csv_file(tmp_path, ROWS[:3]), as_workbook(tmp_path, [CELLS[0], *CELLS[4:]])
    )
    assert len(cells(release)) == 10
    assert [file.name for file in release.record.files] == ["cijfers.csv", "cijfers.xlsx"]


def test_of_more_sheets_the_one_with_the_table_is_read(tmp_path):
    book = workbook([["Toelichting"], ["Cijfers per buurt"]], "Lees mij")
    hidden = book.create_sheet("Oud")
    hidden.sheet_state = "hidden"
    for row in [[*CELLS[0], "en", "nog", "veel", "meer"], ["GM0164", "Oud", 2024, 1, 1]]:
        hidden.append(row)
    table = book.create_sheet("Tabel")
    for row in CELLS:
        table.append([cell or None for cell in row])
    found = cells(build(source(), tmp_path / "releases", save(tmp_path, book)))
    assert found["GM0164", 2024, "inwoners"] == (3010, "value")


def test_a_formula_an_error_and_a_value_without_a_head_are_all_named_with_their_place(tmp_path):
    book = workbook([[cell or None for cell in row] for row in CELLS])
    sheet = sheet_of(book)
    sheet["D2"], sheet["E3"], sheet["G4"] = "=SUM(D3:D4)", "#DIV/0!", "zie de toelichting"
    sheet["E3"].data_type = "e"
    listed = problems(tmp_path, save(tmp_path, book))
    assert [(each.sheet, each.row, each.column) for each in listed] == [
        ("Cijfers", 2, "inwoners"), ("Cijfers", 3, "inkomen"), ("Cijfers", 4, None),
    ]  # fmt: skip
    assert str(listed[0]).startswith(
        "levering.xlsx, blad Cijfers, regel 2, kolom inwoners: gevonden een formule: ‘=SUM"
    )
    assert "een waarde in een kolom zonder kop: ‘zie de toelichting’" in listed[2].found


def test_a_thousand_formulas_are_not_a_thousand_sentences(tmp_path):
    rows = [CELLS[0], *(["GM0164", "x", "2024", f"=A{number}", "1"] for number in range(1000))]
    assert len(problems(tmp_path, save(tmp_path, workbook(rows)))) == 50


@pytest.mark.parametrize(
    ("rows", "found"),
    [([], "een leeg blad"), ([["code", "naam", "code"], ["GM0164", "Hengelo", "GM0164"]], "de kop ‘code’ twee keer")],
)
def test_a_sheet_without_heads_or_with_one_of_them_twice_is_refused(tmp_path, rows, found):
    [listed] = problems(tmp_path, save(tmp_path, workbook(rows)))
    assert (listed.file, listed.sheet, listed.found) == ("levering.xlsx", "Cijfers", found)


def test_what_the_door_for_spreadsheets_refuses_is_refused_here_with_the_name_of_the_file(tmp_path):
    path = tmp_path / "kapot.xlsx"
    path.write_bytes(as_workbook(tmp_path).read_bytes()[:900])
    [listed] = problems(tmp_path, path)
    assert str(listed).startswith("kapot.xlsx: gevonden de werkmap is beschadigd")


def test_every_file_that_is_no_table_is_named_at_once(tmp_path):
    torn = csv_file(tmp_path, ["GM0164,Hengelo"], name="krom.csv")
    broken = write(tmp_path, b"PK\x03\x04 en verder niets", "kapot.xlsx")
    assert {each.file for each in problems(tmp_path, torn, broken)} == {"krom.csv", "kapot.xlsx"}
