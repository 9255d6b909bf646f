"""When the next report is due, by hand."""

import datetime

import pytest

from wijkwerk.governance.pledge.rhythm import Rhythm, next_report


@pytest.mark.parametrize(
    ("rhythm", "last", "next_one"),
    [
        (Rhythm.MONTHLY, "2026-05-28", "2026-06-28"),
        (Rhythm.MONTHLY, "2026-12-01", "2027-01-01"),
        (Rhythm.MONTHLY, "2027-01-31", "2027-02-28"),
        (Rhythm.MONTHLY, "2028-01-31", "2028-02-29"),
        (Rhythm.QUARTERLY, "2026-11-30", "2027-02-28"),
        (Rhythm.QUARTERLY, "2024-05-28", "2024-08-28"),
        (Rhythm.HALF_YEARLY, "2026-08-31", "2027-02-28"),
        (Rhythm.YEARLY, "2028-02-29", "2029-02-28"),
        (Rhythm.YEARLY, "2026-12-31", "2027-12-31"),
    ],
)
def test_it_is_due_one_time_after_the_last_one(rhythm: Rhythm, last: str, next_one: str):
    assert next_report(rhythm, datetime.date.fromisoformat(last)) == datetime.date.fromisoformat(next_one)


def test_without_a_rhythm_nothing_is_due():
    assert next_report(Rhythm.NONE, datetime.date(2026, 5, 28)) is None
