"""What one role may, and what it may not, as readers get it."""

from dataclasses import dataclass

from wijkwerk.access.people.models import Visitor, scopes_by_role
from wijkwerk.access.people.roles import Reach, Role, role_facts
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.permission.table import Row
from wijkwerk.pages.permissions.rows import DeedRow, Subject, all_rows, by_subject, deed_row, limit_words

_OWN = "Eigen is dat gebied of gremium, met alles wat daarin ligt."
_REACH = {
    Reach.NONE: "Deze rol geldt voor de hele gemeente, en heeft geen eigen gebied.",
    Reach.MAY: f"Deze rol geldt voor een gebied of gremium, of voor de hele gemeente. {_OWN}",
    Reach.MUST: f"Deze rol geldt altijd voor een gebied of gremium. {_OWN}",
}


@dataclass(frozen=True, slots=True)
class RoleDeed:
    """limits   how far this role may; empty where nothing limits it
    is_for_all  everybody may it as far as this role
    """

    deed: DeedRow
    limits: tuple[str, ...]
    is_for_all: bool


@dataclass(frozen=True, slots=True)
class RolePermissions:
    """reach   what the role is held for
    own     names of the areas and bodies that whoever reads holds this role for
    """

    name: str
    explanation: str
    needs_mfa: bool
    reach: str
    own: tuple[str, ...]
    may: tuple[Subject[RoleDeed], ...]
    may_not: tuple[Subject[RoleDeed], ...]
    how_many_not: int

    @property
    def has_limits(self) -> bool:
        return any(each.limits for subject in self.may for each in subject.deeds)


def permissions_of(role: Role, reader: Visitor) -> RolePermissions:
    """What a bezoeker may, every role may."""
    facts = role_facts(role)
    may: list[tuple[str, RoleDeed]] = []
    may_not: list[tuple[str, RoleDeed]] = []
    for verb, kind, row in all_rows():
        is_allowed = row.grants[role].is_something or row.grants[Role.BEZOEKER].is_something
        (may if is_allowed else may_not).append((row.subject, _role_deed(deed_row(verb, kind, row), row, role)))
    return RolePermissions(
        name=facts.name,
        explanation=facts.explanation,
        needs_mfa=facts.needs_mfa,
        reach="" if role == Role.BEZOEKER else _REACH[facts.reach],
        own=_own(role, reader),
        may=by_subject(may),
        may_not=by_subject(may_not),
        how_many_not=len(may_not),
    )


def _role_deed(deed: DeedRow, row: Row, role: Role) -> RoleDeed:
    everybody = row.grants[Role.BEZOEKER]
    grant = row.grants[role] if row.grants[role].is_something else everybody
    return RoleDeed(deed, limit_words(grant), is_for_all=everybody.is_something and grant == everybody)


def _own(role: Role, reader: Visitor) -> tuple[str, ...]:
    scopes = scopes_by_role(reader).get(role, frozenset())
    return tuple(Scope.objects.filter(pk__in=scopes).order_by("name").values_list("name", flat=True)) if scopes else ()
