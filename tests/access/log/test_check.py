"""Whatever is changed in, or taken off, the log shows when it is looked through, and after it has grown again."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.access.tampering import tamper
from wijkwerk.access.log.append_only import open_log
from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.access.log.check import check_log
from wijkwerk.access.log.end import LogEnd, log_end
from wijkwerk.access.models import Person
from wijkwerk.access.people.account_actions import add_person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def grow(times: int = 1) -> list[AuditEvent]:
    return [
        record(person=None, verb="publish", kind="edition", key=f"2024-{number}", reason="nieuwe cijfers")
        for number in range(times)
    ]


def test_a_log_that_grew_by_itself_is_whole_and_ends_with_its_last_event():
    *_, last = grow(3)
    told = check_log()
    assert told.is_whole
    assert (told.events, told.newest, told.digest) == (3, last.pk, last.digest)
    end = log_end()
    assert end is not None
    assert (end.number, end.digest) == (last.pk, last.digest)


def test_an_event_that_was_rolled_back_leaves_the_end_where_it_was():
    [first] = grow()
    point = transaction.savepoint()
    grow()
    transaction.savepoint_rollback(point)
    end = log_end()
    assert end is not None
    assert end.number == first.pk
    assert check_log().is_whole


@pytest.mark.parametrize("left", [2, 1, 0])
def test_events_taken_off_the_end_show_at_once_and_after_the_log_grew_again(left):
    events = grow(3)
    tamper("DELETE FROM access_auditevent WHERE id > %s", events[left - 1].pk if left else 0)
    assert f"gebeurtenis {events[-1].pk} was de laatste" in check_log().words
    [later] = grow()
    assert f"gebeurtenis {later.pk} volgt niet uit de vorige" in check_log().words


def test_a_log_without_its_end_is_not_whole_and_does_not_get_another_by_growing():
    grow(3)
    tamper("DELETE FROM access_logend")
    assert "waar het eindigt, is weggehaald" in check_log().words
    grow()
    assert "waar het eindigt, is weggehaald" in check_log().words


def test_an_empty_log_with_people_is_not_whole():
    assert check_log().words == "Het logboek is nog leeg."
    Person.objects.create(account="onderzoeker-1", name="Onderzoeker 1")
    assert "het is leeg, en er zijn mensen" in check_log().words


def test_a_log_that_begins_after_there_were_people_was_begun_anew():
    long_ago = timezone.now() - datetime.timedelta(days=30)
    Person.objects.create(account="onderzoeker-1", name="Onderzoeker 1", created_at=long_ago)
    grow(3)
    assert "er waren toen al mensen" in check_log().words


def test_a_log_that_begins_with_the_first_person_is_whole():
    add_person(by=None, account="onderzoeker-1", name="Onderzoeker 1")
    assert check_log().is_whole


def test_a_log_that_the_database_would_let_somebody_change_is_not_whole():
    grow()
    open_log(connection)
    assert "vergrendeling is weggehaald" in check_log().words


def test_there_is_one_end():
    grow()
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEnd.objects.create(pk=2, number=1, digest="0" * 64)
