"""What is adopted in one process counts in another that was running already: none is started again for it."""

import subprocess
import sys

import pytest

from tests.own_database import OwnDatabase

_READER = """
from wijkwerk.cli.database import set_up_database; set_up_database()
from wijkwerk.data.own_indicator.catalogue import site_catalogue
while input() == "look":
    known = site_catalogue().indicators.get("bankjes")
    print(known.definition if known else "nothing", flush=True)
"""
_ADOPTER = """
from wijkwerk.cli.database import set_up_database; set_up_database()
import datetime
from tests.data.own_indicator.described import description
from wijkwerk.access.models import Person, RoleHolding
from wijkwerk.data.own_indicator.actions import adopt_indicator, submit_indicator, write_indicator
from wijkwerk.data.own_indicator.flow import OwnIndicatorFlow
people = [Person.objects.create(account=name, name=name) for name in ("schrijft", "ander")]
for each in people:
    RoleHolding.objects.create(person=each, role="onderzoeker", valid_from=datetime.date(2020, 1, 1))
row = write_indicator(description(), by=people[0])
submit_indicator(row, by=people[0], read=OwnIndicatorFlow.mark_of(row))
adopt_indicator(row, by=people[1], read=OwnIndicatorFlow.mark_of(row))
"""


@pytest.mark.slow  # starts processes
def test_a_process_that_runs_already_sees_what_another_adopted(own_database: OwnDatabase) -> None:
    subprocess.run([sys.executable, "-m", "wijkwerk.cli.main", "upgrade"], check=True, capture_output=True)
    command = [sys.executable, "-c", _READER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def look() -> str:
            print("look", file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        assert look() == "nothing"
        subprocess.run([sys.executable, "-c", _ADOPTER], check=True)
        assert look() == "Bankjes in de openbare ruimte, geteld door de gemeente."
        print("stop", file=reader.stdin, flush=True)
