"""Vervanging: what the substitute may, until when, in whose name, and never as the second pair of eyes."""

import datetime

import pytest
from django.utils import timezone

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.account_actions import RoleError, add_person, give_role
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.people.substitution import Substitution
from wijkwerk.access.people.substitution_actions import agree_substitution, end_substitution
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.governance.models import Note
from wijkwerk.governance.note.actions import NoteText, adopt_note, change_note, write_note
from wijkwerk.governance.note.flow import NoteFlow

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.timedelta(days=1)


def regisseur(account: str, scope: Scope) -> RoleHolding:
    person = add_person(by=None, account=account, name=account.capitalize())
    return give_role(person, Role.STADSDEELREGISSEUR, by=None, scope=scope, since=timezone.localdate() - 30 * DAY)


def place(name: str) -> Scope:
    return Scope.objects.create(kind="body", key=name, name=name.capitalize(), valid_from=datetime.date(2020, 1, 1))


@pytest.fixture
def north() -> RoleHolding:
    return regisseur("noord", place("noord"))


@pytest.fixture
def south() -> RoleHolding:
    return regisseur("zuid", place("zuid"))


def agreed(holding: RoleHolding, substitute: Person, *, starts: int = 0, lasts: int = 7) -> Substitution:
    first = timezone.localdate() + starts * DAY
    return agree_substitution(holding, substitute, first_day=first, last_day=first + lasts * DAY, by=holder(holding))


def holder(holding: RoleHolding) -> Person:
    assert holding.person is not None
    return holding.person


def note_about(scope: Scope | None, by: Person) -> Note:
    return write_note(NoteText("Indruk", "Veel groen.", Confidentiality.VERTROUWELIJK, scope), by=by)


def test_the_substitute_may_and_reads_what_the_role_gives_in_its_scope(north: RoleHolding, south: RoleHolding):
    note = note_about(north.scope, holder(north))
    assert not may(holder(south), "read", note)
    agreed(north, holder(south))
    assert may(holder(south), "read", note)
    assert may(holder(south), "edit", note)
    assert note in filtered(holder(south), "read", Note.objects.all())


@pytest.mark.parametrize(("starts", "lasts", "holds"), [(0, 0, True), (0, 7, True), (1, 7, False)])
def test_from_the_first_day_until_and_including_the_last(
    north: RoleHolding, south: RoleHolding, starts: int, lasts: int, holds: bool
):
    agreed(north, holder(south), starts=starts, lasts=lasts)
    assert may(holder(south), "read", note_about(north.scope, holder(north))) is holds


def test_after_the_last_day_it_gives_nothing(north: RoleHolding, south: RoleHolding, time_machine):
    agreed(north, holder(south), lasts=2)
    note = note_about(north.scope, holder(north))
    time_machine.move_to(timezone.now() + 3 * DAY)
    assert not may(holder(south), "read", note)


def test_ended_it_gives_nothing_at_once(north: RoleHolding, south: RoleHolding):
    substitution = agreed(north, holder(south))
    end_substitution(substitution, by=holder(north))
    assert not may(holder(south), "read", note_about(north.scope, holder(north)))
    with pytest.raises(RoleError, match="al voorbij"):
        end_substitution(substitution, by=holder(north))


def test_a_role_that_ends_takes_its_substitution_along(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    note = note_about(north.scope, holder(north))
    RoleHolding.objects.filter(pk=north.pk).update(valid_to=timezone.localdate() - DAY)
    assert not may(holder(south), "read", note)


def test_a_closed_account_hands_nothing_on(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    note = note_about(north.scope, holder(north))
    Person.objects.filter(pk=holder(north).pk).update(is_active=False)
    assert not may(holder(south), "read", note)


def test_what_was_handed_over_is_not_handed_on(north: RoleHolding, south: RoleHolding):
    """Whoever stands in for the substitute gets the substitute's own role, and no more."""
    east = regisseur("oost", place("oost"))
    agreed(north, holder(south))
    agreed(south, holder(east))
    assert not may(holder(east), "read", note_about(north.scope, holder(north)))


def test_the_log_says_in_whose_place(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    note = note_about(north.scope, holder(north))
    change_note(note, NoteText("Indruk", "Minder.", Confidentiality.VERTROUWELIJK, north.scope),
                by=holder(south), read=NoteFlow.mark_of(note))  # fmt: skip
    event = AuditEvent.objects.get(verb="edit", kind="note")
    assert (event.person, event.reason) == (
        holder(south), "tekst gewijzigd; in de plaats van Stadsdeelregisseur, Noord",
    )  # fmt: skip


def test_where_the_own_role_suffices_the_log_says_nothing_of_it(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    note_about(south.scope, holder(south))
    assert "in de plaats van" not in AuditEvent.objects.get(verb="add", kind="note").reason


def test_the_substitute_is_no_second_pair_of_eyes_for_who_is_away(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    note = note_about(north.scope, holder(north))
    with pytest.raises(RefusedError):
        adopt_note(note, by=holder(south), read=NoteFlow.mark_of(note))


def test_who_comes_back_is_none_for_what_the_substitute_made(north: RoleHolding, south: RoleHolding, time_machine):
    agreed(north, holder(south), lasts=2)
    note = note_about(north.scope, holder(south))
    time_machine.move_to(timezone.now() + 10 * DAY)
    with pytest.raises(RefusedError):
        adopt_note(note, by=holder(north), read=NoteFlow.mark_of(note))


def test_what_was_made_after_it_ended_has_two_pairs_again(north: RoleHolding, south: RoleHolding, time_machine):
    give_role(holder(south), Role.BELEIDSADVISEUR, by=None, scope=north.scope)
    agreed(north, holder(south), lasts=2)
    time_machine.move_to(timezone.now() + 10 * DAY)
    note = note_about(north.scope, holder(south))
    adopt_note(note, by=holder(north), read=NoteFlow.mark_of(note))
    assert Note.objects.get().is_adopted


def test_only_for_the_own_role(north: RoleHolding, south: RoleHolding):
    with pytest.raises(RefusedError):
        agree_substitution(
            north, holder(south), first_day=timezone.localdate(), last_day=timezone.localdate(), by=holder(south)
        )


def test_a_role_that_weighs_is_handed_over_by_who_gives_roles(south: RoleHolding):
    researcher = add_person(by=None, account="onderzoeker", name="Onderzoeker")
    holding = give_role(researcher, Role.ONDERZOEKER, by=None)
    admin = add_person(by=None, account="beheerder", name="Beheerder")
    give_role(admin, Role.BEHEERDER, by=None)
    today = timezone.localdate()
    with pytest.raises(RoleError, match="Vraag een functioneel beheerder"):
        agree_substitution(holding, holder(south), first_day=today, last_day=today, by=researcher)
    agree_substitution(holding, holder(south), first_day=today, last_day=today, by=admin)
    assert may(holder(south), "read", "release")


@pytest.mark.parametrize(
    ("starts", "lasts", "words"),
    [(-1, 3, "begint vandaag of later"), (0, -1, "vóór de eerste"), (0, 400, "ten hoogste een jaar")],
)
def test_days_that_cannot_be(north: RoleHolding, south: RoleHolding, starts: int, lasts: int, words: str):
    with pytest.raises(RoleError, match=words):
        agreed(north, holder(south), starts=starts, lasts=lasts)
    assert not Substitution.objects.exists()


def test_one_substitute_for_a_role_at_a_time(north: RoleHolding, south: RoleHolding):
    agreed(north, holder(south))
    east = regisseur("oost", place("oost"))
    with pytest.raises(RoleError, match="al een vervanger"):
        agreed(north, holder(east), starts=3)


def test_nobody_stands_in_for_themselves_nor_without_a_role(north: RoleHolding):
    with pytest.raises(RoleError, match="zichzelf"):
        agreed(north, holder(north))
    with pytest.raises(RoleError, match="heeft zelf geen rol"):
        agreed(north, add_person(by=None, account="nieuw", name="Nieuw"))
