"""Why a person may do something, or may not: the same table and rules as `may`, in Dutch sentences."""

from dataclasses import dataclass

from django.db.models import Model

from wijkwerk.access.people.models import Visitor, scopes_by_role
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import kind_of, may, requirements, rules_against, unmet
from wijkwerk.access.permission.table import ANY_STATE, Grant, Row, permission_table


@dataclass(frozen=True, slots=True)
class Answer:
    """allowed     what `may` says
    explanation what the deed is, from the table
    own         what each of the person's own roles says
    others      names of roles that may do it, for somebody whose roles do not
    rules       what one object asks besides; for an object only those that do not hold
    role_helps  whether another role could make it possible; not where a rule alone stands in the way
    """

    allowed: bool
    explanation: str
    own: tuple[str, ...]
    others: tuple[str, ...]
    rules: tuple[str, ...]
    role_helps: bool


def why(person: Visitor, verb: str, obj: Model | type[Model] | str) -> Answer | None:
    """None for a deed that the table does not name.

    It tells nothing of the object itself: whoever may not read it does not learn its level or its place.
    """
    deed = (verb, kind_of(obj))
    rows = permission_table().get(deed)
    if rows is None:
        return None
    held = scopes_by_role(person)
    requirements_left = unmet(person, verb, obj) if isinstance(obj, Model) else requirements(deed)
    allowed = may(person, verb, obj)
    return Answer(
        allowed=allowed,
        explanation=" / ".join(dict.fromkeys(row.explanation for row in rows)),
        own=tuple(_own_words(role, scopes, row) for role, scopes in held.items() for row in rows),
        others=tuple(
            role_facts(role).name
            for role in Role
            if role not in held and any(row.grants[role].is_something for row in rows)
        ),
        rules=tuple(each.words for each in requirements_left),
        role_helps=not allowed and not rules_against(person, verb, obj),
    )


def grant_words(grant: Grant) -> str:
    """`mag altijd`, `mag tot en met intern, en in het eigen gebied tot en met vertrouwelijk`, `mag dit niet`."""
    if not grant.is_something:
        return "mag dit niet"
    if grant.everywhere is Confidentiality.STRIKT:
        return "mag dit"
    parts = []
    if grant.everywhere is not None:
        parts.append(f"tot en met {grant.everywhere.label}")
    if grant.own is not None:
        limit = "" if grant.own is Confidentiality.STRIKT else f" tot en met {grant.own.label}"
        parts.append(f"in het eigen gebied of de eigen opdracht{limit}")
    return f"mag dit {', en '.join(parts)}"


def _own_words(role: Role, scopes: frozenset[int], row: Row) -> str:
    state = "" if row.state == ANY_STATE else f" ({row.state})"
    where = ""
    if row.grants[role].own is not None:
        names = Scope.objects.filter(pk__in=scopes).values_list("name", flat=True)
        where = f" – eigen: {', '.join(names)}" if names else " – deze rol geldt voor geen enkel gebied"
    return f"{role_facts(role).name}{state}: {grant_words(row.grants[role])}{where}"
