"""Somebody of every role, and how they ask: one browser each, on a clock that stands, leaving nothing behind."""

import copy
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role

VISITOR = Role.BEZOEKER.value


def browsers(roles: Iterable[Role] = Role) -> dict[str, Client]:
    """The name of a role -> a browser in which somebody of that role is signed in, with the second factor passed."""
    from django.contrib.auth.signals import user_logged_in

    user_logged_in.connect(_pass_second_factor, dispatch_uid="net")
    return {role.value: _browser(role) for role in roles}


def get(browser: Client, address: str) -> HttpResponseBase:
    """What asking writes (who looked at what) is undone, so that no reading depends on those before it."""
    cookies = copy.deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.get(address)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response


def _browser(role: Role) -> Client:
    browser = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if role is not Role.BEZOEKER:
        browser.force_login(_somebody(role))
    return browser


def _somebody(role: Role) -> Person:
    held = RoleHolding.objects.filter(role=role.value, valid_to=None, person__is_active=True)
    first = held.order_by("pk").first()
    person = first.person if first is not None else None
    assert person is not None, f"nobody holds the role {role} in this demonstration"
    return person


def _pass_second_factor(request: Any, user: Any, **more: Any) -> None:
    from allauth.account.internal.flows.login import record_authentication

    record_authentication(request, user, "mfa")
