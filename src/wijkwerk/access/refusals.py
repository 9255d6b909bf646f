"""Refusing: with an event in the log that says who tried what, never what stood in it."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from .audit import record
from .people import Person, Visitor
from .permission_table import Deed
from .permissions import kind_of, may, rules_against

_Row = TypeVar("_Row", bound=Model)


class RefusedError(PermissionDenied):
    """The table, or a rule about the object, says no to this deed.

    rules   what the rules ask, in Dutch, where the table itself says yes
    """

    def __init__(self, deed: Deed, rules: tuple[str, ...] = ()) -> None:
        super().__init__(*deed)
        self.deed = deed
        self.rules = rules


def require(visitor: Visitor, verb: str, obj: Model | type[Model] | str) -> None:
    """Raises RefusedError, with an event in the log, where `may` says no."""
    if not may(visitor, verb, obj):
        record_refusal(visitor, verb, obj)
        raise RefusedError((verb, kind_of(obj)), rules_against(visitor, verb, obj))


def find_allowed(visitor: Visitor, verb: str, rows: QuerySet[_Row], **place: object) -> _Row:
    """The one row that is asked for. Raises Http404 for what is not there and for what this visitor may not do it to:

    whoever may not see a thing does not learn either that there is one.
    """
    found = rows.filter(**place).first()
    if found is None or not may(visitor, verb, found):
        record_refusal(visitor, verb, rows.model if found is None else found)
        raise Http404
    return found


def record_refusal(visitor: Visitor, verb: str, obj: Model | type[Model] | str) -> None:
    """One event per refusal of somebody who is signed in; visitors without a name only show in the log of requests."""
    if not isinstance(visitor, Person):
        return
    key = str(obj.pk) if isinstance(obj, Model) and obj.pk is not None else "-"
    record(person=visitor, verb="refused", kind=kind_of(obj), key=key, reason=verb)
