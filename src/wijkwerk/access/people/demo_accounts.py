"""The people of the demo: functions, not persons. Two onderzoekers, because nobody signs their own delivery."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope, ScopeKind


class DemoRefusedError(Exception):
    """The demo does not run here."""


@dataclass(frozen=True)
class DemoAccount:
    """level  how the codes begin of the areas that the role is held for the first of ("SD"); "" where it has none"""

    account: str
    name: str
    role: Role
    level: str = ""


DEMO_ACCOUNTS = (
    DemoAccount("onderzoeker-1", "Onderzoeker 1", Role.ONDERZOEKER),
    DemoAccount("onderzoeker-2", "Onderzoeker 2", Role.ONDERZOEKER),
    DemoAccount("beheerder", "Beheerder", Role.BEHEERDER),
    DemoAccount("beleidsadviseur", "Beleidsadviseur", Role.BELEIDSADVISEUR),
    DemoAccount("stadsdeelregisseur", "Stadsdeelregisseur", Role.STADSDEELREGISSEUR, "SD"),
    DemoAccount("privacy-officer", "Privacy officer", Role.PRIVACY_OFFICER),
    DemoAccount("privacy-officer-2", "Tweede privacy officer", Role.PRIVACY_OFFICER),
)


def make_demo_accounts(wanted: Iterable[DemoAccount] = DEMO_ACCOUNTS) -> list[Person]:
    """The demo's people with their roles, made where they are not there yet. Raises DemoRefusedError.

    A role for an area waits until there is one: a gemeente without stadsdelen gives its regisseur a wijk.
    """
    refuse_real_people()
    return [_made(account) for account in wanted]


def refuse_real_people() -> None:
    """Raises DemoRefusedError on a database that real people sign in to: the demo's links let anybody in."""
    if SocialAccount.objects.exists() or any(person.has_usable_password() for person in Person.objects.all()):
        raise DemoRefusedError(
            "In deze database staan mensen die echt aanmelden, en daarom start de demonstratie hier niet. Kies met "
            "WIJKWERK_DATA een andere map, en haal DATABASE_URL weg."
        )


def _made(wanted: DemoAccount) -> Person:
    person = Person.objects.filter(account=wanted.account).first()
    if person is None:
        person = add_person(by=None, account=wanted.account, name=wanted.name, reason="demonstratie")
    if not person.is_active:
        return person  # somebody tried out closing it; the demo starts all the same
    if not RoleHolding.objects.filter(person=person, role=wanted.role, valid_to=None).exists():
        scope = _first_scope(wanted.level)
        if scope is not None or not wanted.level:
            give_role(person, wanted.role, by=None, scope=scope, reason="demonstratie")
    return person


def _first_scope(level: str) -> Scope | None:
    if not level:
        return None
    areas = Scope.objects.on(timezone.localdate()).filter(kind=ScopeKind.AREA).order_by("key")
    return areas.filter(key__startswith=level).first() or areas.filter(key__startswith="WK").first()
