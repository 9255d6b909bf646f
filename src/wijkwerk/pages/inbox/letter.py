"""The message about what waits: how much, of what kind, where and until when. No names and no texts stand in it."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from wijkwerk.access.jobs.process import RunningJob
from wijkwerk.access.jobs.running import every_day, handles
from wijkwerk.access.lifecycles.inbox import Waiting, waiting_for
from wijkwerk.access.mail.digest import Digest, Rhythm, token_of
from wijkwerk.access.mail.mail import Letter, letters, send_letter
from wijkwerk.web.record_pages import noun_of, place_of

from .page import InboxItem, InboxPage, InboxRow, inbox_page

KIND = "digest"  # of the letter
_TEXT = """\
Goedendag,

{summary}

{groups}

Bekijk het op {inbox}

Dit bericht komt van de wijk- en buurtmonitor. U kunt er niet op antwoorden.
Geen bericht meer? Dat kan zonder aan te melden: {stop}
"""


@every_day
@handles("digests")
def send_digests(job: RunningJob) -> None:
    """Ask for the message of whoever wants one today; what is in it is looked up when it goes."""
    due = list(Digest.objects.due_on(timezone.localdate()).values_list("person_id", flat=True))
    for number, person in enumerate(due, start=1):
        send_letter(KIND, str(person), by=None)
        job.progress(number, len(due), "Berichten klaarzetten")


@letters(KIND, sent=lambda key: _keep_what_was_listed(key))
def digest_letter(key: str) -> Letter | None:
    """None where it is not wanted any more, where nothing waits, or where a workday brought nothing new or late."""
    digest = Digest.objects.select_related("person").filter(person_id=key).exclude(rhythm=Rhythm.NEVER).first()
    if digest is None or not digest.person.email or not digest.person.is_active:
        return None
    waiting = waiting_for(digest.person)
    if not waiting or (digest.rhythm == Rhythm.WORKDAYS and not _tells_something(waiting, digest)):
        return None
    page = inbox_page([_item(each) for each in waiting], timezone.localdate())
    subject = f"{page.count} {'ding wacht' if page.count == 1 else 'dingen wachten'} op u"
    return Letter(digest.person.email, subject, _text(page, digest))


def _tells_something(waiting: Sequence[Waiting], digest: Digest) -> bool:
    today = timezone.localdate()
    return any(each.is_late(today) for each in waiting) or not set(_marks(waiting)) <= set(digest.listed)


def _text(page: InboxPage, digest: Digest) -> str:
    groups = "\n\n".join(
        "\n".join([f"{group.title} ({len(group.rows)})", *(_line(row) for row in group.rows)]) for group in page.groups
    )
    stop = reverse("inbox:unsubscribe", args=[token_of(digest.person)])
    return _TEXT.format(
        summary=page.summary, groups=groups, inbox=_address(reverse("inbox:inbox")), stop=_address(stop)
    )


def _line(row: InboxRow) -> str:
    return f"- {row.asks}: {row.about}, {row.when}"


def _item(waiting: Waiting) -> InboxItem:
    return InboxItem(waiting, noun_of(waiting.kind), "", place_of(waiting.row))


def _address(path: str) -> str:
    host = next((each for each in settings.ALLOWED_HOSTS if not each.startswith((".", "*"))), "localhost")
    return f"{'https' if settings.SECURE_SSL_REDIRECT else 'http'}://{host}{path}"


def _marks(waiting: Sequence[Waiting]) -> list[str]:
    return [f"{each.kind} {each.row.pk}" for each in waiting]


def _keep_what_was_listed(key: str) -> None:
    digest = Digest.objects.select_related("person").filter(person_id=key).first()
    if digest is not None:
        digest.listed, digest.sent_at = _marks(waiting_for(digest.person)), timezone.now()
        digest.save(update_fields=["listed", "sent_at"])
