"""The register of processings: for those who work here with what is stored now, for residents in plain words."""

import re
import shutil

import pytest
from django.test import Client

from tests.access.privacy.builders import moment
from tests.web.reading import get_text, text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.models import SignInLink
from wijkwerk.access.people.roles import Role
from wijkwerk.pages.privacy.processings import processing_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(staff_site: None) -> Client:
    return signed_in("fg", Role.PRIVACY_OFFICER)


def test_the_register_lists_every_processing_with_what_is_stored_now(officer):
    text = get_text(officer, "/privacy/verwerkingen/")
    for row in processing_rows():
        assert row.processing.title in text
    assert "2 jaar na de laatste aanmelding of de laatste dag van de laatste rol, dan anonimiseren" in text
    assert "personen: 1" in text
    assert "Nog niet in het register" not in text


def test_a_processing_says_why_on_which_ground_and_how_long(officer):
    SignInLink.objects.create(person=person("x"), token_hash="x", expires_at=moment("2020-01-01"))
    text = get_text(officer, "/privacy/verwerkingen/aanmelden/")
    assert "AVG artikel 6 lid 1 onder e" in text
    assert "Ondertekeningen en het logboek verwijzen naar de persoon" in text
    assert "afdelingsmanager informatievoorziening" in text.lower()
    assert re.search(r"Aanmeldlinks .*1 maand na de dag waarop het verloopt, dan wissen – 1 1", text)


def test_the_fields_of_a_library_are_called_in_dutch(officer):
    text = get_text(officer, "/privacy/verwerkingen/aanmelden/")
    assert "persoon, kenmerk bij de aanmelddienst" in text
    assert "persoon, geheim van de tweede stap" in text
    assert not re.search(r"\b(?:user|uid|data)\b", text)


def test_an_unknown_processing_is_not_there(officer):
    response = officer.get("/privacy/verwerkingen/niets/")
    assert response.status_code == 404
    assert "kent geen verwerking ‘niets’" in text_of(response)


def test_a_field_that_nobody_claims_is_shown(officer, settings):
    (settings.WIJKWERK_CATALOGUE / "processings" / "taken.yaml").unlink()
    text = get_text(officer, "/privacy/verwerkingen/")
    assert "Nog niet in het register" in text
    assert "job.params" in text


def test_a_register_with_a_fault_is_told_with_file_and_line(officer, settings):
    path = settings.WIJKWERK_CATALOGUE / "processings" / "taken.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("13 maanden", "ooit"), encoding="utf-8")
    response = officer.get("/privacy/verwerkingen/")
    assert response.status_code == 503
    assert "processings/taken.yaml" in text_of(response)
    path.write_text(text.replace("afgesloten", "verlopen"), encoding="utf-8")
    response = officer.get("/privacy/verwerkingen/")
    assert response.status_code == 400
    assert "kent geen begin 'verlopen'" in text_of(response)


def test_residents_read_what_is_kept_and_how_long(site):
    text = get_text(site, "/privacy/")
    assert "Wat we over mensen bewaren, en hoe lang" in text
    for row in processing_rows():
        if row.processing.public:
            assert row.processing.public in text
        else:
            assert row.processing.title not in text


def test_the_public_page_follows_the_register_and_not_the_edition(site, settings, tmp_path):
    get_text(site, "/privacy/")
    shutil.copytree(settings.WIJKWERK_CATALOGUE, tmp_path / "catalogue")
    settings.WIJKWERK_CATALOGUE = tmp_path / "catalogue"
    path = tmp_path / "catalogue" / "processings" / "aanmelden.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Twee jaar nadat", "Drie jaar nadat"), encoding="utf-8")
    assert "Drie jaar nadat" in get_text(site, "/privacy/")
    path.write_text("kapot", encoding="utf-8")
    assert "geen cookies" in get_text(site, "/privacy/"), "a fault in the register does not take the page away"


@pytest.mark.parametrize("role", [Role.BEWONERSORGANISATIE, Role.PARTNER, Role.RAAD])
def test_the_register_itself_is_for_those_who_work_here(staff_site, role):
    assert signed_in("x", role).get("/privacy/verwerkingen/").status_code == 403


def test_a_visitor_is_asked_to_sign_in(site):
    response = site.get("/privacy/verwerkingen/")
    assert response.status_code == 302
    assert "/aanmelden/" in response["Location"]
