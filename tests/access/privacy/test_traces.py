"""What was erased is in no file of a SQLite database any more, while the site goes on with it open."""

import json
import os
import subprocess
import sys

import pytest

RUN = """
import json, sys
from wijkwerk.cli.database import set_up_database
set_up_database()
from pathlib import Path
from django.conf import settings
from django.utils import timezone
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.retention_actions import approve_retention, carry_out_now, plan_retention
from wijkwerk.access.privacy.person_actions import erase_person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Note

def found():
    folder = Path(settings.WIJKWERK_DATA)
    return sorted(path.name for path in folder.glob("wijkwerk.sqlite3*") if b"zwaluwstaart" in path.read_bytes())

officers = [Person.objects.create(account=a, name=a, last_login=timezone.now()) for a in ("fg-1", "fg-2")]
for officer in officers:
    give_role(officer, Role.PRIVACY_OFFICER, by=None)
told = {}
for way in sys.argv[1:]:
    old = timezone.now() - timezone.timedelta(days=9000)
    if way == "run":
        Note.objects.create(title="Oud", text="zwaluwstaart " * 400, written_at=old, written_by=officers[0])
    else:
        gone = Person.objects.create(account="weg", name="zwaluwstaart", email="zwaluwstaart@voorbeeld.example")
    before = found()
    if way == "run":
        run = plan_retention(by=officers[0])
        approve_retention(run, by=officers[1])
        carry_out_now(run, lambda done, total, text: None, by=officers[1])
    else:
        erase_person(gone, by=officers[0])
    told[way] = [before, found()]
print(json.dumps(told))
"""


@pytest.mark.rehearsal
@pytest.mark.database
def test_erased_text_is_in_no_file_of_the_database():
    done = subprocess.run(
        [sys.executable, "-c", RUN, "run", "person"], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for way, (before, after) in told.items():
        assert "wijkwerk.sqlite3-wal" in before, way
        assert after == [], way
