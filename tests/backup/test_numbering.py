"""A number that a row had is never given to another one, whatever became of the row."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.access.privacy.builders import officer, person
from wijkwerk.access.jobs.running import Job
from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.access.models import Tombstone
from wijkwerk.access.people.models import Organisation, Person
from wijkwerk.access.privacy.retention_actions import approve_retention, carry_out, plan_retention
from wijkwerk.access.signing_in.links import SignInLink
from wijkwerk.backup.numbering import keep_numbers, numbers_given
from wijkwerk.backup.rows import export_rows, load_rows
from wijkwerk.cli.database import bring_up_to_date

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def anew(model: Any) -> None:
    """The rows in a table that knows nothing of what was in it, as a restore fills one."""
    kept = list(export_rows(model, "default"))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [model._meta.db_table])
    load_rows(model, kept, "default")


def test_the_database_itself_does_not_give_a_number_twice():
    last = Job.objects.create(kind="x")
    number = last.pk
    last.delete()
    assert Job.objects.create(kind="x").pk == number + 1


def test_the_number_of_a_row_that_is_gone_is_told_and_kept():
    Job.objects.create(kind="x")
    gone = Job.objects.create(kind="x")
    number = gone.pk
    gone.delete()
    given = numbers_given("default")
    assert given["access_job"] == number
    anew(Job)
    keep_numbers(given, "default")
    assert numbers_given("default")["access_job"] == number
    assert Job.objects.create(kind="x").pk == number + 1


def test_a_table_that_is_empty_now_goes_on_as_well_and_one_that_always_was_begins_at_one():
    job = Job.objects.create(kind="x")
    number = job.pk
    job.delete()
    given = numbers_given("default")
    anew(Job)
    anew(Organisation)
    keep_numbers(given | {"access_organisation": 0}, "default")
    assert Job.objects.create(kind="x").pk == number + 1
    assert Organisation.objects.create(name="x").pk == 1


def test_an_older_backup_that_tells_no_numbers_is_held_against_tombstones_and_the_log():
    # PostgreSQL goes on numbering over the tests before this one.
    beyond = max(numbers_given("default").values(), default=0) + 100
    Tombstone.objects.create(kind="signinlink", key=beyond, processing="x", afterwards="wissen", day="2026-01-01")
    record(person=None, verb="add", kind="organisation", key=str(beyond - 1), reason="proef")
    record(person=None, verb="add", kind="release", key="cbs-2024", reason="proef")
    keep_numbers({}, "default")
    somebody = person("a")
    link = SignInLink.objects.create(person=somebody, token_hash="x", expires_at=timezone.now())
    assert link.pk == beyond + 1
    assert Organisation.objects.create(name="x").pk == beyond


def test_a_retention_run_after_that_does_not_meet_a_tombstone_of_another_row():
    officers = officer("fg-1"), officer("fg-2")
    Person.objects.update(last_login=timezone.now(), created_at=timezone.now())

    def run() -> None:
        expired = timezone.now() - timezone.timedelta(days=3000)
        SignInLink.objects.create(person=officers[0], token_hash=str(Tombstone.objects.count()), expires_at=expired)
        planned = plan_retention(by=officers[0])
        approve_retention(planned, by=officers[1])
        carry_out(planned, lambda done, total, text: None, by=None)

    run()
    anew(SignInLink)
    keep_numbers({}, "default")
    run()
    assert Tombstone.objects.filter(kind="signinlink").count() == 2
    assert AuditEvent.objects.filter(kind="retention", verb="finish").count() == 2


def test_an_upgrade_that_makes_a_table_anew_keeps_its_numbers(monkeypatch):
    gone = Job.objects.create(kind="x")
    number = gone.pk
    gone.delete()
    monkeypatch.setattr("django.core.management.call_command", lambda *given, **more: anew(Job))
    bring_up_to_date()
    assert Job.objects.create(kind="x").pk == number + 1
