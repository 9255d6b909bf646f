"""Hours of work, as sure as they were written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.values import Hours, UnreadableValueError


def hours(low: str, high: str | None = None, *, about: bool = False) -> Hours:
    return Hours(Decimal(low), Decimal(high or low), about)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("4", hours("4"), "4 uur"),
        ("4,5 u", hours("4.5"), "4,5 uur"),
        ("1.250 uren", hours("1250"), "1.250 uur"),
        ("± 4 uur", hours("4", about=True), "± 4 uur"),
        ("circa 4 uur", hours("4", about=True), "± 4 uur"),
        ("ca. 4", hours("4", about=True), "± 4 uur"),
        ("+/- 4", hours("4", about=True), "± 4 uur"),
        ("4-6 uur", hours("4", "6"), "4-6 uur"),
        ("4 à 6 uur", hours("4", "6"), "4-6 uur"),
        ("4 tot 6", hours("4", "6"), "4-6 uur"),
        ("± 4 – 6 uur", hours("4", "6", about=True), "± 4-6 uur"),
        ("0", hours("0"), "0 uur"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, value: Hours, shown: str) -> None:
    assert Hours.parse(text) == value
    assert str(value) == shown


@pytest.mark.parametrize("text", ["", " ", "-"])
def test_a_blank_stays_blank(text: str) -> None:
    assert Hours.parse(text) is None


@pytest.mark.parametrize("text", ["0,5 dag", "1 fte", "4 uur per week", "2 dagdelen"])
def test_what_has_no_fixed_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="hoeveel uren een dag, een week of een fte heeft, verschilt"):
        Hours.parse(text)


@pytest.mark.parametrize("text", ["weinig", "6-4 uur", "4.5", "-4", "4--6", "4,", "1000000", "4:30", "9" * 41])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="een aantal uren, als 4, ± 4 uur of 4-6 uur"):
        Hours.parse(text)


def test_only_one_number_without_a_sign_is_exact() -> None:
    assert [hours("4").is_exact, hours("4", about=True).is_exact, hours("4", "6").is_exact] == [True, False, False]


def test_they_are_ordered_by_the_least_and_then_the_most() -> None:
    assert sorted([hours("5"), hours("4", "6"), hours("4")]) == [hours("4"), hours("4", "6"), hours("5")]


numbers = st.decimals(0, 999_999, places=2)


@given(numbers, numbers, st.booleans())
def test_any_hours_come_back_equal(one: Decimal, other: Decimal, about: bool) -> None:
    value = Hours(min(one, other), max(one, other), about)
    assert Hours.parse(str(value)) == value
