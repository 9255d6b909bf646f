"""Cells of a sheet as they are, and what its screen hides."""

import datetime
from pathlib import Path

import pytest

from wijkwerk.lib.sheets import CellKind, HandedIn, Limits, RefusedFile, SheetTraits, open_file

from .builders import refused, rezip, rows_of, save, sheet_of, workbook

SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(folder: Path, body: str) -> Path:
    return rezip(save(folder, workbook([("a",)])), {SHEET: f"<worksheet>{body}</worksheet>".encode()})


def test_each_kind_of_cell_is_kept_apart(tmp_path: Path) -> None:
    book = workbook([("tekst", 12.5, True, datetime.date(2024, 2, 1), "=1+1", " rond "), (None, "", "   ")])
    (row,) = rows_of(save(tmp_path, book))
    kinds = [cell.kind for cell in row.cells.values()]
    assert kinds == [CellKind.TEXT, CellKind.NUMBER, CellKind.TRUTH, CellKind.DATE, CellKind.FORMULA, CellKind.TEXT]
    assert row.cells[1].number == 12.5
    assert row.cells[3].date == datetime.date(2024, 2, 1)
    assert row.cells[5].text == "rond"


def test_a_formula_keeps_its_last_outcome(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, '<sheetData><row r="4"><c r="B4"><f>SUM(C1:C3)</f><v>12</v></c></row></sheetData>')
    (row,) = rows_of(path)
    assert row.number == 4
    assert (row.cells[1].text, row.cells[1].number) == ("=SUM(C1:C3)", 12)


def test_percentages_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = workbook([(0.07,), (0.125,)])
    for row in sheet_of(book).iter_rows():
        row[0].number_format = "0.0%"
    assert [row.cells[0].number for row in rows_of(save(tmp_path, book))] == [7.0, 12.5]


@pytest.mark.parametrize("code", ["#,##0.0", '0.0" dagen"', "0.00E+00", "[Red]-0", '0"%"'])
def test_other_number_formats_are_no_dates_and_no_percentages(tmp_path: Path, code: str) -> None:
    book = workbook([(12.5,)])
    sheet_of(book)["A1"].number_format = code
    (row,) = rows_of(save(tmp_path, book))
    assert (row.cells[0].kind, row.cells[0].number) == (CellKind.NUMBER, 12.5)


def test_dates_of_an_old_mac_count_from_1904(tmp_path: Path) -> None:
    book = workbook([(datetime.date(2024, 2, 1),)])
    book.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 Excel knows no time zones
    (row,) = rows_of(save(tmp_path, book))
    assert row.cells[0].date == datetime.date(2024, 2, 1)


def test_hidden_rows_and_columns_and_merged_cells_are_seen(tmp_path: Path) -> None:
    book = workbook([("a", "b", "c"), (1, 2, 3), (4, 5, 6)])
    sheet = sheet_of(book)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A1:B1")
    traits = SheetTraits()
    rows = rows_of(save(tmp_path, book), traits=traits)
    assert [row.hidden for row in rows] == [False, False, True]
    assert traits.hidden_rows == 1
    assert [traits.hides(column) for column in range(3)] == [False, True, False]
    assert traits.merged == ["A1:B1"]


def test_hidden_sheets_are_seen(tmp_path: Path) -> None:
    book = workbook([("a",)])
    book.create_sheet("Geheim").sheet_state = "veryHidden"
    file = open_file(HandedIn.on_disk(save(tmp_path, book)))
    assert [(sheet.name, sheet.hidden) for sheet in file.sheets] == [("Cijfers", False), ("Geheim", True)]


def test_two_sheets_of_the_same_name_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, workbook([("a",)]))
    twice = b'<workbook><sheets><sheet name="A" r:id="rId1"/><sheet name="a" r:id="rId1"/></sheets></workbook>'
    assert "dezelfde naam" in refused(rezip(path, {"xl/workbook.xml": twice})).found


def test_cells_without_a_reference_stand_next_to_each_other(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row></sheetData>")
    (row,) = rows_of(path)
    assert {column: cell.number for column, cell in row.cells.items()} == {0: 1, 2: 3}


def test_a_prefix_of_the_namespace_makes_no_difference(tmp_path: Path) -> None:
    body = '<x:sheetData xmlns:x="urn:x"><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData>'
    assert rows_of(with_sheet(tmp_path, body))[0].cells[0].number == 5


def test_iso_dates_and_errors_and_inline_text_with_its_pronunciation(tmp_path: Path) -> None:
    body = (
        '<sheetData><row r="1"><c t="d"><v>2024-02-01T00:00:00</v></c><c t="e"><v>#DEEL/0!</v></c>'
        '<c t="inlineStr"><is><r><t>De </t></r><r><t>Noork</t></r><rPh><t>dunoork</t></rPh></is></c></row></sheetData>'
    )
    (row,) = rows_of(with_sheet(tmp_path, body))
    assert row.cells[0].date == datetime.date(2024, 2, 1)
    assert row.cells[1].kind is CellKind.ERROR
    assert row.cells[2].text == "De Noork"


@pytest.mark.parametrize(
    "body",
    [
        '<sheetData><row r="3"/><row r="2"/></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>12a</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="ABCDE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>',
        "<sheetData><row>",
        "<sheetData><row></sheetData>",
    ],
    ids=[
        "rows out of order",
        "a number that is none",
        "a text that is not there",
        "a column beyond Excel",
        "a cell that stands there twice",
        "no end",
        "crossed tags",
    ],
)
def test_a_sheet_that_no_program_writes_is_damaged(tmp_path: Path, body: str) -> None:
    with pytest.raises(RefusedFile, match="beschadigd"):
        rows_of(with_sheet(tmp_path, body))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    with pytest.raises(RefusedFile, match="DTD of entiteit"):
        rows_of(rezip(save(tmp_path, workbook([("a",)])), {part: bomb}))


def test_an_entity_that_points_to_a_file_is_refused(tmp_path: Path) -> None:
    stolen = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
    with pytest.raises(RefusedFile, match="DTD of entiteit"):
        rows_of(rezip(save(tmp_path, workbook([("a",)])), {SHEET: stolen}))


def test_a_tag_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="zonder einde"):
        rows_of(with_sheet(tmp_path, '<row x="' + "abcdefgh" * 400_000))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rows=5), "meer dan 5 rijen"),
        (Limits(columns=2), "meer dan 2 kolommen"),
        (Limits(cell_characters=3), "meer dan 3 tekens"),
    ],
)
def test_rows_columns_and_texts_beyond_the_limits_are_refused(tmp_path: Path, limits: Limits, said: str) -> None:
    body = '<sheetData><row r="6"><c r="C6" t="inlineStr"><is><t>lang</t></is></c></row></sheetData>'
    with pytest.raises(RefusedFile, match=said):
        rows_of(with_sheet(tmp_path, body), limits)


def with_shared_texts(folder: Path) -> Path:
    """As Excel writes: texts apart, cells that point at them."""
    shared = "<sst><si><t>een</t></si><si><r><t>tw</t></r><r><t>ee</t></r><rPh><t>toe</t></rPh></si></sst>"
    cells = '<c t="s"><v>1</v></c><c t="s"><v>0</v></c>'
    path = with_sheet(folder, f'<sheetData><row r="1">{cells}</row></sheetData>')
    return rezip(path, {"xl/sharedStrings.xml": shared.encode()})


def test_shared_texts_are_looked_up(tmp_path: Path) -> None:
    (row,) = rows_of(with_shared_texts(tmp_path))
    assert [cell.text for cell in row.cells.values()] == ["twee", "een"]


@pytest.mark.parametrize("limits", [Limits(shared_strings=1), Limits(shared_characters=3)])
def test_shared_texts_beyond_the_limits_are_refused(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(RefusedFile, match="meer tekst"):
        rows_of(with_shared_texts(tmp_path), limits)
