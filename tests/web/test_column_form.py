"""The form that maps columns, and back."""

from pathlib import Path

from django.http import QueryDict

from tests.data.ingestors.own_file.builders import DIVISION, mapping
from tests.data.own_deliveries import source
from tests.lib.sheets.builders import write
from wijkwerk.data.ingestors.own_file import Mapping, Sniffed, sniff_own_file
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.web.column_form import (
    division_picker,
    key_pickers,
    level_picker,
    mapping_from,
    variable_pickers,
    year_from,
)

WIDE = "Code;Naam;Jaar;Groenpunten 2024;Bomen\nBU01640202;De Noork;2024;5;6\nBU01640203;Slangenbeek;2024;7;8\n"
LONG = "Code;Indicator;Waarde\nBU01640202;Groenpunten;5\nBU01640203;Groenpunten;6\n"


def sniffed(folder: Path, content: str = WIDE) -> Sniffed:
    return sniff_own_file(write(folder, content), DIVISION)


def kept(**changes: object) -> Mapping:
    return mapping({"Groenpunten 2023": "groenpunten"}, source="groentelling", table="groen", **changes)


def chosen(folder: Path, content: str = WIDE, **changes: object) -> dict[str, str]:
    found = sniffed(folder, content)
    pickers = [*key_pickers(found, kept(**changes)), *variable_pickers(found, kept(**changes), source())]
    return {picker.label: next((o.value for o in picker.options if o.chosen), "") for picker in pickers}


def test_what_was_found_and_what_was_kept_is_proposed(tmp_path: Path) -> None:
    assert chosen(tmp_path) == {
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
    assert chosen(tmp_path, name="Bomen")["Naam naast de code"] == "Bomen"


def test_the_things_of_a_long_file_are_mapped(tmp_path: Path) -> None:
    proposed = chosen(tmp_path, LONG)
    assert (proposed["Onderwerp"], proposed["Waarde"], proposed["Groenpunten"]) == (
        "Indicator",
        "Waarde",
        "groenpunten",
    )


def test_a_form_becomes_a_mapping(tmp_path: Path) -> None:
    form = QueryDict("area=Code&name=Naam&period=Jaar&level=buurt&thing-0=groenpunten&thing-1=")
    made = mapping_from(form, sniffed(tmp_path), kept(names=(("Noorkse buurt", "BU01640202"),)))
    assert made is not None
    assert (made.area, made.name, made.period, made.level) == ("Code", "Naam", "Jaar", Level.BUURT)
    assert [(column.header, column.variable, column.place) for column in made.columns] == [
        ("Groenpunten 2024", "groenpunten", 3)
    ]
    assert made.ignored == ("Bomen",)
    assert made.names == (("Noorkse buurt", "BU01640202"),)


def test_a_header_that_the_file_does_not_have_is_no_choice(tmp_path: Path) -> None:
    assert mapping_from(QueryDict("area=Ergens&thing-0=groenpunten"), sniffed(tmp_path), kept()) is None
    made = mapping_from(QueryDict("area=Code&name=Ergens&level=straat&thing-0=groenpunten"), sniffed(tmp_path), kept())
    assert made is not None
    assert (made.name, made.level) == (None, None)


def test_a_long_file_needs_both_of_its_columns(tmp_path: Path) -> None:
    made = mapping_from(QueryDict("area=Code&variable=Indicator&thing-0=groenpunten"), sniffed(tmp_path, LONG), kept())
    assert made is not None
    assert (made.variable, made.value) == (None, None)


def test_years_are_four_digits_of_our_time() -> None:
    assert [year_from(text) for text in ("2024", "", "24", "x", "3024", "²024", "20245")] == [2024, *[None] * 6]


def test_the_other_pickers_offer_what_there_is() -> None:
    assert [option.words for option in division_picker([2023, 2024], None).options] == [
        "die van het jaar van de cijfers",
        "2024",
        "2023",
    ]
    assert [option.value for option in level_picker(kept(level="wijk")).options if option.chosen] == ["wijk"]
