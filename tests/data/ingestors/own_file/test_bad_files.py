"""Every bad file that the field knows: all problems at once, each with its place, and nothing loaded."""

import datetime
from pathlib import Path

import pytest

from tests.lib.sheets.builders import save, sheet_of, workbook, write
from wijkwerk.data.ingestors.own_file import Limits, OwnFileError, ProblemKind

from .builders import DIVISION, area, mapping, read, refused, values

HEAD = "Code;Naam;Inwoners\n"


def places(error: OwnFileError, kind: ProblemKind) -> list[tuple[int | None, str | None]]:
    return [(found.row, found.column) for found in error.problems if found.kind is kind]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    table = HEAD + (
        "BU01640202;De Noork;twaalf\n"
        "BU99999999;Nergens;5\n"
        "BU01640203;Slangenbeek;1-2\n"
        "BU01640203;Slangenbeek;=A1\n"
        ";;77\n"
    )
    error = refused(write(tmp_path, table))
    assert places(error, ProblemKind.NUMBER) == [(2, "C (Inwoners)")]
    assert places(error, ProblemKind.DATE) == [(4, "C (Inwoners)")]
    assert places(error, ProblemKind.FORMULA) == [(5, "C (Inwoners)")]
    assert places(error, ProblemKind.DUPLICATE) == [(5, "A (Code)")]
    assert places(error, ProblemKind.AREA)[:2] == [(3, "A (Code)"), (6, "A (Code)")]
    for found in error.problems:
        assert found.file == "levering.csv"
        assert all([found.found, found.expected, found.remedy])


def test_what_the_door_refuses_is_told_as_a_problem_of_the_file(tmp_path: Path) -> None:
    (found,) = refused(write(tmp_path, b"%PDF-1.7", "cijfers.csv")).problems
    assert (found.file, found.kind, found.row) == ("cijfers.csv", ProblemKind.REFUSED, None)
    (found,) = refused(write(tmp_path, HEAD + 'BU01640202;"De" Noork;1\n')).problems
    assert (found.file, found.kind, found.row) == ("levering.csv", ProblemKind.DAMAGED, 2)


def test_a_file_that_is_too_large_can_be_split_per_year(tmp_path: Path) -> None:
    (found,) = refused(write(tmp_path, HEAD + "BU01640202;De Noork;1\n"), limits=Limits(text_bytes=10)).problems
    assert found.kind is ProblemKind.TOO_LARGE
    assert found.remedy.endswith("of splits het bestand per jaar.")


def test_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    error = refused(save(tmp_path, workbook([("Code", "Inwoners"), ("BU01640202", "veel"), ("BU01640203", 1)])))
    (found,) = error.problems
    assert (found.sheet, found.row, found.column, found.found) == ("Cijfers", 2, "B (Inwoners)", "‘veel’")
    assert "blad Cijfers, regel 2, kolom B (Inwoners)" in str(found)


def test_a_column_of_wrong_cells_is_counted_not_repeated(tmp_path: Path) -> None:
    codes = [f"BU01{number:06d}" for number in range(1000)]
    error = refused(write(tmp_path, HEAD + "".join(f"{code};;1\n" for code in codes)))
    unknown = [found for found in error.problems if "onbekende code" in found.found]
    assert len(unknown) == 20
    assert unknown[-1].more == 1000 - 20 - sum(code in {known.code for known in DIVISION} for code in codes)


def test_twelve_wijken_where_there_are_three(tmp_path: Path) -> None:
    rows = "".join(f"WK0164{number:02d};;5\n" for number in range(12))
    error = refused(write(tmp_path, HEAD + rows))
    (total,) = [found for found in error.problems if found.row is None]
    assert total.found.startswith("12 wijken, waarvan onbekend: WK016401, WK016403")
    assert total.expected == "ten hoogste 3 wijken, zoals in de indeling van 2024"


def test_codes_as_numbers_without_prefix_are_understood(tmp_path: Path) -> None:
    table = "Code;Inwoners\n1640202;5\n16402;6\n0164;7\n1640203.0;8\n"
    found = values(read(write(tmp_path, table)))
    assert found == {"BU01640202": 5, "WK016402": 6, "GM0164": 7, "BU01640203": 8}


def test_codes_as_number_cells_of_a_workbook_are_understood(tmp_path: Path) -> None:
    path = save(tmp_path, workbook([("Code", "Inwoners"), (1640202, 5), (1640203, 6)]))
    assert values(read(path)) == {"BU01640202": 5, "BU01640203": 6}


@pytest.mark.parametrize("code", ["bu01640202", "BU01640202   ", "\u00a0BU01640202", '"BU01640202"'])
def test_padded_and_small_codes_are_the_same_code(tmp_path: Path, code: str) -> None:
    assert values(read(write(tmp_path, f"Code;Inwoners\n{code};5\nBU01640203;6\n"))) == {
        "BU01640202": 5,
        "BU01640203": 6,
    }


def test_a_point_that_may_be_a_thousand_or_a_decimal_is_asked(tmp_path: Path) -> None:
    table = "Code;Inwoners\nBU01640202;1.234\nBU01640203;800\n"
    error = refused(write(tmp_path, table))
    (question,) = error.questions
    assert question.id == "teken.inwoners"
    assert (question.place.row, question.place.column_title) == (2, "B (Inwoners)")
    assert [choice.label for choice in question.choices] == ["1234 (duizendtal)", "1,234 (drie decimalen)"]
    assert error.problems[0].kind is ProblemKind.QUESTION
    assert error.defects == ()


@pytest.mark.parametrize(("answer", "value"), [("duizendtal", 1234), ("decimaal", 1.234)])
def test_the_answer_decides(tmp_path: Path, answer: str, value: float) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;1.234\nBU01640203;800\n")
    result = read(path, answers={"teken.inwoners": answer})
    assert values(result)["BU01640202"] == value
    assert dict(result.mapping.answers) == {"teken.inwoners": answer}


@pytest.mark.parametrize(("other", "value"), [("2,5", 1234), ("2.5", 1.234), ("1.234.567", 1234)])
def test_the_other_cells_of_the_column_answer_by_themselves(tmp_path: Path, other: str, value: float) -> None:
    path = write(tmp_path, f"Code;Inwoners\nBU01640202;1.234\nBU01640203;{other}\n")
    assert values(read(path))["BU01640202"] == value


def test_another_column_is_a_hint_and_no_proof(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners;Aandeel\nBU01640202;1.234;2,5\nBU01640203;800;3,5\n")
    (question,) = refused(path).questions
    assert question.suggested == "duizendtal"
    assert "kolom C" in question.evidence


def test_an_answer_that_is_no_choice_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;1.234\nBU01640203;800\n")
    error = refused(path, answers={"teken.inwoners": "misschien"})
    assert "‘misschien’" in error.defects[0].found
    assert error.questions


def test_decimal_commas_and_points_in_one_column_are_read_and_remarked(tmp_path: Path) -> None:
    result = read(write(tmp_path, "Code;Inwoners\nBU01640202;1,8\nBU01640203;416.0\n"))
    assert values(result) == {"BU01640202": 1.8, "BU01640203": 416}
    assert any("door elkaar: ‘1,8’ in rij 2 en ‘416.0’ in rij 3" in remark.found for remark in result.remarks)


def test_numbers_that_became_dates_are_refused_one_by_one(tmp_path: Path) -> None:
    book = workbook(
        [
            ("Code", "Inwoners"),
            ("BU01640202", datetime.date(2024, 2, 1)),
            ("BU01640203", 12),
            ("BU01640200", datetime.date(2024, 3, 2)),
        ]
    )
    error = refused(save(tmp_path, book))
    assert [(found.kind, found.row) for found in error.problems] == [(ProblemKind.DATE, 2), (ProblemKind.DATE, 4)]
    assert "‘2024-02-01’, een datum" in error.problems[0].found


@pytest.mark.parametrize("text", ["1-2", "1-feb", "01-02-2024", "2024-02-01", "1/2"])
def test_dates_in_text_are_refused_as_dates(tmp_path: Path, text: str) -> None:
    error = refused(write(tmp_path, f"Code;Inwoners\nBU01640202;{text}\nBU01640203;3\n"))
    assert [found.kind for found in error.problems] == [ProblemKind.DATE]


def test_merged_headers_are_refused(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners", None), ("BU01640202", 1, 2), ("BU01640203", 3, 4)])
    sheet_of(book).merge_cells("B1:C1")
    error = refused(save(tmp_path, book))
    assert any("samengevoegde cellen B1:C1" in found.found for found in error.problems)
    assert any("geen kop" in found.found for found in error.problems)


def test_a_group_header_merged_over_the_header_is_refused(tmp_path: Path) -> None:
    book = workbook(
        [
            (None, "2023", None, "2024"),
            ("Code", "Inwoners", "Huizen", "Banen"),
            ("BU01640202", 1, 2, 3),
            ("BU01640203", 3, 4, 5),
        ]
    )
    sheet_of(book).merge_cells("B1:C1")
    error = refused(save(tmp_path, book))
    assert [found.row for found in error.problems if "samengevoegde" in found.found] == [1]


def test_a_group_header_over_a_part_of_the_columns_is_refused_though_each_has_a_header(tmp_path: Path) -> None:
    book = workbook([(None, "Mannen"), ("Code", "Inwoners", "Huizen"), ("BU01640202", 1, 2), ("BU01640203", 3, 4)])
    sheet_of(book).merge_cells("B1:C1")
    (found,) = refused(save(tmp_path, book)).problems
    assert (found.row, found.found) == (1, "samengevoegde cellen B1:C1")


def test_a_merged_title_right_above_the_header_harms_nothing(tmp_path: Path) -> None:
    book = workbook([("Cijfers van de buurten",), ("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 3)])
    sheet_of(book).merge_cells("A1:B1")
    assert len(read(save(tmp_path, book)).observations) == 2


def test_a_merged_title_above_the_table_harms_nothing(tmp_path: Path) -> None:
    book = workbook([("Cijfers van de buurten",), (), ("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 3)])
    sheet_of(book).merge_cells("A1:D1")
    result = read(save(tmp_path, book))
    assert result.sniffed.header_row == 3
    assert [cell.line for cell in result.observations] == [4, 5]


def test_merged_areas_are_refused(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", 1), (None, 3)])
    sheet_of(book).merge_cells("A2:A3")
    assert any("A2:A3" in found.found for found in refused(save(tmp_path, book)).problems)


def test_hidden_sheets_are_asked_about(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 3)])
    book.create_sheet("Persoonsgegevens").sheet_state = "hidden"
    path = save(tmp_path, book)
    (question,) = refused(path).questions
    assert question.id == "verborgen-bladen"
    assert "‘Persoonsgegevens’" in question.text
    result = read(path, answers={"verborgen-bladen": "overslaan"})
    assert len(result.observations) == 2
    assert result.mapping.answers == ()  # says nothing about next year's file


@pytest.mark.parametrize(("answer", "loaded"), [("meenemen", 2), ("overslaan", 1)])
def test_hidden_rows_are_asked_about(tmp_path: Path, answer: str, loaded: int) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 3)])
    sheet_of(book).row_dimensions[3].hidden = True
    path = save(tmp_path, book)
    assert [question.id for question in refused(path).questions] == ["verborgen-rijen"]
    assert len(read(path, answers={"verborgen-rijen": answer}).observations) == loaded


@pytest.mark.parametrize(("answer", "loaded"), [("meenemen", {"BU01640202": 1, "BU01640203": 3}), ("overslaan", {})])
def test_a_hidden_column_is_asked_about_when_it_is_mapped(
    tmp_path: Path, answer: str, loaded: dict[str, float]
) -> None:
    book = workbook([("Code", "Inwoners", "Huizen"), ("BU01640202", 1, 5), ("BU01640203", 3, 6)])
    sheet_of(book).column_dimensions["B"].hidden = True
    path = save(tmp_path, book)
    both = mapping({"Inwoners": "inwoners", "Huizen": "huizen"})
    assert [question.id for question in refused(path, both).questions] == ["verborgen-kolom:Inwoners"]
    assert values(read(path, both, answers={"verborgen-kolom:Inwoners": answer})) == loaded
    assert len(read(path, mapping({"Huizen": "huizen"})).observations) == 2


def test_total_and_footnote_rows_are_asked_about_and_then_left_out(tmp_path: Path) -> None:
    table = (
        HEAD
        + "BU01640202;De Noork;5\nBU01640203;Slangenbeek;6\nTotaal;;11\n;Gemiddelde;5,5\n\n"
        + "Bron: eigen telling;;\n* voorlopig;;\n"
    )
    path = write(tmp_path, table)
    error = refused(path)
    assert [(question.id, question.place.row) for question in error.questions] == [("totaalrijen", 4), ("voetnoten", 7)]
    assert "2 rijen bevatten een totaal of gemiddelde" in error.questions[0].text
    result = read(path, answers={"totaalrijen": "overslaan", "voetnoten": "overslaan"})
    assert values(result) == {"BU01640202": 5, "BU01640203": 6}
    assert dict(result.mapping.answers) == {"totaalrijen": "overslaan", "voetnoten": "overslaan"}
    assert len(read(path, result.mapping).observations) == 2


def test_two_years_in_one_sheet_without_a_year_are_recognised(tmp_path: Path) -> None:
    table = "Code;Inwoners\n" + "BU01640202;5\nBU01640203;6\n" * 2
    error = refused(write(tmp_path, table))
    assert places(error, ProblemKind.DUPLICATE) == [(4, "A (Code)"), (5, "A (Code)")]
    (found,) = [found for found in error.problems if found.kind is ProblemKind.PERIOD]
    assert "2 van de 2 gebieden staan er vaker" in found.found


def test_two_tables_below_each_other_are_recognised(tmp_path: Path) -> None:
    block = "Code;Inwoners\nBU01640202;5\nBU01640203;6\n"
    error = refused(write(tmp_path, block + "2023;\n" + block))
    rows = [found.row for found in error.problems if "tweede tabel" in found.found]
    assert sorted(row for row in rows if row) == [4, 5]


def test_a_row_of_another_year_than_was_given_is_refused(tmp_path: Path) -> None:
    table = "Code;jaar;Inwoners\nBU01640202;2023;5\nBU01640202;2024;6\n"
    mapped = mapping(period="jaar")
    error = refused(write(tmp_path, table), mapped)
    assert places(error, ProblemKind.PERIOD) == [(2, "B (jaar)")]
    both = read(write(tmp_path, table), mapped, period=None)
    assert both.periods == (2023, 2024)


def test_a_header_of_another_year_than_was_given_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners 2023;Inwoners 2024\nBU01640202;5;6\nBU01640203;7;8\n")
    mapped = mapping({"Inwoners 2022": "inwoners"})
    assert places(refused(path, mapped), ProblemKind.PERIOD) == [(1, "B (Inwoners 2023)")]
    both = read(path, mapped, period=None)
    assert [(cell.period, cell.value) for cell in both.observations] == [(2023, 5), (2023, 7), (2024, 6), (2024, 8)]


def test_a_name_that_is_a_wijk_and_a_buurt_needs_a_level(tmp_path: Path) -> None:
    path = write(tmp_path, "Gebied;Inwoners\nNoord;5\nWoolde;6\nBinnenstad;7\n")
    named = mapping(area="Gebied")
    (question,) = refused(path, named).questions
    assert question.id == "niveau"
    assert question.suggested == "wijk"
    assert question.evidence == "alle andere gebieden zijn een wijk"
    result = read(path, named, answers={"niveau": "wijk"})
    assert values(result) == {"WK016402": 5, "WK016404": 6, "WK016400": 7}


def test_the_level_that_was_chosen_is_for_names_that_fit_several_only(tmp_path: Path) -> None:
    path = write(tmp_path, "Gebied;Inwoners\nNoord;5\nBU01640202;6\nSlangenbeek;7\n")
    named = mapping(area="Gebied")
    (question,) = refused(path, named).questions
    assert [choice.key for choice in question.choices] == ["buurt", "wijk"]
    result = read(path, named, answers={"niveau": "wijk"})
    assert values(result) == {"WK016402": 5, "BU01640202": 6, "BU01640203": 7}


def test_a_level_column_tells_wijk_and_buurt_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "Gebied;Niveau;Inwoners\nNoord;Wijk;5\nNoord;Buurt;6\nHengelo;gemeente;7\n")
    result = read(path, mapping(area="Gebied", level_column="Niveau"))
    assert values(result) == {"WK016402": 5, "BU01640200": 6, "GM0164": 7}
    assert result.areas == {"wijk": 1, "buurt": 1, "gemeente": 1}


def test_names_that_match_nothing_are_listed_with_what_looks_like_them(tmp_path: Path) -> None:
    path = write(tmp_path, "Gebied;Inwoners\nDe Noorck;5\nSlangenbeek;6\nAtlantis;7\nDe Noork;1\n")
    named = mapping(area="Gebied", level="buurt")
    error = refused(path, named)
    unknown = [found for found in error.problems if "onbekende naam" in found.found]
    assert [(found.row, found.found) for found in unknown] == [
        (2, "de onbekende naam ‘De Noorck’"),
        (4, "de onbekende naam ‘Atlantis’"),
    ]
    assert "De Noork" in unknown[0].remedy
    assert "bedoeld" not in unknown[1].remedy


def test_a_name_can_be_resolved_by_hand_and_stays_so(tmp_path: Path) -> None:
    path = write(tmp_path, "Gebied;Inwoners\nNoorkse buurt;5\nSlangenbeek;6\n")
    result = read(path, mapping(area="Gebied", names=(("Noorkse buurt", "BU01640202"),)))
    assert values(result) == {"BU01640202": 5, "BU01640203": 6}


def test_a_name_of_two_buurten_needs_a_code(tmp_path: Path) -> None:
    error = refused(write(tmp_path, "Gebied;Inwoners\nKern;5\nSlangenbeek;6\n"), mapping(area="Gebied"))
    assert "de naam van BU01640001, BU01640401" in error.problems[0].found


def test_a_name_of_the_wrong_level_is_said(tmp_path: Path) -> None:
    error = refused(
        write(tmp_path, "Gebied;Inwoners\nBinnenstad;5\nSlangenbeek;6\n"), mapping(area="Gebied", level="buurt")
    )
    assert error.problems[0].found == "‘Binnenstad’, een wijk"


def test_a_code_that_meant_another_place_before_is_refused(tmp_path: Path) -> None:
    error = refused(write(tmp_path, HEAD + "BU01640202;Het Oude Veld;5\nBU01640203;Slangenbeek;6\n"))
    (found,) = error.problems
    assert found.found == "‘BU01640202’ met de naam ‘Het Oude Veld’; in 2020 was dat ‘Het Oude Veld’"
    assert "‘De Noork’" in found.expected


def test_a_code_of_an_earlier_division_is_explained(tmp_path: Path) -> None:
    error = refused(write(tmp_path, HEAD + "BU01640299;Opgeheven;5\nBU01640203;Slangenbeek;6\n"))
    assert error.problems[0].found == "‘BU01640299’, in 2020 ‘Opgeheven’"


def test_another_spelling_of_the_name_is_no_other_place(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "WK016402;Wijk 02 Noord;5\nGM0164;Hengelo (O.);9\nBU01640202;de noork;6\n")
    assert len(read(path).observations) == 3


def test_a_spelling_can_be_accepted_in_the_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "BU01640202;Noorkse Esch Oost;5\nBU01640203;Slangenbeek;6\n")
    assert refused(path).defects
    assert len(read(path, mapping(names=(("Noorkse Esch Oost", "BU01640202"),))).observations) == 2


def test_an_empty_mapped_column_is_remarked_and_gives_no_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners;Huizen\nBU01640202;5;\nBU01640203;6;\n")
    result = read(path, mapping({"Inwoners": "inwoners", "Huizen": "huizen"}))
    assert {cell.variable for cell in result.observations} == {"inwoners"}
    assert any("de kolom is leeg" in remark.found for remark in result.remarks)


def test_a_column_with_marks_only_gives_no_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners;Huizen\nBU01640202;5;x\nBU01640203;6;x\n")
    result = read(path, mapping({"Inwoners": "inwoners", "Huizen": "huizen"}))
    assert {cell.variable for cell in result.observations} == {"inwoners"}


@pytest.mark.parametrize(
    ("cell", "value"), [("12,5%", 12.5), ("€ 1.250,50", 1250.5), ("€ 30,-", 30), ("12 345", 12345)]
)
def test_percent_and_euro_signs_in_cells_are_understood(tmp_path: Path, cell: str, value: float) -> None:
    assert values(read(write(tmp_path, f"Code;Inwoners\nBU01640202;{cell}\nBU01640203;3,5\n")))["BU01640202"] == value


@pytest.mark.parametrize("cell", ["#DEEL/0!", "circa 5", "5 à 6", "TRUE", "1,2,3"])
def test_other_text_in_a_number_column_is_refused(tmp_path: Path, cell: str) -> None:
    error = refused(write(tmp_path, f"Code;Inwoners\nBU01640202;{cell}\nBU01640203;3\n"))
    assert [(found.kind, found.row) for found in error.problems] == [(ProblemKind.NUMBER, 2)]


def test_errors_and_truths_of_a_workbook_are_refused(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", "#N/A"), ("BU01640203", True), ("BU01640200", 4)])
    sheet_of(book)["B2"].data_type = "e"
    error = refused(save(tmp_path, book))
    assert [(found.kind, found.row) for found in error.problems] == [(ProblemKind.NUMBER, 2), (ProblemKind.NUMBER, 3)]


def test_a_formula_is_refused_with_its_last_outcome(tmp_path: Path) -> None:
    book = workbook([("Code", "Inwoners"), ("BU01640202", "=SUM(C1:C9)"), ("BU01640203", 3)])
    error = refused(save(tmp_path, book))
    assert [(found.kind, found.row) for found in error.problems] == [(ProblemKind.FORMULA, 2)]
    assert "=SUM(C1:C9)" in error.problems[0].found


def test_a_formula_as_a_code_is_refused(tmp_path: Path) -> None:
    error = refused(write(tmp_path, 'Code;Inwoners\n"=""BU01640202""";5\nBU01640203;6\n'))
    assert [(found.kind, found.row) for found in error.problems] == [(ProblemKind.FORMULA, 2)]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("BU01640202;5\nBU01640203;6\n", "geen koprij"),
        ("Code;Inwoners\n", "geen rijen met cijfers"),
        ("Plaats;Inwoners\nAtlantis;5\nAvalon;6\n", "geen kolom met codes of namen"),
        ("Onderwerp;De Noork;Slangenbeek;Binnenstad\nInwoners;1;2;3\nHuizen;4;5;6\n", "3 gebieden naast elkaar"),
    ],
)
def test_a_table_without_shape_is_refused_in_words(tmp_path: Path, table: str, said: str) -> None:
    assert any(said in found.found for found in refused(write(tmp_path, table)).problems)


def test_a_table_without_a_year_anywhere_is_refused(tmp_path: Path) -> None:
    error = refused(write(tmp_path, "Code;Inwoners\nBU01640202;5\nBU01640203;6\n"), period=None)
    assert [found.kind for found in error.problems] == [ProblemKind.PERIOD]


def test_a_year_in_the_title_is_proposed_not_taken(tmp_path: Path) -> None:
    path = write(tmp_path, "Buurten in 2023;\nCode;Inwoners\nBU01640202;5\nBU01640203;6\n", "cijfers_2023.csv")
    (question,) = refused(path, period=None).questions
    assert (question.id, question.suggested) == ("jaar", "2023")
    assert read(path, period=None, answers={"jaar": "2023"}).periods == (2023,)


@pytest.mark.parametrize("text", ["2024KW01", "", "vorig jaar"])
def test_a_period_that_is_no_year_is_refused(tmp_path: Path, text: str) -> None:
    error = refused(
        write(tmp_path, f"Code;jaar;Inwoners\nBU01640202;{text};5\nBU01640203;2024;6\n"), mapping(period="jaar")
    )
    assert places(error, ProblemKind.PERIOD) == [(2, "B (jaar)")]


@pytest.mark.parametrize("text", ["2024", "2024.0", "2024JJ00", "2024*", "1-1-2024", "2024-01-01"])
def test_years_are_read_as_people_and_cbs_write_them(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, f"Code;jaar;Inwoners\nBU01640202;{text};5\nBU01640203;2024;6\n")
    assert read(path, mapping(period="jaar"), period=None).periods == (2024,)


def test_more_sheets_than_one_are_asked_about(tmp_path: Path) -> None:
    book = workbook([("Toelichting",), ("Deze werkmap",)], "Leeswijzer")
    sheet = book.create_sheet("Tabel")
    for row in [("Code", "Inwoners"), ("BU01640202", 1), ("BU01640203", 3)]:
        sheet.append(row)
    path = save(tmp_path, book)
    (question,) = refused(path).questions
    assert (question.id, question.suggested) == ("blad", "Tabel")
    result = read(path, answers={"blad": "Tabel"})
    assert len(result.observations) == 2
    assert result.mapping.sheet == "Tabel"


def test_a_division_is_taken_for_the_year_of_the_figures(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "BU01640202;Het Oude Veld;5\nBU01640299;Opgeheven;6\n")
    result = read(path, period=2021)
    assert {(cell.area_year, cell.period) for cell in result.observations} == {(2020, 2021)}
    assert read(path, period=2024, division=2020).division == 2020


def test_codes_with_letters_are_codes(tmp_path: Path) -> None:
    amsterdam = (area("BU0363AB10", "Kop Zeedijk"), area("BU0363AC01", "Oude Kerk"))
    result = read(write(tmp_path, "Code;Inwoners\nBU0363AB10;5\nbu0363ac01;6\n"), areas=amsterdam)
    assert values(result) == {"BU0363AB10": 5, "BU0363AC01": 6}
