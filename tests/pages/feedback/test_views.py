"""The inbox of feedback: who sees what, what can be done with it, and how it goes with the letter."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.web.reading import text_of
from tests.web.small_site import NOORD, publish_small_site
from tests.web.staff_site import signed_in
from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.models import Job
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.feedback.actions import receive_feedback
from wijkwerk.governance.feedback.flow import FeedbackFlow
from wijkwerk.governance.models import Feedback, FeedbackAddress, FeedbackKind
from wijkwerk.web.feedback_subjects import read_subject

pytestmark = pytest.mark.django_db

ADDRESS = "bewoner@post.example"


@pytest.fixture
def researcher() -> Client:
    return signed_in("onderzoeker", Role.ONDERZOEKER)


def received(text: str = "Dit getal is te hoog.", email: str = "") -> Feedback:
    subject = read_subject(f"/indicator/woz_waarde/?gebied={NOORD}", "2026-1", "kaart").kept
    return receive_feedback(subject, kind=FeedbackKind.FIGURE, text=text, email=email)


def answer(client: Client, row: Feedback, words: str = "Dank, het is verbeterd.", **more: str) -> Any:
    sent = {"answer": words, "read": FeedbackFlow.mark_of(row)} | more
    return client.post(f"/reacties/{row.pk}/beantwoorden/", sent)


def test_an_empty_inbox_says_where_visitors_find_the_form(researcher: Client):
    assert "Er kwam nog niets binnen." in text_of(researcher.get("/reacties/"))


def test_the_inbox_opens_with_what_is_new_and_counts_each_state(researcher: Client):
    answered, waiting = received("Al beantwoord."), received("Nog te doen.")
    answer(researcher, answered)
    words = text_of(researcher.get("/reacties/"))
    assert "Nieuw (1)" in words
    assert "Beantwoord (1)" in words
    assert "Afgesloten (0)" in words
    assert "Alles (2)" in words
    assert "Nog te doen." in words
    assert "Al beantwoord." not in words
    assert "Al beantwoord." in text_of(researcher.get("/reacties/?stand=beantwoord"))
    assert "Al beantwoord." in text_of(researcher.get("/reacties/?stand=alles"))
    answer(researcher, waiting)
    assert "Er ligt niets nieuws" in text_of(researcher.get("/reacties/?stand=onzin"))


def test_a_long_text_is_shortened_in_the_list_and_whole_on_its_page(researcher: Client):
    text = "woord " * 60 + "einde"
    row = received(text)
    assert "einde" not in text_of(researcher.get("/reacties/"))
    assert "einde" in text_of(researcher.get(f"/reacties/{row.pk}/"))


def test_its_page_shows_the_figure_as_it_stood_and_leads_to_the_edition_of_then(researcher: Client):
    row = received()
    response = researcher.get(f"/reacties/{row.pk}/")
    page, words = response.content.decode(), text_of(response)
    assert f'href="/editie/2026-1/indicator/woz_waarde/?gebied={NOORD}"' in page
    assert "Het cijfer toen" in words
    assert "246" in words
    assert "Het cijfer nu" not in words, "it is the same edition"


def test_a_figure_that_is_otherwise_in_a_newer_edition_stands_beside_it(researcher: Client, own_copy: Any):
    row = received()
    Feedback.objects.update(indicator="inwoners", period=2024)
    publish_small_site(own_copy, inwoners={NOORD: 10_400})
    words = text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert "Het cijfer toen 10.255" in words
    assert "(editie 2026-1) Het cijfer nu 10.400" in words


def test_feedback_about_an_edition_that_is_gone_can_still_be_read(researcher: Client):
    row = received()
    Feedback.objects.update(edition="2020-9", path="/gebied/<weg>/")
    response = researcher.get(f"/reacties/{row.pk}/")
    assert response.status_code == 200
    assert "Zoals het er stond" not in text_of(response)


def test_an_answer_goes_out_and_the_page_says_how_that_went(researcher: Client):
    row = received(email=ADDRESS)
    assert "krijgt uw antwoord per e-mail" in text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert answer(researcher, row).status_code == 302
    assert "Staat klaar om te versturen." in text_of(researcher.get(f"/reacties/{row.pk}/"))
    work_once()
    words = text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert "Verstuurd op" in words
    assert "Dank, het is verbeterd." in words
    assert "door Onderzoeker" in words
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_that_an_answer_was_sent_is_told_when_its_job_is_gone(researcher: Client):
    row = received(email=ADDRESS)
    answer(researcher, row)
    work_once()
    Job.objects.all().delete()
    FeedbackAddress.objects.all().delete()
    words = text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert "E-mail Verstuurd op" in words
    assert "ja; het adres is intussen gewist" in words


def test_a_letter_that_failed_is_sent_again_with_one_press(researcher: Client):
    row = received(email=ADDRESS)
    answer(researcher, row)
    assert "Verstuur het antwoord opnieuw" not in text_of(researcher.get(f"/reacties/{row.pk}/")), "it waits"
    Job.objects.update(state="failed", problem="De mailserver van de ontvanger neemt dit adres niet aan.")
    words = text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert "neemt dit adres niet aan" in words
    assert "Verstuur het antwoord opnieuw" in words
    assert researcher.post(f"/reacties/{row.pk}/versturen/").status_code == 302
    work_once()
    assert len(mail.outbox) == 1
    assert researcher.post(f"/reacties/{row.pk}/versturen/").status_code == 409


def test_closing_asks_for_a_reason_and_keeps_it(researcher: Client):
    row = received()
    mark = FeedbackFlow.mark_of(row)
    address = f"/reacties/{row.pk}/afsluiten/"
    assert researcher.post(address, {"reason": "", "read": mark}).status_code == 422
    assert researcher.post(address, {"reason": "reclame", "read": mark}).status_code == 302
    words = text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert "afgesloten zonder antwoord" in words
    assert "Reden reclame" in words


def test_what_a_colleague_answered_first_is_not_answered_twice_and_what_was_typed_stays(researcher: Client):
    row, colleague = received(), signed_in("collega", Role.COMMUNICATIEADVISEUR)
    answer(colleague, row, "De eerste.")
    response = answer(researcher, row, "De tweede.")
    assert response.status_code == 409
    words = text_of(response)
    assert "Deze reactie is beantwoord." in words
    assert "De tweede." in words
    assert Feedback.objects.get().answer == "De eerste."


def test_an_answer_that_seems_to_hold_something_about_a_person_is_asked_about(researcher: Client):
    row = received(email=ADDRESS)
    response = answer(researcher, row, "Bel 06-12345678 voor meer.")
    assert response.status_code == 422
    assert "een telefoonnummer" in text_of(response)
    assert not Job.objects.exists()


@pytest.mark.parametrize("role", [Role.RAAD, Role.PARTNER, Role.BELEIDSADVISEUR, Role.CONTROLLER])
def test_others_see_no_inbox(role: Role):
    row, client = received(), signed_in("iemand", role)
    assert client.get("/reacties/").status_code == 403
    assert client.get(f"/reacties/{row.pk}/").status_code == 403
    assert "Reacties" not in text_of(client.get("/notities/"))


def test_the_address_is_shown_to_nobody_but_who_may_erase_it(researcher: Client):
    row, officer = received(email=ADDRESS), signed_in("fg", Role.PRIVACY_OFFICER)
    assert ADDRESS not in text_of(researcher.get(f"/reacties/{row.pk}/"))
    assert ADDRESS in text_of(officer.get(f"/reacties/{row.pk}/"))
    assert "Antwoorden" not in text_of(officer.get(f"/reacties/{row.pk}/"))


def test_at_the_request_of_its_sender_feedback_is_erased(researcher: Client):
    row, officer = received(email=ADDRESS), signed_in("fg", Role.PRIVACY_OFFICER)
    assert researcher.post(f"/reacties/{row.pk}/wissen/", {"reason": "weg"}).status_code == 403
    assert officer.post(f"/reacties/{row.pk}/wissen/", {"reason": "op verzoek"}).status_code == 302
    assert not Feedback.objects.exists()
    assert not FeedbackAddress.objects.exists()
    assert officer.get(f"/reacties/{row.pk}/").status_code == 404


def test_the_reason_to_erase_is_filled_in_and_not_the_one_that_it_was_closed_for(researcher: Client):
    row, officer = received(), signed_in("fg", Role.PRIVACY_OFFICER)
    researcher.post(f"/reacties/{row.pk}/afsluiten/", {"reason": "reclame", "read": FeedbackFlow.mark_of(row)})
    page = officer.get(f"/reacties/{row.pk}/").content.decode()
    assert 'value="op verzoek van wie haar stuurde"' in page
    assert 'value="reclame"' not in page


def test_the_menu_leads_there(researcher: Client):
    assert 'href="/reacties/"' in researcher.get("/leveringen/").content.decode()
