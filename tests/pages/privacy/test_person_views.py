"""The rights of a person on the site: export, correction, erasure, for the privacy-officer alone."""

import io
import json
import zipfile

import pytest
from django.http import FileResponse
from django.test import Client

from tests.access.privacy.builders import person, role
from tests.web.reading import get_text, text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent, CorrectionRequest, Person, Tombstone
from wijkwerk.access.people.roles import Role
from wijkwerk.access.privacy.person_actions import ask_correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(staff_site: None) -> Client:
    return signed_in("fg", Role.PRIVACY_OFFICER)


def page_of(found: Person) -> str:
    return f"/privacy/personen/{found.pk}/"


def opened(response: FileResponse) -> dict[str, bytes]:
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_somebody_is_found_by_name_account_or_address(officer):
    person("janneke")
    person("piet")
    for asked in ("Medewerker jan", "janneke", "janneke@"):
        text = get_text(officer, "/privacy/personen/", q=asked)
        assert "janneke" in text
        assert "piet" not in text
    assert "Niemand gevonden" in get_text(officer, "/privacy/personen/", q="zzz")


def test_the_export_is_a_zip_that_people_and_machines_can_read(officer):
    found = person("janneke", name="=1+1")
    role(found, "2020-01-01")
    response = officer.post(f"{page_of(found)}meenemen/")
    files = opened(response)
    assert "janneke" not in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    content = json.loads(files["gegevens.json"])
    assert content["onderdelen"]["person"][0]["e-mailadres"] == "janneke@voorbeeld.nl"
    assert b"<h2>Rolinvullingen</h2>" in files["gegevens.html"]
    csv = files["csv/person.csv"].decode("utf-8-sig")
    assert "'=1+1" in csv, "nothing is run as a formula"
    event = AuditEvent.objects.get(verb="export")
    assert (event.kind, event.key, event.person.account) == ("persondata", str(found.pk), "fg")
    assert any(each["handeling"] == "export" for each in content["onderdelen"]["auditevent"])


def test_a_name_is_corrected_or_the_reason_why_not_is_told(officer):
    found = person("janneke")
    response = officer.post(f"{page_of(found)}verbeteren/", {"name": "Janneke", "email": "geen adres"})
    assert response.status_code == 422
    assert "E-mailadres: verwacht wordt een e-mailadres" in text_of(response)
    assert 'value="geen adres"' in response.content.decode()
    assert officer.post(f"{page_of(found)}verbeteren/", {"name": "Janneke", "email": ""}).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.email) == ("Janneke", "")


@pytest.mark.parametrize(
    ("longest", "words"),
    [
        ({"name": "a" * 121}, "Naam: deze tekst heeft 121 tekens; er passen er 120 in"),
        ({"name": "a", "email": "a@" + "b" * 250 + ".nl"}, "E-mailadres:"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_not_cut(officer, longest, words):
    found = person("janneke")
    response = officer.post(f"{page_of(found)}verbeteren/", longest)
    assert (response.status_code, words in text_of(response)) == (422, True)
    for value in longest.values():
        assert f'value="{value}"' in response.content.decode(), "what was typed stays, whole"
    found.refresh_from_db()
    assert found.name == "Medewerker janneke"


def test_erasing_says_what_goes_and_stays_and_asks_to_be_sure(officer):
    found = person("janneke")
    text = get_text(officer, page_of(found))
    assert "Wat gewist wordt Naam, account en e-mailadres" in text
    response = officer.post(f"{page_of(found)}wissen/")
    assert response.status_code == 422
    assert "Zet het vinkje: wissen kan niet ongedaan worden gemaakt." in text_of(response)
    found.refresh_from_db()
    assert found.name == "Medewerker janneke"
    assert officer.post(f"{page_of(found)}wissen/", {"sure": "ja"}).status_code == 302
    found.refresh_from_db()
    assert found.name == "voormalig medewerker"
    assert Tombstone.objects.get().run is None
    assert "Deze persoon is al anoniem" in get_text(officer, page_of(found))
    assert "op verzoek" in get_text(officer, "/privacy/bewaartermijnen/weg/")


def test_who_still_holds_a_role_is_not_erased_and_hears_why(officer):
    found = person("janneke")
    role(found, "2020-01-01")
    response = officer.post(f"{page_of(found)}wissen/", {"sure": "ja"})
    assert response.status_code == 409
    assert "Deze persoon heeft nog een rol" in text_of(response)


def test_a_request_is_granted_or_refused(officer):
    first, other = person("janneke"), person("piet")
    granted, refused = ask_correction(first, name="Janneke", email=""), ask_correction(other, name="Piet", email="")
    text = get_text(officer, "/privacy/personen/")
    assert "Verzoeken om correctie" in text
    officer.post(f"/privacy/verzoeken/{granted.pk}/inwilligen/")
    page = officer.post(f"/privacy/verzoeken/{refused.pk}/afwijzen/", {"answer": " "})
    assert page.status_code == 422
    assert "Waarom niet?: dit moet ingevuld zijn" in text_of(page)
    page = officer.post(f"/privacy/verzoeken/{refused.pk}/afwijzen/", {"answer": "Bel 06-12345678."})
    assert page.status_code == 422
    assert "Waarom niet?: dit lijkt over een persoon te gaan" in text_of(page)
    assert "Bel 06-12345678.</textarea>" in page.content.decode(), "what was typed stays"
    assert CorrectionRequest.objects.get(handled_at=None) == refused
    officer.post(f"/privacy/verzoeken/{refused.pk}/afwijzen/", {"answer": "Zo heet u in de administratie."})
    assert set(Person.objects.values_list("name", flat=True)) >= {"Janneke", "Medewerker piet"}
    assert not CorrectionRequest.objects.filter(handled_at=None).exists()
    for again in ("inwilligen", "afwijzen"):
        page = officer.post(f"/privacy/verzoeken/{granted.pk}/{again}/", {"answer": "Nog eens."})
        assert (page.status_code, "al afgehandeld" in text_of(page)) == (409, True), again
        assert officer.post(f"/privacy/verzoeken/999/{again}/", {"answer": "Nee."}).status_code == 404


@pytest.mark.parametrize("holder", [Role.BEHEERDER, Role.ONDERZOEKER, Role.CONTROLLER])
def test_nobody_else_sees_or_does_any_of_it(staff_site, holder):
    found, client = person("janneke"), signed_in("x", holder)
    for address in ("/privacy/personen/", page_of(found)):
        assert client.get(address).status_code == 403
    for part in ("meenemen", "verbeteren", "wissen"):
        assert client.post(f"{page_of(found)}{part}/", {"name": "x", "sure": "ja"}).status_code == 403
    request = ask_correction(found, name="Anders", email="")
    for part in ("inwilligen", "afwijzen"):
        assert client.post(f"/privacy/verzoeken/{request.pk}/{part}/", {"answer": "Nee."}).status_code == 403
    request.refresh_from_db()
    assert request.handled_at is None
    found.refresh_from_db()
    assert found.name == "Medewerker janneke"


def test_a_person_who_is_not_there_is_told(officer):
    assert officer.get("/privacy/personen/999/").status_code == 404
