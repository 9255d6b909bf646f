"""The rights of a person (AVG art. 15–17): see everything, have it corrected, be forgotten. Each writes its event."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wijkwerk.definitions.processings import Afterwards
from wijkwerk.lib.user_errors import UserError

from ..audit import joined, record
from ..people import Person
from .erasing import leave_no_trace
from .models import CorrectionRequest, Tombstone
from .person_data import DataPart, erasure_answer, everything_to_take_along, is_anonymous
from .person_erasure import anonymise_person
from .register import claims

KIND = "persondata"  # of the permission table and of events


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


@transaction.atomic
def correct_person(person: Person, *, name: str, email: str, by: Person) -> None:
    """Another name or address. PersonDataError where one is not possible, or nothing changes.

    Nor for who was erased: a name that is filled in again would be due to nobody, and stay.
    """
    person = _not_erased(person)
    changed = _changed(person, name, email)
    if not changed:
        raise PersonDataError("Er verandert niets: naam en e-mailadres zijn al zo.")
    person.name, person.email = name.strip(), email.strip()
    _check(person)
    person.save(update_fields=["name", "email"])
    record(person=by, verb="correct", kind=KIND, key=str(person.pk), reason=changed)


@transaction.atomic
def ask_correction(person: Person, *, name: str, email: str) -> CorrectionRequest:
    """Ask the privacy-officer for another name or address. PersonDataError where there is a request already."""
    person = _not_erased(person)
    if CorrectionRequest.objects.filter(person=person, handled_at=None).exists():
        raise PersonDataError("Uw vorige verzoek is nog niet afgehandeld.")
    if not _changed(person, name, email):
        raise PersonDataError("Er verandert niets: naam en e-mailadres zijn al zo.")
    _check(Person(account=person.account, name=name.strip(), email=email.strip()))
    request = CorrectionRequest.objects.create(person=person, name=name.strip(), email=email.strip())
    record(person=person, verb="ask", kind="correctionrequest", key=str(request.pk), reason=_asked(request))
    return request


@transaction.atomic
def handle_correction(request: CorrectionRequest, *, granted: bool, by: Person, answer: str = "") -> None:
    """Do what was asked, or not; either way the wished values go out of the request.

    answer   for who asked; needed for a no (AVG art. 12(4)). It stays with the request, and out of the log.
    """
    request = CorrectionRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    if request.handled_at is not None:
        raise PersonDataError("Dit verzoek is al afgehandeld.")
    if request.person_id == by.pk:
        raise PersonDataError("Dit is uw eigen verzoek; een ander moet het afhandelen.")
    if not granted and not answer.strip():
        raise PersonDataError("Zeg waarom u het verzoek afwijst; de aanvrager leest dat.")
    asked = _asked(request)
    if granted:
        correct_person(request.person, name=request.name, email=request.email, by=by)
    request.name = request.email = ""
    request.granted, request.answer = granted, answer.strip()
    request.handled_by, request.handled_at = by, timezone.now()
    request.save()
    verb = "grant" if granted else "refuse"
    told = joined(asked, "met uitleg aan de aanvrager" if request.answer else "")
    record(person=by, verb=verb, kind="correctionrequest", key=str(request.pk), reason=told)


@transaction.atomic
def erase_person(person: Person, *, by: Person) -> None:
    """Make a person anonymous at the own request. PersonDataError where that cannot be done now."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.pk == by.pk:
        raise PersonDataError("Uw eigen gegevens kunt u niet wissen; vraag het een andere privacy-officer.")
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
    record(person=by, verb="erase", kind=KIND, key=str(person.pk), reason="op eigen verzoek")


def _not_erased(person: Person) -> Person:
    """The person as they are now, for this transaction alone."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if is_anonymous(person):
        raise PersonDataError("Deze persoon is gewist. Er zijn geen gegevens meer om te verbeteren.")
    return person


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
        told = " ".join(f"{_FIELDS[field]}: {' '.join(words)}" for field, words in error.message_dict.items())
        raise PersonDataError(told) from error


_FIELDS = {"name": "Naam", "email": "E-mailadres"}


def _processing_of_people() -> str:
    return next(claim.processing.id for claim in claims() if claim.holding.kind == "person")
