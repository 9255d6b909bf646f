from dataclasses import replace

import pytest

from tests.present.builders import BUURT, GEMEENTE, LAND, crimes, figure, health, income, inhabitants, rate, source
from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import SourceType, Status
from wijkwerk.engine.verdicts import Verdict
from wijkwerk.present.figures.judging import IS_THE_WHOLE, compare_with_whole, compare_years, counted_change, rest_value


def test_a_rate_is_compared_with_the_rest_of_the_gemeente_without_the_area_itself() -> None:
    own, whole = rate(BUURT, 300, 1000), rate(GEMEENTE, 400, 2000)
    judged = compare_with_whole(crimes(), own, whole)
    assert judged.benchmark == pytest.approx(100)  # (400 − 300) / (2000 − 1000) × 1000, not 200
    assert judged.words.text == "duidelijk ongunstiger"


def test_where_the_parts_are_not_known_the_plain_value_of_the_whole_counts() -> None:
    own, whole = figure(income(), BUURT, 28500), figure(income(), GEMEENTE, 32600)
    assert rest_value(income(), own, whole) == 32600
    assert compare_with_whole(income(), own, whole).words.text == "duidelijk ongunstiger"


def test_an_area_that_is_all_of_its_gemeente_has_nothing_beside_it() -> None:
    own, whole = rate(BUURT, 40, 1000), rate(GEMEENTE, 40, 1000)
    assert compare_with_whole(crimes(), own, whole).words == IS_THE_WHOLE


@pytest.mark.parametrize(
    ("value", "text"), [(45, "niet duidelijk anders"), (80, "duidelijk ongunstiger"), (20, "duidelijk gunstiger")]
)
def test_only_an_interval_that_lies_clear_of_the_benchmark_makes_a_difference(value: float, text: str) -> None:
    judged = compare_with_whole(crimes(), rate(BUURT, value, 1000), rate(GEMEENTE, 4330, 100_000))
    assert judged.words.text == text


def test_a_register_figure_needs_a_difference_that_matters() -> None:
    whole = figure(income(), GEMEENTE, 32600)
    assert compare_with_whole(income(), figure(income(), BUURT, 32500), whole).words.text == "niet duidelijk anders"


def test_a_model_figure_signals_and_never_judges() -> None:
    judged = compare_with_whole(health(), figure(health(), BUURT, 60), figure(health(), GEMEENTE, 73.1))
    assert judged.words.text == "signaal: ongunstiger"
    assert judged.comparison is not None
    assert judged.comparison.signal


@pytest.mark.parametrize("missing", [Status.TOO_FEW, Status.SUPPRESSED, Status.UNKNOWN, Status.NOT_DELIVERED])
def test_a_missing_figure_is_never_a_difference(missing: Status) -> None:
    whole = figure(income(), GEMEENTE, 32600)
    assert compare_with_whole(income(), figure(income(), BUURT, None, status=missing), whole).words.tone == "unknown"
    assert compare_with_whole(income(), whole, figure(income(), LAND, None, status=missing)).words.tone == "unknown"
    assert compare_with_whole(income(), None, whole).words.tone == "unknown"
    assert compare_with_whole(income(), whole, None).words.tone == "unknown"


def test_an_unreliable_figure_is_not_judged_and_says_why() -> None:
    own = rate(BUURT, 300, 1000, status=Status.UNRELIABLE)
    assert compare_with_whole(crimes(), own, rate(GEMEENTE, 4330, 100_000)).words.text == "onzeker"
    partly = rate(BUURT, 300, 1000, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    judged = compare_with_whole(crimes(), partly, rate(GEMEENTE, 4330, 100_000))
    assert (judged.words.text, judged.words.tone) == ("onzeker: een buurt ontbreekt", "unknown")


def test_years_are_compared_by_their_intervals_and_counts_say_more_or_less() -> None:
    first, last = rate(BUURT, 30, 1000, 2021), rate(BUURT, 80, 1000, 2025)
    assert compare_years(crimes(), first, last).words.text == "duidelijk meer"
    assert compare_years(crimes(), last, first).words.text == "duidelijk minder"
    assert compare_years(crimes(), first, first).words.text == "geen duidelijke verandering"


def test_no_change_is_told_across_a_break() -> None:
    first, last = rate(BUURT, 30, 1000, 2021), rate(BUURT, 80, 1000, 2025)
    judged = compare_years(crimes(), first, last, comparable=False)
    assert judged.comparison is not None
    assert judged.comparison.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (2195.0, 2140.0, "2,5\u00a0% minder dan in 2020"),
        (100.0, 150.0, "50,0\u00a0% meer dan in 2020"),
        (100.0, 100.0, "gelijk aan 2020"),
    ],
)
def test_a_count_is_beside_its_own_past_without_judgement(first: float, last: float, text: str) -> None:
    item = inhabitants()
    words = counted_change(item, figure(item, BUURT, first, 2020), figure(item, BUURT, last, 2024))
    assert words is not None
    assert words.text == text
    assert words.tone in {"neutral", "same"}


def test_a_count_that_began_at_nothing_has_no_share_to_tell() -> None:
    item = inhabitants()
    assert counted_change(item, figure(item, BUURT, 0, 2020), figure(item, BUURT, 10, 2024)) is None
    assert counted_change(item, figure(item, BUURT, None, 2020), figure(item, BUURT, 10, 2024)) is None


def test_a_change_to_an_uncertain_figure_says_why_it_is_not_judged() -> None:
    first = rate(BUURT, 30, 1000, 2021)
    last = rate(BUURT, 80, 1000, 2025, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    assert compare_years(crimes(), first, last).words.text == "onzeker: een buurt ontbreekt"


def test_a_forecast_is_laid_beside_nothing() -> None:
    expected = replace(income(), source=source(SourceType.FORECAST))
    own, whole = figure(expected, BUURT, 28500), figure(expected, GEMEENTE, 32600)
    assert compare_with_whole(income(), own, whole).words.text == "duidelijk ongunstiger"
    assert compare_with_whole(expected, own, whole).words.text == "geen oordeel: prognose"
    assert compare_years(expected, own, figure(expected, BUURT, 40000)).words.text == "geen oordeel: prognose"
    people = replace(inhabitants(), source=source(SourceType.FORECAST))
    assert counted_change(people, figure(people, BUURT, 2000), figure(people, BUURT, 2500)) is None
