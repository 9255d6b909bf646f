"""What somebody's account goes through: open, corrected, closed, erased."""

from typing import ClassVar

from django.db.models import TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, Lifecycle, Move, Own
from wijkwerk.access.people.models import Person
from wijkwerk.lib.dutch import Gender, Noun

from .models import Tombstone

DATA = "persondata"  # the kind of the permission table and of events, where it is about what is kept of a person
CLOSED_ALREADY = "Dit account is gesloten. Wie terugkomt, krijgt een nieuw account."


class PersonState(TextChoices):
    OPEN = "open", "open"
    CLOSED = "gesloten", "gesloten"
    ERASED = "gewist", "gewist"


def is_anonymous(person: Person) -> bool:
    return Tombstone.objects.filter(kind="person", key=str(person.pk)).exists()


def state_of_account(person: Person) -> str:
    if is_anonymous(person):
        return PersonState.ERASED.value
    return (PersonState.OPEN if person.is_active else PersonState.CLOSED).value


class PersonFlow(Lifecycle[Person]):
    model = Person
    noun = Noun("account", Gender.NEUTER)
    states = PersonState
    state = Derived(state_of_account)
    frozen: ClassVar = {PersonState.ERASED: "Deze persoon is al anoniem."}
    begins = Begin("add", (PersonState.OPEN,), asks="manage")
    moves = (
        Move(
            "close",
            PersonState.OPEN,
            PersonState.CLOSED,
            done="gesloten",
            asks="manage",
            not_by=(Own("pk", "niemand sluit het eigen account", "U kunt uw eigen account niet sluiten."),),
            not_now={PersonState.CLOSED: CLOSED_ALREADY, PersonState.ERASED: CLOSED_ALREADY},
        ),
        Move(
            "correct",
            (PersonState.OPEN, PersonState.CLOSED),
            None,
            done="verbeterd",
            kind=DATA,
            reason="naam of e-mailadres",
            not_now={PersonState.ERASED: "Deze persoon is gewist. Er zijn geen gegevens meer om te verbeteren."},
        ),
        Move(
            "erase",
            (PersonState.OPEN, PersonState.CLOSED),
            PersonState.ERASED,
            done="gewist",
            kind=DATA,
            not_by=(
                Own(
                    "pk",
                    "niemand wist de eigen gegevens",
                    "Uw eigen gegevens kunt u niet wissen; vraag het een andere privacy-officer.",
                ),
            ),
            reason="op eigen verzoek",
        ),
    )
