"""A comma, a unit or a sign that went wrong, seen against the period before."""

import pytest

from .small_release import BUURTEN, GEMEENTE, cells, remarks, source, variable

MEANS = source({"woz": variable("mean", title="WOZ-waarde"), "groei": variable("mean", title="Groei")})
BEFORE = dict(zip((*BUURTEN, GEMEENTE), (207.0, 250.0, 378.0, 420.0, 306.0), strict=True))


def turned(now: dict[str, float], name: str = "woz") -> list[tuple[str, str, int]]:
    found = remarks(cells(now, name), MEANS, previous=cells(BEFORE, name, 2023))
    return [(r.check, str(r.severity), r.count) for r in found if r.check in {"factor", "decimale_komma", "teken"}]


def test_figures_that_grew_a_little_get_no_remark() -> None:
    assert turned({code: value * 1.08 for code, value in BEFORE.items()}) == []


@pytest.mark.parametrize(
    ("factor", "check"),
    [(10, "decimale_komma"), (0.1, "decimale_komma"), (100, "factor"), (1000, "factor"), (0.001, "factor")],
)
def test_a_whole_column_in_another_unit_blocks_once(factor: float, check: str) -> None:
    assert turned({code: value * factor * 1.05 for code, value in BEFORE.items()}) == [(check, "blocking", 5)]


def test_an_exception_in_a_shifted_column_is_left_to_the_jumps() -> None:
    now = {code: value / 10 for code, value in BEFORE.items()} | {BUURTEN[0]: BEFORE[BUURTEN[0]] * 5.7}
    found = remarks(cells(now, "woz"), MEANS, previous=cells(BEFORE, "woz", 2023))
    (shifted,) = (remark for remark in found if remark.check == "decimale_komma")
    assert (shifted.found, shifted.count) == ("4 van de 5 gebieden zijn 10 keer zo klein als in 2023", 4)
    (jumped,) = (remark for remark in found if remark.check == "sprong")
    assert jumped.area == BUURTEN[0]


def test_a_column_that_grew_fifteenfold_is_no_comma() -> None:
    assert turned({code: value * 15 for code, value in BEFORE.items()}) == []


@pytest.mark.parametrize(("factor", "check"), [(10, "decimale_komma"), (0.01, "factor"), (1000, "factor")])
def test_one_shifted_cell_is_a_warning_with_its_line(factor: float, check: str) -> None:
    found = remarks(
        cells(BEFORE | {BUURTEN[2]: 378 * factor}, "woz"), MEANS, check, previous=cells(BEFORE, "woz", 2023)
    )
    (remark,) = found
    assert (remark.severity, remark.area, remark.count) == ("warning", BUURTEN[2], 1)
    assert "De Kamp (BU00010201) 378 →" in remark.found
    assert "(regel 4)" in remark.found


def test_a_shifted_gemeente_blocks() -> None:
    assert turned(BEFORE | {GEMEENTE: 3060.0}) == [("decimale_komma", "blocking", 1)]


def test_a_small_count_may_grow_tenfold() -> None:
    few, many = cells(dict.fromkeys(BUURTEN, 20), period=2023), cells(dict.fromkeys(BUURTEN, 20) | {BUURTEN[0]: 200})
    assert remarks(many, check="decimale_komma", previous=few) == []


def test_a_column_whose_signs_all_turned_blocks() -> None:
    assert turned({code: -value for code, value in BEFORE.items()}, "groei") == [("teken", "blocking", 5)]


def test_one_value_that_is_minus_itself_is_a_warning_and_one_that_passed_zero_is_not() -> None:
    small = {code: value / 1000 for code, value in BEFORE.items()}
    before = cells(small, "groei", 2023)
    mirrored = remarks(cells(small | {BUURTEN[0]: -0.207}, "groei"), MEANS, "teken", previous=before)
    assert [(remark.severity, remark.area) for remark in mirrored] == [("warning", BUURTEN[0])]
    assert remarks(cells(small | {BUURTEN[0]: -0.01}, "groei"), MEANS, "teken", previous=before) == []


def test_zero_and_negative_values_have_no_factor() -> None:
    odd = cells({BUURTEN[0]: 0.0, BUURTEN[1]: -5.0, BUURTEN[2]: 378.0, BUURTEN[3]: 420.0}, "groei")
    before = cells({BUURTEN[0]: 5.0, BUURTEN[1]: 0.0, BUURTEN[2]: 378.0, BUURTEN[3]: 420.0}, "groei", 2023)
    assert [r for r in remarks(odd, MEANS, previous=before) if r.check in {"factor", "decimale_komma", "teken"}] == []
