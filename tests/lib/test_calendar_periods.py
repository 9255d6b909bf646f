"""Calendar arithmetic, by hand and against a slow walk over every day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.lib.calendar_periods import read_period

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2024-01-01", "2 jaar", "2026-01-01"),
        ("2024-02-29", "1 jaar", "2025-02-28"),
        ("2024-02-29", "4 jaar", "2028-02-29"),
        ("2025-01-31", "1 maand", "2025-02-28"),
        ("2025-08-31", "13 maanden", "2026-09-30"),
        ("2025-12-31", "6 weken", "2026-02-11"),
        ("2025-12-31", "1 dag", "2026-01-01"),
        ("2025-03-29", "1 week", "2025-04-05"),  # over the night in which the clock goes forward
    ],
)
def test_a_period_is_added_by_the_calendar(start, period, end):
    assert read_period(period).after(datetime.date.fromisoformat(start)) == datetime.date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "2", "jaar", "0 jaar", "2jaar", "twee jaar", "1,5 jaar", "-1 jaar", "2 Jaar", "2 jaar ", "1000 dagen"]
)
def test_another_spelling_is_no_period(text):
    with pytest.raises(ValueError, match="no period"):
        read_period(text)


@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)),
    st.integers(1, 60),
    st.sampled_from(["jaar", "maanden", "weken", "dagen"]),
)
def test_what_has_passed_is_every_day_up_to_the_last_start_and_no_later_one(today, count, unit):
    period = read_period(f"{count} {unit}")
    last = period.last_start(today)
    assert period.after(last) <= today < period.after(last + DAY)
    for back in range(40):
        assert period.after(last - back * DAY) <= today


def test_a_period_beyond_the_calendar_is_refused():
    with pytest.raises(OverflowError):
        read_period("10 jaar").after(datetime.date(9995, 1, 1))
