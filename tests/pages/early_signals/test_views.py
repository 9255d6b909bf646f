"""Signalen in the browser: read by colleagues, answered by who knows the buurt."""

import pytest
from django.test import Client

from tests.analysis.early_signals.specimen import KIND
from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.people.roles import Role
from wijkwerk.analysis.early_signals.models import EarlySignal

pytestmark = pytest.mark.django_db
SENT = {"verdict": "verklaard", "because": "Vooral fietsdiefstal rond het station."}


@pytest.fixture
def signal() -> EarlySignal:
    return KIND.flow.make("wacht")


@pytest.fixture
def field() -> Client:
    return signed_in("veld", Role.PROGRAMMAMANAGER)


def page(client: Client, signal: EarlySignal) -> str:
    return text_of(client.get(f"/signalen/{signal.pk}/"))


def send(client: Client, signal: EarlySignal, **sent: str):
    [answer] = client.get(f"/signalen/{signal.pk}/").context["answers"]
    return client.post(answer.address, {"read": answer.form.read, **sent})


def test_the_page_says_what_stands_out_beside_what_and_that_a_model_is_no_verdict(field: Client, signal: EarlySignal):
    text = page(field, signal)
    assert "Goed ervaren gezondheid: 67,2 % in 2024" in text.replace("\xa0", " ")
    assert "de grens ligt op 68,1 %" in text.replace("\xa0", " ")
    assert "Modelcijfer: kijk hier eens, het is geen oordeel." in text


def test_a_verdict_stands_with_the_signal_by_function_and_never_by_name(field: Client, signal: EarlySignal):
    assert send(field, signal, **SENT).status_code == 302
    text = page(field, signal)
    assert "Vooral fietsdiefstal rond het station." in text
    assert "programmamanager" in text
    assert "verklaard" in text_of(field.get("/signalen/"))


def test_without_a_choice_or_a_sentence_nothing_is_kept_and_what_was_typed_stays(field: Client, signal: EarlySignal):
    assert send(field, signal, verdict="herkend", because="").status_code == 422
    answer = send(field, signal, verdict="", because="Ik zie dit ook.")
    assert answer.status_code == 422
    assert "Ik zie dit ook." in answer.content.decode()
    assert not signal.verdicts.exists()


def test_who_does_not_know_the_buurt_reads_and_does_not_answer(signal: EarlySignal):
    adviser = signed_in("adviseur", Role.BELEIDSADVISEUR)
    assert "Geef veldoordeel" in page(adviser, signal)
    assert "niet u" in page(adviser, signal)
    assert adviser.post(f"/signalen/{signal.pk}/veldoordeel/", SENT).status_code == 403


def test_a_visitor_sees_no_signals(signal: EarlySignal, client: Client):
    assert client.get(f"/signalen/{signal.pk}/").status_code in {302, 403, 404}


def test_a_verdict_of_an_earlier_edition_stands_beside_the_same_signal(field: Client, signal: EarlySignal):
    send(field, signal, **SENT)
    later = KIND.flow.make("wacht")
    text = page(field, later)
    assert "Vooral fietsdiefstal rond het station." in text
    assert signal.edition in text


def test_the_next_signal_is_one_click_away(field: Client, signal: EarlySignal):
    other = KIND.flow.make("wacht")
    assert f"/signalen/{other.pk}/" in field.get(f"/signalen/{signal.pk}/").content.decode()


def test_the_list_says_what_waits_and_keeps_by_verdict(field: Client, signal: EarlySignal):
    other = KIND.flow.make("wacht", "Woolde")
    send(field, signal, **SENT)
    kept = text_of(field.get("/signalen/?oordeel=verklaard"))
    assert "De Noork" in kept
    assert "Woolde" not in kept
    assert "Woolde" in text_of(field.get("/signalen/?stand=wacht"))
    assert other.area_name == "Woolde"
