"""A kind of spreadsheet: its columns go out and come in, and everything that is wrong is told at once."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from wijkwerk.lib.sheets import Col, Form, HandedIn, Sheet
from wijkwerk.lib.sheets.problems import SPELLED_OUT

from .budget import LINES, SOUND, Cover, Line, read, told
from .builders import rezip, save, workbook

HEAD = "Post;Bedrag;Jaar;Dekking;Tot en met;Toelichting\n"
FORMS: tuple[Form, ...] = ("xlsx", "csv", "machines")


def changed(change: Callable[[Worksheet], None]) -> bytes:
    """The sound lines as a workbook in which somebody changed something."""
    book = openpyxl.load_workbook(io.BytesIO(LINES.write(SOUND, "xlsx")))
    change(book["Posten"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_in_equal(form: Form) -> None:
    reading = read(LINES.write(SOUND, form))
    assert reading.problems == ()
    assert reading.rows == SOUND


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1)
# Excel keeps fifteen figures.
amounts = st.floats(0, 1e9).map(lambda value: round(value, 6))
lines = st.builds(Line, title=words, amount=amounts, year=st.integers(0, 9999), note=words)


@settings(max_examples=40)
@given(rows=st.lists(lines, min_size=1, max_size=4), form=st.sampled_from(FORMS))
def test_any_text_and_number_survives_the_journey(rows: list[Line], form: Form) -> None:
    reading = read(LINES.write(rows, form))
    assert (reading.rows, reading.problems) == (tuple(rows), ())


def test_every_fault_is_told_at_once_with_its_place_and_remedy() -> None:
    table = HEAD + "Wijkbudget;veel;2027,5;ja;31-2-2027;\n;5;;;;\nSpeeltuin;=1+1;;;;\nBankje;#;;;;\nStoel;-5;;;;\n"
    assert told(table) == [
        ("regel 2, kolom Bedrag", "‘veel’"),
        ("regel 2, kolom Jaar", "‘2027,5’"),
        ("regel 2, kolom Dekking", "‘ja’"),
        ("regel 2, kolom Tot en met", "‘31-2-2027’"),
        ("regel 3, kolom Post", "niets"),
        ("regel 4, kolom Bedrag", "een formule ‘=1+1’"),
        ("regel 5, kolom Bedrag", "‘#’"),
        ("regel 6", "gegevens die niet bij elkaar passen"),
    ]
    assert "aangevraagd, deels toegekend" in str(read(table).problems[2])


def test_the_rows_without_a_fault_are_there_with_their_place() -> None:
    reading = read(HEAD + "Bankje;veel\n\nStoel;5\n")
    assert [row.title for row in reading.rows] == ["Stoel"]
    assert (reading.place(0, "amount").row, reading.place(0, "amount").header) == (4, "Bedrag")


def test_a_blank_stays_blank() -> None:
    (row,) = read(HEAD + "Bankje;5; ;\u00a0;;\n").rows
    assert (row.year, row.cover, row.until, row.note) == (None, None, None, "")


def test_columns_may_stand_in_another_order_and_those_without_need_may_be_absent() -> None:
    assert read("BEDRAG;post\n5;Bankje\n").rows == (Line("Bankje", 5),)


def test_heads_must_be_known_once_and_complete() -> None:
    assert [found for _, found in told("Post;Post;Bedrg;Kleur\na;b;c;d\n")] == [
        "‘Post’ voor de tweede keer",
        "een onbekende kolom ‘Bedrg’",
        "een onbekende kolom ‘Kleur’",
        "geen kolom ‘Bedrag’",
    ]
    assert read("Post;Bedrg\na;b\n").problems[0].remedy.startswith("Bedoelt u ‘Bedrag’?")


def test_a_value_in_a_column_without_a_head_is_not_passed_over() -> None:
    assert told("Post;Bedrag;\nBankje;5;geheim\n") == [("regel 2, kolom C", "‘geheim’ in een kolom zonder kop")]


def test_a_point_is_a_decimal_point_only_in_a_file_for_machines() -> None:
    assert read("title,amount\nBankje,1.250\n").rows == (Line("Bankje", 1.25),)
    assert told("Post,Bedrag\nBankje,1.250\n") == [("regel 2, kolom Bedrag", "‘1.250’")]


@pytest.mark.parametrize("table", [HEAD, HEAD + ";;;;;\n"])
def test_a_sheet_without_rows_is_told(table: str) -> None:
    assert told(table) == [("het hele bestand", "geen enkele post")]


def test_a_workbook_with_an_empty_sheet_is_told() -> None:
    out = io.BytesIO()
    workbook([], "Posten").save(out)
    assert told(out.getvalue()) == [("blad Posten", "een leeg blad")]


def test_more_rows_than_may_be_are_told_and_not_read() -> None:
    reading = read(HEAD + "Bankje;veel\n" * 60)
    assert "meer dan 50 posten" in [problem.found for problem in reading.problems]
    assert sum(1 + problem.more for problem in reading.problems if "veel" in problem.found) == 50


def test_a_column_of_wrong_cells_is_counted_not_repeated() -> None:
    wrong = read(HEAD + "Bankje;veel\n" * 50).problems
    assert len(wrong) == SPELLED_OUT
    assert "en nog 30 keer in deze kolom" in str(wrong[-1])


def test_what_the_door_refuses_is_a_problem_like_any_other() -> None:
    assert told(b"%PDF-1.7") == [("het hele bestand", "dit is een PDF, hoe het bestand ook heet")]
    (place, found) = told(HEAD + 'Bankje;x;;;;\n"een" bankje;5\n')[1]
    assert place == "regel 3"
    assert "aanhalingstekens" in found


def test_a_file_of_six_megabytes_is_refused() -> None:
    (problem,) = read(b"x" * 6_000_000).problems
    assert problem.found == "het bestand is 6 MB"
    assert problem.remedy.endswith("of verdeel de rijen over meer bestanden.")


def test_another_sheet_than_the_one_that_is_meant_is_not_read() -> None:
    out = io.BytesIO()
    workbook([("Post", "Bedrag"), ("Bankje", 5)], "Blad1").save(out)
    (problem,) = read(out.getvalue()).problems
    assert (problem.found, problem.remedy) == ("het blad Blad1", "Noem het blad met de posten ‘Posten’.")


def test_a_formula_is_refused_with_its_last_outcome(tmp_path) -> None:
    body = b'<worksheet><sheetData><row r="2"><c r="B2"><f>SUM(C1:C9)</f><v>12.5</v></c></row></sheetData></worksheet>'
    heads = b'<row r="1"><c t="inlineStr"><is><t>Post</t></is></c><c t="inlineStr"><is><t>Bedrag</t></is></c></row>'
    body = body.replace(b"<sheetData>", b"<sheetData>" + heads)
    path = rezip(save(tmp_path, workbook([], "Posten")), {"xl/worksheets/sheet1.xml": body})
    found = ("blad Posten, regel 2, kolom Bedrag", "een formule ‘=SUM(C1:C9)’, met als laatste uitkomst 12,5")
    assert found in told(path.read_bytes())


def test_an_error_of_a_workbook_is_refused_in_any_column() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A2"] = "#N/A"
        sheet["A2"].data_type = "e"

    assert told(changed(change)) == [("blad Posten, regel 2, kolom Post", "de foutmelding ‘#N/A’")]


def test_hidden_rows_columns_and_sheets_are_refused() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("Personen").sheet_state = "veryHidden"

    assert told(changed(change)) == [
        ("blad Personen", "een verborgen blad"),
        ("blad Posten, regel 3", "een verborgen rij"),
        ("blad Posten, kolom Bedrag", "een verborgen kolom"),
    ]


@pytest.mark.parametrize("reference", ["A1:B1", "C1:C2", "A2:A4"])
def test_merged_cells_among_the_rows_are_refused(reference: str) -> None:
    found = told(changed(lambda sheet: sheet.merge_cells(reference)))
    assert f"samengevoegde cellen {reference}" in [each for _, each in found]


def test_merged_cells_below_the_rows_harm_nothing() -> None:
    assert told(changed(lambda sheet: sheet.merge_cells("A9:C9"))) == []


def test_a_form_is_read_like_a_file() -> None:
    typed = [{"title": " Bankje ", "amount": "1.250,50"}, {"title": "=1+1", "amount": ""}]
    reading = LINES.read_fields(typed)
    assert reading.rows == (Line("Bankje", 1250.5),)
    assert [problem.place for problem in reading.problems] == ["regel 2, kolom Bedrag"]


def test_the_template_reads_back_as_a_sheet_without_rows() -> None:
    assert told(LINES.template()) == [("blad Posten", "geen enkele post")]
    assert LINES.template("csv").decode("utf-8-sig") == HEAD.replace("\n", "\r\n")


def test_a_template_that_is_filled_in_can_be_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(LINES.template()))
    book["Posten"].append(["Bankje", 5, 2027, "aangevraagd"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows == (Line("Bankje", 5, 2027, Cover.ASKED),)


def test_the_template_tells_what_each_column_expects() -> None:
    book = openpyxl.load_workbook(io.BytesIO(LINES.template()))
    told = [row[:3] for row in book["Uitleg"].iter_rows(min_row=2, values_only=True)]
    assert told[:2] == [("Post", "ja", "tekst"), ("Bedrag", "ja", "een getal als 1234,5")]
    rules = {str(rule.sqref): rule for rule in book["Posten"].data_validations.dataValidation}
    assert rules["D2:D51"].formula1 == '"aangevraagd,deels toegekend"'
    assert rules["A2:A51"].prompt == "Vul in: tekst. Zoals in de begroting."


def test_a_column_too_few_is_found_when_the_sheet_is_said() -> None:
    with pytest.raises(AssertionError, match="amount"):
        Sheet(Line, Col("Post", "title"), title="Posten")


def test_the_name_of_a_file_says_nothing() -> None:
    assert LINES.read(HandedIn("posten.pdf", LINES.write(SOUND, "xlsx"))).rows == SOUND
