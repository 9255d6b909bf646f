"""What is sent twice is done once; every form that makes something has that door, or says why it needs none."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings

from tests.addresses import addresses, good_address
from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Document
from wijkwerk.web import sent_once as door
from wijkwerk.web.sent_once import StillBusyError, sent_once

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

DOCUMENT = {
    "title": "Wijkplan", "reference": "K-2", "day": "2026-01-01", "url": "https://voorbeeld.example/plan",
    "confidentiality": "intern", "scope": "",
}  # fmt: skip
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def token_of(client: Client, page: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": _TOKEN.findall(client.get(page).content.decode())[-1]}


@pytest.fixture
def adviser() -> Client:
    return signed_in("bel", Role.BELEIDSADVISEUR)


def test_the_same_form_again_leads_to_what_the_first_one_made(adviser: Client):
    sent = DOCUMENT | token_of(adviser, "/documenten/")
    first = adviser.post("/documenten/nieuw/", sent)
    again = adviser.post("/documenten/nieuw/", sent, follow=True)
    assert Document.objects.count() == 1
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "Dit formulier was al verstuurd. Het is één keer verwerkt" in text_of(again)


def test_each_page_that_is_drawn_gives_its_forms_a_token_of_their_own(adviser: Client):
    """What the door rests on: were it always the same, two documents that look alike would be one."""
    first, second = token_of(adviser, "/documenten/"), token_of(adviser, "/documenten/")
    assert first != second
    for token in (first, second):
        assert adviser.post("/documenten/nieuw/", DOCUMENT | token).status_code == 302
    assert Document.objects.count() == 2


def test_another_text_in_the_same_form_is_another_deed(adviser: Client):
    """Somebody went back and changed it: nothing of that is lost."""
    token = token_of(adviser, "/documenten/")
    for title in ("Wijkplan", "Wijkplan van Noord"):
        adviser.post("/documenten/nieuw/", DOCUMENT | token | {"title": title})
    assert Document.objects.count() == 2


def test_what_was_refused_made_nothing_and_may_be_sent_again(adviser: Client):
    sent = DOCUMENT | token_of(adviser, "/documenten/") | {"url": ""}
    assert [adviser.post("/documenten/nieuw/", sent).status_code for _ in range(2)] == [409, 409]


def test_the_same_form_of_two_people_is_two_forms(adviser: Client):
    token = token_of(adviser, "/documenten/")
    other = signed_in("bea", Role.BELEIDSADVISEUR)
    for client in (adviser, other):
        client.post("/documenten/nieuw/", DOCUMENT | token)
    assert Document.objects.count() == 2


def a_request(someone: Person, **sent: Any) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.user = "POST", "/proef/", someone
    request.POST = request.POST.copy()
    request.POST.update({"csrfmiddlewaretoken": "x" * 64})
    for name, value in sent.items():
        request.FILES[name] = value
    return request


def test_another_file_in_the_same_form_is_another_deed_and_each_is_read_whole():
    someone, read = person("iemand"), []

    @sent_once
    def keep(request: HttpRequest, person: Person) -> HttpResponse:
        read.append(request.FILES["file"].read())
        return HttpResponse()

    for content in (b"een", b"twee"):
        keep(a_request(someone, file=SimpleUploadedFile("groen.csv", content)), someone)
    assert read == [b"een", b"twee"]


def test_a_form_that_breaks_half_way_may_be_sent_again():
    someone, tries = person("iemand"), []

    @sent_once
    def broken(request: HttpRequest, person: Person) -> HttpResponse:
        tries.append(1)
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            broken(a_request(someone), someone)
    assert len(tries) == 2


def test_a_form_that_is_still_being_done_is_waited_for_and_then_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "PATIENCE", 0.1)
    someone = person("iemand")

    @sent_once
    def slow(request: HttpRequest, person: Person) -> HttpResponse:
        with pytest.raises(StillBusyError, match="Kijk over een minuut of er staat wat u invulde"):
            slow(a_request(someone), someone)
        return HttpResponse()

    assert slow(a_request(someone), someone).status_code == 200


# Addresses that take a form and do not have the door: why the same form again does nothing twice.
_DJANGOS = "of Django or allauth: a password, a code or a key is taken once"
WITHOUT = {
    "access:change_password": _DJANGOS,
    "access:confirm": _DJANGOS,
    "access:set_password": _DJANGOS,
    "access:sign_in": _DJANGOS,
    "access:sign_out": "whoever is out is out",
    "account_login": _DJANGOS,
    "mfa_activate_totp": _DJANGOS,
    "mfa_add_webauthn": _DJANGOS,
    "mfa_authenticate": _DJANGOS,
    "mfa_deactivate_totp": _DJANGOS,
    "mfa_generate_recovery_codes": "the codes of before stop working",
    "mfa_remove_webauthn": _DJANGOS,
    "mfa_view_recovery_codes": "changes nothing",
    "openid_connect_login": "leads to the provider",
}


@override_settings(WIJKWERK_RATES={})
def test_every_form_has_the_door_or_says_why_it_needs_none():
    """But for the technical beheer, which changes nothing (test_doors)."""
    client = Client(raise_request_exception=False)
    own = [each for each in addresses() if not each.name.startswith("inspection:")]
    taking = [each for each in own if client.post(good_address(each)).status_code != 405]
    without = {each.name for each in taking if not getattr(each.view, "sent_once", False)}
    assert without == set(WITHOUT)
    assert len(taking) - len(without) >= 40, "so many have the door"
