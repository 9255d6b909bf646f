"""The people of the demo: functions, not persons. Two onderzoekers, because nobody signs their own delivery."""

from collections.abc import Iterable
from dataclasses import dataclass

from .actions import add_person, give_role
from .people import Person, RoleHolding
from .roles import Role


@dataclass(frozen=True)
class DemoAccount:
    account: str
    name: str
    role: Role


DEMO_ACCOUNTS = (
    DemoAccount("onderzoeker-1", "Onderzoeker 1", Role.ONDERZOEKER),
    DemoAccount("onderzoeker-2", "Onderzoeker 2", Role.ONDERZOEKER),
    DemoAccount("beheerder", "Beheerder", Role.BEHEERDER),
)


def make_demo_accounts(wanted: Iterable[DemoAccount] = DEMO_ACCOUNTS) -> list[Person]:
    """The demo's people with their roles, made where they are not there yet."""
    return [_made(account) for account in wanted]


def _made(wanted: DemoAccount) -> Person:
    person = Person.objects.filter(account=wanted.account).first()
    if person is None:
        person = add_person(by=None, account=wanted.account, name=wanted.name, reason="demonstratie")
    if not RoleHolding.objects.filter(person=person, role=wanted.role, valid_to=None).exists():
        give_role(person, wanted.role, by=None, reason="demonstratie")
    return person
