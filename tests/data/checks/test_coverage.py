"""What was there, or was promised, and is not there now."""

from wijkwerk.definitions.sources import SourceTable

from .small_release import AREAS, BUURTEN, GEMEENTE, WIJKEN, adding_up, cells, remarks, source, variable

TWENTY = [f"BU0001{i:04}" for i in range(20)]


def test_the_same_areas_as_before_get_no_remark() -> None:
    now, before = (cells(adding_up([100, 100, 100, 100]), period=year) for year in (2024, 2023))
    assert remarks(now, check="dekking", previous=before) == []


def test_fewer_areas_with_a_value_are_told_by_how_many() -> None:
    before = cells(dict.fromkeys(TWENTY, 100), period=2020)
    (remark,) = remarks(cells(dict.fromkeys(TWENTY[:18], 100)), check="dekking", previous=before)
    assert remark.severity == "warning"
    assert remark.found == "18 buurten met een waarde, 10 % minder dan in 2020"
    assert remark.expected == "ongeveer 20"
    (worse,) = remarks(cells(dict.fromkeys(TWENTY[:10], 100)), check="dekking", previous=before)
    assert worse.severity == "blocking"


def test_a_table_of_many_years_is_held_against_its_own_year_before() -> None:
    years = [*cells(dict.fromkeys(TWENTY, 100), period=2023), *cells(dict.fromkeys(TWENTY[:9], 100), period=2024)]
    (remark,) = remarks(years, check="dekking")
    assert (remark.period, remark.count) == (2024, 11)


def test_values_that_lost_their_value_count_as_gone() -> None:
    now = cells(dict.fromkeys(TWENTY[:15], 100) | dict.fromkeys(TWENTY[15:], None))
    (remark,) = remarks(now, check="dekking", previous=cells(dict.fromkeys(TWENTY, 100), period=2020))
    assert remark.count == 5


def test_a_level_that_is_gone_is_one_remark() -> None:
    before = cells(adding_up([100, 100, 100, 100]), period=2020)
    now = cells(dict.fromkeys((*BUURTEN, GEMEENTE), 100))
    found = remarks(now, previous=before)
    (remark,) = [remark for remark in found if remark.check == "ontbrekend_niveau"]
    assert remark.place == "Een bron, niveau wijk"
    assert remark.severity == "warning"
    assert not [remark for remark in found if remark.check == "dekking"]


def a_table(**more: object) -> SourceTable:
    return SourceTable(**{"table": "T", "area_column": "code", "columns": {"A": "inwoners", "B": "woningen"}} | more)


def test_a_promised_column_without_values_is_a_note_and_a_lost_one_a_warning() -> None:
    variables = {"inwoners": variable(), "woningen": variable(title="Woningen")}
    definition = source(variables, tables=[a_table()])
    (note,) = remarks(cells({BUURTEN[0]: 100}), definition, "lege_kolom", table="T")
    assert note.severity == "note"
    assert "‘Woningen’" in note.found
    before = cells({BUURTEN[0]: 40}, "woningen", 2020)
    (warning,) = remarks(cells({BUURTEN[0]: 100}), definition, "lege_kolom", table="T", previous=before)
    assert warning.severity == "warning"


def test_columns_that_the_catalogue_expects_to_be_empty_stay_a_note() -> None:
    definition = source(
        {"inwoners": variable()}, tables=[a_table(columns={"A": "inwoners"}, empty_until_final=("Geboorte_24",))]
    )
    (note,) = remarks(cells({BUURTEN[0]: 100}), definition, "lege_kolom", table="T")
    assert (note.severity, note.count) == ("note", 1)


def test_areas_of_the_division_without_a_row_are_counted_by_gemeente() -> None:
    (remark,) = remarks(cells(dict.fromkeys(BUURTEN[:3], 100)), check="ontbrekend_gebied")
    assert remark.severity == "warning"
    assert remark.place == "Gebiedsindeling 2024, buurten"
    assert remark.found == "1 van de 4 staan niet in de levering: Ons Dorp (1)"


def test_a_municipalitys_own_file_is_not_asked_for_the_rest_of_the_country() -> None:
    elsewhere = [("GM0002", "gemeente", "Elders"), ("BU00020101", "buurt", "Dorp")]
    own = cells(dict.fromkeys(BUURTEN, 100))
    assert remarks(own, check="ontbrekend_gebied", areas=[*AREAS, *elsewhere]) == []
    assert remarks(cells(dict.fromkeys(WIJKEN, 100)), check="ontbrekend_gebied") == []
