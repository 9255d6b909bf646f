"""Norms that cannot be right: each its own message, all of them at once."""

import dataclasses
import datetime

import pytest

from tests.governance.builders import AREAS, NOORD, band, catalogue, norm
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Break, Retirement
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.governance.kader.checks import check_norms

DAY = datetime.date
TREND = {"form": NormForm.TREND, "value": 0, "since": 2021, "direction": Direction.FALLING, "indicator": "misdrijven"}


def problems(*norms, known: Catalogue | None = None, areas=AREAS):
    return check_norms(norms, known or catalogue(), areas)


def only(*norms, known: Catalogue | None = None):
    found = problems(*norms, known=known)
    assert len(found) == 1, [str(each) for each in found]
    return found[0]


def changed(name, **changes) -> Catalogue:
    indicators = dict(catalogue().indicators)
    indicators[name] = dataclasses.replace(indicators[name], **changes)
    return dataclasses.replace(catalogue(), indicators=indicators)


def test_sound_norms_of_every_form_and_scope_have_no_problem():
    sound = [
        norm(per=1000),
        norm(scope=NormScope.AREA_KIND, area_kind=AreaKind.BUITENGEBIED, value=20),
        norm(scope=NormScope.AREA, area=NOORD, form=NormForm.AT_LEAST, value=1),
        band(45, 65, per=100, counted="huishoudens", unit_of_gap="koopwoningen"),
        norm(indicator="inkomen_per_inwoner", form=NormForm.NOT_WORSE_THAN_GEMEENTE, value=2000),
        norm(**TREND),
        norm(indicator="energielabel_a", form=NormForm.AT_LEAST, value=40),  # awaited: the norm may be there first
    ]
    assert problems(*sound) == []


def test_an_unknown_indicator_is_told_with_the_one_that_was_meant():
    found = only(norm(indicator="bijstand_per_1001"))
    assert str(found) == (
        "norm 1, indicator: gevonden ‘bijstand_per_1001’; verwacht een indicator uit de catalogus. "
        "Bedoelt u ‘bijstand_per_1000’?"
    )
    assert only(norm(indicator="zzz")).remedy == "Controleer de indicator."
    assert "herkomst" not in only(norm(indicator="herkomst_niet_westers")).remedy, "no norm can be set for origin"


def test_a_norm_for_a_retired_indicator_names_the_one_that_came_after():
    retired = changed(
        "bijstand_per_1000", retired=Retirement(DAY(2026, 6, 1), "andere telling", "uitkering_ww_per_1000")
    )
    found = only(norm(), known=retired)
    assert found.found == "‘bijstand_per_1000’, die op 1-6-2026 is vervallen"
    assert found.remedy == "Gebruik ‘uitkering_ww_per_1000’."
    gone = changed("bijstand_per_1000", retired=Retirement(DAY(2026, 6, 1), "andere telling"))
    assert only(norm(), known=gone).remedy == "Laat deze norm vervallen."


def test_a_forecast_can_have_no_norm():
    police = dataclasses.replace(catalogue().sources["politie_misdrijven"], type=SourceType.FORECAST)
    known = dataclasses.replace(catalogue(), sources=catalogue().sources | {police.id: police})
    problem = only(norm(indicator="misdrijven_per_1000", value=40), known=known)
    assert problem.found == "‘misdrijven_per_1000’, een prognose"
    assert "pas te zeggen als het is geteld of gevraagd" in problem.remedy


def test_origin_and_classes_can_have_no_norm():
    assert "herkomst" in only(norm(indicator="herkomst_niet_westers_aandeel", value=10)).found
    assert "een klasse of code" in only(norm(indicator="stedelijkheid", value=3)).found


@pytest.mark.parametrize(("low", "high", "remedy"), [(65, 45, "ondersteboven"), (50, 50, "breder")])
def test_a_band_upside_down_or_without_width_is_refused(low, high, remedy):
    found = only(band(low, high))
    assert found.place == "norm 1, upper"
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"form": NormForm.BAND}, "upper"),
        ({"upper": 40}, "upper"),
        ({**TREND, "since": None}, "since"),
        ({**TREND, "direction": None}, "direction"),
        ({"since": 2021}, "since"),
        ({"scope": NormScope.AREA}, "area"),
        ({"scope": NormScope.AREA_KIND}, "area_kind"),
        ({"area": NOORD}, "area"),
        ({"area_kind": AreaKind.WOONWIJK}, "area_kind"),
    ],
)
def test_what_a_form_or_scope_needs_must_be_there_and_nothing_else(changes, name):
    assert only(norm(**changes)).place == f"norm 1, {name}"


def test_an_area_must_be_a_wijk_or_buurt_that_is_loaded():
    assert "Bedoelt u" in only(norm(scope=NormScope.AREA, area="WK016403")).remedy
    assert only(norm(scope=NormScope.AREA, area="GM0164")).expected == "een wijk of buurt"
    assert problems(norm(scope=NormScope.AREA, area="WK999999"), areas=()) == [], "no division, nothing to hold against"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": -1}, "een waarde van 0 of meer (per 1.000 inwoners)"),
        ({"indicator": "koopwoningen_aandeel", "value": 140}, "een waarde van 0 tot en met 100 (%)"),
        ({"indicator": "goed_ervaren_gezondheid", "value": -3}, "een waarde van 0 tot en met 100 (%)"),
        ({"indicator": "afstand_huisarts", "value": 1200}, "een waarde van 0 tot en met 50 (km)"),
        ({"indicator": "misdrijven_verandering", "value": -130}, "een waarde van −100 of meer (%)"),
    ],
)
def test_a_value_that_the_unit_does_not_allow_is_refused(changes, expected):
    assert only(norm(**changes)).expected == expected


def test_both_ends_of_a_band_are_held_against_the_unit():
    assert only(band(45, 165)).place == "norm 1, upper"


def test_a_distance_to_the_gemeente_has_no_sign_and_a_favourable_side():
    relative = {"form": NormForm.NOT_WORSE_THAN_GEMEENTE}
    found = problems(norm(indicator="inkomen_per_inwoner", value=-5, **relative))
    assert found[0].remedy == "Geef de afstand zonder minteken; de vorm zegt de richting."
    assert "geen gunstige kant" in only(norm(indicator="koopwoningen_aandeel", value=5, **relative)).remedy


def test_a_trend_of_a_change_is_refused():
    found = problems(norm(**(TREND | {"indicator": "misdrijven_verandering", "since": 2025})))
    assert any("dat zelf al een verandering is" in each.found for each in found)


def test_a_trend_of_a_model_figure_is_refused():
    found = only(norm(**(TREND | {"indicator": "goed_ervaren_gezondheid"})))
    assert "niets over vooruitgang" in found.remedy


@pytest.mark.parametrize(("since", "expected"), [(2019, "2021 of later"), (2026, "een jaar vóór 2026")])
def test_a_trend_starts_in_a_year_with_figures_that_is_over(since, expected):
    assert only(norm(**(TREND | {"since": since}))).expected == expected


def test_a_trend_may_not_start_before_something_was_measured_otherwise():
    broken = changed("misdrijven", breaks=(Break(2023, "vanaf dit jaar telt de politie anders"),))
    assert only(norm(**TREND), known=broken).expected == "2023 of later"


def test_nothing_can_fall_by_more_than_all_of_it():
    assert only(norm(**(TREND | {"value": 120}))).expected == "ten hoogste 100"


@pytest.mark.parametrize(
    ("per", "words"),
    [
        (0, "Delen door 0 kan niet: zeg per hoeveel de norm geldt."),
        (100, "Het cijfer is per 1000: reken de norm om naar 350."),
    ],
)
def test_a_denominator_of_nothing_or_of_another_size_is_refused(per, words):
    assert only(norm(per=per)).remedy == words


def test_what_is_no_ratio_has_no_denominator():
    assert "geen verhouding" in only(norm(indicator="afstand_huisarts", value=1, per=100)).remedy
    found = problems(norm(indicator="afstand_huisarts", value=1, counted="huishoudens", unit_of_gap="huizen"))
    assert [each.place for each in found] == ["norm 1, counted"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"counted": "huishouden", "unit_of_gap": "woningen"}, "een indicator uit de catalogus"),
        ({"counted": "bijstand_per_1000", "unit_of_gap": "woningen"}, "een aantal"),
        ({"counted": "huishoudens"}, "wat er geteld wordt, in het meervoud"),
    ],
)
def test_what_the_gap_counts_must_be_a_number_of_something(changes, expected):
    assert only(band(45, 65, **changes)).expected == expected


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"valid_to": DAY(2025, 12, 31)}, "valid_to"),
        ({"by": 2025}, "by"),
        ({"status": KaderStatus.ADOPTED}, "document"),
        ({"source": NormSource.COUNCIL}, "document"),
        ({"owner": "iemand@voorbeeld.nl"}, "owner"),
    ],
)
def test_days_status_and_owner_must_make_sense(changes, place):
    assert only(norm(**changes)).place == f"norm 1, {place}"


def test_two_norms_on_the_same_areas_that_overlap_are_refused_with_both_named():
    found = only(norm(), norm(value=40, valid_from=DAY(2026, 7, 1)))
    assert found.place == "norm 2, valid_from"
    assert "‘bijstand_per_1000, alle wijken, ten hoogste 35, vanaf 1-1-2026’ (norm 1, valid_from)" in found.found
    assert "‘bijstand_per_1000, alle wijken, ten hoogste 40, vanaf 1-7-2026’ (norm 2, valid_from)" in found.found


def test_norms_that_share_one_day_overlap():
    one = norm(valid_to=DAY(2026, 6, 30))
    assert "samen gelden" in only(one, norm(valid_from=DAY(2026, 6, 30))).found
    assert problems(one, norm(valid_from=DAY(2026, 7, 1))) == []


def test_a_gap_between_two_norms_is_refused_with_both_named():
    found = only(norm(valid_to=DAY(2026, 6, 30)), norm(valid_from=DAY(2026, 7, 2), value=40))
    assert found.found.startswith(
        "geen norm tussen ‘bijstand_per_1000, alle wijken, ten hoogste 35, vanaf 1-1-2026 tot en met 30-6-2026’"
    )
    assert found.expected == "een norm vanaf de dag na 30-6-2026"


def test_norms_on_different_areas_never_overlap():
    assert (
        problems(norm(), norm(scope=NormScope.AREA, area=NOORD), norm(scope=NormScope.AREA_KIND, area_kind="woonwijk"))
        == []
    )


def test_everything_that_is_wrong_is_told_at_once():
    found = problems(norm(indicator="zzz"), band(65, 45), norm(value=-1, per=0), norm(), norm())
    assert len(found) == 6  # the third, fourth and fifth also overlap, two and two
    assert [each.place.split(",")[0] for each in found] == ["norm 1", "norm 2", "norm 3", "norm 3", "norm 4", "norm 5"]
