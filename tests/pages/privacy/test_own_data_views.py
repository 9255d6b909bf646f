"""Everybody's own data: seen, taken along, and a correction asked for; never those of another."""

import io
import json
import zipfile

import pytest
from django.test import Client

from tests.access.privacy.builders import officer as privacy_officer
from tests.access.privacy.builders import person
from tests.web.reading import get_text, text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent, CorrectionRequest, Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.privacy.person_actions import ask_correction, handle_correction

pytestmark = pytest.mark.django_db
OWN = "/account/mijn-gegevens/"


@pytest.fixture
def partner(staff_site: None) -> Client:
    return signed_in("partner", Role.PARTNER)


def test_the_own_page_says_what_there_is_and_how_long(partner):
    text = get_text(partner, OWN)
    assert "Account partner, gemaakt op" in text
    assert "Rolinvullingen 1" in text
    assert "Twee jaar nadat iemand voor het laatst werkte" in text
    assert "Autoriteit Persoonsgegevens" in text


def test_the_own_export_holds_the_own_data_and_is_an_event(partner):
    person("ander")
    response = partner.post(f"{OWN}meenemen/")
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        content = json.loads(archive.read("gegevens.json"))
    assert [each["account"] for each in content["onderdelen"]["person"]] == ["partner"]
    assert "ander" not in json.dumps(content)
    own = Person.objects.get(account="partner")
    assert AuditEvent.objects.filter(person=own, verb="export", key=str(own.pk)).count() == 1


def test_a_correction_is_asked_for_once(partner):
    response = partner.post(f"{OWN}verzoek/", {"name": "Anders", "email": "fout"})
    assert response.status_code == 422
    assert "Zo moet mijn e-mailadres zijn: verwacht wordt een e-mailadres" in text_of(response)
    assert 'value="Anders"' in response.content.decode(), "what was typed stays"
    assert partner.post(f"{OWN}verzoek/", {"name": "Anders", "email": ""}).status_code == 302
    assert CorrectionRequest.objects.get().person.account == "partner"
    assert "vroeg u om een correctie" in get_text(partner, OWN)
    assert partner.post(f"{OWN}verzoek/", {"name": "Nog anders", "email": ""}).status_code == 409
    assert Person.objects.get(account="partner").name == "Partner", "asking changes nothing yet"


def test_a_visitor_is_asked_to_sign_in(site):
    for answer in (site.get(OWN), site.post(f"{OWN}meenemen/"), site.post(f"{OWN}verzoek/")):
        assert answer.status_code == 302


def test_who_asked_reads_what_became_of_it_and_why(partner):
    own, officer = Person.objects.get(account="partner"), privacy_officer()
    request = ask_correction(own, name="Anders", email="")
    handle_correction(request, granted=False, by=officer, answer="Zo heet u in de <administratie>.")
    text = get_text(partner, OWN)
    assert "afgewezen. Uitleg: Zo heet u in de <administratie>." in text
    assert "klacht indienen" in text
    assert partner.post(f"{OWN}verzoek/", {"name": "Toch anders", "email": ""}).status_code == 302
    handle_correction(CorrectionRequest.objects.first(), granted=True, by=officer)
    text = get_text(partner, OWN)
    assert "ingewilligd." in text
    assert "administratie" not in text, "the newest answer alone"
