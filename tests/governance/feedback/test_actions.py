"""Feedback from a visitor to an answer: each move as it should go, and each thing that stands in its way."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.lifecycles.lifecycle import NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.mail.mail import delivery_of
from wijkwerk.access.models import Job, Tombstone
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.feedback import actions as feedback
from wijkwerk.governance.feedback.actions import (
    FeedbackSubject,
    answer_feedback,
    close_feedback,
    erase_feedback,
    receive_feedback,
    send_answer_again,
)
from wijkwerk.governance.feedback.flow import FeedbackFlow
from wijkwerk.governance.models import Feedback, FeedbackAddress, FeedbackKind, FeedbackState

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SUBJECT = FeedbackSubject(
    "WOZ-waarde in Wijk Noord, 2024",
    path="/indicator/woz_waarde/?gebied=WK016402",
    edition="2026-1",
    indicator="woz_waarde",
    area="WK016402",
    period=2024,
)
TEXT = "Dit getal is veel te hoog voor onze straat."
ADDRESS = "bewoner@post.example"


def somebody(account: str, role: Role) -> Person:
    made = add_person(by=None, account=account, name="Medewerker")
    give_role(made, role, by=None)
    return made


@pytest.fixture
def researcher() -> Person:
    return somebody("onderzoeker", Role.ONDERZOEKER)


def received(email: str = "") -> Feedback:
    return receive_feedback(SUBJECT, kind=FeedbackKind.FIGURE, text=TEXT, email=email)


def answered(researcher: Person, email: str = "") -> Feedback:
    row = received(email)
    answer_feedback(row, "U hebt gelijk; het staat nu goed.", by=researcher, read=FeedbackFlow.mark_of(row))
    return row


def events(verb: str) -> list[tuple[str | None, str]]:
    found = AuditEvent.objects.filter(kind="feedback", verb=verb)
    return [(event.person.account if event.person else None, event.reason) for event in found]


def test_what_a_visitor_writes_comes_in_with_what_it_is_about_and_nothing_of_who_wrote_it():
    row = received()
    kept = Feedback.objects.get(pk=row.pk)
    assert (kept.kind, kept.text, kept.state) == ("cijfer", TEXT, "nieuw")
    assert (kept.about, kept.indicator, kept.area, kept.period) == (SUBJECT.about, "woz_waarde", "WK016402", 2024)
    assert not FeedbackAddress.objects.exists()
    assert events("add") == [(None, "van een bezoeker: cijfer")]


def test_an_address_is_kept_apart():
    row = received(ADDRESS)
    assert FeedbackAddress.objects.get().feedback == row
    assert not [field for field in Feedback._meta.get_fields() if "email" in field.name]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2_001])
def test_an_empty_or_endless_text_is_refused(text: str):
    with pytest.raises(GovernanceError):
        receive_feedback(SUBJECT, kind=FeedbackKind.OTHER, text=text)
    assert not Feedback.objects.exists()


def test_more_than_people_write_in_an_hour_is_refused_and_the_hour_passes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feedback, "MOST_PER_HOUR", 2)
    received()
    received()
    with pytest.raises(GovernanceError, match="te veel reacties tegelijk"):
        received()
    Feedback.objects.update(received_at=timezone.now() - datetime.timedelta(minutes=61))
    received()
    assert Feedback.objects.count() == 3


def test_an_answer_goes_by_mail_to_who_left_an_address(researcher: Person):
    row = answered(researcher, ADDRESS)
    assert (row.state, row.handled_by) == ("beantwoord", researcher)
    assert events("answer") == [("onderzoeker", "per e-mail")]
    work_once()
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert "U hebt gelijk; het staat nu goed." in message.body
    assert "WOZ-waarde in Wijk Noord, 2024" in message.body
    assert TEXT not in message.body, "what somebody wrote is not sent around"
    row.refresh_from_db()
    assert row.mailed_at is not None
    assert delivery_of("feedback", str(row.pk)).is_sent


def test_without_an_address_the_answer_is_kept_and_no_mail_is_asked_for(researcher: Person):
    row = answered(researcher)
    assert row.answer == "U hebt gelijk; het staat nu goed."
    assert events("answer") == [("onderzoeker", "bewaard, want er is geen e-mailadres")]
    assert not Job.objects.exists()


def test_feedback_is_closed_with_a_reason(researcher: Person):
    row = received()
    with pytest.raises(NoReasonGivenError):
        close_feedback(row, by=researcher, read=FeedbackFlow.mark_of(row), reason=" ")
    close_feedback(row, by=researcher, read=FeedbackFlow.mark_of(row), reason="reclame")
    kept = Feedback.objects.get()
    assert (kept.state, kept.reason, kept.answer) == ("afgesloten", "reclame", "")
    assert events("close") == [("onderzoeker", "reclame")]


def test_what_is_dealt_with_is_dealt_with_once(researcher: Person):
    row = answered(researcher)
    mark = FeedbackFlow.mark_of(row)
    with pytest.raises(NotNowError, match="is beantwoord"):
        answer_feedback(row, "Nog iets.", by=researcher, read=mark)
    with pytest.raises(NotNowError, match="is beantwoord"):
        close_feedback(row, by=researcher, read=mark, reason="dubbel")
    assert Feedback.objects.get().answer == "U hebt gelijk; het staat nu goed."


def test_an_empty_answer_is_refused(researcher: Person):
    row = received()
    with pytest.raises(GovernanceError, match="Schrijf een antwoord"):
        answer_feedback(row, " ", by=researcher, read=FeedbackFlow.mark_of(row))
    row.refresh_from_db()
    assert row.is_new


@pytest.mark.parametrize("role", [Role.RAAD, Role.PRIVACY_OFFICER, Role.PARTNER])
def test_others_do_not_answer(role: Role):
    row, person = received(), somebody("iemand", role)
    with pytest.raises(RefusedError):
        answer_feedback(row, "Nee.", by=person, read=FeedbackFlow.mark_of(row))


def test_a_letter_that_failed_is_sent_again_and_one_that_waits_or_went_is_not(researcher: Person):
    row = answered(researcher, ADDRESS)
    with pytest.raises(GovernanceError, match="al verstuurd, of staat klaar"):
        send_answer_again(row, by=researcher)
    Job.objects.update(state="failed", problem="De mailserver van de ontvanger neemt dit adres niet aan.")
    send_answer_again(row, by=researcher)
    work_once()
    assert len(mail.outbox) == 1
    assert events("send") == [("onderzoeker", "opnieuw, na een mislukte poging")]
    with pytest.raises(GovernanceError, match="al verstuurd"):
        send_answer_again(row, by=researcher)


def test_a_letter_is_not_sent_where_the_address_is_erased(researcher: Person):
    row = answered(researcher, ADDRESS)
    FeedbackAddress.objects.all().delete()
    work_once()
    assert mail.outbox == []
    Job.objects.update(state="failed")
    with pytest.raises(GovernanceError, match="geen e-mailadres"):
        send_answer_again(row, by=researcher)


def test_at_the_request_of_its_sender_feedback_goes_whole():
    row, officer = received(ADDRESS), somebody("fg", Role.PRIVACY_OFFICER)
    key = str(row.pk)
    erase_feedback(row, by=officer, reason="op verzoek van de afzender")
    assert not Feedback.objects.exists()
    assert not FeedbackAddress.objects.exists()
    assert set(Tombstone.objects.values_list("kind", flat=True)) == {"feedback", "feedbackaddress"}
    assert Tombstone.objects.filter(kind="feedback", key=key, processing="reacties", afterwards="wissen").exists()
    assert events("erase") == [("fg", "op verzoek van de afzender")]


def test_whoever_answers_does_not_erase(researcher: Person):
    with pytest.raises(RefusedError):
        erase_feedback(received(), by=researcher, reason="weg ermee")
    assert Feedback.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"state": FeedbackState.ANSWERED}, {"handled_at": timezone.now()}, {"answer": "Een antwoord"}],
)
def test_the_database_itself_keeps_state_and_answer_together(wrong: dict[str, Any]):
    row = received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=row.pk).update(**wrong)
