"""Somebody whom a provider vouches for: who they are here, and what their groups give them."""

from allauth.socialaccount.models import SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from wijkwerk.access.people.account_actions import add_person
from wijkwerk.access.people.models import Person
from wijkwerk.access.signing_in.provider_errors import ProviderError
from wijkwerk.access.signing_in.ways import SignInProvider

from .group_roles import apply_roles, roles_given
from .second_factor import CONFIRMED_FOR


def arrive(request: HttpRequest, login: SocialLogin) -> None:
    """Find the person by issuer and subject alone, or make one where a group gives a role; then apply the groups.

    Never by e-mail address or name: those can be given to somebody else. Raises ProviderError.
    """
    provider: SignInProvider = login.provider.ways
    if login.state.get("confirms"):
        _refuse_other_person(request, login)
    group_roles = roles_given(provider, login.claims)
    with transaction.atomic():
        if not login.is_existing:
            if not group_roles:
                raise ProviderError(
                    f"U bent bekend bij {provider.name}, maar u heeft hier geen rol. Vraag de beheerder om een rol.",
                    "no role",
                )
            _make_person(login, provider)
        person = login.user
        assert isinstance(person, Person)
        if not person.is_active:
            raise ProviderError("Uw account op deze site is afgesloten. Vraag de beheerder om uitleg.", "closed")
        apply_roles(person, provider, group_roles)


def _make_person(login: SocialLogin, provider: SignInProvider) -> None:
    claim = login.claims.get(provider.name_claim)
    name = str(claim).strip()[:120] if claim else ""
    # A name of its own, that no local account can have been made for: whoever signs in so never gets somebody else's.
    account = f"{slugify(name)[:40] or provider.key}-{get_random_string(8, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    person = add_person(by=None, account=account, name=name or account, reason=f"aangemeld bij {provider.name}")
    login.user = login.account.user = person
    login.account.save()


def _refuse_other_person(request: HttpRequest, login: SocialLogin) -> None:
    """Confirming is for who is signed in, and for a provider that says that it asked just now."""
    import time

    if not request.user.is_authenticated or login.user != request.user:
        raise ProviderError("U bevestigde met een ander account dan waarmee u was aangemeld.", "other person")
    auth_time = login.claims.get("auth_time")
    if not isinstance(auth_time, int | float) or auth_time < time.time() - CONFIRMED_FOR:
        raise ProviderError(
            f"{login.provider.ways.name} zegt niet dat u zich net opnieuw heeft aangemeld. De beheerder kan dit "
            "verhelpen: laat de inlogdienst de claim auth_time meegeven.",
            "auth_time",
        )
