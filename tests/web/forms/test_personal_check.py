"""What points at a person is refused or asked about where it was typed, and kept only when it is answered for."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Note

pytestmark = pytest.mark.django_db
FORM = "/notities/nieuw/"
WITH_PHONE = "Bel het buurthuis op 06-12345678 over de bank."
# No account of anybody: the number of the example in the standard.
WITH_IBAN = "Maak het over op NL91 ABNA 0417 1643 00."


@pytest.fixture
def writer() -> Client:
    return signed_in("bel", Role.BELEIDSADVISEUR)


@pytest.fixture
def sent() -> dict[str, str]:
    return {"title": "Indruk", "text": WITH_PHONE, "confidentiality": "intern", "scope": ""}


def seals(answer: HttpResponse, name: str = "text") -> list[str]:
    """What the form says that it has shown."""
    return re.findall(rf'name="{name}-gezien" value="(\w+)"', answer.content.decode())


def test_a_telephone_number_is_asked_about_beside_the_text(writer: Client, sent: dict[str, str]):
    answer = writer.post(FORM, sent)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Tekst: dit lijkt over een persoon te gaan" in text
    assert "Gevonden: een telefoonnummer." in text
    assert "Bel het buurthuis op [telefoonnummer] over de bank." in text
    assert f"{WITH_PHONE}</textarea>" in answer.content.decode(), "what was typed stays"
    assert not Note.objects.exists()
    assert not AuditEvent.objects.filter(kind="freetext").exists()


def test_markup_in_a_text_is_shown_as_text_wherever_the_form_shows_it(writer: Client, sent: dict[str, str]):
    """In the box, in the text as others would read it, and in a conflict's own version."""
    page = writer.post(FORM, sent | {"text": f"<script>alert(1)</script> {WITH_PHONE}"}).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    gone = writer.post("/notities/999/wijzigen/", sent | {"text": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in gone


def test_it_may_stay_for_a_reason_and_the_log_says_which_without_the_text(writer: Client, sent: dict[str, str]):
    shown = {"text-gezien": seals(writer.post(FORM, sent)), "text-blijft": "organisatie"}
    assert writer.post(FORM, sent | shown).status_code == 302
    assert Note.objects.get().text == WITH_PHONE
    event = AuditEvent.objects.get(kind="freetext", verb="keep")
    assert event.reason == "1 × telefoonnummer; het is een nummer, adres of naam van een organisatie"


def test_the_button_takes_it_out_and_keeps_nothing_yet(writer: Client, sent: dict[str, str]):
    answer = writer.post(FORM, sent | {"weghalen": "text"})
    assert answer.status_code == 200
    assert "Bel het buurthuis op [telefoonnummer] over de bank.</textarea>" in answer.content.decode()
    assert not Note.objects.exists()
    assert writer.post(FORM, sent | {"text": "Bel het buurthuis op [telefoonnummer]."}).status_code == 302


@pytest.mark.parametrize("answer", [{}, {"text-blijft": ""}, {"text-blijft": "zomaar"}])
def test_without_an_answer_it_is_asked_again(writer: Client, sent: dict[str, str], answer: dict[str, str]):
    shown = seals(writer.post(FORM, sent))
    assert writer.post(FORM, sent | {"text-gezien": shown} | answer).status_code == 422
    assert not Note.objects.exists()


def test_an_answer_is_about_what_was_shown_and_not_about_what_came_after(writer: Client, sent: dict[str, str]):
    shown = {"text-gezien": seals(writer.post(FORM, sent)), "text-blijft": "organisatie"}
    more = sent | {"text": f"{WITH_PHONE} Of mail naar iemand@voorbeeld.nl."}
    answer = writer.post(FORM, more | shown)
    assert answer.status_code == 422
    assert "een telefoonnummer en een e-mailadres" in text_of(answer)
    assert writer.post(FORM, more | shown | {"text-gezien": seals(answer)}).status_code == 302


@pytest.mark.parametrize("answer", [{}, {"text-blijft": "organisatie"}])
def test_an_account_number_is_never_kept(writer: Client, sent: dict[str, str], answer: dict[str, str]):
    first = writer.post(FORM, sent | {"text": WITH_IBAN})
    again = writer.post(FORM, sent | {"text": WITH_IBAN, "text-gezien": seals(first)} | answer)
    assert again.status_code == 422
    assert "Er staat een rekeningnummer" in text_of(again)
    assert "Dat wordt nooit bewaard: haal het weg." in text_of(again)
    assert not Note.objects.exists()


def adoptable() -> tuple[Client, str]:
    """Somebody who may adopt a note of another, and where."""
    signed_in("ander", Role.BELEIDSADVISEUR).post(
        FORM, {"title": "Indruk", "text": "Groen.", "confidentiality": "intern", "scope": ""}
    )
    return signed_in("tweede", Role.BELEIDSADVISEUR), f"/notities/{Note.objects.get().pk}/"


def adopting(client: Client, page: str, reason: str, **more: object) -> HttpResponse:
    mark = re.search(r'name="read" value="(\w+)"', client.get(page).content.decode())
    assert mark
    sent = {"read": mark[1], "reason": reason, **more}
    answer: HttpResponse = client.post(f"{page}vaststellen/", sent)
    return answer


def test_what_goes_into_the_log_may_hold_no_number_whatever_is_answered():
    client, page = adoptable()
    answer = adopting(client, page, "gebeld met 06-12345678")
    assert answer.status_code == 422
    assert "Het logboek vergeet niets: haal het weg." in text_of(answer)
    more = {"reason-gezien": seals(answer, "reason"), "reason-blijft": "geen persoon"}
    assert adopting(client, page, "gebeld met 06-12345678", **more).status_code == 422
    assert not Note.objects.get().is_adopted


@pytest.mark.parametrize(
    ("reason", "kinds"),
    [
        ("besproken met mevrouw Jansen", "1 × naam van een persoon"),
        ("gaat over Deldenerstraat 12", "1 × adres"),
    ],
)
def test_a_name_or_address_is_a_guess_that_one_goes_past_once_it_was_shown_for_the_log_too(reason: str, kinds: str):
    client, page = adoptable()
    answer = adopting(client, page, reason)
    assert answer.status_code == 422
    assert "Haal het weg, of verstuur het nog een keer als het zo goed is." in text_of(answer)
    assert "reason-blijft" not in answer.content.decode(), "there is nothing to choose"
    assert adopting(client, page, reason, **{"reason-gezien": seals(answer, "reason")}).status_code == 302
    assert Note.objects.get().is_adopted
    assert AuditEvent.objects.get(kind="freetext").reason == f"{kinds}; gezien en zo gelaten"


def test_a_hint_about_one_name_says_nothing_of_the_next(writer: Client, sent: dict[str, str]):
    first = writer.post(FORM, sent | {"text": "Gehoord van mevrouw Jansen."})
    shown = {"text-gezien": seals(first)}
    more = sent | {"text": "Gehoord van mevrouw Jansen en mevrouw Pietersen."}
    answer = writer.post(FORM, more | shown)
    assert answer.status_code == 422
    assert writer.post(FORM, more | {"text-gezien": seals(answer)}).status_code == 302


def test_beside_a_number_a_name_is_answered_for_with_it(writer: Client, sent: dict[str, str]):
    both = sent | {"text": "Bel mevrouw Jansen, 06-12345678."}
    shown = {"text-gezien": seals(writer.post(FORM, both))}
    assert writer.post(FORM, both | shown).status_code == 422
    assert writer.post(FORM, both | shown | {"text-blijft": "afgesproken"}).status_code == 302
