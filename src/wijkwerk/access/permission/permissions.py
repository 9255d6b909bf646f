"""May this person do this to that? One function decides, for pages, downloads, commands and the admin alike.

The answers stand in a `permissions.csv` per room, for anybody to read and review (`permission_table` makes them one);
the default is no.
What depends on the object itself besides ("nobody signs what they delivered") is a rule of the package that owns the
object, registered with `also_requires`; it can only take away. `filtered` gives the rows of a queryset that `may` says
yes to, from the same table.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import structlog
from django.conf import settings
from django.db.models import Model, Q, QuerySet

from wijkwerk.access.people.models import Visitor, scopes_by_role
from wijkwerk.access.people.roles import Held, Role, role_facts
from wijkwerk.access.people.scopes import lies_within, with_all_inside
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.table import ANY_STATE, FILE, Deed, Grant, Row, is_granted, permission_table

_log = structlog.stdlib.get_logger(__name__)
_Model = TypeVar("_Model", bound=Model)

Rule = Callable[[Visitor, Model], bool]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule about one object, and in Dutch what it asks."""

    holds: Rule
    words: str


@dataclass(frozen=True, slots=True)
class PermissionFields:
    """The fields of a model that the table asks about; None where its objects have no such thing.

    confidentiality  a Confidentiality; objects without one are openbaar
    scope            a foreign key to Scope; objects without one lie in nobody's own scope
    state            the words that the table's `toestand` column uses
    """

    confidentiality: str | None = None
    scope: str | None = None
    state: str | None = None


_REQUIREMENTS: dict[Deed, list[Requirement]] = {}
_NO_FIELDS = PermissionFields()


class UnknownDeedError(AssertionError):
    """Our own code asked about a verb or kind that the table does not name."""


def may(person: Visitor, verb: str, obj: Model | type[Model] | str) -> bool:
    """Whether one of the person's roles allows the verb on this object, and no rule about the object forbids it.

    obj   an object, its model, or the kind as the table spells it ("release"). Without an object the question is
          whether there can be one: a list may be opened, and `filtered` says what stands in it.

    A verb or kind that the table does not name is no, and in tests an UnknownDeedError.
    """
    if not roles_allow(scopes_by_role(person), verb, obj):
        return False
    return not isinstance(obj, Model) or not unmet(person, verb, obj)


def roles_allow(held: Held, verb: str, obj: Model | type[Model] | str) -> bool:
    """Whether the table lets somebody with these roles do it; rules about the object come on top."""
    deed = (verb, kind_of(obj))
    rows = permission_table().get(deed)
    if rows is None:
        return _unknown(deed)
    if isinstance(obj, Model):
        return _table_allows(held, rows, obj)
    return any(_may_some(row.grants[role], scopes) for row in rows for role, scopes in held.items())


def filtered(person: Visitor, verb: str, rows: QuerySet[_Model]) -> QuerySet[_Model]:
    """The rows of a queryset that the table lets this person do the verb to. Rules about single objects come on top.

    Raises UnknownDeedError as `may` does; in production it gives no row at all.
    """
    deed = (verb, kind_of(rows.model))
    table = permission_table().get(deed)
    if table is None:
        _unknown(deed)
        return rows.none()
    fields = fields_of(rows.model)
    held = scopes_by_role(person)
    allowed = Q(pk__in=[])
    for row in table:
        for role, scopes in held.items():
            allowed |= _query(row, row.grants[role], scopes, fields)
    return rows.filter(allowed)


def unmet(person: Visitor, verb: str, obj: Model) -> list[Requirement]:
    """The rules about this one object that do not hold for this person."""
    return [each for each in requirements((verb, kind_of(obj))) if not each.holds(person, obj)]


def rules_against(person: Visitor, verb: str, obj: Model | type[Model] | str) -> tuple[str, ...]:
    """What the unmet rules ask, where they alone forbid it; nothing where the table says no."""
    rows = permission_table().get((verb, kind_of(obj)))
    if rows is None or not isinstance(obj, Model) or not _table_allows(scopes_by_role(person), rows, obj):
        return ()
    return tuple(each.words for each in unmet(person, verb, obj))


def role_names(deed: Deed) -> tuple[str, ...]:
    """The roles that may do this to some object at least, in words, and which of them only to what is their own; rules
    about the object come on top.
    """
    rows = permission_table().get(deed, ())
    grants = {role: [row.grants[role] for row in rows if row.grants[role].is_something] for role in Role}
    return tuple(_role_words(role, some) for role, some in grants.items() if some)


def _role_words(role: Role, grants: Sequence[Grant]) -> str:
    name = role_facts(role).name
    return name if any(grant.everywhere is not None for grant in grants) else f"{name} (in het eigen gebied)"


def requirements(deed: Deed) -> list[Requirement]:
    return list(_REQUIREMENTS.get(deed, ()))


def also_requires(verb: str, kind: str, words: str) -> Callable[[Rule], Rule]:
    """Register a rule that must hold besides the table, for one object: `rule(person, obj) -> bool`.

    words   what the rule asks, in Dutch, for the page that says who may do what
    """

    def register(rule: Rule) -> Rule:
        known = _REQUIREMENTS.setdefault((verb, kind), [])
        if not any(each.holds is rule for each in known):
            known.append(Requirement(rule, words))
        return rule

    return register


def kind_of(obj: Model | type[Model] | str) -> str:
    """The kind in the table: a model's own name, or that of what it is a part or the history of."""
    if isinstance(obj, str):
        return obj
    of = getattr(obj, "instance_type", None)  # simple_history's: the model that these rows are the history of
    if of is not None:
        return kind_of(of)
    return cast(str, getattr(obj, "permission_kind", None) or obj._meta.model_name)


def fields_of(obj: Model | type[Model]) -> PermissionFields:
    return cast(PermissionFields, getattr(obj, "permission_fields", _NO_FIELDS))


def level_of(obj: Model) -> Confidentiality:
    field = fields_of(obj).confidentiality
    return Confidentiality(getattr(obj, field)) if field else Confidentiality.OPENBAAR


def state_of(obj: Model) -> str | None:
    field = fields_of(obj).state
    return str(getattr(obj, field)) if field else None


def scope_of(obj: Model) -> int | None:
    field = fields_of(obj).scope
    return cast("int | None", getattr(obj, f"{field}_id")) if field else None


def _table_allows(held: Held, rows: Sequence[Row], obj: Model) -> bool:
    def lies_in_scope(roles: Collection[Role]) -> bool:
        scopes = {scope for role in roles for scope in held[role]}
        return bool(scopes) and lies_within(scope_of(obj), scopes)

    return is_granted(rows, state=state_of(obj), level=level_of(obj), held=held, lies_in_scope=lies_in_scope)


def _may_some(grant: Grant, scopes: frozenset[int]) -> bool:
    return grant.everywhere is not None or (grant.own is not None and bool(scopes))


def _query(row: Row, grant: Grant, scopes: frozenset[int], fields: PermissionFields) -> Q:
    query = Q(pk__in=[])
    if grant.everywhere is not None:
        query |= _at_most(grant.everywhere, fields)
    if grant.own is not None and scopes and fields.scope is not None:
        query |= _at_most(grant.own, fields) & Q(**{f"{fields.scope}__in": with_all_inside(scopes)})
    if row.state != ANY_STATE:
        query &= Q(**{fields.state: row.state}) if fields.state else Q(pk__in=[])
    return query


def _at_most(level: Confidentiality, fields: PermissionFields) -> Q:
    if fields.confidentiality is None:
        return ~Q(pk__in=[])
    allowed: dict[str, Any] = {f"{fields.confidentiality}__in": [each.value for each in level.up_to()]}
    return Q(**allowed)


def _unknown(deed: Deed) -> bool:
    if settings.WIJKWERK_STRICT:
        raise UnknownDeedError(f"no {FILE} names {deed}")
    _log.error("unknown deed refused", verb=deed[0], kind=deed[1])
    return False
