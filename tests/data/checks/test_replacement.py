"""What a release that replaces another no longer has, or has otherwise."""

from collections.abc import Mapping

from .small_release import BUURTEN, GEMEENTE, WIJKEN, adding_up, cells, remarks, source, variable

FIGURES = adding_up([2190, 700, 400, 350])
CHECKS = {"verloren_gebied", "verloren_waarde", "gewijzigde_waarde"}
TWO = source({"inwoners": variable(rounding=5), "inkomen": variable("mean", title="Inkomen")})


def told(now: Mapping[str, float | None], before: Mapping[str, float | None] = FIGURES) -> list[tuple[str, str, int]]:
    found = remarks(cells(now), replaced=cells(before))
    return [(remark.check, str(remark.severity), remark.count) for remark in found if remark.check in CHECKS]


def test_the_same_figures_again_and_a_first_delivery_get_no_remark() -> None:
    assert told(FIGURES) == []
    assert told(FIGURES, {}) == []


def test_areas_that_are_gone_block_per_level_with_their_number_and_a_remedy() -> None:
    now = {code: value for code, value in FIGURES.items() if code not in {BUURTEN[2], BUURTEN[3], WIJKEN[1]}}
    assert told(now) == [("verloren_gebied", "blocking", 2), ("verloren_gebied", "blocking", 1)]
    buurten, wijken = remarks(cells(now), check="verloren_gebied", replaced=cells(FIGURES))
    assert "2 van de 4 gebieden (50 %)" in buurten.found
    assert "De Kamp (BU00010201) en De Es (BU00010202)" in buurten.found
    assert buurten.place == "Een bron, 2024, buurten"
    assert "lees het hele bestand in" in buurten.remedy
    assert wijken.area == WIJKEN[1]


def test_more_than_one_area_in_a_hundred_blocks_and_fewer_warn() -> None:
    many = {f"BU{number:08}": 100.0 for number in range(200)}
    without = {count: dict(list(many.items())[count:]) for count in (2, 3)}
    assert told(without[2], many) == [("verloren_gebied", "warning", 2)]
    assert told(without[3], many) == [("verloren_gebied", "blocking", 3)]


def test_values_that_are_gone_from_areas_that_are_there_are_told_per_variable() -> None:
    assert told(FIGURES | {BUURTEN[0]: None}) == [("verloren_waarde", "blocking", 1)]
    before = cells(FIGURES) + cells(dict.fromkeys(BUURTEN, 30.0), "inkomen")
    (remark,) = remarks(cells(FIGURES), TWO, "verloren_waarde", replaced=before)
    assert "Inkomen 4 van de 4 (100 %)" in remark.found
    assert (remark.variable, remark.count) == ("inkomen", 4)


def test_few_lost_values_warn() -> None:
    many = {f"BU{number:08}": 100.0 for number in range(200)}
    assert told(many | {"BU00000003": None}, many) == [("verloren_waarde", "warning", 1)]


def test_an_area_without_a_value_before_cannot_lose_it() -> None:
    assert told(FIGURES, FIGURES | {BUURTEN[0]: None}) == []


def test_many_other_values_warn_and_few_are_a_note() -> None:
    assert told(FIGURES | {BUURTEN[0]: 2195}) == [("gewijzigde_waarde", "warning", 1)]
    many = {f"BU{number:08}": 100.0 for number in range(200)}
    few = many | {"BU00000003": 105.0}
    assert told(few, many) == [("gewijzigde_waarde", "note", 1)]
    (remark,) = remarks(cells(few), check="gewijzigde_waarde", replaced=cells(many))
    assert "1 waarde is anders dan in de levering die deze vervangt: Inwoners 1 van de 200 (0,5 %)" in remark.found


def test_the_last_bit_of_a_value_is_no_change() -> None:
    assert told({code: value * (1 + 1e-13) for code, value in FIGURES.items()}) == []


def test_years_that_the_release_does_not_tell_anew_are_not_lost() -> None:
    before = cells(FIGURES) + cells(FIGURES, period=2023)
    assert [r.check for r in remarks(cells(FIGURES), replaced=before) if r.check in CHECKS] == []


def test_the_plural_of_a_level_is_dutch() -> None:
    (remark,) = remarks(cells({GEMEENTE: 5.0}), check="verloren_gebied", replaced=cells({GEMEENTE: 5.0, "GM0002": 5}))
    assert remark.place == "Een bron, 2024, gemeenten"
