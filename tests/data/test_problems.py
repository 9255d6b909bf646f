import pytest

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError

CELL = DeliveryProblem(
    file="cijfers.xlsx",
    sheet="2024",
    row=7,
    column="Inwoners",
    found="‘12,5a’",
    expected="een getal",
    remedy="Verbeter de cel.",
)


def test_a_problem_says_where_what_was_found_what_was_expected_and_what_to_do():
    assert str(CELL) == (
        "cijfers.xlsx, blad 2024, regel 7, kolom Inwoners: gevonden ‘12,5a’; verwacht een getal. Verbeter de cel."
    )


def test_a_problem_of_a_whole_file_names_only_the_file():
    assert DeliveryProblem(file="a.csv", found="niets", expected="iets", remedy="Lever opnieuw.").place == "a.csv"


def test_an_error_tells_all_problems_at_once_one_a_line():
    error = ReleaseError([CELL, CELL])
    assert error.problems == (CELL, CELL)
    assert str(error).count("\n") == 1


def test_an_error_without_a_problem_is_our_own_mistake():
    with pytest.raises(AssertionError):
        ReleaseError([])
