"""Once more who this is, before what cannot be undone."""

import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.confirming import confirm_first

from .local import PASSWORD, code_of, local_person, sign_in, with_app

pytestmark = pytest.mark.django_db


@confirm_first
def dangerous(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"done by {request.method}")


urlpatterns = [path("gevaarlijk/", dangerous), path("", include("wijkwerk.config.urls"))]


@pytest.fixture(autouse=True)
def with_danger() -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """As if so much time has gone by since signing in, for the proofs alone."""
    now = time.time()
    monkeypatch.setattr("wijkwerk.access.signing_in.second_factor.time.time", lambda: now + minutes * 60)


def test_who_just_signed_in_goes_on(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    assert client.post("/gevaarlijk/").text == "done by POST"


def test_after_ten_minutes_one_is_asked_and_comes_back_with_nothing_done(client, monkeypatch):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    later(monkeypatch, 9.9)
    assert client.get("/gevaarlijk/?a=b").status_code == 200
    later(monkeypatch, 10.1)
    answer = client.get("/gevaarlijk/?a=b")
    assert answer["Location"] == "/account/bevestigen/?next=%2Fgevaarlijk%2F%3Fa%3Db"
    page = client.get(answer["Location"])
    assert "Er is nog niets gedaan" in page.text
    wrong = client.post(answer["Location"], {"password": "geraden"})
    assert "Dit wachtwoord klopt niet" in wrong.text
    monkeypatch.undo()
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == "/gevaarlijk/?a=b"
    assert client.get("/gevaarlijk/").status_code == 200


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/formulier/?b=1", "%2Fformulier%2F%3Fb%3D1"),
        ("https://elders.example/", "%2Fgevaarlijk%2F"),
        ("", "%2Fgevaarlijk%2F"),
    ],
)
def test_what_was_sent_is_not_done_and_one_comes_back_to_the_form(client, monkeypatch, came_from, back):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    later(monkeypatch, 11)
    answer = client.post("/gevaarlijk/", headers={"referer": came_from})
    assert answer["Location"] == f"/account/bevestigen/?next={back}"


def test_a_code_confirms_too(client, monkeypatch):
    secret = with_app(local_person("beheer-1", Role.BEHEERDER))
    sign_in(client, "beheer-1")
    client.post("/aanmelden/code/", {"code": code_of(secret)})
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    assert client.get("/gevaarlijk/").status_code == 302
    answer = client.post("/account/bevestigen/?next=/gevaarlijk/", {"code": code_of(secret, steps=1)})
    assert answer["Location"] == "/gevaarlijk/"
    assert client.get("/gevaarlijk/").status_code == 200


def test_confirming_leads_to_no_other_site(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    answer = client.post("/account/bevestigen/?next=//elders.example/", {"password": PASSWORD})
    assert answer["Location"] == "/wacht-op-u/"


def test_guessing_there_is_refused_with_429(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    answers = [client.post("/account/bevestigen/", {"password": "geraden"}).status_code for _ in range(12)]
    assert answers[-1] == 429


def test_a_proof_is_of_the_person_who_gave_it(client):
    """What stands in a session counts for nobody else."""
    local_person("een", Role.RAAD)
    other = local_person("ander", Role.RAAD)
    sign_in(client, "een")
    request = HttpRequest()
    request.session = client.session
    assert get_authentication_records(request, other) == []


def test_the_demo_does_not_ask(client, settings):
    person = local_person("raad-1", Role.RAAD)
    settings.WIJKWERK_DEMO = True
    client.force_login(person)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert client.get("/gevaarlijk/").status_code == 200
    assert client.get("/account/bevestigen/?next=/normen/")["Location"] == "/normen/"


def test_who_is_not_signed_in_confirms_nothing():
    assert Client().get("/account/bevestigen/")["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("page", ["/account/app/", "/account/sleutels/nieuw/", "/account/herstelcodes/nieuw/"])
def test_in_the_demonstration_the_pages_of_the_second_step_lead_to_the_account(client, settings, page):
    person = local_person("raad-1", Role.RAAD)
    settings.WIJKWERK_DEMO = True
    client.force_login(person)
    answer = client.get(f"/account/bevestigen/?next={page}")
    assert answer["Location"] == "/account/"
