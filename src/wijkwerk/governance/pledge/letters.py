"""The message to the programmamanager about a pledge that is put off once more: what place it is about, and no text."""

from collections.abc import Iterator

from django.utils import timezone

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.mail.mail import Letter, letters, send_letter
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import with_all_inside
from wijkwerk.access.permission.permissions import may
from wijkwerk.governance.kader.resolution import short_date

from .models import Pledge

KIND = "pledge-postponed"
# The first new day is a matter of whoever does it; from here on somebody else should know.
_FROM = 2
_TEXT = """\
Goedendag,

Toezegging {number}, over {place}, is voor de {count}e keer verzet. {day}

Wat er is toegezegd, aan wie, en waarom de dag verschoof, leest u bij de toezegging zelf.

Dit bericht komt van de wijk- en buurtmonitor. U kunt er niet op antwoorden.
"""


def tell_of_postponing(pledge: Pledge) -> None:
    """Ask for the messages, where this was the second time or later."""
    if times_postponed(pledge) >= _FROM:
        for person in _managers(pledge):
            send_letter(KIND, f"{pledge.pk}-{person.pk}", by=None)


def times_postponed(pledge: Pledge) -> int:
    return AuditEvent.objects.filter(kind="pledge", key=str(pledge.pk), verb="postpone").count()


@letters(KIND)
def postponed_letter(key: str) -> Letter | None:
    """None where it is settled by now, or where this person has left, has no address or may not read it any more."""
    number, _, person_number = key.partition("-")
    pledge = Pledge.objects.select_related("scope").filter(pk=number, closed_at=None).first()
    person = Person.objects.filter(pk=person_number, is_active=True).exclude(email="").first()
    if pledge is None or person is None or not may(person, "read", pledge):
        return None
    due = pledge.due
    day = "Er is geen dag meer afgesproken." if due is None else f"De nieuwe dag is {due}."
    place = pledge.scope.name if pledge.scope else "de hele gemeente"
    text = _TEXT.format(number=pledge.pk, place=place, count=times_postponed(pledge), day=day)
    subject = f"Toezegging {pledge.pk} is opnieuw verzet op {short_date(timezone.localdate())}"
    return Letter(person.email, subject, text)


def _managers(pledge: Pledge) -> Iterator[Person]:
    """Whoever is programmamanager of the place that it is about, or of all places."""
    holdings = RoleHolding.objects.on(timezone.localdate()).filter(role=Role.PROGRAMMAMANAGER, person__isnull=False)
    reached: set[int] = set()
    for holding in holdings.select_related("person"):
        inside = holding.scope_id is None or pledge.scope_id in with_all_inside({holding.scope_id})
        if inside and holding.person is not None and holding.person.pk not in reached:
            reached.add(holding.person.pk)
            yield holding.person
