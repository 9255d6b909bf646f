from dataclasses import replace

import pytest

from tests.present.builders import (
    BUURT,
    GEMEENTE,
    LAND,
    WIJK,
    crimes,
    figure,
    growth,
    health,
    income,
    inhabitants,
    rate,
    source,
)
from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import Level, Method, SourceType, Status
from wijkwerk.present.figures.figure_text import (
    area_name,
    divided_by,
    figure_text,
    level_word,
    period_label,
    running_name,
    spoken_value,
    unit_label,
    value_cell,
)
from wijkwerk.present.figures.main_figures import is_main
from wijkwerk.present.figures.material import Described

NBSP = "\u00a0"


def test_a_figure_says_its_value_unit_interval_and_what_to_know() -> None:
    text = figure_text(crimes(), rate(BUURT, 104, 2140, status=Status.PROVISIONAL, method=Method.OWN_RATIO))
    assert text.value == "48,6"
    assert text.interval == "tussen 39 en 58"
    assert text.spoken == "48,6 per 1.000 inwoners, tussen 39 en 58, voorlopig, eigen optelling"


def test_a_narrow_interval_keeps_its_decimals() -> None:
    assert figure_text(crimes(), rate(GEMEENTE, 3593, 83058, width=0.03)).interval == "tussen 42,0 en 44,6"


@pytest.mark.parametrize("status", [status for status in Status if not status.carries_value])
def test_a_missing_figure_says_why_and_has_no_value(status: Status) -> None:
    text = figure_text(income(), figure(income(), BUURT, None, status=status))
    assert (text.value, text.full, text.interval) == ("", "", "")
    assert text.missing is not None
    assert text.spoken == text.missing.text


def test_a_place_that_did_not_exist_then_says_so() -> None:
    gone = figure(income(), BUURT, None, status=Status.NOT_APPLICABLE, reason=Reason.OTHER_PLACE)
    assert figure_text(income(), gone).spoken == "niet van toepassing: dit gebied bestond toen niet"


def test_no_figure_at_all_reads_as_not_delivered_and_an_empty_value_as_unknown() -> None:
    none, empty = figure_text(income(), None), figure_text(income(), figure(income(), BUURT, None, status=Status.VALUE))
    assert none.missing is not None
    assert empty.missing is not None
    assert (none.missing.text, empty.missing.text) == ("niet geleverd", "onbekend")


@pytest.mark.parametrize(
    ("item", "value", "spoken"),
    [
        (crimes(), 48.6, "48,6 per 1.000 inwoners"),
        (income(), 28500, f"€{NBSP}28.500"),
        (health(), 67.2, f"67,2{NBSP}%"),
        (health(unit="% van 18 jaar en ouder"), 67.2, f"67,2{NBSP}%"),
        (inhabitants(), 2140, "2.140 inwoners"),
        (inhabitants(), 17_942_942, f"17,9{NBSP}mln inwoners"),
        (replace(health(unit="klasse", decimals=0), is_class=True), 1, "zeer sterk"),
    ],
)
def test_a_value_is_spoken_with_its_unit(item: Described, value: float, spoken: str) -> None:
    assert spoken_value(item, value) == spoken


def test_a_column_leaves_the_unit_to_its_heading() -> None:
    assert value_cell(income(), 28500) == "28.500"
    assert unit_label(crimes(), 2025, ("voorlopig",)) == "per 1.000 inwoners, 2025, voorlopig"
    assert unit_label(health(), 2024) == "%, 2024, model"
    assert unit_label(health(), None) == "%, model"


def test_a_denominator_of_another_year_is_always_named() -> None:
    assert divided_by(crimes(), rate(BUURT, 104, 2140, 2025)) == "gedeeld door inwoners op 1 januari 2024"
    assert divided_by(crimes(), rate(BUURT, 104, 2140, 2024)) == ""
    assert period_label(crimes(), rate(BUURT, 104, 2140, 2025, status=Status.PROVISIONAL)) == (
        "2025, voorlopig, gedeeld door inwoners op 1 januari 2024"
    )


def test_a_change_names_the_year_it_began_in_and_a_mean_that_of_its_weights() -> None:
    change = figure(growth(), BUURT, 2.5, 2024, denominator=2195, denominator_period=2020)
    assert divided_by(growth(), change) == "vergeleken met 2020"
    mean = figure(
        health(), BUURT, 69, 2012, method=Method.OWN_WEIGHTED_MEAN, denominator=10_255, denominator_period=2020
    )
    assert divided_by(health(), mean) == "gewogen met inwoners van 2020"


def test_names_say_their_level_only_where_they_could_be_mistaken() -> None:
    assert area_name(WIJK) == "wijk Noord"
    assert area_name(BUURT) == "De Noork"
    assert running_name(GEMEENTE) == "Veenstad"
    assert running_name(LAND) == "Nederland"
    assert {level_word(level) for level in Level} >= {"land", "gemeente", "stadsdeel", "wijk", "buurt"}


def test_a_forecast_says_so_wherever_it_is_written() -> None:
    item = replace(inhabitants(), source=source(SourceType.FORECAST))
    expected = figure(item, BUURT, 2300, period=2035)
    assert figure_text(item, expected).spoken == "2.300 inwoners, prognose"
    assert unit_label(item, 2035) == "inwoners, 2035, prognose"
    assert period_label(item, expected) == "2035, prognose"
    assert not is_main(item)
