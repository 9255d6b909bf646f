"""Refusing: with an event in the log that says who tried what, never what stood in it."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import kind_of, level_of, may, role_names, rules_against, scope_of
from wijkwerk.access.permission.table import Deed, permission_table

_Row = TypeVar("_Row", bound=Model)


class RefusedError(PermissionDenied):
    """The table, or a rule about the object, says no to this deed: not this person. As text it says who may, in Dutch.

    rules   what the rules ask, in Dutch, where the table itself says yes
    number  of the object, where it is about one
    """

    def __init__(self, deed: Deed, rules: tuple[str, ...] = (), number: int | None = None) -> None:
        super().__init__(*deed)
        self.deed = deed
        self.rules = rules
        self.number = number

    def __str__(self) -> str:
        if self.rules:
            return f"U mag dit alleen als dit geldt: {'; '.join(self.rules)}. Vraag het een collega met dezelfde rol."
        return f"U mag dit niet. Vraag het iemand met een van deze rollen: {', '.join(role_names(self.deed))}."


class MayNoLongerError(Exception):
    """Who asked for long work may not do it any more; the message says so, in Dutch."""


def require_still(person: Person | None, verb: str, kind: str) -> None:
    """Ask again, of the rows as they are now: a role can end, and an account close, while work waits or goes on.

    person   who asked for it; None for the machine itself

    Raises MayNoLongerError, with an event in the log.
    """
    if person is None:
        return
    now = Person.objects.get(pk=person.pk)
    if may(now, verb, kind):
        return
    record_refusal(now, verb, kind)
    what = permission_table()[verb, kind][0].explanation
    raise MayNoLongerError(f"{now} mag dit niet meer: ‘{what}’. Vraag het iemand die dit wel mag.")


def require(visitor: Visitor, verb: str, obj: Model | type[Model] | str) -> None:
    """Raises RefusedError, with an event in the log, where `may` says no."""
    if not may(visitor, verb, obj):
        record_refusal(visitor, verb, obj)
        number = obj.pk if isinstance(obj, Model) else None
        raise RefusedError((verb, kind_of(obj)), rules_against(visitor, verb, obj), number)


def goes_out_of_reach(person: Person, verb: str, before: Model, row: Model) -> bool:
    """Whether a record is put elsewhere, or made as confidential, than this person may do this to."""
    is_moved = (level_of(before), scope_of(before)) != (level_of(row), scope_of(row))
    return is_moved and not may(person, verb, row)


def find_allowed(visitor: Visitor, verb: str, rows: QuerySet[_Row], **place: object) -> _Row:
    """The one row that is asked for. Raises Http404 for what is not there and for what this visitor may not do it to:

    whoever may not see a thing does not learn either that there is one.
    """
    row = rows.filter(**place).first()
    if row is None or not may(visitor, verb, row):
        record_refusal(visitor, verb, rows.model if row is None else row)
        raise Http404
    return row


def record_refusal(visitor: Visitor, verb: str, obj: Model | type[Model] | str) -> None:
    """One event per refusal of somebody who is signed in; visitors without a name only show in the log of requests."""
    if not isinstance(visitor, Person):
        return
    key = str(obj.pk) if isinstance(obj, Model) and obj.pk is not None else "-"
    record(person=visitor, verb="refused", kind=kind_of(obj), key=key, reason=verb)
