"""Codes for a missing figure are numbers: one meaning each, in whatever way they are written."""

import duckdb
import pytest

from wijkwerk.definitions.missing_codes import MISSING_CODES, code_in_sql, code_of
from wijkwerk.definitions.vocabulary import Status

NUMBERS = [*MISSING_CODES, -99994, -99995.5, -100000, -99999998.5, 0, 99997, -1e9, 5.25]


def test_the_codes_of_pdok_cbs_and_swing_are_known_by_value():
    assert code_of(float("-99999999.0000")) == code_of(-9.9999999e7) == Status.SUPPRESSED
    assert [code_of(-99990 - last) for last in (5, 6, 7, 8, 9)] == [
        Status.SUPPRESSED, Status.NOT_DELIVERED, Status.SUPPRESSED, Status.NOT_APPLICABLE, Status.UNKNOWN,
    ]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_sql_says_the_same(number: float):
    with duckdb.connect() as con:
        told = con.execute(f"SELECT {code_in_sql('x')} FROM (SELECT $1::DOUBLE AS x)", [number]).fetchone()
    assert told == (code_of(number),)


def test_no_code_carries_a_value():
    assert not [status for status in MISSING_CODES.values() if status.carries_value]
