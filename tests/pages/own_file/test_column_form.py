"""The form that maps columns, and back."""

from pathlib import Path

import pytest
from django.http import QueryDict

from tests.data.ingestors.own_file.builders import DIVISION, mapping
from tests.data.own_deliveries import source
from tests.lib.sheets.builders import write
from tests.web.staff_site import person
from wijkwerk.access.people.roles import Role
from wijkwerk.data.ingestors.own_file import Mapping, read_own_file, sniff_own_file
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.own_file.box import Upload
from wijkwerk.pages.own_file.column_form import ColumnForm
from wijkwerk.pages.own_file.opened import OpenedUpload

pytestmark = pytest.mark.django_db
WIDE = "Code;Naam;Jaar;Groenpunten 2024;Bomen\nBU01640202;De Noork;2024;5;6\nBU01640203;Slangenbeek;2024;7;8\n"
LONG = "Code;Indicator;Waarde\nBU01640202;Groenpunten;5\nBU01640203;Groenpunten;6\n"


def kept(**changes: object) -> Mapping:
    return mapping({"Groenpunten 2023": "groenpunten"}, source="groentelling", table="groen", **changes)


def form_of(folder: Path, content: str = WIDE, sent: str | None = None, **changes: object) -> ColumnForm:
    upload = Upload("x" * 22, 1, "groen.csv", "groentelling", "groen", "GM0164")
    found = sniff_own_file(write(folder, content), DIVISION)
    opened = OpenedUpload(upload, source(), DIVISION, kept(**changes), None, found, None)
    data = None if sent is None else QueryDict(sent)
    return ColumnForm(data, person=person("eva", Role.ONDERZOEKER), deed=("deliver", "release"), row=opened)


def proposed(form: ColumnForm) -> dict[str, str]:
    keys = {str(form[name].label): form[name].value() for name in ColumnForm.base_fields if name in KEYS}
    return keys | {str(row["variable"].label): row["variable"].value() for row in form.rows}


KEYS = ("area", "name", "level_column", "period", "variable", "value")


def test_what_was_found_and_what_was_kept_is_proposed(tmp_path: Path) -> None:
    assert proposed(form_of(tmp_path)) == {
        "Gebied": "Code",
        "Naam naast de code": "Naam",
        "Niveau": "",
        "Jaar": "Jaar",
        "Onderwerp": "",
        "Waarde": "",
        "Groenpunten 2024": "groenpunten",
        "Bomen": "",
    }


def test_what_was_kept_goes_before_what_was_found(tmp_path: Path) -> None:
    assert proposed(form_of(tmp_path, name="Bomen"))["Naam naast de code"] == "Bomen"


def test_the_things_of_a_long_file_are_mapped(tmp_path: Path) -> None:
    shown = proposed(form_of(tmp_path, LONG))
    assert (shown["Onderwerp"], shown["Waarde"], shown["Groenpunten"]) == ("Indicator", "Waarde", "groenpunten")


SWING = (
    "Niveau;% mee eens|2024;% mee eens|2024;Bomen|2024\n"
    "Buurt De Noork;5,5;6,5;1\nBuurt Slangenbeek;7,5;8,5;2\nSubwijk Oost;1;1;1\n"
)


def test_identical_heads_of_swing_are_rows_of_their_own(tmp_path: Path) -> None:
    form = form_of(tmp_path, SWING)
    shown = proposed(form)
    assert (shown["Gebied"], shown["Niveau"]) == ("Niveau", "")
    assert [name for name in shown if "|2024" in name] == ["% mee eens|2024", "% mee eens|2024 (nr. 2)", "Bomen|2024"]
    second = next(row["variable"] for row in form.rows if row["variable"].label.endswith("(nr. 2)"))
    assert second.help_text.startswith("kolom C, zoals ‘6,5’")


def test_what_was_mapped_of_identical_heads_is_read_from_its_place(tmp_path: Path) -> None:
    sent = "area=Niveau&thing-1-variable=&thing-2-variable=groenpunten&thing-3-variable="
    form = form_of(tmp_path, SWING, sent=sent)
    assert form.is_valid(), form.errors
    answers = {"gelijke-koppen": "volgorde", "eigen-niveau": "overslaan"}
    result = read_own_file(write(tmp_path, SWING), DIVISION, form.mapping(), answers=answers)
    assert [(cell.area, cell.variable, cell.value) for cell in result.observations] == [
        ("BU01640202", "groenpunten", 6.5), ("BU01640203", "groenpunten", 8.5),
    ]  # fmt: skip


def test_a_form_becomes_a_mapping(tmp_path: Path) -> None:
    sent = "area=Code&name=Naam&period=Jaar&level=buurt&thing-1-variable=groenpunten&thing-2-variable="
    form = form_of(tmp_path, sent=sent, names=(("Noorkse buurt", "BU01640202"),))
    assert form.is_valid(), form.errors
    made = form.mapping()
    assert (made.area, made.name, made.period, made.level) == ("Code", "Naam", "Jaar", Level.BUURT)
    assert [(column.header, column.variable, column.place) for column in made.columns] == [
        ("Groenpunten 2024", "groenpunten", 3)
    ]
    assert made.ignored == ("Bomen",)
    assert made.names == (("Noorkse buurt", "BU01640202"),)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ("area=Ergens&thing-1-variable=groenpunten", "area"),
        ("area=Code&name=Ergens&thing-1-variable=groenpunten", "name"),
        ("area=Code&level=straat&thing-1-variable=groenpunten", "level"),
        ("area=Code&year=3024&thing-1-variable=groenpunten", "year"),
        ("area=Code&division=1850&thing-1-variable=groenpunten", "division"),
    ],
)
def test_what_the_form_does_not_offer_is_refused(tmp_path: Path, sent: str, field: str) -> None:
    form = form_of(tmp_path, sent=sent)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_column_that_the_row_does_not_offer_is_refused(tmp_path: Path) -> None:
    form = form_of(tmp_path, sent="area=Code&thing-1-variable=groenpunten&thing-1-n=Ergens&thing-2-variable=niets")
    assert not form.is_valid()
    assert [list(row.errors) for row in form.rows] == [["n"], ["variable"]]


def test_a_long_file_needs_both_of_its_columns(tmp_path: Path) -> None:
    form = form_of(tmp_path, LONG, sent="area=Code&variable=Indicator&thing-1-variable=groenpunten")
    assert form.is_valid(), form.errors
    assert (form.mapping().variable, form.mapping().value) == (None, None)


def test_the_choices_are_what_there_is(tmp_path: Path) -> None:
    form = form_of(tmp_path, level="wijk")
    assert [words for _, words in form.fields["division"].choices][:1] == ["die van het jaar van de cijfers"]
    assert [year for year, _ in form.fields["division"].choices][1:] == sorted(
        {str(area.year) for area in DIVISION}, reverse=True
    )
    assert form["level"].value() == "wijk"
