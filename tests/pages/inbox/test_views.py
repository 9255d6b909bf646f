"""The page after signing in: what waits, an empty list that helps, and vervanging agreed on and ended."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.staff_site import person, signed_in
from wijkwerk.access.models import Person, RoleHolding, Substitution
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.note.actions import NoteText, write_note

pytestmark = pytest.mark.django_db
PAGE = "/wacht-op-u/"


@pytest.fixture
def adviser() -> Client:
    return signed_in("leest", Role.BELEIDSADVISEUR)


def regisseur(account: str) -> tuple[Client, RoleHolding]:
    client = signed_in(account, Role.PROCESREGISSEUR)
    return client, RoleHolding.objects.get(person__account=account)


def text_of(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def test_it_lists_what_waits_with_a_way_to_it(adviser: Client):
    writer = person("schrijft", Role.BELEIDSADVISEUR)
    note = write_note(NoteText("Groen", "Mooi.", Confidentiality.INTERN), by=writer)
    text = text_of(adviser)
    assert f'<a href="/notities/{note.pk}/">Lees als tweede mee: Groen</a>' in text
    assert "Eén ding wacht op u." in text


def test_an_empty_list_helps_on(adviser: Client):
    text = text_of(adviser)
    assert "Er wacht niets op u" in text
    assert 'href="/notities/"' in text


def test_somebody_without_a_role_has_a_list_too():
    assert "Er wacht niets op u" in text_of(signed_in("nieuw"))


def test_a_visitor_is_asked_to_sign_in(client: Client):
    assert client.get(PAGE).status_code == 302


def test_a_vervanging_is_agreed_on_shown_to_both_and_ended():
    away, holding = regisseur("weg")
    substitute, _ = regisseur("vervangt")
    today = timezone.localdate()
    sent = {"holding": holding.pk, "substitute": "vervangt", "first_day": today, "last_day": today}
    answer = away.post(f"{PAGE}vervanging/", sent, follow=True)
    assert "Vervangt vervangt Procesregisseur" in answer.content.decode()
    substitution = Substitution.objects.get()
    assert (substitution.holding, substitution.valid_to) == (holding, today)
    assert "<strong>Procesregisseur</strong>" in text_of(substitute)
    ending = f"{PAGE}vervanging/{substitution.pk}/beeindigen/"
    assert substitute.post(ending).status_code == 404
    assert away.post(ending).status_code == 302
    assert Substitution.objects.get().ended_at is not None


def test_what_is_refused_keeps_what_was_typed():
    away, holding = regisseur("weg")
    regisseur("vervangt")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    sent = {"holding": holding.pk, "substitute": "vervangt", "first_day": yesterday, "last_day": yesterday}
    answer = away.post(f"{PAGE}vervanging/", sent)
    assert answer.status_code == 409
    assert "begint vandaag of later" in answer.content.decode()
    assert f'value="{yesterday}"' in answer.content.decode()
    assert not Substitution.objects.exists()


def test_only_own_roles_are_offered():
    away, _ = regisseur("weg")
    _, other = regisseur("ander")
    today = timezone.localdate()
    sent = {"holding": other.pk, "substitute": "ander", "first_day": today, "last_day": today}
    assert away.post(f"{PAGE}vervanging/", sent).status_code == 422
    assert Person.objects.get(account="ander").name in text_of(away)
