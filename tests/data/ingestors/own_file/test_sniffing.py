"""What a file turns out to be, shown before anything is loaded."""

from pathlib import Path

import pytest

from tests.lib.sheets.builders import save, sheet_of, workbook, write
from wijkwerk.data.ingestors.own_file import DecimalSign, Layout, Role, sniff_own_file
from wijkwerk.data.ingestors.own_file.rows import RowKind

from .builders import DIVISION, area


def test_everything_that_was_found_is_told(tmp_path: Path) -> None:
    table = (
        "Buurten van Hengelo 2024;;;;\n"
        "\n"
        "Code;Naam;Inwoners;Aandeel koop;Toelichting\n"
        ";;aantal;%;\n"
        "BU01640202;De Noork;2.195;34,5;\n"
        "BU01640203;Slangenbeek;1.234.567;x;nieuw\n"
        "Totaal;;5;6,5;\n"
        "Bron: eigen telling;;;;\n"
    )
    found = sniff_own_file(write(tmp_path, table), DIVISION)
    assert (found.encoding, found.delimiter, found.delimiter_name) == ("UTF-8", ";", "puntkomma")
    assert (found.header_row, found.first_row, found.last_row, found.data_rows) == (3, 5, 6, 2)
    assert found.layout is Layout.WIDE
    assert [column.role for column in found.columns] == [
        Role.AREA,
        Role.AREA_NAME,
        Role.NUMBERS,
        Role.NUMBERS,
        Role.TEXT,
    ]
    assert [column.decimal for column in found.columns[2:4]] == [DecimalSign.COMMA, DecimalSign.COMMA]
    assert found.columns[2].evidence == "‘1.234.567’ in rij 6"
    assert found.columns[3].marks == (("x", 1),)
    assert found.columns[2].letter == "C"
    assert found.levels == (("buurt", 2),)
    assert found.title_years == (2024,)
    assert found.odd_counts == {RowKind.UNITS: 1, RowKind.TOTAL: 1, RowKind.NOTE: 1}
    assert found.odd_rows[RowKind.NOTE] == ((8, "Bron: eigen telling"),)


def test_a_long_file_is_known_by_its_headers(tmp_path: Path) -> None:
    table = "Code;Jaar;Indicator;Waarde\nBU01640202;2024;Inwoners;5\nBU01640202;2024;Huizen;6\n"
    found = sniff_own_file(write(tmp_path, table), DIVISION)
    assert found.layout is Layout.LONG
    assert [column.role for column in found.columns] == [Role.AREA, Role.PERIOD, Role.VARIABLE, Role.VALUE]


def test_a_long_file_is_known_by_areas_that_come_back(tmp_path: Path) -> None:
    rows = [
        f"{code};{thing};{number}" for code in ("BU01640202", "BU01640203") for number, thing in enumerate(("a", "b"))
    ]
    found = sniff_own_file(write(tmp_path, "\n".join(["Code;Soort;Cijfer", *rows])), DIVISION)
    assert found.layout is Layout.LONG


def test_a_type_beside_each_area_does_not_make_a_file_long(tmp_path: Path) -> None:
    codes = ("BU01640001", "BU01640200", "BU01640202", "BU01640203")
    rows = [f"{code};{kind};5" for code, kind in zip(codes, "wwbb", strict=True)]
    assert sniff_own_file(write(tmp_path, "\n".join(["Code;Soort;Cijfer", *rows])), DIVISION).layout is Layout.WIDE


def test_years_in_headers_are_years_of_the_column(tmp_path: Path) -> None:
    table = "Code;Inwoners 2023;inwoners_2024;Gebouwd voor 2000;2021-2024\nBU01640202;1;2;3;4\nBU01640203;1;2;3;4\n"
    found = sniff_own_file(write(tmp_path, table), DIVISION)
    assert [column.year for column in found.columns] == [None, 2023, 2024, None, None]


def test_the_gemeente_beside_each_buurt_is_not_the_area(tmp_path: Path) -> None:
    table = "Gemeente;Buurt;Inwoners\nHengelo;De Noork;5\nHengelo;Slangenbeek;6\n"
    found = sniff_own_file(write(tmp_path, table), DIVISION)
    area_column = found.column(Role.AREA)
    assert area_column is not None
    assert area_column.header == "Buurt"
    assert found.key_kind == "name"


def test_numbers_that_happen_to_be_codes_are_not_the_area(tmp_path: Path) -> None:
    table = "Inwoners;Code\n164;BU01640202\n16402;BU01640203\n"
    found = sniff_own_file(write(tmp_path, table), DIVISION)
    assert [column.role for column in found.columns] == [Role.NUMBERS, Role.AREA]


def test_hidden_and_merged_things_of_a_workbook_are_told(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 2)])
    sheet = sheet_of(book)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("D1:E1")
    book.create_sheet("Weg").sheet_state = "hidden"
    found = sniff_own_file(save(tmp_path, book), DIVISION)
    assert (found.hidden_rows, found.hidden_sheets, found.merged) == (1, ("Weg",), ("D1:E1",))
    assert found.columns[1].hidden


def test_the_sheet_with_areas_is_taken_before_the_first(tmp_path: Path) -> None:
    book = workbook([("Lees mij", "eerst")], "Leeswijzer")
    sheet = book.create_sheet("Tabel")
    sheet.append(("Code", "Inwoners"))
    sheet.append(("BU01640202", 5))
    found = sniff_own_file(save(tmp_path, book), DIVISION)
    assert (found.sheet, found.encoding, found.delimiter) == ("Tabel", None, None)


def test_without_known_areas_codes_are_still_codes(tmp_path: Path) -> None:
    found = sniff_own_file(write(tmp_path, "Code;Inwoners\nBU01640202;5\n"), ())
    assert found.columns[0].role is Role.AREA
    assert found.division is None


@pytest.mark.shared
def test_amsterdam_as_somebody_made_it(shared: Path) -> None:
    amsterdam = (area("GM0363", "Amsterdam", 2020), area("BU03630000", "Kop Zeedijk", 2020))
    found = sniff_own_file(shared / "ams_recode" / "kwb_2020_amsterdam.csv", amsterdam)
    signs = {column.header: column.decimal for column in found.columns}
    assert (found.delimiter, found.header_row, found.data_rows) == (";", 1, 579)
    assert signs["Avg_Household_Size"] is DecimalSign.COMMA
    assert signs["Avg_Property_Value_1000EUR"] is DecimalSign.POINT
    assert signs["Population_Total"] is DecimalSign.NONE
    area_column = found.column(Role.AREA)
    assert area_column is not None
    assert area_column.header == "Area_Code"
