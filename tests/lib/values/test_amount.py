"""Euros, as exact as they were written."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wijkwerk.lib.values import Amount, UnreadableValueError


def amount(text: str) -> Amount:
    found = Amount.parse(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("€ 1.250", "1250"),
        ("€1250", "1250"),
        ("1.250,50", "1250.50"),
        ("1250,5", "1250.5"),
        ("€ 30,-", "30"),
        ("30,-- euro", "30"),
        ("-€ 30", "-30"),
        ("€ −30", "-30"),
        ("- 30", "-30"),
        ("1.250.000", "1250000"),
        ("0", "0"),
    ],
)
def test_an_exact_amount_is_read_to_the_cent(text: str, euros: str) -> None:
    assert amount(text) == Amount(Decimal(euros))


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("118k", "118000"),
        ("€ 12,5 K", "12500"),
        ("118 duizend", "118000"),
        ("1,2 mln", "1200000"),
        ("-€ 1,2 mln.", "-1200000"),
        ("17,9  miljoen", "17900000"),
    ],
)
def test_a_rounded_amount_keeps_its_text(text: str, euros: str) -> None:
    found = amount(text)
    assert found.euros == Decimal(euros)
    assert found.is_rounded
    assert str(found) == " ".join(text.split())


def test_a_rounded_amount_is_not_the_exact_one() -> None:
    assert amount("118k") != amount("€ 118.000")
    assert not amount("118k") < amount("€ 118.000")


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "-", "–", "—"])
def test_a_blank_stays_blank_and_is_never_zero(text: str) -> None:
    assert Amount.parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["veel", "1.25", "1,250", "1.2.3", "12.34.567", "1,2,3", "€", "k", "--5", "-€ -5", "0,000001k", "5 %", "1e6"],
)
def test_what_is_no_amount_or_means_two_things_is_refused(text: str) -> None:
    with pytest.raises(UnreadableValueError, match=re.escape(Amount.EXPECTED)):
        Amount.parse(text)


def test_more_than_a_municipality_has_is_refused() -> None:
    for text in ("1.000.000 mln", "9" * 41):
        with pytest.raises(UnreadableValueError):
            Amount.parse(text)


def test_m_is_a_thousand_for_one_and_a_million_for_another() -> None:
    with pytest.raises(UnreadableValueError, match="in k of mln"):
        Amount.parse("1,2m")


def test_it_is_shown_with_cents_only_where_it_has_any() -> None:
    assert [str(amount(text)) for text in ("1250", "1250,5", "-1250,05", "0")] == [
        "€ 1.250",
        "€ 1.250,50",
        "-€ 1.250,05",
        "€ 0",
    ]


def test_amounts_are_ordered_by_their_euros() -> None:
    assert [str(each) for each in sorted(map(amount, ("1 mln", "€ 5", "118k", "-€ 2")))] == [
        "-€ 2",
        "€ 5",
        "118k",
        "1 mln",
    ]


@given(st.decimals(-(10**11), 10**11, places=2))
def test_any_amount_comes_back_equal(euros: Decimal) -> None:
    assert Amount.parse(str(Amount(euros))) == Amount(euros)


@given(st.text(max_size=45))
@example("1" + 26 * "0")  # more digits than decimals are rounded with
def test_any_text_is_an_amount_that_comes_back_or_is_refused(text: str) -> None:
    try:
        found = Amount.parse(text)
    except UnreadableValueError:
        return
    assert found is None or Amount.parse(str(found)) == found
