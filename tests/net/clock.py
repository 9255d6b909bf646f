"""The clock of the net: it stands still, so that what is kept holds no time of the day that it was made on."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import time_machine

# A Monday morning after the newest figure of the example.
MOMENT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@contextmanager
def standing_clock(moment: datetime.datetime = MOMENT) -> Iterator[time_machine.Traveller]:
    """It is `moment` in this process and in those it forks, until somebody shifts the clock."""
    with time_machine.travel(moment, tick=False) as traveller:
        yield traveller
