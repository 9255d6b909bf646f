"""The rights of a person (AVG art. 15–17): see everything, have it corrected, be forgotten. Each writes its event."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.processings import claims
from wijkwerk.definitions.processings import Afterwards
from wijkwerk.lib.user_errors import UserError

from .correction_flow import CorrectionFlow
from .erasing import leave_no_trace
from .models import CorrectionRequest, Tombstone
from .person_data import DataPart, erasure_answer, everything_to_take_along
from .person_erasure import anonymise_person
from .person_flow import DATA, PersonFlow

KIND = DATA
_NOTHING_CHANGES = "Er verandert niets: naam en e-mailadres zijn al zo."


class PersonDataError(UserError):
    """This cannot be done with the data of this person; the message says why, in Dutch."""


def record_look(person: Person, *, by: Person) -> None:
    """Keep in the log that the data of a person were opened."""
    record(person=by, verb="view", kind=KIND, key=str(person.pk))


@transaction.atomic
def export_person(person: Person, *, by: Person) -> Sequence[DataPart]:
    """Everything about a person, to hand over. That it was taken out is an event itself, and stands in it."""
    record(person=by, verb="export", kind=KIND, key=str(person.pk))
    return everything_to_take_along(person, by=by)


def correct_person(person: Person, *, name: str, email: str, by: Person) -> None:
    """Another name or address. PersonDataError where one is not possible, or nothing changes.

    Nor for who was erased: a name that is filled in again would be due to nobody, and stay. Raises what
    `PersonFlow.move` raises.
    """
    with PersonFlow.move(person, "correct", by=by) as line:
        line.reason = _changed(person, name, email)
        if not line.reason:
            raise PersonDataError(_NOTHING_CHANGES)
        person.name, person.email = name.strip(), email.strip()
        _check(person)


def ask_correction(person: Person, *, name: str, email: str) -> CorrectionRequest:
    """Ask the privacy-officer for another name or address. PersonDataError where there is a request already, and what
    `PersonFlow.ask_first` raises where nothing can be corrected any more.
    """
    PersonFlow.ask_first(person, "correct", by=None)
    if CorrectionRequest.objects.filter(person=person, handled_at=None).exists():
        raise PersonDataError("Uw vorige verzoek is nog niet afgehandeld.")
    if not _changed(person, name, email):
        raise PersonDataError(_NOTHING_CHANGES)
    _check(Person(account=person.account, name=name.strip(), email=email.strip()))
    request = CorrectionRequest(person=person, name=name.strip(), email=email.strip())
    return CorrectionFlow.begin(request, by=person, reason=_asked(request))


def handle_correction(request: CorrectionRequest, *, granted: bool, by: Person, answer: str = "") -> None:
    """Do what was asked, or not; either way the wished values go out of the request.

    answer   for who asked; needed for a no (AVG art. 12(4)). It stays with the request, and out of the log.

    Raises what `CorrectionFlow.move` raises.
    """
    with CorrectionFlow.move(request, "grant" if granted else "refuse", by=by, reason=answer) as line:
        line.reason = joined(_asked(request), "met uitleg aan de aanvrager" if answer.strip() else "")
        if granted:
            correct_person(request.person, name=request.name, email=request.email, by=by)
        request.name = request.email = ""
        request.granted, request.answer = granted, answer.strip()


def erase_person(person: Person, *, by: Person) -> None:
    """Make a person anonymous at the own request. PersonDataError where that cannot be done now, and what
    `PersonFlow.move` raises.
    """
    with PersonFlow.move(person, "erase", by=by):
        refusal = erasure_answer(person).refusal
        if refusal:
            raise PersonDataError(refusal)
        anonymise_person(person)
        leave_no_trace()
        Tombstone.objects.create(
            kind="person",
            key=str(person.pk),
            processing=_processing_of_people(),
            afterwards=Afterwards.ANONYMISE.value,
            day=timezone.localdate(),
        )


def _asked(request: CorrectionRequest) -> str:
    """Without the values; what was wished may have become so in the meantime, in another way."""
    return _changed(request.person, request.name, request.email) or "is al zo"


def _changed(person: Person, name: str, email: str) -> str:
    """What would become otherwise, without the values; empty for nothing."""
    wishes = (("naam", person.name, name.strip()), ("e-mailadres", person.email, email.strip()))
    return " en ".join(words for words, old, new in wishes if old != new)


def _check(person: Person) -> None:
    try:
        person.clean_fields(exclude=["account", "password", "last_login", "organisation"])
    except ValidationError as error:
        message = " ".join(f"{_FIELDS[field]}: {' '.join(words)}" for field, words in error.message_dict.items())
        raise PersonDataError(message) from error


_FIELDS = {"name": "Naam", "email": "E-mailadres"}


def _processing_of_people() -> str:
    return next(claim.processing.id for claim in claims() if claim.holding.kind == "person")
