"""Cells that are there twice, of nothing, or of nowhere."""

from .small_release import BUURTEN, GEMEENTE, cells, remarks


def test_two_cells_for_one_area_and_year_block_and_name_their_lines() -> None:
    twice = [*cells(dict.fromkeys(BUURTEN, 100)), *cells({BUURTEN[1]: 110})]
    (remark,) = remarks(twice, check="dubbele_sleutel")
    assert remark.severity == "blocking"
    assert remark.area == BUURTEN[1]
    assert "bijvoorbeeld De Brink (BU00010102) op regel 3 en 6" in remark.found


def test_the_same_area_in_another_year_or_variable_is_no_double() -> None:
    once = [*cells({BUURTEN[0]: 100}), *cells({BUURTEN[0]: 100}, period=2023)]
    assert remarks(once, check="dubbele_sleutel") == []


def test_a_variable_without_a_definition_blocks() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 100}, "inwonres"), check="onbekende_variabele")
    assert remark.severity == "blocking"
    assert "‘inwonres’" in remark.place
    assert "catalogue/sources/bron.yaml" in remark.remedy


def test_a_code_outside_the_division_is_named_with_its_line() -> None:
    (remark,) = remarks(cells({BUURTEN[0]: 100, "BU00019999": 5}), check="onbekend_gebied")
    assert remark.severity == "blocking"  # half of the codes
    assert remark.area == "BU00019999"
    assert "‘BU00019999’ (regel 3)" in remark.found
    assert "1 van de 2 codes (50 %) staat niet in de indeling" in remark.found


def test_one_odd_code_among_hundreds_is_a_warning() -> None:
    known = [(f"BU0001{i:04}", "buurt", f"Buurt {i}") for i in range(200)]
    figures = {code: 100 for code, *_ in known} | {"BU00019997": 0}
    (remark,) = remarks(cells(figures), check="onbekend_gebied", areas=known)
    assert remark.severity == "warning"


def test_a_code_of_another_years_division_is_unknown() -> None:
    with_year = cells({GEMEENTE: 100})
    assert remarks(with_year, check="onbekend_gebied") == []
    (remark,) = remarks(
        with_year, check="onbekend_gebied", areas=(), previous_areas=[(GEMEENTE, "gemeente", "Ons Dorp")]
    )
    assert remark.place == "Gebiedsindeling 2024"
