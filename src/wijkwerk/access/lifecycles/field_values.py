"""The fields of a row by their names, and which of them became something else."""

from typing import Any

from django.db.models import Field, Model


def field_of(row: Model, name: str) -> "Field[Any, Any]":
    field = row._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def changed_fields(before: Model, after: Model) -> list[str]:
    """The names of the fields that hold another value in the one than in the other."""
    fields = after._meta.concrete_fields
    return [each.name for each in fields if each.value_from_object(before) != each.value_from_object(after)]
