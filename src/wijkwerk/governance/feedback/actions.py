"""Feedback of visitors: taken in without an account, answered or closed by staff, erased where its sender asks that."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import record
from wijkwerk.access.mail.mail import delivery_of, send_letter
from wijkwerk.access.models import Tombstone
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.refusals import require
from wijkwerk.access.privacy.erasing import erase_row, leave_no_trace
from wijkwerk.access.privacy.processings import claims
from wijkwerk.definitions.processings import Afterwards
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.feedback.flow import FeedbackFlow
from wijkwerk.governance.feedback.models import MOST_ANSWER, MOST_TEXT, Feedback, FeedbackAddress, FeedbackKind

KIND = "feedback"  # of the permission table, of events and of letters
# More than a town ever writes in an hour: beyond it a program is at work, and the inbox stays usable.
MOST_PER_HOUR = 120


@dataclass(frozen=True, slots=True)
class FeedbackSubject:
    """What feedback is about, as `Feedback` keeps it. `about` says it in words."""

    about: str
    path: str = ""
    edition: str = ""
    part: str = ""
    indicator: str = ""
    area: str = ""
    period: int | None = None


@transaction.atomic
def receive_feedback(subject: FeedbackSubject, *, kind: FeedbackKind, text: str, email: str = "") -> Feedback:
    """Take in what a visitor wrote. Nobody is asked who it is, and nothing tells it afterwards.

    email   where an answer goes; "" where none is wanted

    Raises GovernanceError for an empty or endless text, and while more comes in than people write.
    """
    _refuse_text(text, MOST_TEXT, "Schrijf op wat er volgens u niet klopt.")
    _refuse_flood()
    row = Feedback(
        kind=kind,
        text=text.strip(),
        path=subject.path,
        edition=subject.edition,
        part=subject.part,
        indicator=subject.indicator,
        area=subject.area,
        period=subject.period,
        about=subject.about[:300],
    )
    FeedbackFlow.begin(row, by=None, reason=f"van een bezoeker: {kind.value}")
    if email:
        FeedbackAddress.objects.create(feedback=row, email=email)
    return row


def answer_feedback(row: Feedback, answer: str, *, by: Person, read: str) -> None:
    """Answer it, by e-mail where the visitor left an address.

    read   the mark (`FeedbackFlow.mark_of`) of what was answered

    Raises GovernanceError for an empty or endless text, and what `FeedbackFlow.move` raises.
    """
    _refuse_text(answer, MOST_ANSWER, "Schrijf een antwoord, of sluit de reactie af met een reden.")
    with FeedbackFlow.move(row, "answer", by=by, read=read):
        row.answer = answer.strip()
        if FeedbackAddress.objects.filter(feedback=row).exists():
            send_letter(KIND, str(row.pk), by=by)


def close_feedback(row: Feedback, *, by: Person, read: str, reason: str) -> None:
    """Close it without an answer. Raises what `FeedbackFlow.move` does.

    read   the mark (`FeedbackFlow.mark_of`) of what was closed
    """
    with FeedbackFlow.move(row, "close", by=by, read=read, reason=reason):
        row.reason = reason.strip()


def send_answer_again(row: Feedback, *, by: Person) -> None:
    """Ask once more for the letter with the answer. Raises GovernanceError where that would bring nobody anything."""
    require(by, "send", row)
    with transaction.atomic():
        Feedback.objects.select_for_update().get(pk=row.pk)  # two who press at once send one letter
        if not FeedbackAddress.objects.filter(feedback=row).exists():
            raise GovernanceError("Er is geen e-mailadres (meer) bij deze reactie. Het antwoord blijft hier staan.")
        delivery = delivery_of(KIND, str(row.pk))
        if delivery is not None and not delivery.has_failed:
            raise GovernanceError("Het antwoord is al verstuurd, of staat klaar om te versturen.")
        record(person=by, verb="send", kind=KIND, key=str(row.pk), reason="opnieuw, na een mislukte poging")
        send_letter(KIND, str(row.pk), by=by)


@transaction.atomic
def erase_feedback(row: Feedback, *, by: Person, reason: str) -> None:
    """Take it away with its address, at the request of who sent it (AVG art. 17). Raises RefusedError by the table."""
    require(by, "erase", row)
    key = str(row.pk)
    _leave_tombstone("feedback", key)
    for address in FeedbackAddress.objects.filter(feedback=row):
        _leave_tombstone("feedbackaddress", str(address.pk))
    erase_row(row)
    record(person=by, verb="erase", kind=KIND, key=key, reason=reason)
    leave_no_trace()


def _leave_tombstone(kind: str, key: str) -> None:
    processing = next(claim.processing.id for claim in claims() if claim.holding.kind == kind)
    Tombstone.objects.create(
        kind=kind, key=key, processing=processing, afterwards=Afterwards.ERASE.value, day=timezone.localdate()
    )


def _refuse_text(text: str, longest: int, wanting: str) -> None:
    if not text.strip():
        raise GovernanceError(wanting)
    if len(text) > longest:
        raise GovernanceError(f"Deze tekst heeft {len(text)} tekens; er passen er {longest} in.")


def _refuse_flood() -> None:
    since = timezone.now() - datetime.timedelta(hours=1)
    if Feedback.objects.filter(received_at__gt=since).count() >= MOST_PER_HOUR:
        raise GovernanceError(
            "Er komen nu te veel reacties tegelijk binnen. Er is niets bewaard. Probeer het over een uur opnieuw; uw "
            "tekst staat hieronder."
        )
