"""Areas of the small site as scopes, and notes about them, one of every level and state in each place."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from tests.web.small_site import BINNENSTAD, HENGELO, NOORD, NOORK
from wijkwerk.access.models import Person, RoleHolding, Scope
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.models import Note, NoteState

SINCE = datetime.date(2020, 1, 1)

# By role: the highest level that somebody may read of an adopted note and of a draft, where the role is held, and then
# elsewhere; and where they may write. By hand, from the words of the table: a derived expectation cannot fail.
MAY_READ: dict[Role, tuple[str, str, str, str]] = {
    Role.BEZOEKER: ("openbaar", "", "openbaar", ""),
    Role.RAAD: ("openbaar", "", "openbaar", ""),
    Role.COLLEGE: ("vertrouwelijk", "", "vertrouwelijk", ""),
    Role.OPDRACHTGEVER: ("strikt", "strikt", "intern", ""),
    Role.PROGRAMMAMANAGER: ("strikt", "strikt", "intern", ""),
    Role.PROCESREGISSEUR: ("vertrouwelijk", "vertrouwelijk", "intern", ""),
    Role.STADSDEELREGISSEUR: ("vertrouwelijk", "vertrouwelijk", "intern", ""),
    Role.BELEIDSADVISEUR: ("vertrouwelijk", "vertrouwelijk", "intern", "intern"),
    Role.PROJECTLEIDER: ("vertrouwelijk", "vertrouwelijk", "intern", ""),
    Role.AFDELINGSMANAGER: ("vertrouwelijk", "vertrouwelijk", "intern", ""),
    Role.CONTROLLER: ("vertrouwelijk", "", "vertrouwelijk", ""),
    Role.ONDERZOEKER: ("intern", "", "intern", ""),
    Role.COMMUNICATIEADVISEUR: ("intern", "", "intern", ""),
    Role.SECRETARIAAT: ("vertrouwelijk", "vertrouwelijk", "intern", ""),
    Role.PARTNER: ("intern", "", "openbaar", ""),
    Role.BEWONER_IN_TEAM: ("intern", "", "openbaar", ""),
    Role.BEWONERSORGANISATIE: ("openbaar", "", "openbaar", ""),
    Role.PRIVACY_OFFICER: ("openbaar", "", "openbaar", ""),
    Role.BEHEERDER: ("openbaar", "", "openbaar", ""),
}
WRITES_IN_THE_OWN_PLACE = {
    Role.OPDRACHTGEVER, Role.PROGRAMMAMANAGER, Role.PROCESREGISSEUR, Role.STADSDEELREGISSEUR, Role.BELEIDSADVISEUR,
    Role.PROJECTLEIDER, Role.AFDELINGSMANAGER, Role.SECRETARIAAT,
}  # fmt: skip
WRITES_ELSEWHERE = {Role.BELEIDSADVISEUR}


def area(code: str, name: str, parent: Scope | None = None) -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=code, name=name, parent=parent, valid_from=SINCE)


def area_scopes() -> dict[str, Scope]:
    """Hengelo, its wijken Noord and Binnenstad, and De Noork in Noord."""
    hengelo = area(HENGELO, "Hengelo")
    noord = area(NOORD, "Noord", hengelo)
    return {
        HENGELO: hengelo,
        NOORD: noord,
        BINNENSTAD: area(BINNENSTAD, "Binnenstad", hengelo),
        NOORK: area(NOORK, "De Noork", noord),
    }


def note(title: str, level: str, scope: Scope | None, state: NoteState = NoteState.ADOPTED, **more: object) -> Note:
    given = {"title": title, "text": "Een tekst", "confidentiality": level, "scope": scope, "state": state}
    return Note.objects.create(adopted_at=timezone.now(), **given, **more)


def one_of_each(scope: Scope) -> None:
    """A note of every level, adopted and not; each is called after what it is."""
    for level in Confidentiality:
        for state in NoteState:
            note(f"{level.value} {state.value}", level.value, scope, state)


def titles(adopted: str, draft: str) -> Iterator[str]:
    """Of `one_of_each`, what somebody reads up to these levels."""
    for highest, state in ((adopted, "vastgesteld"), (draft, "concept")):
        if highest:
            yield from (f"{level.value} {state}" for level in Confidentiality(highest).up_to())


def with_role(account: str, role: Role, scope: Scope | None = None) -> Person:
    made = Person.objects.create(account=account, name=account.capitalize())
    if role is not Role.BEZOEKER:
        RoleHolding.objects.create(person=made, role=role, scope=scope, valid_from=SINCE)
    return made
