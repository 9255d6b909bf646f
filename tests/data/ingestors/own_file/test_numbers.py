"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.data.ingestors.own_file.numbers import NumberEvidence, Separator, Shape, reading_of, take_apart

D, T = Separator.DECIMAL, Separator.THOUSANDS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2195", 2195),
        ("-12", -12),
        ("−3,4", -3.4),
        ("+5", 5),
        ("1,8", 1.8),
        ("416.0", 416),
        (",5", 0.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1234,567", 1234.567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234.567,25", 1234567.25),
        ("12 345", 12345),
        ("12 345,6", 12345.6),
        ("12\u00a0345", 12345),
        ("12\u202f345", 12345),
        ("12'345", 12345),
        ("€ 1.250,50", 1250.5),
        ("€ 1250,-", 1250),
        ("-€ 12,50", -12.5),
        ("12,3%", 12.3),
        ("12,3 %", 12.3),
        ("104*", 104),
        ("1.5e3", 1500),
        ("1,25E+05", 125000),
        ("38.50 EUR", 38.5),
    ],
)
def test_a_clear_number_has_one_value(text: str, value: float) -> None:
    number = take_apart(text)
    assert number is not None
    assert number.value() == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1-2",
        "1.2.2024",
        "1.23.456",
        "1234.567,8",
        "1,2,3",
        "12a",
        "--5",
        "1 2",
        "12 34",
        "<5",
        "€",
        "%",
        "5.",
        "1e999999",
        "9" * 41,
        "nan",
        "inf",
        "2024KW01",
    ],
)
def test_other_text_is_no_number(text: str) -> None:
    assert take_apart(text) is None


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [("1.234", 1.234, 1234), ("12,345", 12.345, 12345), ("-999.999", -999.999, -999999)],
)
def test_three_digits_after_one_mark_leave_doubt(text: str, decimal: float, thousands: float) -> None:
    number = take_apart(text)
    assert number is not None
    assert number.shape is Shape.DOUBTFUL
    assert (number.value(D), number.value(T)) == (decimal, thousands)


def test_percent_signs_and_stars_are_remembered() -> None:
    percent, star = take_apart("5%"), take_apart("5**")
    assert percent is not None
    assert percent.percent
    assert star is not None
    assert star.provisional


def evidence(*texts: str) -> NumberEvidence:
    found = NumberEvidence()
    for row, text in enumerate(texts, start=2):
        number = take_apart(text)
        assert number is not None
        found.add(number, text, row)
    return found


@pytest.mark.parametrize(
    ("others", "meaning"),
    [
        (["12.5"], D),
        (["0.123"], D),
        (["1.234.567"], T),
        (["1.234,5"], T),
        (["12,5"], T),
        (["1,234,567"], D),
        (["1,234.5"], D),
        ([], None),
        (["12", "345"], None),
        (["12.5", "1.234.567"], None),
        (["12.5", "12,5"], None),
        (["2.345"], None),
    ],
)
def test_the_other_cells_of_the_column_decide_what_a_point_is(others: list[str], meaning: Separator | None) -> None:
    assert reading_of(".", evidence("1.234", *others)).meaning is meaning


def test_the_deciding_cell_is_named() -> None:
    assert reading_of(".", evidence("1.234", "12,5")).evidence == "‘12,5’ in rij 3"


def test_a_column_that_contradicts_itself_shows_both_cells() -> None:
    reading = reading_of(".", evidence("12.5", "1.234.567"))
    assert reading.meaning is None
    assert reading.evidence == "‘12.5’ in rij 2 tegenover ‘1.234.567’ in rij 3"


def test_both_decimals_in_one_column_is_mixed() -> None:
    assert evidence("1,8", "416.0").is_mixed
    assert not evidence("1,8", "1.234,5").is_mixed


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_number_in_dutch_spelling_comes_back(whole: int, cents: int) -> None:
    text = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    number = take_apart(text)
    assert number is not None
    assert number.value() == float(f"{whole}.{cents:02d}")


@given(st.text(alphabet="0123456789.,-+ €%*e'", max_size=45))
def test_any_mixture_of_marks_is_a_number_or_none(text: str) -> None:
    number = take_apart(text)
    if number is not None:
        for meaning in Separator:
            assert isinstance(number.value(meaning), float)
