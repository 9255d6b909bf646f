"""May this person do this to that? The answers stand in `permissions.csv`, for anybody to read and review.

The table knows verbs and kinds of object; the default is no. What depends on the object itself ("nobody signs what
they delivered") is a rule of the package that owns the object, registered with `also_requires`.
"""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import structlog
from django.conf import settings
from django.db.models import Model

from .people import Role, Visitor, roles_of

TABLE = Path(__file__).with_name("permissions.csv")
_ANSWERS = {"ja": True, "nee": False}
_log = structlog.stdlib.get_logger(__name__)

Deed = tuple[str, str]  # verb, kind of object
Rule = Callable[[Visitor, Model], bool]
_RULES: dict[Deed, list[Rule]] = {}


class UnknownDeedError(AssertionError):
    """Our own code asked about a verb or kind that the table does not name."""


def may(person: Visitor, verb: str, obj: Model | type[Model] | str) -> bool:
    """Whether one of the person's roles allows the verb on this object, and no rule about the object forbids it.

    obj   an object, its model, or the kind as the table spells it ("release"), where there is no object yet

    A verb or kind that the table does not name is no, and in tests an UnknownDeedError.
    """
    deed = (verb, kind_of(obj))
    roles = allowed_roles().get(deed)
    if roles is None:
        return _unknown(deed)
    if not roles & roles_of(person):
        return False
    return not isinstance(obj, Model) or all(rule(person, obj) for rule in _RULES.get(deed, ()))


def also_requires(verb: str, kind: str) -> Callable[[Rule], Rule]:
    """Register a rule that must hold besides the table, for one object: `rule(person, obj) -> bool`."""

    def register(rule: Rule) -> Rule:
        rules = _RULES.setdefault((verb, kind), [])
        if rule not in rules:
            rules.append(rule)
        return rule

    return register


def kind_of(obj: Model | type[Model] | str) -> str:
    return obj if isinstance(obj, str) else str(obj._meta.model_name)


@cache
def allowed_roles() -> Mapping[Deed, frozenset[Role]]:
    """The table: for each verb and kind the roles that may. Raises ValueError on a cell that is not ja or nee."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    table = {(row["handeling"], row["soort"]): _roles_in(row) for row in rows}
    if len(table) != len(rows):
        raise ValueError(f"{TABLE.name} names a verb and kind twice")
    return table


def _roles_in(row: Mapping[str, str]) -> frozenset[Role]:
    for role in Role:
        if row.get(role) not in _ANSWERS:
            raise ValueError(f"{TABLE.name}, {row['handeling']} {row['soort']}, {role}: {row.get(role)!r}")
    return frozenset(role for role in Role if _ANSWERS[row[role]])


def _unknown(deed: Deed) -> bool:
    if settings.WIJKWERK_STRICT:
        raise UnknownDeedError(f"{TABLE.name} does not name {deed}")
    _log.error("unknown deed refused", verb=deed[0], kind=deed[1])
    return False
