"""A member of a dimension by its code or its title, as the table itself lists them."""

import pytest

from wijkwerk.data.member_codes import MemberList, unknown_members

KINDS = MemberList.of(
    [
        {"Key": "0.0.0 ", "Title": "Totaal misdrijven"},
        {"Key": "1.1.1 ", "Title": "1.1.1 Diefstal/inbraak woning"},
        {"Key": "9.1 ", "Title": "Overig"},
        {"Key": "9.2 ", "Title": "Overig"},
    ]
)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("0.0.0", "0.0.0"), ("totaal misdrijven", "0.0.0"), ("1.1", None), ("Overig", None), ("Inbraak", None)],
)
def test_a_code_is_taken_exactly_and_a_title_where_one_member_has_it(wanted: str, code: str | None) -> None:
    assert KINDS.code_of(wanted) == code


def test_v4_lists_its_members_by_another_name() -> None:
    assert MemberList.of([{"Identifier": "T001038", "Title": "Totaal"}]).code_of("Totaal") == "T001038"


def test_those_that_are_not_there_are_named_with_what_is() -> None:
    assert unknown_members(KINDS, ["0.0.0", "2.2.1"]) == ["2.2.1"]
    assert KINDS.shown.startswith("‘0.0.0’ (Totaal misdrijven), ‘1.1.1’ (1.1.1 Diefstal/inbraak woning)")
    many = MemberList({str(number): "" for number in range(14)})
    assert many.shown.endswith("‘11’ en nog 2")


def test_a_year_is_there_by_any_of_its_periods() -> None:
    periods = MemberList.of([{"Key": "2024MM01", "Title": "2024 januari"}])
    assert periods.has_year("2024")
    assert not periods.has_year("2025")
