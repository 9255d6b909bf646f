"""Remarks read as Dutch."""

import pytest

from wijkwerk.data.checks.remarks import CheckRemark, Severity, counted, listing, number, percentage


def test_a_message_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    remark = CheckRemark(
        check="bereik",
        severity=Severity.BLOCKING,
        place="Koopwoningen, 2024",
        found="1 waarde buiten het bereik",
        expected="0 tot en met 100",
        remedy="Verbeter de bron.",
    )
    assert remark.message == (
        "Koopwoningen, 2024: 1 waarde buiten het bereik. Verwacht: 0 tot en met 100. Verbeter de bron."
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.0, "1.234.567"),
        (67.2, "67,2"),
        (0.125, "0,125"),
        (1000.5, "1.000,5"),
        (100.0, "100"),
        (-3.4, "−3,4"),
        (0.0, "0"),
        (-0.0001, "0"),
        (2.0004, "2"),
    ],
)
def test_numbers_are_written_the_dutch_way(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100 %"), (0.9994, "99,9 %"), (0.9999, "99,9 %"), (0.84, "84 %"), (0.034, "3,4 %"), (-0.057, "−5,7 %")],
)
def test_only_all_of_it_is_a_hundred_per_cent(share: float, text: str) -> None:
    assert percentage(share) == text


def test_a_long_list_names_five_and_counts_the_rest() -> None:
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b en c"
    assert listing(list("abcdefg")) == "a, b, c, d, e en nog 2"
    assert listing(["a", "b"], total=1202) == "a, b en nog 1.200"


def test_one_is_not_many() -> None:
    assert counted(1, "buurt", "buurten") == "1 buurt"
    assert counted(1234, "buurt", "buurten") == "1.234 buurten"
