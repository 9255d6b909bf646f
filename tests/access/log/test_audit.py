from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from tests.access.tampering import tamper
from wijkwerk.access.log.append_only import close_again, is_closed, open_log
from wijkwerk.access.log.audit import (
    NEEDS_NO_REASON,
    AppendOnlyError,
    AuditEvent,
    NoReasonError,
    PersonalReasonError,
    first_broken_event,
    joined,
    record,
)
from wijkwerk.access.log.check import check_log
from wijkwerk.access.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SAME = "moment, verb, kind, key, previous_digest, person_id"
"""The columns that a false copy of an event would take over; by name, for their order is the table's own."""


def two_events() -> tuple[AuditEvent, AuditEvent]:
    person = Person.objects.create(account="onderzoeker-1", name="Onderzoeker 1")
    first = record(person=person, verb="sign", kind="release", key="cbs_kwb-84799NED-0a1b2c3d", reason="gezien")
    return first, record(person=None, verb="publish", kind="edition", key="2026-1", reason="nieuwe cijfers")


def test_an_event_says_who_did_what_to_what_and_why():
    event, _ = two_events()
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.person.account, kept.verb, kept.kind, kept.key, kept.reason) == (
        "onderzoeker-1",
        "sign",
        "release",
        "cbs_kwb-84799NED-0a1b2c3d",
        "gezien",
    )
    assert kept.moment.tzinfo is not None


def test_an_event_holds_the_number_of_a_person_and_never_the_name():
    event, _ = two_events()
    texts = [event.verb, event.kind, event.key, event.reason, event.digest]
    assert not any("Onderzoeker" in text for text in texts)


def test_each_event_follows_from_the_one_before():
    first, second = two_events()
    assert first.previous_digest == "0" * 64
    assert second.previous_digest == first.digest
    assert first_broken_event() is None


def test_an_event_is_never_changed():
    event, _ = two_events()
    event.reason = "bij nader inzien"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.update(reason="bij nader inzien")
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.filter(pk=event.pk).update(reason="bij nader inzien")


def test_an_event_is_never_deleted():
    event, _ = two_events()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.filter(pk=event.pk).delete()
    assert AuditEvent.objects.count() == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE access_auditevent SET reason = 'anders'",
        "DELETE FROM access_auditevent",
        "DELETE FROM access_logend",
        *(
            ["TRUNCATE access_auditevent", "TRUNCATE access_logend"]
            if connection.vendor == "postgresql"
            else [
                f"REPLACE INTO access_auditevent (id, reason, digest, {SAME}) "
                f"SELECT id, 'anders', 'new', {SAME} FROM access_auditevent",
                f"REPLACE INTO access_auditevent (id, reason, digest, {SAME}) "
                f"SELECT id + 10, 'anders', digest, {SAME} FROM access_auditevent",
            ]
        ),
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_an_event(sql):
    two_events()
    connection.check_constraints()  # PostgreSQL would refuse TRUNCATE for those alone
    with pytest.raises(DatabaseError, match="het logboek groeit alleen"), transaction.atomic():
        connection.cursor().execute(sql)
    assert check_log().is_whole
    assert AuditEvent.objects.count() == 2


def test_the_log_is_closed_again_after_a_migrate_that_made_the_table_anew():
    open_log(connection)
    assert not is_closed(connection)
    close_again(using="default")
    assert is_closed(connection)
    close_again(using="default")
    assert is_closed(connection)


def test_the_migration_can_be_undone_and_done_again():
    migration = import_module("wijkwerk.access.migrations.0005_append_only_log")
    editor = SimpleNamespace(connection=connection)
    migration.reopen(None, editor)
    assert not is_closed(connection)
    migration.close(None, editor)
    assert is_closed(connection)


def test_somebody_who_stands_in_the_log_cannot_be_deleted():
    event, _ = two_events()
    with pytest.raises(Exception, match="protected"):
        event.person.delete()


def test_an_event_changed_behind_our_back_shows():
    first, _ = two_events()
    tamper("UPDATE access_auditevent SET reason = %s WHERE id = %s", "niet gezien", first.pk)
    assert first_broken_event() == first


def test_an_event_taken_out_behind_our_back_shows():
    first, second = two_events()
    tamper("DELETE FROM access_auditevent WHERE id = %s", first.pk)
    assert first_broken_event() == second


@pytest.mark.parametrize(
    "reason", ["bel 06-12345678", "jan@voorbeeld.nl", "NL91ABNA0417164300", "bsn 123456782", "tel. (074) 245 98 76"]
)
def test_a_reason_with_a_number_or_address_of_a_person_is_refused_at_the_last_door(reason):
    with pytest.raises(PersonalReasonError):
        record(person=None, verb="end", kind="roleholding", key="1", reason=reason)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "reason",
    [
        "zaaknummer 123456782",
        "12 gegevens",
        "vervangt cbs_kwb-84799NED-0a1b2c3d: verkeerd jaar",
        "Marktplein 3",
        "14 074",
    ],
)
def test_the_reasons_of_the_system_and_of_papers_pass_it(reason):
    assert record(person=None, verb="end", kind="roleholding", key="1", reason=reason).reason == reason


@pytest.mark.parametrize(
    "key",
    ["/normen/doelen/bel-jan-0612345678/", "bel-jan-0612345678", "jan@voorbeeld.nl", "bsn_111222333", "０６12345678"],
)
def test_a_key_with_a_number_or_address_of_a_person_is_refused_too(key: str):
    with pytest.raises(PersonalReasonError):
        record(person=None, verb="export", kind="goal", key=key)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "key",
    [
        "-",
        "12345678",
        "cbs_kwb-84799NED-0a1b2c3d",
        "cbs_kwb-84799NED-00170388#97569",
        "/edities/2026-1/verschil/scores.csv",
        "WK016402",
        "GM0164",
        "leefbaarheid-2024-2030",
        "change_note/44",
    ],
)
def test_the_keys_of_our_own_objects_pass_it(key: str):
    assert record(person=None, verb="export", kind="goal", key=key).key == key


@pytest.mark.parametrize(
    "reason",
    ["bel ０６-12345678", "jan [at] voorbeeld.nl", "06\u200b12345678", "\u2003" * 30_000 + "0612345678"],
    ids=["full width", "spelled out", "zero width", "behind blanks"],
)
def test_another_spelling_does_not_pass_the_last_door(reason: str):
    with pytest.raises(PersonalReasonError):
        record(person=None, verb="end", kind="roleholding", key="1", reason=reason)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_what_changes_something_says_why_or_is_not_written(reason: str):
    with pytest.raises(NoReasonError, match="adopt note 7"):
        record(person=None, verb="adopt", kind="note", key="7", reason=reason)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("verb", sorted(NEEDS_NO_REASON))
def test_who_came_or_looked_changed_nothing_and_needs_no_reason(verb: str):
    assert record(person=None, verb=verb, kind="person", key="7").reason == ""


def test_a_reason_of_several_parts_leaves_out_what_is_empty():
    assert joined("intern ", "", " ", "voor de raad") == "intern; voor de raad"
