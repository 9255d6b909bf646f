"""Where somebody reads why they may, or may not: about a deed, and about one object that they may read."""

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import kind_of, may
from wijkwerk.access.permission.table import permission_table
from wijkwerk.lib.whole_numbers import whole_number


def why_address(verb: str, kind: str, number: int | None = None) -> str:
    parameters = {"handeling": verb, "soort": kind} | ({} if number is None else {"nummer": str(number)})
    return f"{reverse('web:why')}?{urlencode(parameters)}"


def object_asked(visitor: Visitor, kind: str, said: str) -> Model | None:
    """The object of this kind and number; None where there is none, or where this visitor may not read it."""
    number = whole_number(said)
    model = next((each for each in apps.get_models() if each._meta.model_name == kind == kind_of(each)), None)
    if number is None or model is None or ("read", kind) not in permission_table():
        return None
    row = model._default_manager.filter(pk=number).first()
    return row if row is not None and may(visitor, "read", row) else None
