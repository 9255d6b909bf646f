"""What waits for whom: only what this person may do now and read, the most urgent first."""

import datetime

import pytest
from django.utils import timezone

from wijkwerk.access.lifecycles.inbox import waiting_for
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.models import Note
from wijkwerk.governance.note.actions import NoteText, adopt_note, write_note
from wijkwerk.governance.note.flow import NoteFlow
from wijkwerk.lib.values import FuzzyDay

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def adviser(account: str, scope: Scope | None = None) -> Person:
    person = add_person(by=None, account=account, name="Beleidsadviseur")
    give_role(person, Role.BELEIDSADVISEUR, by=None, scope=scope)
    return person


@pytest.fixture
def north() -> Scope:
    return Scope.objects.create(kind="body", key="noord", name="Noord", valid_from=datetime.date(2020, 1, 1))


def note(by: Person, *, scope: Scope | None = None, days_ago: int = 0, level: str = "intern") -> Note:
    made = write_note(NoteText("Indruk", "Veel groen.", Confidentiality(level), scope), by=by)
    Note.objects.filter(pk=made.pk).update(written_at=timezone.now() - datetime.timedelta(days=days_ago))
    made.refresh_from_db()
    return made


def names(person: Person) -> list[int]:
    return [item.row.pk for item in waiting_for(person)]


def test_a_draft_waits_for_a_colleague_and_not_for_who_wrote_it():
    writer, colleague = adviser("schrijft"), adviser("leest")
    draft = note(writer)
    assert names(writer) == []
    (item,) = waiting_for(colleague)
    assert (item.kind, item.row, item.wait.verb, item.instead) == ("note", draft, "adopt", None)
    assert item.due == FuzzyDay.on(timezone.localdate() + datetime.timedelta(days=14))


def test_what_was_adopted_waits_no_more():
    writer, colleague = adviser("schrijft"), adviser("leest")
    draft = note(writer)
    adopt_note(draft, by=colleague, read=NoteFlow.mark_of(draft))
    assert names(colleague) == []


def test_nobody_learns_of_what_they_may_not_read(north: Scope):
    writer, elsewhere = adviser("schrijft", north), adviser("elders")
    note(writer, scope=north, level="vertrouwelijk")
    assert names(elsewhere) == []
    assert names(adviser("daar", north)) != []


def test_the_earliest_time_comes_first_and_the_own_area_is_known(north: Scope):
    writer, colleague = adviser("schrijft"), adviser("leest", north)
    late, later = note(writer, days_ago=20), note(writer, scope=north, days_ago=1)
    items = waiting_for(colleague)
    assert [item.row for item in items] == [late, later]
    assert [item.is_own for item in items] == [False, True]
    assert [item.is_late(timezone.localdate()) for item in items] == [True, False]
