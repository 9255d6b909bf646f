"""Each rule by which a figure of an edition is made, on a country that can be checked by hand."""

from pathlib import Path

import pytest

from wijkwerk.definitions.indicators import AwaitedLevels, Published, Ratio
from wijkwerk.definitions.vocabulary import Aggregation, Level, Status
from wijkwerk.editions.division import DivisionError

from .small_country import (
    GEZOND,
    GEZOND_CHANGE,
    GROOT,
    HEEL,
    INWONERS,
    INWONERS_CHANGE,
    KLEIN,
    MISDRIJVEN,
    MISDRIJVEN_CHANGE,
    OOST,
    OUDEREN,
    PER_1000,
    PRETTIG,
    WEST,
    WOZ,
    WOZ_SHIELDED,
    YEAR,
    A,
    B,
    C,
    Cell,
    D,
    E,
    Found,
    cells,
    figures_of,
    indicator,
    small_catalogue,
    small_country,
    with_stadsdeel,
    write_release,
)

PEOPLE = {A: 100, B: 300, C: 500, D: 95, E: 1000, WEST: 405, OOST: 595, HEEL: 1000, KLEIN: 1003, GROOT: 1002}
CRIMES = {A: 10, B: 6, C: 20, D: 4, E: 30, KLEIN: 41, GROOT: 30}


def test_a_published_figure_is_the_sources_own_row_with_its_line(tmp_path: Path):
    found = build(tmp_path, [INWONERS], cells("cbs_kwb.inwoners", PEOPLE))
    figure = found["inwoners", B, YEAR, YEAR]
    assert (figure.value, figure.status, figure.method, figure.line) == (300, "value", "published", 3)
    assert figure.release is not None


def test_a_source_in_thousands_is_told_in_euros(tmp_path: Path):
    found = build(tmp_path, [WOZ], cells("cbs_kwb.woz", {A: 207, KLEIN: 300}))
    assert found["woz", A, YEAR, YEAR].value == 207_000


def test_a_wijk_without_rows_is_our_own_sum_of_its_buurten_without_a_line(tmp_path: Path):
    figure = build(tmp_path, [MISDRIJVEN], cells("politie.misdrijven", CRIMES))["misdrijven", WEST, YEAR, YEAR]
    assert (figure.value, figure.status, figure.method) == (16, "value", "own_sum")
    assert (figure.release, figure.line) == (None, None)


def test_the_country_is_the_sum_of_its_gemeenten_not_of_its_buurten(tmp_path: Path):
    found = build(tmp_path, [MISDRIJVEN], people({"NL00": 2005}) + cells("politie.misdrijven", CRIMES))
    assert found["misdrijven", "NL00", YEAR, YEAR].value == 41 + 30


@pytest.mark.parametrize("country", [{}, {"NL00": 17_407_585}, {"NL00": 2105}], ids=["unknown", "larger", "one more"])
def test_no_country_is_told_from_a_part_of_it(tmp_path: Path, country: dict[str, float]):
    """Two gemeenten are all that a delivery names; how many there are only their country's own population tells."""
    given = people(country) + cells("politie.misdrijven", CRIMES) + cells("ggd.gezond", {KLEIN: 60, GROOT: 70})
    found = build(tmp_path, [MISDRIJVEN, PER_1000, GEZOND], given)
    for name in ("misdrijven", "misdrijven_per_1000", "gezond"):
        assert found[name, "NL00", YEAR, YEAR] == missing("not_delivered", reason="level_not_told")


def test_what_the_source_publishes_for_the_country_is_told_whatever_parts_there_are(tmp_path: Path):
    given = people({"NL00": 17_407_585}) + cells("politie.misdrijven", CRIMES | {"NL00": 800_000})
    found = build(tmp_path, [INWONERS, MISDRIJVEN, PER_1000], given)
    assert found["inwoners", "NL00", YEAR, YEAR].value == 17_407_585
    assert found["misdrijven_per_1000", "NL00", YEAR, YEAR].method == "computed"


@pytest.mark.parametrize(
    ("inhabitants", "value", "status"), [(1003, 40, "value"), (1090, 40, "unreliable"), (1500, None, "unknown")]
)
def test_a_gemeente_of_which_wijken_are_named_nowhere_is_not_their_sum(
    tmp_path: Path, inhabitants: int, value: float | None, status: str
):
    counts = {code: count for code, count in CRIMES.items() if code not in {KLEIN, GROOT}}
    given = people({KLEIN: inhabitants}) + cells("politie.misdrijven", counts)
    figure = build(tmp_path, [MISDRIJVEN], given)["misdrijven", KLEIN, YEAR, YEAR]
    assert (figure.value, figure.status) == (value, status)
    assert figure.reason == (None if status == "value" else "parts_missing")


def test_a_published_row_is_never_replaced_by_a_sum(tmp_path: Path):
    found = build(tmp_path, [INWONERS], cells("cbs_kwb.inwoners", PEOPLE))
    figure = found["inwoners", WEST, YEAR, YEAR]
    assert (figure.value, figure.method) == (405, "published")


def test_a_suppressed_row_is_not_worked_around_by_adding_up(tmp_path: Path):
    given = [
        *cells("cbs_kwb.inwoners", PEOPLE | {WEST: 1}),
        Cell("cbs_kwb.inwoners", WEST, None, status=Status.SUPPRESSED),
    ]
    given = [cell for cell in given if not (cell.area == WEST and cell.value == 1)]
    figure = build(tmp_path, [INWONERS], given)["inwoners", WEST, YEAR, YEAR]
    assert (figure.value, figure.status) == (None, "suppressed")


def test_a_stadsdeel_is_the_sum_of_its_wijken_where_those_are_published(tmp_path: Path):
    areas = with_stadsdeel(small_country(), "SD000101", "Midden", [WEST, OOST])
    found = figures_of(
        small_catalogue(INWONERS, MISDRIJVEN),
        areas,
        write_release(tmp_path, cells("cbs_kwb.inwoners", PEOPLE) + cells("politie.misdrijven", CRIMES)),
    )
    assert found["inwoners", "SD000101", YEAR, YEAR].value == 405 + 595
    assert found["misdrijven", "SD000101", YEAR, YEAR].value == 10 + 6 + 20 + 4


def test_an_indicator_that_lists_wijken_gets_figures_for_stadsdelen_too(tmp_path: Path):
    only_wijken = indicator(
        "misdrijven", Published("published", "politie.misdrijven"), Aggregation.SUM, levels=(Level.WIJK, Level.BUURT)
    )
    areas = with_stadsdeel(small_country(), "SD000101", "Midden", [WEST])
    found = figures_of(
        small_catalogue(only_wijken), areas, write_release(tmp_path, cells("politie.misdrijven", CRIMES))
    )
    assert found["misdrijven", "SD000101", YEAR, YEAR].value == 16
    assert ("misdrijven", KLEIN, YEAR, YEAR) not in found


def test_a_ratio_keeps_its_numerator_its_denominator_and_the_year_of_it(tmp_path: Path):
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("politie.misdrijven", CRIMES, period=2025)
    figure = build(tmp_path, [PER_1000], given)["misdrijven_per_1000", A, YEAR, 2025]
    assert figure.value == pytest.approx(100.0)
    assert (figure.numerator, figure.denominator, figure.denominator_period) == (10, 100, 2024)
    assert figure.method == "computed"


def test_a_wijks_ratio_divides_our_sum_by_the_published_denominator(tmp_path: Path):
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("politie.misdrijven", CRIMES)
    figure = build(tmp_path, [PER_1000], given)["misdrijven_per_1000", WEST, YEAR, YEAR]
    assert figure.value == pytest.approx(1000 * 16 / 405)
    assert (figure.numerator, figure.denominator, figure.method) == (16, 405, "own_ratio")


def test_numerators_are_added_up_and_one_missing_leaves_no_ratio(tmp_path: Path):
    both = indicator(
        "samen", Ratio("ratio", ("cbs_kwb.ouderen", "politie.misdrijven"), "cbs_kwb.inwoners", 100), Aggregation.NEVER
    )
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("cbs_kwb.ouderen", {A: 20, B: 30})
    given += cells("politie.misdrijven", {A: 10, B: None})
    found = build(tmp_path, [both], given)
    assert found["samen", A, YEAR, YEAR].value == pytest.approx(30.0)
    without = found["samen", B, YEAR, YEAR]
    assert (without.value, without.status, without.numerator) == (None, "unknown", None)


def test_a_ratio_without_inhabitants_does_not_apply_and_without_a_denominator_is_unknown(tmp_path: Path):
    given = cells("cbs_kwb.inwoners", PEOPLE | {A: 0, B: None}) + cells("politie.misdrijven", CRIMES)
    found = build(tmp_path, [PER_1000], given)
    assert (found["misdrijven_per_1000", A, YEAR, YEAR].status) == "not_applicable"
    without = found["misdrijven_per_1000", B, YEAR, YEAR]
    assert (without.value, without.status, without.reason) == (None, "unknown", "no_denominator")
    assert without.numerator == 6


def test_a_mean_is_weighted_by_inhabitants_and_says_of_which_year(tmp_path: Path):
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("ggd.gezond", {A: 60, B: 80, C: 70, D: 70, E: 50}, period=2022)
    figure = build(tmp_path, [GEZOND], given)["gezond", WEST, YEAR, 2022]
    assert figure.value == pytest.approx((100 * 60 + 300 * 80) / 400)
    assert (figure.method, figure.denominator, figure.denominator_period) == ("own_weighted_mean", 400, 2024)


def test_a_weight_of_a_fixed_year_is_that_years(tmp_path: Path):
    fixed = indicator(
        "gezond", Published("published", "ggd.gezond"), Aggregation.POPULATION_WEIGHTED, weight_period=2023
    )
    given = cells("cbs_kwb.inwoners", PEOPLE) + cells("cbs_kwb.inwoners", {A: 300, B: 100}, period=2023)
    given += cells("ggd.gezond", {A: 60, B: 80})
    figure = build(tmp_path, [fixed], given)["gezond", WEST, YEAR, YEAR]
    assert (figure.value, figure.denominator_period) == (pytest.approx(65.0), 2023)


def test_what_may_never_be_added_up_is_not_delivered_at_the_level_above(tmp_path: Path):
    found = build(tmp_path, [WOZ], cells("cbs_kwb.woz", {A: 200, B: 300}))
    assert found["woz", WEST, YEAR, YEAR] == missing("not_delivered", reason="level_not_told")


def test_a_level_that_another_table_is_to_bring_has_no_rows(tmp_path: Path):
    """Pages say that it was not delivered; a row for each buurt and year would say no more."""
    waiting = indicator(
        "woz",
        Published("published", "cbs_kwb.woz", 1000),
        levels=(Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT),
        awaited_levels=AwaitedLevels((Level.WIJK, Level.BUURT), "cbs_kwb", "later", "Nog niet geleverd."),
    )
    given = cells("cbs_kwb.woz", {KLEIN: 300, A: 200})
    areas = with_stadsdeel(small_country(), "SD000101", "Midden", [WEST])
    found = figures_of(small_catalogue(waiting), areas, write_release(tmp_path, given))
    assert found["woz", KLEIN, YEAR, YEAR].value == 300_000
    assert {code[:2] for _, code, _, _ in found} == {"NL", "GM"}


def test_a_sum_over_missing_parts_says_so(tmp_path: Path):
    """D holds 95 of the 595 inhabitants of Oost: 84 %, too little. C and D of Klein: 90 % or more is kept."""
    few = build(tmp_path / "few", [MISDRIJVEN], people() + cells("politie.misdrijven", {**CRIMES, D: None}))
    assert few["misdrijven", OOST, YEAR, YEAR] == missing("unknown", method="own_sum", reason="parts_missing")
    most = people({D: 20, OOST: 520}) + cells("politie.misdrijven", {**CRIMES, D: None})
    figure = build(tmp_path / "most", [MISDRIJVEN], most)["misdrijven", OOST, YEAR, YEAR]
    assert (figure.value, figure.status, figure.reason) == (20, "unreliable", "parts_missing")


def test_a_sum_of_which_no_part_is_there_was_not_delivered(tmp_path: Path):
    given = people() + cells("politie.misdrijven", {**CRIMES, C: None, D: None})
    figure = build(tmp_path, [MISDRIJVEN], given)["misdrijven", OOST, YEAR, YEAR]
    assert (figure.value, figure.status) == (None, "not_delivered")


@pytest.mark.parametrize(
    ("inhabitants_of_a", "status"),
    [(15, "value"), (30, "unreliable"), (100, "unreliable"), (101, "unknown")],
    ids=["under 5 %", "9 %", "25 %", "over 25 %"],
)
def test_a_mean_leaves_out_what_is_missing_and_says_so_beyond_a_twentieth(
    tmp_path: Path, inhabitants_of_a: int, status: str
):
    counted = people({A: inhabitants_of_a, WEST: 300 + inhabitants_of_a})
    given = counted + cells("ggd.gezond", {A: None, B: 80, C: 70, D: 70, E: 50})
    figure = build(tmp_path, [GEZOND], given)["gezond", WEST, YEAR, YEAR]
    assert (figure.status, figure.value) == (status, None if status == "unknown" else 80)


def test_an_empty_cell_is_unknown_and_an_absent_area_not_delivered(tmp_path: Path):
    given = cells("cbs_kwb.inwoners", {A: 100, B: 300, C: 500}) + cells("cbs_kwb.woz", {A: 200, C: 210})
    found = build(tmp_path, [WOZ], given)
    assert found["woz", B, YEAR, YEAR] == missing("unknown", reason="empty_cell")
    assert found["woz", D, YEAR, YEAR] == missing("not_delivered", reason="no_row")


def test_every_missing_status_of_a_source_is_kept(tmp_path: Path):
    statuses = dict(
        zip((A, B, C, D, E), ("suppressed", "too_few", "unknown", "not_applicable", "not_delivered"), strict=True)
    )
    given = [Cell("cbs_kwb.woz", area, None, status=Status(status)) for area, status in statuses.items()]
    found = build(tmp_path, [WOZ], [*given, Cell("cbs_kwb.woz", KLEIN, 250)])
    assert {area: found["woz", area, YEAR, YEAR].status for area in statuses} == statuses


def test_below_the_minimum_no_figure_is_shown_whatever_the_source_says(tmp_path: Path):
    given = people({A: 0, D: 95}) + cells("cbs_kwb.woz", {A: 200, B: 300, C: 310, D: 320})
    found = build(tmp_path, [WOZ_SHIELDED], given)
    assert found["woz_afgeschermd", D, YEAR, YEAR].status == "too_few"
    assert found["woz_afgeschermd", D, YEAR, YEAR].value is None
    assert found["woz_afgeschermd", D, YEAR, YEAR].reason == "below_minimum"
    assert found["woz_afgeschermd", A, YEAR, YEAR].status == "not_applicable"
    assert found["woz_afgeschermd", B, YEAR, YEAR].value == 300_000


def test_what_is_hidden_leaves_no_count_behind(tmp_path: Path):
    """A numerator beside a hidden ratio would give it away."""
    shielded = indicator(
        "aandeel",
        Ratio("ratio", ("cbs_kwb.ouderen",), "cbs_kwb.inwoners", 100),
        Aggregation.RATIO_OF_SUMS,
        disclosure=WOZ_SHIELDED.disclosure,
    )
    given = people() + cells("cbs_kwb.ouderen", {A: 20, B: 30, C: 40, D: 20, E: 10})
    figure = build(tmp_path, [shielded], given)["aandeel", D, YEAR, YEAR]
    assert (figure.value, figure.numerator, figure.low, figure.high) == (None, None, None, None)


def test_a_provisional_part_makes_the_sum_and_the_ratio_provisional(tmp_path: Path):
    given = people() + cells("politie.misdrijven", CRIMES, status=Status.PROVISIONAL)
    found = build(tmp_path, [MISDRIJVEN, PER_1000], given)
    assert found["misdrijven", WEST, YEAR, YEAR].status == "provisional"
    assert found["misdrijven_per_1000", A, YEAR, YEAR].status == "provisional"


def test_the_last_release_wins_cell_by_cell(tmp_path: Path):
    first = write_release(tmp_path, cells("cbs_kwb.inwoners", {A: 100, B: 200}), key="eerste")
    second = write_release(tmp_path, cells("cbs_kwb.inwoners", {A: 105}), key="tweede")
    found = figures_of(small_catalogue(INWONERS), small_country(), [*first, *second])
    assert (found["inwoners", A, YEAR, YEAR].value, found["inwoners", A, YEAR, YEAR].release) == (105, "cbs_kwb-tweede")
    assert found["inwoners", B, YEAR, YEAR].value == 200


def test_a_year_that_a_release_does_not_answer_for_is_left_out(tmp_path: Path):
    (part,) = write_release(tmp_path, people() + people(period=2023))
    only_2024 = type(part)(part.key, part.folder, part.source, part.table, (2024,))
    found = figures_of(small_catalogue(INWONERS), small_country(), [only_2024])
    assert {period for _, _, _, period in found} == {2024}


def test_figures_before_the_first_year_are_left_out(tmp_path: Path):
    late = indicator("inwoners", Published("published", "cbs_kwb.inwoners"), Aggregation.SUM, first_year=2024)
    found = build(tmp_path, [late], people() + people(period=2023))
    assert {period for _, _, _, period in found} == {2024}


def test_the_country_is_one_place_however_sources_spell_it(tmp_path: Path):
    given = [*people(), Cell("cbs_kwb.inwoners", "NL01", 2005)]
    figure = build(tmp_path, [INWONERS], given)["inwoners", "NL00", YEAR, YEAR]
    assert (figure.value, figure.method) == (2005, "published")


# --- places through time ------------------------------------------------------------------------------------------


def test_a_change_is_told_where_the_place_stayed_itself(tmp_path: Path):
    found = build(tmp_path, [INWONERS, INWONERS_CHANGE], two_years(), areas=two_divisions())
    figure = found["inwoners_verandering", A, YEAR, YEAR]
    assert figure.value == pytest.approx(100 * (100 - 80) / 80)
    assert (figure.denominator, figure.denominator_period) == (80, 2020)


def test_no_change_is_told_over_a_code_that_was_used_again(tmp_path: Path):
    found = build(tmp_path, [INWONERS, INWONERS_CHANGE], two_years(), areas=two_divisions({B: "Dorpskern"}))
    assert found["inwoners_verandering", B, YEAR, YEAR].value is None
    assert found["inwoners", B, YEAR, 2020] == missing("not_applicable", reason="other_place")
    assert found["inwoners", B, 2020, 2020].value == 90, "the other place keeps its own figure"


def test_a_new_spelling_is_the_same_place(tmp_path: Path):
    found = build(tmp_path, [INWONERS], two_years(), areas=two_divisions({B: "berk "}))
    assert found["inwoners", B, YEAR, 2020].value == 90


def test_a_gemeente_keeps_its_code_whatever_its_name(tmp_path: Path):
    found = build(tmp_path, [INWONERS], two_years(), areas=two_divisions({KLEIN: "Klein (O.)"}))
    assert found["inwoners", KLEIN, YEAR, 2020].value == 900


def test_a_vanished_area_keeps_its_figures_apart_from_the_present_ones(tmp_path: Path):
    old = [area for area in small_country(2020) if area.code != C]
    gone = [*old, *[area for area in small_country() if area.code != D]]
    found = build(tmp_path, [INWONERS], two_years(), areas=gone)
    assert found["inwoners", D, 2020, 2020].value == 70
    assert found["inwoners", C, YEAR, 2020] == missing("not_applicable", reason="other_place")


def test_a_difference_of_a_share_is_in_its_own_unit(tmp_path: Path):
    given = people() + cells("ggd.gezond", {A: 60}, period=2020) + cells("ggd.gezond", {A: 66.5})
    figure = build(tmp_path, [GEZOND, GEZOND_CHANGE], given)["gezond_verandering", A, YEAR, YEAR]
    assert figure.value == pytest.approx(6.5)


def test_a_change_says_why_it_is_missing(tmp_path: Path):
    given = people() + cells("ggd.gezond", {A: None, B: 60}, period=2020) + cells("ggd.gezond", {A: 66.5, B: None})
    found = build(tmp_path, [GEZOND, GEZOND_CHANGE], given)
    assert found["gezond_verandering", A, YEAR, YEAR].status == "unknown"
    assert found["gezond_verandering", B, YEAR, YEAR].status == "unknown"


def test_codes_of_a_year_without_a_division_are_read_by_the_nearest(tmp_path: Path):
    given = cells("politie.misdrijven", CRIMES, period=2025, area_year=2025)
    assert build(tmp_path, [MISDRIJVEN], given)["misdrijven", A, YEAR, 2025].value == 10


def test_without_areas_there_is_no_edition(tmp_path: Path):
    with pytest.raises(DivisionError, match="nog geen gebieden"):
        figures_of(small_catalogue(INWONERS), [], write_release(tmp_path, people()))


# --- intervals ----------------------------------------------------------------------------------------------------


def test_a_count_of_reports_has_poisson_limits_and_its_rate_the_same_in_proportion(tmp_path: Path):
    found = build(tmp_path, [MISDRIJVEN, PER_1000], people() + cells("politie.misdrijven", CRIMES))
    count, rate = found["misdrijven", A, YEAR, YEAR], found["misdrijven_per_1000", A, YEAR, YEAR]
    # Byar's limits of 10 events, from PHEindicatormethods' published tables.
    assert (count.low, count.high) == (pytest.approx(4.7877, abs=5e-4), pytest.approx(18.3911, abs=5e-4))
    assert rate.low == pytest.approx(count.low * 1000 / 100)
    assert rate.high == pytest.approx(count.high * 1000 / 100)


def test_a_register_count_is_off_by_its_rounding_and_a_gemeente_by_nothing(tmp_path: Path):
    found = build(tmp_path, [INWONERS], people())
    assert (found["inwoners", A, YEAR, YEAR].low, found["inwoners", A, YEAR, YEAR].high) == (95, 105)
    assert (found["inwoners", KLEIN, YEAR, YEAR].low, found["inwoners", KLEIN, YEAR, YEAR].high) == (None, None)


def test_a_ratio_of_rounded_counts_spans_the_corners_of_the_rounding(tmp_path: Path):
    given = people() + cells("cbs_kwb.ouderen", {A: 20, B: 30, C: 40, D: 20, E: 10})
    figure = build(tmp_path, [OUDEREN], given)["ouderen_aandeel", A, YEAR, YEAR]
    assert figure.low == pytest.approx(100 * 15 / 105)
    assert figure.high == pytest.approx(100 * 25 / 95)


def test_a_model_figure_has_no_interval(tmp_path: Path):
    figure = build(tmp_path, [GEZOND], people() + cells("ggd.gezond", {A: 60}))["gezond", A, YEAR, YEAR]
    assert (figure.low, figure.high) == (None, None)


def test_a_sample_keeps_its_published_interval_and_else_gets_wilsons(tmp_path: Path):
    given = [
        Cell("enquete.prettig", A, 80, low=70, high=88, n=50),
        Cell("enquete.prettig", B, 81.25, n=96),  # 78 of 96
        Cell("enquete.prettig", C, 80),
    ]
    found = build(tmp_path, [PRETTIG], given)
    assert (found["prettig", A, YEAR, YEAR].low, found["prettig", A, YEAR, YEAR].high) == (70, 88)
    assert found["prettig", B, YEAR, YEAR].low == pytest.approx(72.3, abs=0.1)
    assert found["prettig", B, YEAR, YEAR].high == pytest.approx(87.8, abs=0.1)
    assert found["prettig", C, YEAR, YEAR].low is None


def test_a_few_reports_more_is_a_change_that_may_be_chance(tmp_path: Path):
    given = people() + cells("politie.misdrijven", {A: 85}, period=2020) + cells("politie.misdrijven", {A: 104})
    change = build(tmp_path, [MISDRIJVEN, MISDRIJVEN_CHANGE], given)["misdrijven_verandering", A, YEAR, YEAR]
    assert change.value == pytest.approx(22.35, abs=0.01)
    assert change.low < 0 < change.high


def test_a_change_of_rounded_counts_is_off_by_the_rounding_of_both_years(tmp_path: Path):
    change = build(tmp_path, [INWONERS, INWONERS_CHANGE], two_years(), areas=two_divisions())[
        "inwoners_verandering", A, YEAR, YEAR
    ]
    assert change.low == pytest.approx(100 * (95 / 85 - 1))
    assert change.high == pytest.approx(100 * (105 / 75 - 1))


def test_a_change_of_figures_without_an_interval_has_none(tmp_path: Path):
    given = people() + cells("ggd.gezond", {A: 60}, period=2020) + cells("ggd.gezond", {A: 66.5})
    change = build(tmp_path, [GEZOND, GEZOND_CHANGE], given)["gezond_verandering", A, YEAR, YEAR]
    assert (change.low, change.high) == (None, None)


def people(other: dict[str, float] | None = None, period: int = YEAR) -> list[Cell]:
    return cells("cbs_kwb.inwoners", PEOPLE | (other or {}), period=period)


def two_years() -> list[Cell]:
    before = {A: 80, B: 90, C: 60, D: 70, E: 600, WEST: 170, OOST: 130, HEEL: 600, KLEIN: 900, GROOT: 600}
    return [*cells("cbs_kwb.inwoners", before, period=2020, area_year=2020), *people()]


def two_divisions(old_names: dict[str, str] | None = None):
    return [*small_country(2020, old_names), *small_country()]


def build(folder: Path, indicators, given, areas=None) -> dict[tuple[str, str, int, int], Found]:
    return figures_of(small_catalogue(*indicators), areas or small_country(), write_release(folder / "r", given))


def missing(status: str, method: str = "published", reason: str | None = None) -> Found:
    return Found(None, status, None, None, None, None, None, method, None, None, reason)
