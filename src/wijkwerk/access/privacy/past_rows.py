"""Where a person stands in the history of rows: every model with a history has a table of its earlier values.

They are found by walking the models, so that a new one is in the export by itself.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q
from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import Row

from .coverage import is_history

_CHANGED_BY = "gewijzigd door"


def past_rows_of(person: Person) -> list[Row]:
    """Kind, number and moment, and as whom; what stood in the row is exported with the row itself."""
    past_rows = [row for model in histories() for row in _rows_of(model, person)]
    return sorted(past_rows, key=lambda row: str(row["moment"]))


def histories() -> list[type[Model]]:
    """Those that can name a person."""
    return [model for model in apps.get_models(include_auto_created=True) if is_history(model) and people_in(model)]


def people_in(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if field.related_model is Person]


def _rows_of(model: type[Any], person: Person) -> Iterator[Row]:
    fields = people_in(model)
    named = Q(pk__in=[])
    for field in fields:
        named |= Q(**{field.name: person.pk})
    kind = model.instance_type._meta
    for each in model._base_manager.filter(named).order_by("history_id"):
        yield {
            "soort": str(kind.verbose_name),
            "nummer": str(getattr(each, kind.pk.attname)),
            "moment": timezone.localtime(each.history_date).isoformat(timespec="seconds"),
            "rol": ", ".join(_words(field) for field in fields if getattr(each, field.attname) == person.pk),
        }


def _words(field: "Field[Any, Any]") -> str:
    return _CHANGED_BY if field.name == "history_user" else str(field.verbose_name)
