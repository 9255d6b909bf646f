"""How many answered and between which limits: found by header, read beside the figure, checked against it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.lib.sheets.builders import write
from wijkwerk.data.ingestors.own_file import (
    Besides,
    MappedColumn,
    Mapping,
    Role,
    besides_of,
    dump_mapping,
    load_mapping,
    sniff_own_file,
)

from .builders import DIVISION, mapping, read, refused

COLUMN = MappedColumn("Onveilig", "onveilig", n="n", low="laag", high="hoog")
HEAD = "Code;Onveilig;n;laag;hoog\n"


def mapped(column: MappedColumn = COLUMN) -> Mapping:
    return replace(mapping(), columns=(column,))


def precision(folder: Path, content: str, mapped_to: Mapping | None = None) -> list[tuple[object, ...]]:
    result = read(write(folder, content), mapped_to or mapped())
    return [(cell.area, cell.value, cell.low, cell.high, cell.n) for cell in result.observations]


def test_n_and_limits_stand_with_their_figure(tmp_path: Path) -> None:
    content = HEAD + "WK016400;12,5;80;10,1;15\nWK016402;7;40;;\n"
    assert precision(tmp_path, content) == [("WK016400", 12.5, 10.1, 15, 80), ("WK016402", 7, None, None, 40)]


def test_a_withheld_figure_keeps_neither_because_they_would_tell_it(tmp_path: Path) -> None:
    content = HEAD + "WK016400;x;3;1;2\nWK016402;7;40;5;9\n"
    assert precision(tmp_path, content)[0] == ("WK016400", None, None, None, None)


def test_in_a_long_file_they_stand_in_the_same_row(tmp_path: Path) -> None:
    content = "Code;Indicator;Waarde;n\nWK016400;Onveilig;12;80\nWK016400;Overlast;9;70\n"
    columns = (MappedColumn("Onveilig", "onveilig", n="n"), MappedColumn("Overlast", "overlast", n="n"))
    long = replace(mapping(variable="Indicator", value="Waarde"), columns=columns)
    assert precision(tmp_path, content, long) == [("WK016400", 12, None, None, 80), ("WK016400", 9, None, None, 70)]


def test_of_several_years_each_figure_gets_the_n_of_its_own_year(tmp_path: Path) -> None:
    content = "Code;Onveilig 2021;n 2021;Onveilig 2023;n 2023\nWK016400;12;80;11;90\n"
    result = read(write(tmp_path, content), mapped(MappedColumn("Onveilig 2021", "onveilig", n="n 2021")), period=None)
    assert [(cell.period, cell.value, cell.n) for cell in result.observations] == [(2021, 12, 80), (2023, 11, 90)]


@pytest.mark.parametrize(
    ("cells", "found", "column"),
    [
        ("12;80;15;10", "een ondergrens van 15 boven de bovengrens van 10", "D (laag)"),
        ("12;80;13;15", "het cijfer 12 buiten de grenzen 13 en 15", "D (laag)"),
        ("12;80;;15", "alleen een bovengrens", "E (hoog)"),
        ("12;80;10;", "alleen een ondergrens", "D (laag)"),
        ("12;0;10;15", "0 respondenten", "C (n)"),
        ("12;veel;10;15", "‘veel’", "C (n)"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, cells: str, found: str, column: str) -> None:
    error = refused(write(tmp_path, f"{HEAD}WK016400;{cells}\nWK016402;9;50;8;11\n"), mapped())
    (defect,) = error.defects
    assert (defect.found, defect.row, defect.column) == (found, 2, column)
    assert defect.remedy


def test_a_dash_or_a_doubtful_number_beside_a_figure_is_asked_about(tmp_path: Path) -> None:
    error = refused(write(tmp_path, f"{HEAD}WK016400;12;1.234;-;-\nWK016402;9;-;-;-\n"), mapped())
    assert {question.id for question in error.questions} == {"streepje", "teken.n"}


def test_a_mapping_keeps_them_for_next_year(tmp_path: Path) -> None:
    assert load_mapping(dump_mapping(mapped())) == mapped()
    result = read(write(tmp_path, HEAD.replace("laag", "Laag") + "WK016400;12;80;10;15\n"), mapped())
    assert result.mapping.columns[0].low == "Laag"


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ("Onveilig;n;laag;hoog", Besides("n", "laag", "hoog")),
        ("Onveilig;Onveilig_n;Onveilig_ondergrens;Onveilig_bovengrens",
         Besides("Onveilig_n", "Onveilig_ondergrens", "Onveilig_bovengrens")),
        ("Onveilig;low;high;Aantal respondenten", Besides("Aantal respondenten", "low", "high")),
        ("Respons;Onveilig;Overlast", Besides("Respons")),
        ("Onveilig;Opleiding laag;Opleiding hoog;Groei n%", Besides()),
    ],
)  # fmt: skip
def test_columns_beside_a_figure_are_known_by_their_headers(tmp_path: Path, headers: str, found: Besides) -> None:
    cells = ";".join(["12"] * len(headers.split(";")))
    sniffed = sniff_own_file(write(tmp_path, f"Code;{headers}\nWK016400;{cells}\nWK016402;{cells}\n"), DIVISION)
    assert besides_of(sniffed, "Onveilig") == found


def test_where_no_figure_is_left_they_are_figures(tmp_path: Path) -> None:
    sniffed = sniff_own_file(write(tmp_path, "Code;Laag;Hoog\nWK016400;1;2\nWK016402;3;4\n"), DIVISION)
    assert [column.role for column in sniffed.columns] == [Role.AREA, Role.NUMBERS, Role.NUMBERS]
