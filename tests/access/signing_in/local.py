"""People of a site of its own: with a password, and where asked with an app."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from wijkwerk.access.models import Person
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role

PASSWORD = "vier lange losse woorden"


def local_person(account: str, *roles: Role) -> Person:
    person = add_person(by=None, account=account, name=f"Functie {account}")
    person.set_password(PASSWORD)
    person.save()
    for role in roles:
        give_role(person, role, by=None)
    return person


def with_app(person: Person) -> str:
    """Set up an app; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def sign_in(client: Client, account: str, password: str = PASSWORD, **form: str) -> Any:
    return client.post("/aanmelden/", {"login": account, "password": password, **form})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def kinds_of(person: Person) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
