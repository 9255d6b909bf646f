"""When something is, as far as anybody knows."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.values import FuzzyDay, Span, UnreadableValueError

DAY = datetime.date


def fuzzy(text: str) -> FuzzyDay:
    found = FuzzyDay.parse(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12-03-2026", DAY(2026, 3, 12), DAY(2026, 3, 12)),
        ("12/3/2026", DAY(2026, 3, 12), DAY(2026, 3, 12)),
        ("2026-03-12", DAY(2026, 3, 12), DAY(2026, 3, 12)),
        ("12 maart 2026", DAY(2026, 3, 12), DAY(2026, 3, 12)),
        ("begin maart 2026", DAY(2026, 3, 1), DAY(2026, 3, 10)),
        ("Medio mrt 2026", DAY(2026, 3, 11), DAY(2026, 3, 20)),
        ("eind jan. 2025", DAY(2025, 1, 21), DAY(2025, 1, 31)),
        ("eind februari 2024", DAY(2024, 2, 21), DAY(2024, 2, 29)),
        ("maart  2026", DAY(2026, 3, 1), DAY(2026, 3, 31)),
        ("Q3 2024", DAY(2024, 7, 1), DAY(2024, 9, 30)),
        ("K4 2024", DAY(2024, 10, 1), DAY(2024, 12, 31)),
        ("1e kwartaal van 2024", DAY(2024, 1, 1), DAY(2024, 3, 31)),
        ("kwartaal 2 2024", DAY(2024, 4, 1), DAY(2024, 6, 30)),
        ("begin 2025", DAY(2025, 1, 1), DAY(2025, 4, 30)),
        ("medio 2025", DAY(2025, 5, 1), DAY(2025, 8, 31)),
        ("eind 2025", DAY(2025, 9, 1), DAY(2025, 12, 31)),
        ("2025", DAY(2025, 1, 1), DAY(2025, 12, 31)),
    ],
)
def test_what_is_written_has_a_first_and_a_last_possible_day(text: str, first: DAY, last: DAY) -> None:
    assert (fuzzy(text).first, fuzzy(text).last, fuzzy(text).doubtful) == (first, last, False)


@pytest.mark.parametrize("text", ["Q3? 2024", "Q3 2024?", "q3 2024 ?", "Q3 ? 2024"])
def test_a_question_mark_is_doubt_wherever_it_stands(text: str) -> None:
    assert fuzzy(text) == FuzzyDay(Span.QUARTER, DAY(2024, 7, 1), doubtful=True)
    assert str(fuzzy(text)) == "Q3? 2024"


@pytest.mark.parametrize("text", ["", "  ", "-", "–"])
def test_a_blank_stays_blank(text: str) -> None:
    assert FuzzyDay.parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["binnenkort", "zomer 2025", "Q5 2024", "Q3", "maart", "1-1-25", "1850", "Q3?? 2024", "?", "eind Q3 2024", "٢٠٢٥"],
)
def test_what_is_no_time_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="een tijd, als 12-03-2026, maart 2026"):
        FuzzyDay.parse(text)


@pytest.mark.parametrize("text", ["31-2-2026", "2026-13-01", "0 maart 2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="een dag die bestaat"):
        FuzzyDay.parse(text)


def test_it_is_late_after_its_last_possible_day() -> None:
    assert not fuzzy("Q3 2024").is_late(DAY(2024, 9, 30))
    assert fuzzy("Q3 2024").is_late(DAY(2024, 10, 1))


def test_what_is_in_doubt_is_asked_about_and_never_late() -> None:
    doubtful = fuzzy("Q3? 2024")
    assert not doubtful.is_to_be_asked(DAY(2024, 9, 30))
    assert doubtful.is_to_be_asked(DAY(2024, 10, 1))
    assert not doubtful.is_late(DAY(2030, 1, 1))
    assert not fuzzy("Q3 2024").is_to_be_asked(DAY(2030, 1, 1))


def test_they_are_ordered_by_the_last_day_that_they_can_be() -> None:
    texts = ["2025", "12-03-2025", "Q1 2025", "begin maart 2025", "eind maart 2025", "eind 2024"]
    assert [str(each) for each in sorted(map(fuzzy, texts))] == [
        "eind 2024",
        "begin maart 2025",
        "12-03-2025",
        "Q1 2025",
        "eind maart 2025",
        "2025",
    ]


BEGINNINGS = {
    Span.DAY: st.dates(DAY(1900, 1, 1), DAY(2199, 12, 31)),
    Span.THIRD_OF_MONTH: st.builds(DAY, st.integers(1900, 2199), st.integers(1, 12), st.sampled_from([1, 11, 21])),
    Span.MONTH: st.builds(DAY, st.integers(1900, 2199), st.integers(1, 12), st.just(1)),
    Span.QUARTER: st.builds(DAY, st.integers(1900, 2199), st.sampled_from([1, 4, 7, 10]), st.just(1)),
    Span.THIRD_OF_YEAR: st.builds(DAY, st.integers(1900, 2199), st.sampled_from([1, 5, 9]), st.just(1)),
    Span.YEAR: st.builds(DAY, st.integers(1900, 2199), st.just(1), st.just(1)),
}
days = st.sampled_from(Span).flatmap(
    lambda span: st.builds(FuzzyDay, st.just(span), BEGINNINGS[span], doubtful=st.booleans())
)


@given(days)
def test_it_comes_back_as_it_was_written(day: FuzzyDay) -> None:
    assert FuzzyDay.parse(str(day)) == day


@given(days, days)
def test_of_two_different_ones_one_comes_first(one: FuzzyDay, other: FuzzyDay) -> None:
    assert (one < other) + (other < one) == (one != other)


@given(days)
def test_the_last_day_is_never_before_the_first(day: FuzzyDay) -> None:
    assert day.first <= day.last
    assert day.first.year == day.last.year
