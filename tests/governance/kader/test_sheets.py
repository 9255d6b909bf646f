"""Norms as a spreadsheet: what goes out comes back equal, no cell is run as a formula, every fault is told."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.governance.builders import CATALOGUE, NOORD, band, norm
from wijkwerk.definitions.kader_files import read_kader
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.sheets import NORMS, read_norm_fields, read_norms_file, spelled_fields
from wijkwerk.lib.sheets.cells import BLANKS

DAY = datetime.date
EVERYTHING = (
    norm(per=1000, by=2030, note='een toelichting, met een ; en een "aanhaling"\nen een tweede regel'),
    band(45.25, 65.125, counted="huishoudens", unit_of_gap="koopwoningen", valid_to=DAY(2030, 12, 31)),
    norm(scope=NormScope.AREA, area=NOORD, status=KaderStatus.ADOPTED, source=NormSource.COUNCIL, document="R-12"),
    norm(scope=NormScope.AREA_KIND, area_kind=AreaKind.BUITENGEBIED, value=-1234567.5),
    norm(form=NormForm.TREND, value=0, since=2021, direction=Direction.FALLING, indicator="misdrijven"),
    norm(note="=CMD|'/c calc'!A0", document="-12", owner="+functie"),
    norm(note="'=al met een aanhalingsteken"),
)
FORMS = ("xlsx", "csv", "machines")


def problems(content: bytes, name: str = "normen.csv"):
    with pytest.raises(KaderError) as caught:
        read_norms_file(name, content)
    return caught.value.problems


def sheet(*rows: str) -> bytes:
    head = "Indicator;Geldt voor;Vorm;Waarde;Herkomst;Eigenaar;Geldig vanaf"
    return "\n".join([head, *rows]).encode()


SOUND = "bijstand_per_1000;alle wijken;ten hoogste;35;streefwaarde;onderzoeker;1-1-2026"


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_back_equal(form):
    assert read_norms_file("normen", NORMS.write(EVERYTHING, form)).norms == EVERYTHING


@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_kader_survives_the_journey(form):
    norms = read_kader(CATALOGUE / "kaders" / "voorbeeld.yaml").value.norms
    assert read_norms_file("normen", NORMS.write(norms, form)).norms == norms


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=3, max_size=60).map(
    lambda text: text.strip(BLANKS).strip()
)
sensible = words.map(lambda text: text.strip(BLANKS).strip()).filter(lambda text: len(text) >= 3)
values = st.floats(-1e9, 1e9, allow_subnormal=False).map(lambda value: round(value, 6))


@settings(max_examples=25)
@given(owner=sensible, value=values, days=st.dates(DAY(2000, 1, 1), DAY(2099, 1, 1)), form=st.sampled_from(FORMS))
def test_any_text_number_and_day_survives_the_journey(owner, value, days, form):
    given_norms = (norm(owner=owner, value=value, valid_from=days),)
    assert read_norms_file("normen", NORMS.write(given_norms, form)).norms == given_norms


def test_a_small_number_is_written_out_in_full():
    assert ";0,000061;" in NORMS.write([norm(value=6.1e-05)], "csv").decode()


def test_no_cell_of_a_workbook_or_csv_is_run_as_a_formula():
    hostile = (norm(note="=1+1", document="@SUM(A1)", owner="-functie"),)
    book = openpyxl.load_workbook(io.BytesIO(NORMS.write(hostile, "xlsx")))
    assert {cell.data_type for row in book["Normen"].iter_rows() for cell in row} <= {"s", "n", "d"}
    for cell in NORMS.write(hostile, "csv").decode("utf-8-sig").splitlines()[1].split(";"):
        assert not cell.startswith(("=", "+", "-", "@"))


def test_a_csv_for_excel_is_dutch_and_one_for_machines_is_not():
    dutch = NORMS.write([norm(value=1.25)], "csv")
    assert dutch.startswith(b"\xef\xbb\xbfIndicator;Geldt voor;")
    assert ";1,25;" in dutch.decode()
    assert "01-01-2026" in dutch.decode()
    plain = NORMS.write([norm(value=1.25)], "machines").decode()
    assert plain.startswith("indicator,scope,")
    assert ",1.25," in plain
    assert "2026-01-01" in plain


@pytest.mark.parametrize(
    ("cell", "value"),
    [("35", 35), ("1,5", 1.5), ("1.234,5", 1234.5), ("12.345.678", 12345678), ("−3", -3), ("0.5", 0.5)],
)
def test_numbers_are_read_as_people_write_them(cell, value):
    assert read_norms_file("n.csv", sheet(SOUND.replace(";35;", f";{cell};"))).norms[0].value == value


def test_a_number_that_means_two_things_is_not_guessed():
    found = problems(sheet(SOUND.replace(";35;", ";1.200;")))
    assert str(found[0]) == (
        "normen.csv, regel 2, kolom Waarde: gevonden ‘1.200’; verwacht een getal als 1234,5, zonder punt voor "
        "duizendtallen. Verbeter dit."
    )


def test_every_cell_that_cannot_be_read_is_told_at_once():
    bad = "bijstand_per_1000;overal;ongeveer;veel;horen zeggen;onderzoeker;31-2-2026"
    found = problems(sheet(SOUND, bad))
    assert [each.place for each in found] == [
        f"normen.csv, regel 3, kolom {column}"
        for column in ("Geldt voor", "Vorm", "Waarde", "Herkomst", "Geldig vanaf")
    ]
    assert found[1].expected == "een van: ten minste, ten hoogste, band, niet slechter dan gemeente, ontwikkeling"


@pytest.mark.parametrize("cell", ["inf", "nan", "1e999", "twaalf", "12;5"])
def test_what_is_no_number_is_refused(cell):
    assert problems(sheet(SOUND.replace(";35;", f';"{cell}";')))[0].place == "normen.csv, regel 2, kolom Waarde"


@pytest.mark.parametrize("cell", ["-99997", "-99999999,0000", "−99998"])
def test_a_code_for_a_missing_figure_is_no_norm(cell):
    (found,) = problems(sheet(SOUND.replace(";35;", f";{cell};")))
    assert found.expected == "een getal, of een lege cel: dit is een code voor een cijfer dat ontbreekt"


def test_an_empty_needed_cell_and_a_year_that_is_none_are_told():
    assert problems(sheet(SOUND.replace(";35;", ";;")))[0].found == "niets"
    content = sheet(SOUND).replace(b"Geldig vanaf\n", b"Geldig vanaf;Streefjaar\n") + b";2030,5"
    assert problems(content)[0].expected == "een jaar, als 2030"
    content = content.replace(b"2030,5", b"1066")
    assert problems(content)[0].expected == "1990 of later"


def test_a_code_that_is_no_code_and_a_text_that_is_too_long_are_told():
    assert "zonder spaties" in problems(sheet(SOUND.replace("bijstand_per_1000", "Mensen met bijstand")))[0].expected
    assert problems(sheet(SOUND.replace("onderzoeker", "o" * 121)))[0].expected == "hoogstens 120 tekens"


def test_columns_must_be_known_once_and_complete():
    found = problems(b"Indicator;Indicator;Kleur\nx;y;z")
    assert [each.found for each in found][:2] == ["‘Indicator’ voor de tweede keer", "een onbekende kolom ‘Kleur’"]
    assert "geen kolom ‘Vorm’" in [each.found for each in found]


def test_empty_rows_are_passed_over_and_lines_still_count_right():
    found = problems(sheet(SOUND, ";;;;;;", SOUND.replace(";35;", ";x;")))
    assert found[0].place == "normen.csv, regel 4, kolom Waarde"


def test_places_of_later_problems_name_the_row_and_column():
    read = read_norms_file("normen.csv", sheet("", SOUND))
    assert read.places(0, "value") == "normen.csv, regel 3, kolom Waarde"


def test_a_file_without_norms_is_refused():
    assert problems(sheet())[0].found == "geen enkele norm"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "het bestand is leeg"),
        (b"%PDF-1.7", "dit is een PDF, hoe het bestand ook heet"),
        (b"PK\x03\x04rommel", "de werkmap is beschadigd (het einde ontbreekt)"),
        (b"x" * 5_000_001, "het bestand is 5 MB"),
    ],
)
def test_what_the_door_refuses_is_a_problem_of_the_file(content, found):
    (told,) = problems(content, "normen.xlsx")
    assert (told.place, told.found) == ("normen.xlsx", found)


def test_a_csv_as_dutch_excel_saves_it_is_read_with_its_letters():
    content = sheet(SOUND.replace("onderzoeker", "coördinator")).decode().encode("cp1252")
    assert read_norms_file("n.csv", content).norms[0].owner == "coördinator"


def test_the_norms_of_a_form_come_back_equal():
    assert read_norm_fields([spelled_fields(each) for each in EVERYTHING]).norms == EVERYTHING


def test_a_field_of_a_form_is_told_by_its_number_and_title():
    fields = spelled_fields(norm()) | {"value": "veel"}
    with pytest.raises(KaderError) as caught:
        read_norm_fields([spelled_fields(norm()), fields])
    assert [each.place for each in caught.value.problems] == ["norm 2, Waarde"]


def workbook(change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(NORMS.write([norm()], "xlsx")))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_in_a_workbook_is_refused_with_its_place():
    def write(book):
        book["Normen"]["F2"] = "=30+5"

    found = problems(workbook(write), "normen.xlsx")
    assert (found[0].place, found[0].found) == (
        "normen.xlsx, blad Normen, regel 2, kolom Waarde",
        "een formule ‘=30+5’",
    )


def test_a_workbook_without_the_sheet_says_which_it_has():
    def rename(book):
        book["Normen"].title = "Blad1"

    assert problems(workbook(rename), "normen.xlsx")[0].found == "het blad Blad1"


def test_more_norms_than_a_kader_has_are_refused():
    content = NORMS.write([norm()] * 2001, "csv")
    assert problems(content)[0].found == "meer dan 2.000 normen"


def test_every_field_of_a_norm_has_a_column():
    kept: NormTerms = read_norms_file("n.csv", NORMS.write(EVERYTHING[:1], "csv")).norms[0]
    assert kept == EVERYTHING[0]


def test_a_workbook_that_runs_something_is_refused_as_everywhere():
    out = io.BytesIO(NORMS.write([norm()], "xlsx"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0")
    (told,) = problems(out.getvalue(), "normen.xlsx")
    assert told.found == "de werkmap bevat macro's"


def test_a_hidden_row_is_not_read_behind_somebodys_back():
    def hide(book):
        book["Normen"].row_dimensions[2].hidden = True

    assert [each.found for each in problems(workbook(hide), "normen.xlsx")] == ["een verborgen rij"]
