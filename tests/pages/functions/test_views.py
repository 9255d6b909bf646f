"""The pages of functions: who does what, kept by the secretariaat and the beheerder, read by who works with content."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.people.account_actions import close_account
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.function_actions import add_function, end_function_holding, hold_function
from wijkwerk.access.people.functions import Function, FunctionHolding
from wijkwerk.access.people.models import BodyKind
from wijkwerk.access.people.roles import Role

pytestmark = pytest.mark.django_db
LIST, PAGE = "/mensen/functies/", "/mensen/functies/recruiter/invulling/"
TODAY = timezone.localdate


@pytest.fixture
def secretaris() -> Client:
    return signed_in("sec", Role.SECRETARIAAT)


@pytest.fixture
def function() -> Function:
    return add_function(by=None, name="Recruiter", description="Zoekt mensen voor een wijkaanpak")


def held(function: Function, account: str | None, **more: Any) -> FunctionHolding:
    somebody = person(account) if account else None
    return hold_function(function, somebody, **({"by": None, "since": TODAY(), "reason": "besluit"} | more))


def test_an_empty_list_says_what_to_do(secretaris: Client):
    assert "Voeg er een toe, of begin met de voorbeelden" in text_of(secretaris.get(LIST))
    reader = signed_in("reg", Role.STADSDEELREGISSEUR)
    assert "Het secretariaat of de beheerder kan ze toevoegen" in text_of(reader.get(LIST))


def test_the_examples_are_a_start(secretaris: Client):
    page = secretaris.post(f"{LIST}voorbeelden/", follow=True)
    text = text_of(page)
    assert "11 functies zijn toegevoegd" in text
    assert "Opbouwwerker" in text
    assert "Alle voorbeelden stonden al in de lijst" in text_of(secretaris.post(f"{LIST}voorbeelden/", follow=True))


def test_a_function_is_added_held_filled_and_ended(secretaris: Client):
    page = secretaris.post(f"{LIST}nieuw/", {"name": "Recruiter", "description": "Zoekt mensen"}, follow=True)
    assert "De functie Recruiter is toegevoegd." in text_of(page)
    body = add_body(by=None, name="Team Noord", kind=BodyKind.TEAM)
    sent = {"account": "", "scope": body.scope_id, "day": TODAY().isoformat(), "reason": "nog te vinden"}
    text = text_of(secretaris.post("/mensen/functies/recruiter/toewijzen/", sent, follow=True))
    assert "Vacant voor Team Noord" in text
    vacancy = FunctionHolding.objects.get()
    assert "Recruiter, vacant vanaf" in text_of(secretaris.get("/mensen/gremia/team-noord/leden/"))
    somebody = person("anna")
    filled = {"account": "anna", "reason": "gekozen"}
    text = text_of(secretaris.post(f"/mensen/invullingen/{vacancy.pk}/vervullen/", filled, follow=True))
    assert "Anna voor Team Noord, vanaf" in text
    assert "Anna (Team Noord)" in text_of(secretaris.get(LIST))
    text = text_of(secretaris.get("/mensen/gremia/team-noord/leden/"))
    assert "Anna Recruiter (functie, geeft geen rechten)" in text
    ending = {"day": TODAY().isoformat(), "reason": "andere baan"}
    text = text_of(secretaris.post(f"/mensen/invullingen/{vacancy.pk}/beeindigen/", ending, follow=True))
    assert "eindigt na" in text
    assert FunctionHolding.objects.get().person == somebody, "what was stays known"


def test_what_is_over_stands_below_and_offers_nothing(secretaris: Client, function: Function):
    over = held(function, "anna", since=datetime.date(2024, 1, 1))
    end_function_holding(over, by=None, last_day=datetime.date(2024, 6, 30), reason="klaar")
    page = secretaris.get(PAGE)
    assert "Anna · de hele gemeente, 1 januari 2024 tot en met 30 juni 2024" in text_of(page)
    assert f"/mensen/invullingen/{over.pk}/" not in page.content.decode()


def test_who_works_with_content_reads_it_and_changes_nothing(function: Function):
    holding = held(function, "anna")
    reader = signed_in("reg", Role.STADSDEELREGISSEUR)
    page = reader.get(PAGE)
    assert "Anna voor de hele gemeente" in text_of(page)
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert reader.post(f"/mensen/invullingen/{holding.pk}/beeindigen/", {}).status_code == 403
    assert signed_in("raad", Role.RAAD).get(LIST).status_code == 403


def test_what_was_typed_stays_with_what_it_was_about(secretaris: Client, function: Function):
    one, other = held(function, None), held(function, None, since=TODAY() + datetime.timedelta(9))
    person("anna")
    address = f"/mensen/invullingen/{other.pk}/vervullen/"
    page = secretaris.post(address, {"account": "anna", "reason": ""})
    assert page.status_code == 422
    form = page.content.decode().partition(f'action="{address}"')[2].partition("</form>")[0]
    assert 'value="anna" selected' in form
    assert f"/mensen/invullingen/{one.pk}/vervullen/" in page.content.decode()


def test_a_reason_holds_no_telephone_number(secretaris: Client, function: Function):
    sent = {"account": "", "scope": "", "day": TODAY().isoformat(), "reason": "bel 06-12345678"}
    assert secretaris.post("/mensen/functies/recruiter/toewijzen/", sent).status_code == 422
    assert not FunctionHolding.objects.exists()


def test_what_cannot_be_now_is_said_on_the_page(secretaris: Client, function: Function):
    held(function, "anna")
    sent = {"account": "anna", "scope": "", "day": TODAY().isoformat(), "reason": "nog eens"}
    page = secretaris.post("/mensen/functies/recruiter/toewijzen/", sent)
    assert page.status_code == 409
    assert "Anna vervult Recruiter al" in text_of(page)


def test_a_function_is_renamed_and_no_longer_used(secretaris: Client, function: Function):
    page = secretaris.get(PAGE)
    sent = {"name": "Werver", "description": "", "read": mark(page)}
    page = secretaris.post("/mensen/functies/recruiter/wijzigen/", sent, follow=True)
    assert "Werver" in text_of(page)
    assert "niet meer in gebruik" in text_of(page)
    assert "Toewijzen" not in text_of(page)
    stale = secretaris.post("/mensen/functies/recruiter/wijzigen/", sent | {"is_active": "on", "name": "Anders"})
    assert stale.status_code == 409
    assert Function.objects.get().name == "Werver"


def mark(page: Any) -> str:
    found: str = page.content.decode().partition('name="read" value="')[2].partition('"')[0]
    assert found
    return found


def test_the_page_of_a_person_says_which_functions_they_hold(function: Function):
    holding = held(function, "anna")
    page = signed_in("ben", Role.BEHEERDER).get(f"/mensen/{holding.person_id}/")
    assert "Een functie geeft geen rechten. Recruiter vanaf" in text_of(page)


def test_a_closed_account_is_not_offered(secretaris: Client, function: Function):
    held(function, None)
    gone = person("weg")
    close_account(gone, by=None, reason="uit dienst")
    assert 'value="weg"' not in secretaris.get(PAGE).content.decode()


@pytest.mark.parametrize("address", ["/mensen/functies/niets/invulling/", "/mensen/functies/niets/wijzigen/"])
def test_a_function_that_is_not_there_says_so(secretaris: Client, address: str):
    answer = secretaris.get(address) if "invulling" in address else secretaris.post(address)
    assert answer.status_code == 404
    assert "Deze functie is er niet" in text_of(answer)
