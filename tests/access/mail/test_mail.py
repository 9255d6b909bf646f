"""Letters: what goes out, what is tried again, and what nobody ever gets to read in the queue."""

import datetime
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.message import EmailMessage
from django.utils import timezone

from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.mail import mail as letters_module
from wijkwerk.access.mail.mail import MOST_TRIES, PAUSES, Delivery, Letter, delivery_of, letters, send_letter
from wijkwerk.access.models import Job, Person

pytestmark = pytest.mark.django_db

ADDRESS = "bewoner@post.example"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """No letters but those of the test."""
    known: dict[str, Any] = {}
    monkeypatch.setattr(letters_module, "_KINDS", known)
    return known


@pytest.fixture
def sent() -> list[str]:
    """The keys of the letters that were taken."""
    keys: list[str] = []
    letters("answer", sent=keys.append)(lambda key: Letter(ADDRESS, "Uw melding", f"Antwoord {key}."))
    return keys


def refuse(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def send(self: EmailMessage, fail_silently: bool = False) -> int:
        raise problem

    monkeypatch.setattr(EmailMessage, "send", send)


def pause_is_over() -> None:
    Job.objects.update(not_before=timezone.now() - datetime.timedelta(seconds=1))


def delivery() -> Delivery:
    found = delivery_of("answer", "7")
    assert found is not None
    return found


def test_a_letter_goes_out_in_plain_text_and_is_marked_as_sent(sent: list[str], settings: Any):
    settings.DEFAULT_FROM_EMAIL = "Wijken <wijken@gemeente.example>"
    send_letter("answer", "7", by=None)
    assert mail.outbox == [], "the worker does it"
    work_once()
    (message,) = mail.outbox
    assert (message.to, message.subject, message.body) == ([ADDRESS], "Uw melding", "Antwoord 7.")
    assert message.from_email == "Wijken <wijken@gemeente.example>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"].endswith("@gemeente.example>")
    assert sent == ["7"]
    assert delivery().is_sent
    assert delivery().words.startswith("Verstuurd op ")


def test_the_queue_holds_no_address_and_no_word_of_the_letter(sent: list[str]):
    job = send_letter("answer", "7", by=None)
    assert job.params == {"letter": "answer", "key": "7"}


def test_asking_twice_while_it_waits_sends_one_letter(sent: list[str]):
    somebody = Person.objects.create(account="kees", name="Kees")
    assert send_letter("answer", "7", by=somebody) == send_letter("answer", "7", by=somebody)


def test_two_letters_about_one_row_have_one_message_id(sent: list[str]):
    for _ in range(2):
        send_letter("answer", "7", by=None)
        work_once()
    send_letter("answer", "8", by=None)
    work_once()
    first, second, other = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second != other


def test_what_need_not_be_sent_any_more_is_not():
    letters("answer")(lambda key: None)
    send_letter("answer", "7", by=None)
    work_once()
    assert mail.outbox == []
    assert not delivery().is_sent
    assert delivery().words == "Niet verstuurd: dat was niet meer nodig."


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (ConnectionRefusedError(111, "refused"), "de mailserver is niet bereikbaar"),
        (TimeoutError(), "de mailserver is niet bereikbaar"),
        (smtplib.SMTPServerDisconnected("gone"), "brak het gesprek af"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "controleer WIJKWERK_MAIL_URL"),
        (smtplib.SMTPSenderRefused(550, b"no", "a@b.example"), "controleer WIJKWERK_MAIL_FROM"),
        (smtplib.SMTPDataError(554, f"no {ADDRESS}".encode()), "code 554"),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"later")}), "neemt nu niets aan"),
    ],
)
def test_what_does_not_go_now_waits_and_says_why_without_the_address(
    sent: list[str], monkeypatch: pytest.MonkeyPatch, problem: Exception, why: str
):
    refuse(monkeypatch, problem)
    send_letter("answer", "7", by=None)
    work_once()
    found = delivery()
    assert why in found.words
    assert found.words.startswith(f"Poging 1 van {MOST_TRIES} lukte niet: ")
    assert ADDRESS not in found.words
    assert not found.is_sent
    assert not found.has_failed, "nobody has to do anything yet"
    assert sent == []


def test_the_pauses_grow_and_after_the_last_try_somebody_is_told(sent: list[str], monkeypatch: pytest.MonkeyPatch):
    refuse(monkeypatch, TimeoutError())
    job = send_letter("answer", "7", by=None)
    waited = []
    for _ in range(MOST_TRIES):
        before = timezone.now()
        work_once()
        job.refresh_from_db()
        if job.state == "queued":
            assert job.not_before is not None
            waited.append(round((job.not_before - before).total_seconds() / 60))
        pause_is_over()
    assert waited == [round(pause.total_seconds() / 60) for pause in PAUSES]
    assert waited == sorted(set(waited))
    assert delivery().has_failed
    assert delivery().words == f"Niet verstuurd. Na {MOST_TRIES} keer proberen: de mailserver is niet bereikbaar."


def test_an_address_that_does_not_exist_is_not_tried_again(sent: list[str], monkeypatch: pytest.MonkeyPatch):
    refuse(monkeypatch, smtplib.SMTPRecipientsRefused({ADDRESS: (550, f"no {ADDRESS}".encode())}))
    send_letter("answer", "7", by=None)
    work_once()
    assert delivery().has_failed
    assert "neemt dit adres niet aan" in delivery().words
    assert ADDRESS not in delivery().words


def test_a_letter_that_failed_can_be_asked_for_again(sent: list[str], monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        refuse(patch, smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no")}))
        send_letter("answer", "7", by=None)
        work_once()
    send_letter("answer", "7", by=None)
    work_once()
    assert delivery().is_sent
    assert sent == ["7"]


def test_nobody_asked_for_a_letter():
    assert delivery_of("answer", "7") is None


def test_a_kind_of_letter_that_this_version_does_not_know_fails_with_a_message():
    Job.objects.create(kind="mail", params={"letter": "answer", "key": "7"})
    work_once()
    assert "kent geen berichten" in delivery().words


def test_two_makers_of_one_kind_of_letter_are_our_mistake(sent: list[str]):
    with pytest.raises(AssertionError, match="two makers"):
        letters("answer")(lambda key: None)
    with pytest.raises(AssertionError, match="nobody makes"):
        send_letter("digest", "7", by=None)
