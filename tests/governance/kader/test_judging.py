"""Figures of areas beside the norms of a kader."""

import math

import pytest

from tests.governance.builders import (
    BINNENSTAD,
    GEMEENTE,
    NOORD,
    NOORK,
    ROWS,
    TODAY,
    band,
    catalogue,
    figure,
    kader,
    norm,
)
from wijkwerk.definitions.kaders import AreaKind, Direction, NormForm, NormScope
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.engine.norm_course import Course
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.judgement import Basis, Why
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of, rounded_range, rounding_step

MET, NOT_MET, UNSURE = NormVerdict.MET, NormVerdict.NOT_MET, NormVerdict.CANNOT_TELL
BIJSTAND, CRIMES, HEALTH, INCOME = "bijstand_per_1000", "misdrijven", "goed_ervaren_gezondheid", "inkomen_per_inwoner"


def bench(*norms, figures=(), kinds=None, day=TODAY):
    kinds = kinds or {}
    return NormBench(kader(*norms, kinds=kinds), catalogue(), places_of(ROWS, kinds), GEMEENTE, figures, day)


def judge(given, *norms, area=NOORD, figures=(), **changes):
    return bench(*norms, figures=[given, *figures], **changes).judge(given.indicator, area)


def test_a_share_with_its_people_beside_the_norm():
    found = judge(figure(BIJSTAND, NOORD, 59.0, low=58.0, high=60.0, numerator=600, denominator=10170), norm())
    assert (found.verdict, found.why) == (NOT_MET, Why.NOTHING)
    assert (found.gap, found.count, found.approximate) == (-24.0, 245, False)
    assert (found.floor, found.ceiling) == (-math.inf, 35)


def test_a_norm_within_the_interval_cannot_be_told():
    found = judge(figure(BIJSTAND, NOORD, 33.0, low=31.0, high=36.0), norm())
    assert (found.verdict, found.why) == (UNSURE, Why.ACROSS)


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.TOO_FEW, Status.NOT_APPLICABLE])
def test_a_figure_that_is_withheld_has_no_verdict_and_no_gap(status):
    found = judge(figure(BIJSTAND, NOORD, None, status=status), norm())
    assert (found.verdict, found.why, found.gap, found.count) == (UNSURE, Why.NO_FIGURE, None, None)


def test_a_figure_that_its_source_calls_unreliable_has_no_verdict():
    found = judge(figure(BIJSTAND, NOORD, 59.0, low=58.0, high=60.0, status=Status.UNRELIABLE), norm())
    assert (found.verdict, found.why) == (UNSURE, Why.UNRELIABLE)


def test_an_area_without_a_norm_has_no_verdict():
    of_other = norm(scope=NormScope.AREA, area=BINNENSTAD)
    found = judge(figure(BIJSTAND, NOORD, 59.0), of_other)
    assert (found.norm, found.verdict, found.why) == (None, UNSURE, Why.NO_NORM)


def test_of_few_people_no_number_is_told():
    found = judge(figure(BIJSTAND, NOORD, 59.0, low=58.0, high=60.0, denominator=99), norm())
    assert (found.verdict, found.count) == (NOT_MET, None)


def test_a_model_figure_is_judged_on_its_present_state_with_a_margin_and_marked():
    wanted = norm(indicator=HEALTH, form=NormForm.AT_LEAST, value=72)
    near, far = judge(figure(HEALTH, NOORD, 70.0), wanted), judge(figure(HEALTH, NOORD, 60.0), wanted)
    assert (near.verdict, near.model) == (UNSURE, True)
    assert (far.verdict, far.model, far.gap, far.count) == (NOT_MET, True, 12.0, None)
    assert near.used == pytest.approx((66.5, 73.5))
    assert near.basis is Basis.MARGIN


def test_a_register_figure_without_an_interval_may_be_half_a_step_off():
    wanted = norm(indicator="afstand_huisarts", value=1.2)
    assert judge(figure("afstand_huisarts", NOORD, 1.1), wanted).verdict is MET
    on_the_limit = judge(figure("afstand_huisarts", NOORD, 1.2), wanted)
    assert (on_the_limit.verdict, on_the_limit.why, on_the_limit.basis) == (UNSURE, Why.ACROSS, Basis.ROUNDING)
    assert on_the_limit.used == pytest.approx((1.15, 1.25))
    assert judge(figure("afstand_huisarts", NOORD, 1.3), wanted).verdict is NOT_MET


@pytest.mark.parametrize(
    ("indicator", "step"),
    [
        ("koopwoningen_aandeel", 1),  # whole per cents
        (INCOME, 100),  # thousands of euros with one decimal, as the catalogue says
        ("afstand_huisarts", 0.1),
        ("inwoners", 0),  # a count of a gemeente is exact; below it the edition has an interval
        (BIJSTAND, 0),  # so is what we compute from counts
    ],
)
def test_the_step_of_a_register_figure_is_what_its_source_rounds_to(indicator, step):
    assert rounding_step(catalogue().indicators[indicator], catalogue()) == pytest.approx(step)


def test_half_a_step_never_leads_outside_what_a_figure_can_be():
    owned = catalogue().indicators["koopwoningen_aandeel"]
    assert rounded_range(100, owned, catalogue()) == (99.5, 100)
    assert rounded_range(0, owned, catalogue()) == (0, 0.5)


def test_a_whole_percentage_on_the_limit_of_a_band_cannot_be_told():
    assert judge(figure("koopwoningen_aandeel", NOORD, 45), band(45, 65)).verdict is UNSURE
    assert judge(figure("koopwoningen_aandeel", NOORD, 46), band(45, 65)).verdict is MET


def test_rounding_of_wijk_and_gemeente_together_decides_on_not_worse_than():
    wanted = norm(indicator=INCOME, form=NormForm.NOT_WORSE_THAN_GEMEENTE, value=2000)
    whole = figure(INCOME, GEMEENTE, 32_600)
    near = judge(figure(INCOME, NOORD, 30_500), wanted, figures=[whole])
    assert (near.verdict, near.why, near.judged) == (UNSURE, Why.ACROSS, (-2100, -2200, -2000))
    assert judge(figure(INCOME, NOORD, 30_400), wanted, figures=[whole]).verdict is NOT_MET
    assert judge(figure(INCOME, NOORD, 30_700), wanted, figures=[whole]).verdict is MET


def test_a_norm_beside_the_gemeente_shows_its_limit_on_the_scale_of_the_figure():
    wanted = norm(indicator=INCOME, form=NormForm.NOT_WORSE_THAN_GEMEENTE, value=2000)
    whole = figure(INCOME, GEMEENTE, 32_600)
    found = judge(figure(INCOME, NOORD, 28_500), wanted, figures=[whole])
    assert (found.verdict, found.floor, found.gap) == (NOT_MET, 30_600, 2100)
    assert found.judged == (-4100, -4200, -4000)
    assert judge(figure(INCOME, NOORD, 28_500), wanted).why is Why.NO_GEMEENTE


def test_a_share_of_dwellings_is_counted_with_what_the_norm_names():
    wanted = band(45, 65, counted="huishoudens", unit_of_gap="koopwoningen")
    homes = figure("huishoudens", NOORD, 4000)
    found = judge(figure("koopwoningen_aandeel", NOORD, 41), wanted, figures=[homes])
    assert (found.verdict, found.gap, found.count, found.approximate) == (NOT_MET, 4, 160, True)
    assert judge(figure("koopwoningen_aandeel", NOORD, 41), wanted).count is None


def test_a_trend_holds_the_change_against_the_norm():
    wanted = norm(indicator=CRIMES, form=NormForm.TREND, value=0, since=2021, direction=Direction.FALLING)
    first = figure(CRIMES, NOORD, 418, 2021, low=379, high=460)
    last = figure(CRIMES, NOORD, 314, 2025, low=280, high=351)
    found = judge(last, wanted, figures=[first])
    assert found.verdict is MET
    assert found.judged is not None
    assert found.judged[0] == pytest.approx(-24.88, abs=0.01)
    assert (found.floor, found.ceiling, found.count) == (None, None, None)
    assert judge(last, wanted).why is Why.NO_START
    assert found.start == first


def trend_way(*figures, **changes):
    given = {"indicator": CRIMES, "form": NormForm.TREND, "value": 0, "since": 2021, "direction": Direction.FALLING}
    return bench(norm(**(given | changes)), figures=figures).way(CRIMES, NOORD)


def crimes_of(year, count, **changes):
    limits = {} if count is None else {"low": count - 40, "high": count + 40}
    return figure(CRIMES, NOORD, count, year, **(limits | changes))


def test_the_way_of_a_trend_is_that_of_its_change_since_the_first_year():
    way = trend_way(crimes_of(2020, 900), crimes_of(2021, 400), crimes_of(2023, 380), crimes_of(2025, 360), value=30)
    assert way is not None
    assert (way.course, way.years, way.first_year) == (Course.STANDING_STILL, 3, 2021)
    assert (way.value, way.gap) == (pytest.approx(-10), pytest.approx(-20))
    assert way.pace == pytest.approx(-2.5)
    assert way.needed == pytest.approx(-20 / 15)


@pytest.mark.parametrize(
    ("last", "changes", "course"),
    [
        (250, {}, Course.REACHED),
        (300, {"value": 50, "by": 2035}, Course.ON_COURSE),
        (300, {"value": 50, "by": 2027}, Course.TOO_SLOW),
        (395, {}, Course.STANDING_STILL),
        (600, {}, Course.WORSENING),
    ],
)
def test_a_trend_has_the_five_courses_too(last, changes, course):
    middle = crimes_of(2023, (400 + last) / 2)
    way = trend_way(crimes_of(2021, 400), middle, crimes_of(2025, last), **changes)
    assert way is not None
    assert way.course is course


def test_a_trend_from_an_unreliable_first_year_names_that_year_and_has_no_course():
    wanted = norm(indicator=CRIMES, form=NormForm.TREND, value=0, since=2021, direction=Direction.FALLING)
    first = crimes_of(2021, 400, status=Status.UNRELIABLE)
    last = crimes_of(2025, 250, status=Status.PROVISIONAL)
    found = judge(last, wanted, figures=[first])
    assert (found.verdict, found.why, found.start) == (UNSURE, Why.UNRELIABLE_START, first)
    assert trend_way(first, last) is None
    sure = judge(last, wanted, figures=[crimes_of(2021, 400)])
    assert (sure.verdict, sure.why) == (MET, Why.NOTHING)
    gone = judge(last, wanted, figures=[crimes_of(2021, None, status=Status.SUPPRESSED)])
    assert gone.why is Why.NO_START
    assert gone.start is not None


def test_a_buurt_follows_the_norm_of_its_wijk_and_its_own_before_that():
    of_wijk, of_buurt = (
        norm(scope=NormScope.AREA, area=code, value=value) for code, value in ((NOORD, 50), (NOORK, 60))
    )
    assert bench(norm(), of_wijk).norm(BIJSTAND, NOORK) == of_wijk
    assert bench(norm(), of_wijk, of_buurt).norm(BIJSTAND, NOORK) == of_buurt


def test_a_buurt_without_a_wijktype_has_that_of_its_wijk():
    kinds = {NOORD: AreaKind.WOONWIJK}
    of_kind = norm(scope=NormScope.AREA_KIND, area_kind=AreaKind.WOONWIJK, value=50)
    assert bench(norm(), of_kind, kinds=kinds).norm(BIJSTAND, NOORK) == of_kind
    assert bench(norm(), of_kind, kinds={**kinds, NOORK: AreaKind.BEDRIJVENTERREIN}).norm(BIJSTAND, NOORK) == norm()


def test_every_area_is_judged_on_the_same_year():
    figures = [figure(BIJSTAND, NOORD, 59.0, 2020), figure(BIJSTAND, BINNENSTAD, 30.0, 2024)]
    found = bench(norm(), figures=figures).judge(BIJSTAND, NOORD)
    assert (found.period, found.why) == (2024, Why.NO_FIGURE)


def test_a_year_that_was_never_delivered_is_not_the_last():
    figures = [figure(BIJSTAND, NOORD, 59.0, 2020), figure(BIJSTAND, NOORD, None, 2024, status=Status.NOT_DELIVERED)]
    assert bench(norm(), figures=figures).period(BIJSTAND) == 2020
    assert bench(norm()).period(BIJSTAND) is None


def test_the_indicators_are_those_with_a_norm_on_the_day_in_reading_order():
    norms = (band(45, 65), norm(), norm(indicator=HEALTH, value=72, valid_to=TODAY.replace(month=6)))
    assert bench(*norms).indicators == (BIJSTAND, "koopwoningen_aandeel")


def test_the_way_to_a_norm_uses_the_years_of_the_area_and_the_target_of_the_norm():
    crimes = "misdrijven_per_1000"
    figures = [
        figure(crimes, NOORD, value, year, low=value - 1, high=value + 1)
        for year, value in ((2021, 60.0), (2022, 58.0), (2023, None), (2024, 54.0))
        if value is not None
    ]
    way = bench(norm(indicator=crimes, value=45, by=2030), figures=figures).way(crimes, NOORD)
    assert way is not None
    assert (way.course, way.years, way.target_year) == (Course.ON_COURSE, 3, 2030)
    assert way.pace == pytest.approx(-2)
    horizon = bench(norm(indicator=crimes, value=45), figures=figures).way(crimes, NOORD)
    assert horizon is not None
    assert horizon.target_year == 2040


def test_a_model_figure_has_no_way():
    figures = [figure(HEALTH, NOORD, value, year) for year, value in ((2016, 60.0), (2020, 64.0), (2024, 68.0))]
    assert bench(norm(indicator=HEALTH, form=NormForm.AT_LEAST, value=72), figures=figures).way(HEALTH, NOORD) is None


def test_an_area_without_figures_has_a_way_that_nobody_can_tell():
    way = bench(norm()).way(BIJSTAND, NOORD)
    assert way is not None
    assert (way.course, way.years) == (Course.CANNOT_TELL, 0)


def test_the_gemeente_and_the_country_are_no_places_for_norms():
    assert set(places_of(ROWS, {})) == {NOORD, BINNENSTAD, NOORK}
