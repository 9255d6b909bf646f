"""`wijkwerk people`: who can sign in here, with which roles; on the machine, for the first beheerder."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from .kept_texts import name_of_somebody, new_account

if TYPE_CHECKING:
    from wijkwerk.access.people.models import Person, RoleHolding
    from wijkwerk.access.people.roles import Role
    from wijkwerk.access.people.scopes import Scope

HELP = "Voeg mensen toe, geef en beëindig rollen, en maak links om een wachtwoord te kiezen."
_REASON = "opdracht op de machine"


class PeopleError(Exception):
    """Not done; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(action=show_list)
    actions = parser.add_subparsers(title="handelingen", metavar="HANDELING")
    actions.add_parser("list", help="toon wie er zijn, met hun rollen (dit gebeurt ook zonder handeling)")
    adding = _about_one(
        actions, "add", add, "voeg iemand toe, en maak een link om een wachtwoord te kiezen", account=new_account
    )
    adding.add_argument(
        "--name",
        required=True,
        type=name_of_somebody,
        metavar="NAAM",
        help="naam of functie, zoals op de site te zien is",
    )
    adding.add_argument("--role", action="append", default=[], metavar="ROL", help="meteen deze rol; mag vaker")
    for name, action, text in (
        ("give", give, "geef een rol, vanaf vandaag"),
        ("end", end, "beëindig een rol, meteen"),
    ):
        one = _about_one(actions, name, action, text)
        one.add_argument("role", metavar="ROL", help="bijvoorbeeld onderzoeker of beheerder")
        one.add_argument("--scope", metavar="SOORT:KENMERK", help="voor welk gebied of gremium, zoals area:noord")
    _about_one(actions, "link", link, "maak een nieuwe link om een wachtwoord te kiezen; het oude werkt dan niet meer")
    _about_one(actions, "reset", reset, "haal de tweede stap weg van wie telefoon en herstelcodes kwijt is")
    _about_one(actions, "close", close, "sluit een account af en meld het overal af; wat er gedaan is, blijft staan")


def run(options: argparse.Namespace) -> int:
    action: Callable[[argparse.Namespace], None] = options.action
    action(options)
    return 0


def show_list(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from wijkwerk.access.people.models import Person, RoleHolding
    from wijkwerk.access.signing_in.second_factor import has_second_factor

    people = list(Person.objects.all())
    if not people:
        print("Er is nog niemand. Begin met: ./wijkwerk people add ACCOUNT --name NAAM --role beheerder")
    for person in people:
        holdings = RoleHolding.objects.in_force(timezone.localdate()).filter(person=person).select_related("scope")
        roles = ", ".join(_role_words(holding) for holding in holdings) or "geen rol"
        factor = "met tweede stap" if has_second_factor(person) else "zonder tweede stap"
        print(f"{person.account}  {person.name}  {roles}  {factor if person.is_active else 'afgesloten'}")


def add(options: argparse.Namespace) -> None:
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from wijkwerk.access.people.account_actions import add_person, give_role

    try:
        with transaction.atomic():
            person = add_person(by=None, account=options.account, name=options.name, reason=_REASON)
            for role in options.role:
                give_role(person, _role(role), by=None, reason=_REASON)
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages)) from error
    print(f"{person.account} is toegevoegd.")
    _print_link(person)


def give(options: argparse.Namespace) -> None:
    from wijkwerk.access.people.account_actions import give_role

    holding = give_role(
        _person(options.account), _role(options.role), by=None, scope=_scope(options.scope), reason=_REASON
    )
    print(f"{options.account} heeft nu de rol {_role_words(holding)}.")


def end(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from wijkwerk.access.people.account_actions import end_role_at_once
    from wijkwerk.access.people.models import RoleHolding

    person, role, scope = _person(options.account), _role(options.role), _scope(options.scope)
    in_force = RoleHolding.objects.on(timezone.localdate()).filter(person=person, role=role, scope=scope)
    holdings = list(in_force)
    if not holdings:
        raise PeopleError(f"{person.account} heeft de rol {role.value} niet. Zie: ./wijkwerk people list")
    for holding in holdings:
        end_role_at_once(holding, by=None, reason=_REASON)
    print(f"{person.account} heeft de rol {role.value} niet meer.")


def link(options: argparse.Namespace) -> None:
    _print_link(_person(options.account))


def reset(options: argparse.Namespace) -> None:
    from wijkwerk.access.signing_in.authenticators import take_away_second_factor

    person = _person(options.account)
    take_away_second_factor(person, by=None, reason=_REASON)
    print(f"De tweede stap van {person.account} is weg. Bij de volgende aanmelding wordt zij opnieuw ingesteld.")


def close(options: argparse.Namespace) -> None:
    from wijkwerk.access.people.account_actions import close_account
    from wijkwerk.access.signing_in.sessions import end_sessions

    person = _person(options.account)
    close_account(person, by=None, reason=_REASON)
    end_sessions(person)
    print(f"Het account {person.account} is afgesloten.")


def _about_one(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    action: Callable[[argparse.Namespace], None],
    text: str,
    account: Callable[[str], str] = str,
) -> argparse.ArgumentParser:
    one = actions.add_parser(name, help=text)
    one.add_argument("account", type=account, metavar="ACCOUNT", help="kleine letters, cijfers en streepjes")
    one.set_defaults(action=action)
    return one


def _print_link(person: "Person") -> None:
    from django.conf import settings

    from wijkwerk.access.signing_in.passwords import issue_password_link

    site = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
    path = issue_password_link(person, by=None, reason=_REASON)
    print("Geef deze link persoonlijk door. Zij werkt één keer, een dag lang:")
    print(f"{site}{path}")


def _person(account: str) -> "Person":
    from wijkwerk.access.people.models import Person

    person = Person.objects.filter(account=account).first()
    if person is None:
        raise PeopleError(f"Er is geen account '{account}'. Zie: ./wijkwerk people list")
    return person


def _role(name: str) -> "Role":
    from wijkwerk.access.people.roles import Role

    try:
        return Role(name)
    except ValueError as error:
        known = ", ".join(role.value for role in Role if role != Role.BEZOEKER)
        raise PeopleError(f"De rol '{name}' bestaat niet. Kies uit: {known}.") from error


def _scope(text: str | None) -> "Scope | None":
    from django.utils import timezone

    from wijkwerk.access.people.scopes import Scope

    if text is None:
        return None
    kind, _, key = text.partition(":")
    scope = Scope.objects.on(timezone.localdate()).filter(kind=kind, key=key).first()
    if scope is None:
        raise PeopleError(f"Er is geen gebied of gremium '{text}'. Verwacht SOORT:KENMERK, zoals area:noord.")
    return scope


def _role_words(holding: "RoleHolding") -> str:
    return f"{holding.role} ({holding.scope})" if holding.scope else str(holding.role)
