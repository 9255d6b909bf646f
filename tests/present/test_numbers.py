import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.present import numbers
from wijkwerk.present.numbers import NBSP


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (83058, 0, "83.058"),
        (17942942, 0, "17.942.942"),
        (0.15, 1, "0,2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (-3.45, 1, "−3,5"),
        (-0.04, 1, "0,0"),
        (0, 2, "0,00"),
        (999.95, 1, "1.000,0"),
        (1e15, 0, "1.000.000.000.000.000"),
    ],
)
def test_a_number_is_written_the_dutch_way(value: float, decimals: int, text: str) -> None:
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        numbers.number(value)


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_written_number_reads_back_within_half_of_its_last_decimal(value: float, decimals: int) -> None:
    text = numbers.number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert abs(float(text) - value) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (numbers.percentage(12.34, 1), f"12,3{NBSP}%"),
        (numbers.euros(1250), f"€{NBSP}1.250"),
        (numbers.euros(-1250), f"−€{NBSP}1.250"),
        (numbers.short_euros(1_234_567), f"€{NBSP}1,2{NBSP}mln"),
        (numbers.short_euros(-2_500_000_000), f"−€{NBSP}2,5{NBSP}mld"),
        (numbers.short_euros(900), f"€{NBSP}900"),
        (numbers.short_number(17_942_942), f"17,9{NBSP}mln"),
        (numbers.short_number(999_999), "999.999"),
        (numbers.signed(3.4, 1), "+3,4"),
        (numbers.signed(-3.4, 1), "−3,4"),
        (numbers.signed(0.01, 1), "0,0"),
        (numbers.difference(-3.4, "%", 1), f"−3,4{NBSP}procentpunt"),
        (numbers.difference(1200, "€", 0), f"€{NBSP}1.200"),
        (numbers.date(datetime.date(2025, 1, 1)), "1 januari 2025"),
        (numbers.month(datetime.date(2027, 3, 9)), "maart 2027"),
        (numbers.years(2021, 2024), "2021–2024"),
        (numbers.years(2024, 2024), "2024"),
        (numbers.years_in_words(2021, 2025), "2021 tot en met 2025"),
    ],
)
def test_signs_money_and_dates(made: str, text: str) -> None:
    assert made == text


@pytest.mark.parametrize(
    ("unit", "running", "short"),
    [
        ("€", f"€{NBSP}28.500", f"€{NBSP}28.500"),
        ("%", f"28.500{NBSP}%", f"28.500{NBSP}%"),
        ("% van 18 jaar en ouder", f"28.500{NBSP}% van 18 jaar en ouder", f"28.500{NBSP}%"),
        ("km", f"28.500{NBSP}km", f"28.500{NBSP}km"),
        ("per 1.000 inwoners", "28.500 per 1.000 inwoners", "28.500"),
        ("inwoners", "28.500 inwoners", "28.500"),
        ("", "28.500", "28.500"),
    ],
)
def test_a_unit_stands_where_readers_expect_it(unit: str, running: str, short: str) -> None:
    assert numbers.with_unit(28500, unit, 0) == running
    assert numbers.with_sign(28500, unit, 0) == short


@pytest.mark.parametrize(
    ("low", "high", "unit", "decimals", "text"),
    [
        (12.2, 18.4, "%", 0, f"tussen 12 en 18{NBSP}%"),
        (1200, 1400, "€", 0, f"tussen €{NBSP}1.200 en €{NBSP}1.400"),
        (39.7, 58.9, "per 1.000 inwoners", 0, "tussen 40 en 59"),
        (0.52, 0.54, "km", 1, f"ongeveer 0,5{NBSP}km"),
        (-1.2, 0.4, "", 1, "tussen −1,2 en 0,4"),
    ],
)
def test_an_interval_is_said_in_words(low: float, high: float, unit: str, decimals: int, text: str) -> None:
    assert numbers.interval(low, high, unit, decimals) == text


@pytest.mark.parametrize(("count", "word"), [(0, "nul"), (10, "tien"), (20, "twintig"), (21, "21"), (1234, "1.234")])
def test_counts_are_words_up_to_twintig(count: int, word: str) -> None:
    assert numbers.count_word(count) == word


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_list_of_words_reads_as_a_sentence_part(words: list[str], text: str) -> None:
    assert numbers.enumeration(words) == text


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("de Noork groeit", "De Noork groeit"),
        ("'t rot groeit", "'t Rot groeit"),
        ("'s-Gravenhage groeit", "'s-Gravenhage groeit"),
        ("ijmuiden groeit", "IJmuiden groeit"),
        ("één wijk", "Eén wijk"),
        ("", ""),
        ("3 wijken", "3 wijken"),
    ],
)
def test_a_sentence_begins_with_a_capital_in_the_right_place(text: str, begun: str) -> None:
    assert numbers.sentence(text) == begun


@pytest.mark.parametrize(
    ("size", "text"), [(15_712_000, "15,7 MB"), (100_000, "0,1 MB"), (42_400, "42 kB"), (3, "1 kB"), (0, "1 kB")]
)
def test_the_size_of_a_file_is_never_nothing(size: int, text: str) -> None:
    assert numbers.file_size(size) == text
