"""Let the groups of a provider give and end roles here, at every sign-in, by the file of WIJKWERK_SIGN_IN.

Only what a provider gave is ended by it: a role that a beheerder gave stays, whatever the groups say.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import structlog
from django.db import models, transaction
from django.utils import timezone

from wijkwerk.access.people.account_actions import end_role_at_once, give_role
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.signing_in.provider_errors import ProviderError
from wijkwerk.access.signing_in.ways import GroupRole, SignInProvider

_log = structlog.stdlib.get_logger(__name__)


class ProviderRole(models.Model):
    """A role that came from a provider, and may be ended by that provider."""

    permission_kind: ClassVar = "roleholding"

    holding = models.OneToOneField(
        RoleHolding, on_delete=models.PROTECT, related_name="from_provider", verbose_name="rolinvulling"
    )
    issuer = models.CharField("inlogdienst", max_length=200)

    class Meta:
        verbose_name = "rol van een inlogdienst"
        verbose_name_plural = "rollen van een inlogdienst"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"rol van een inlogdienst {self.pk}"


def roles_given(provider: SignInProvider, claims: Mapping[str, Any]) -> frozenset[GroupRole]:
    """What the groups in these claims give here. Raises ProviderError where the provider left the groups out."""
    groups = groups_in(provider, claims)
    return frozenset(group_role for group_role in provider.roles if group_role.group in groups)


def groups_in(provider: SignInProvider, claims: Mapping[str, Any]) -> frozenset[str]:
    """The groups, from a claim that may lie deeper: `realm_access.roles`."""
    elsewhere = claims.get("_claim_names")
    if isinstance(elsewhere, Mapping) and provider.groups_claim in elsewhere:
        raise ProviderError(
            f"{provider.name} noemt uw groepen niet, omdat het er te veel zijn. Vraag de beheerder om alleen de "
            "groepen door te geven die aan deze toepassing zijn toegewezen.",
            "too many groups",
        )
    claim: Any = claims
    for part in provider.groups_claim.split("."):
        claim = claim.get(part) if isinstance(claim, Mapping) else None
    if isinstance(claim, str):
        return frozenset(claim.split())
    return frozenset(str(each) for each in claim) if isinstance(claim, list) else frozenset()


@transaction.atomic
def apply_roles(person: Person, provider: SignInProvider, given: frozenset[GroupRole]) -> None:
    """Give what is new and end what is gone, each with its event, at once. What a beheerder gave is left alone."""
    Person.objects.select_for_update().get(pk=person.pk)  # two sign-ins at a time give a role once
    wanted = _wanted(provider, given)
    now = RoleHolding.objects.on(timezone.localdate()).filter(person=person).select_related("scope")
    holdings = {(holding.role, holding.scope): holding for holding in now}
    for key, holding in holdings.items():
        if key not in wanted and ProviderRole.objects.filter(holding=holding, issuer=provider.issuer).exists():
            end_role_at_once(holding, by=None, reason=f"niet meer in een groep van {provider.name}")
    for role, scope in sorted(wanted - set(holdings), key=str):
        _give(person, provider, Role(role), scope)


def _wanted(provider: SignInProvider, group_roles: frozenset[GroupRole]) -> set[tuple[str, Scope | None]]:
    """The roles with what they are for. One for an area or body that is not there (any more) gives nothing."""
    wanted: set[tuple[str, Scope | None]] = set()
    for each in group_roles:
        if each.scope is None:
            wanted.add((each.role.value, None))
            continue
        kind, key = each.scope
        scope = Scope.objects.on(timezone.localdate()).filter(kind=kind, key=key).first()
        if scope is None:
            _log.warning("scope of a group is not there", provider=provider.key, kind=kind, key=key)
            continue
        wanted.add((each.role.value, scope))
    return wanted


def _give(person: Person, provider: SignInProvider, role: Role, scope: Scope | None) -> None:
    holding = give_role(person, role, by=None, scope=scope, reason=f"groep van {provider.name}")
    ProviderRole.objects.create(holding=holding, issuer=provider.issuer)
