"""Which fields of the installed models can hold something about a person, and whether anybody says so.

Every such field is claimed by a processing of the register, or stands in `impersonal.csv` with the reason why it holds
nothing about people. A field in neither is an oversight: the tests fail, and the page of the register shows it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models import Field, Model

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import name_of
from wijkwerk.access.privacy.processings import claims

TABLE = Path(__file__).with_name("impersonal.csv")
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.GenericIPAddressField)
ALL_FIELDS = "*"


@dataclass(frozen=True, slots=True, order=True)
class FieldName:
    kind: str
    field: str


@cache
def impersonal_fields() -> dict[FieldName, str]:
    """The fields without anything about people, with the reason. Raises ValueError where one stands there twice."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    table = {FieldName(row["soort"], row["veld"]): row["waarom"] for row in rows}
    if len(table) != len(rows):
        raise ValueError(f"{TABLE.name} names a field twice")
    return table


def fields_about_people() -> Iterator[FieldName]:
    """Every field that can hold a text, or points at a person. The history of a row goes with the row itself."""
    for model in apps.get_models(include_auto_created=True):
        if is_history(model):
            continue
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if can_hold_personal_values(field):
                yield FieldName(name_of(model), field.name)


def can_hold_personal_values(field: "Field[object, object]") -> bool:
    if field.related_model is Person:
        return True
    return isinstance(field, _TEXTS) and not field.choices


def is_history(model: type[Model]) -> bool:
    """Whether a table only repeats the earlier values of another: it is erased together with the row."""
    return hasattr(model, "history_user_id") and hasattr(model, "instance_type")


def unclaimed_fields() -> list[FieldName]:
    """The fields that nobody says anything about."""
    claimed = {FieldName(claim.holding.kind, field) for claim in claims() for field in claim.holding.fields}
    apart = impersonal_fields()
    return sorted(
        each
        for each in fields_about_people()
        if each not in claimed and each not in apart and FieldName(each.kind, ALL_FIELDS) not in apart
    )
