import duckdb
import pytest

from wijkwerk.data.area.codes import area_code, is_other_region, level_of, level_of_code


def ask(expression: str, code: str | None) -> object:
    return duckdb.execute(f"SELECT {expression} FROM (SELECT $code::VARCHAR AS c)", {"code": code}).fetchall()[0][0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("GM0164    ", "GM0164"),
        ("bu01640202", "BU01640202"),
        ("NL01", "NL00"),
        ("NL00      ", "NL00"),
        ("BU0363AB10", "BU0363AB10"),
    ],
)
def test_padding_case_and_the_two_spellings_of_the_country_do_not_matter(written, meant):
    assert ask(area_code("c"), written) == meant


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("NL00", "land"),
        ("GM0164", "gemeente"),
        ("SD016401", "stadsdeel"),
        ("WK016402", "wijk"),
        ("WK0363AB", "wijk"),
        ("BU01640202", "buurt"),
        ("BU0363AB10", "buurt"),
        ("1640202", None),  # a number whose letters were lost
        ("BU1640202", None),
        ("PV23", None),
        ("", None),
        (None, None),
    ],
)
def test_the_level_is_told_by_the_whole_code(code, level):
    assert ask(level_of("c"), code) == level
    assert level_of_code(code or "") == level


def test_a_code_by_itself_may_be_spelled_as_a_source_spells_it():
    assert [level_of_code(code) for code in ("gm0164  ", "NL01", "bu0363ab10")] == ["gemeente", "land", "buurt"]


@pytest.mark.parametrize(
    ("code", "is_other"), [("PV23", True), ("GG4810", True), ("GM0164", False), ("PVDA", False), (None, False)]
)
def test_regions_that_a_wijkmonitor_does_not_know_are_told_from_spelling_errors(code, is_other):
    assert ask(is_other_region("c"), code) is is_other
