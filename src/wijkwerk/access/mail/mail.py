"""Letters by e-mail: asked for in a page, made and sent by the worker, tried again while no mail server takes them.

    @letters("feedback", sent=mark_as_sent)
    def answer_to(key: str) -> Letter | None:
        "The letter as it must be now; None where none is to be sent any more."

    send_letter("feedback", str(row.pk), by=person)
    delivery_of("feedback", str(row.pk))        # waiting, sent or failed, in words for a page

A job holds the kind and the key of what a letter is about, and nothing of the letter: whom it goes to and what it says
stand in one place, and who is erased there before it went gets none. The same letter can go out twice, where a worker
falls away between the mail server's yes and the row that says so; both then carry one Message-ID.
"""

import datetime
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wijkwerk.access.jobs.process import JobLaterError, RunningJob
from wijkwerk.access.jobs.queue import Job, JobState
from wijkwerk.access.jobs.running import enqueue, handles
from wijkwerk.access.people.models import Person

KIND = "mail"  # of the job
# Before the second try and so on: a restart, a short disturbance, a broken evening.
PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 10, 60, 6 * 60))
MOST_TRIES = len(PAUSES) + 1
_UNNEEDED = "Niet verstuurd: dat was niet meer nodig."
_FOR_GOOD = 500  # from here on a mail server means: not now and not later (RFC 5321 4.2.1)


class MailError(Exception):
    """A letter that did not go out, and will not; says in Dutch why, and holds no address."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text, to one address."""

    to: str
    subject: str
    text: str


Compose = Callable[[str], Letter | None]
Sent = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Kind:
    compose: Compose
    sent: Sent | None


_KINDS: dict[str, _Kind] = {}


def letters(kind: str, *, sent: Sent | None = None) -> Callable[[Compose], Compose]:
    """Register how a letter of a kind is made of the key of a row, and what is done once a mail server took it."""

    def register(compose: Compose) -> Compose:
        assert kind not in _KINDS, f"two makers of letters of kind {kind}"
        _KINDS[kind] = _Kind(compose, sent)
        return compose

    return register


def send_letter(kind: str, key: str, *, by: Person | None) -> Job:
    """Ask the worker to send it. Who asks twice gets the one that still waits.

    by   who asked; None for the site itself
    """
    assert kind in _KINDS, f"nobody makes letters of kind {kind}"
    return enqueue(KIND, by, letter=kind, key=key)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it goes with the last letter that was asked for."""

    job: Job

    @property
    def is_sent(self) -> bool:
        return self.job.state == JobState.DONE and self.job.text != _UNNEEDED

    @property
    def has_failed(self) -> bool:
        """Whether it may be asked for again."""
        return self.job.state in {JobState.FAILED, JobState.CANCELLED}

    @property
    def words(self) -> str:
        match self.job.state:
            case JobState.DONE:
                return f"Verstuurd op {_moment(self.job.finished_at)}." if self.is_sent else _UNNEEDED
            case JobState.FAILED:
                return f"Niet verstuurd. {self.job.problem}"
            case JobState.CANCELLED:
                return "Niet verstuurd: iemand heeft de taak gestopt."
            case _:
                return self.job.problem or "Staat klaar om te versturen."


def delivery_of(kind: str, key: str) -> Delivery | None:
    """None where no letter was asked for, or its job is erased by now."""
    job = Job.objects.filter(kind=KIND, params={"letter": kind, "key": key}).order_by("id").last()
    return None if job is None else Delivery(job)


@handles(KIND)
def deliver(job: RunningJob) -> None:
    """Params: letter (a kind), key. Raises JobLaterError where it is to be tried again, MailError where it is not."""
    kind, key = _KINDS.get(job.params["letter"]), job.params["key"]
    if kind is None:
        raise MailError(f"Deze versie van wijkwerk kent geen berichten van de soort '{job.params['letter']}'.")
    letter = kind.compose(key)
    if letter is None:
        job.progress(1, 1, _UNNEEDED)
        return
    try:
        _message(letter, f"{job.params['letter']}-{key}").send()
    except smtplib.SMTPRecipientsRefused as refusal:
        if any(code >= _FOR_GOOD for code, _ in refusal.recipients.values()):
            raise MailError("De mailserver van de ontvanger neemt dit adres niet aan.") from None
        _try_later(job, "de mailserver van de ontvanger neemt nu niets aan")
    except smtplib.SMTPException as problem:
        _try_later(job, _why(problem))
    except OSError:
        _try_later(job, "de mailserver is niet bereikbaar")
    else:
        if kind.sent is not None:
            kind.sent(key)


def _try_later(job: RunningJob, why: str) -> None:
    """Raises JobLaterError, or MailError after the last try."""
    if job.postponed >= len(PAUSES):
        raise MailError(f"Na {MOST_TRIES} keer proberen: {why}.") from None
    pause = PAUSES[job.postponed]
    again = _moment(timezone.now() + pause)
    raise JobLaterError(
        pause, f"Poging {job.postponed + 1} van {MOST_TRIES} lukte niet: {why}. De volgende is op {again}."
    ) from None


def _why(problem: smtplib.SMTPException) -> str:
    """Our own words: what a server says can hold the address."""
    match problem:
        case smtplib.SMTPAuthenticationError():
            return "de mailserver laat wijkwerk niet binnen (controleer WIJKWERK_MAIL_URL)"
        case smtplib.SMTPSenderRefused():
            return "de mailserver neemt de afzender niet aan (controleer WIJKWERK_MAIL_FROM)"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"de mailserver weigert het bericht (code {code})"
        case _:
            return "de mailserver brak het gesprek af"


def _message(letter: Letter, name: str) -> EmailMessage:
    """`name` tells this letter from all others; the headers say that no person has to answer an out-of-office."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].rpartition("@")[2]
    mark = salted_hmac("wijkwerk.access.mail.mail", name).hexdigest()[:24]
    headers = {"Message-ID": f"<{mark}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(letter.subject, letter.text, sender, [letter.to], headers=headers)


def _moment(moment: datetime.datetime | None) -> str:
    return "" if moment is None else f"{timezone.localtime(moment):%d-%m-%Y om %H:%M}"
