"""Take a row away with everything that repeats it."""

from typing import Any

from django.db.models import Model


def erase_row(row: Model) -> None:
    """The row and its history, which would else keep every old value, and one more for the erasing itself.

    Raises ProtectedError where others point at it.
    """
    key = row.pk
    row.delete()
    forget_history(type(row), key)


def forget_history(model: type[Model], key: Any) -> None:
    history = getattr(model, "history", None)
    if history is not None:
        history.filter(**{model._meta.pk.attname: key}).delete()
