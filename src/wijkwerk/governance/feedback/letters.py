"""The letter with the answer to feedback: the answer, what it is about, and nothing about who wrote."""

from django.utils import timezone

from wijkwerk.access.mail.mail import Letter, letters
from wijkwerk.governance.feedback.models import Feedback, FeedbackAddress
from wijkwerk.governance.kader.resolution import short_date

SUBJECT = "Antwoord op uw reactie op de wijk- en buurtmonitor"
_TEXT = """\
Goedendag,

Op {day} liet u ons iets weten over: {about}.

Ons antwoord:

{answer}

Met vriendelijke groet,
de gemeente

Dit bericht komt van de wijk- en buurtmonitor. U kunt er niet op antwoorden.
Wij gebruiken uw e-mailadres alleen hiervoor, en wissen het over een maand.
"""


def mark_as_mailed(key: str) -> None:
    Feedback.objects.filter(pk=key).update(mailed_at=timezone.now())


@letters("feedback", sent=mark_as_mailed)
def answer_letter(key: str) -> Letter | None:
    """None where it went before, or the feedback or its address is erased by now."""
    row = Feedback.objects.filter(pk=key, mailed_at=None).exclude(answer="").first()
    address = FeedbackAddress.objects.filter(feedback_id=key).first()
    if row is None or address is None:
        return None
    day = short_date(timezone.localtime(row.received_at).date())
    return Letter(address.email, SUBJECT, _TEXT.format(day=day, about=row.about, answer=row.answer))
