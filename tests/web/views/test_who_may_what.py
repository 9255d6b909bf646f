"""Who may do what, in words; why somebody may or may not; and the page of a refusal."""

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.people import Person
from wijkwerk.access.permission_table import permission_table
from wijkwerk.access.roles import Role
from wijkwerk.governance.models import Decision

pytestmark = pytest.mark.django_db


def test_everybody_reads_the_whole_table(client: Client):
    text = text_of(client.get("/wie-mag-wat/"))
    for rows in permission_table().values():
        for row in rows:
            assert row.explanation in text
    assert "Onderzoeker mag dit" in text
    assert "in het eigen gebied of de eigen opdracht tot en met vertrouwelijk" in text
    assert "en een ander heeft de levering aangeleverd" in text, "rules stand beside the table"


def test_one_role_shows_what_that_role_may(client: Client):
    text = text_of(client.get("/wie-mag-wat/", {"rol": "beheerder"}))
    assert "Rollen geven en beëindigen" in text
    assert "Ondertekende leveringen als nieuwe editie publiceren" not in text
    assert "Aanmelden vraagt een tweede factor" in text
    assert "Gepubliceerde cijfers bekijken" in text, "what everybody may"
    assert client.get("/wie-mag-wat/", {"rol": "keizer"}).status_code == 200


def test_why_says_what_the_own_roles_give_and_who_may_otherwise():
    controller = signed_in("con", Role.CONTROLLER)
    text = text_of(controller.get("/wie-mag-wat/waarom/", {"handeling": "sign", "soort": "release"}))
    assert "Dit mag u niet" in text
    assert "Controller: mag dit niet" in text
    assert "Onderzoeker." in text
    assert "een ander heeft de levering aangeleverd" in text
    text = text_of(controller.get("/wie-mag-wat/waarom/", {"handeling": "read", "soort": "auditevent"}))
    assert "Dit mag u" in text
    assert "Controller: mag dit" in text


def test_a_role_without_an_area_is_told_so():
    manager = signed_in("pm", Role.PROGRAMMAMANAGER)
    text = text_of(manager.get("/wie-mag-wat/waarom/", {"handeling": "add", "soort": "note"}))
    assert "deze rol geldt voor geen enkel gebied" in text


def test_who_has_the_role_and_not_the_second_pair_of_eyes_is_not_sent_for_a_role():
    client = signed_in("wie", Role.BELEIDSADVISEUR)
    own = Person.objects.get(account="wie")
    decision = Decision.objects.create(body="raad", date="2026-01-01", case_number="1", subject="x", written_by=own)
    asked = {"handeling": "adopt", "soort": "decision", "nummer": str(decision.pk)}
    text = text_of(client.get("/wie-mag-wat/waarom/", asked))
    assert "Dit mag alleen als dit geldt" in text
    assert "Vraag de functioneel beheerder" not in text
    text = text_of(signed_in("con", Role.CONTROLLER).get("/wie-mag-wat/waarom/", asked))
    assert "Vraag de functioneel beheerder" in text


def test_a_deed_that_is_not_in_the_table_is_not_there(client: Client):
    assert client.get("/wie-mag-wat/waarom/", {"handeling": "burn", "soort": "bridge"}).status_code == 404


def test_a_refusal_leads_to_why():
    client = signed_in("con", Role.CONTROLLER)
    page = client.get("/publiceren/")
    assert page.status_code == 403
    assert 'href="/wie-mag-wat/waarom/?handeling=publish&amp;soort=edition"' in page.content.decode()
