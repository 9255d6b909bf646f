"""Rows that stay: written once, or never taken out. Whoever adopted something must find it as it was."""

from typing import Any, NoReturn

from django.db import models

from wijkwerk.access.lifecycles.frozen_rows import FrozenError


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are written once: not changed or deleted in bulk either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never changed")

    def delete(self) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never deleted")


class WrittenOnce(models.Model):
    """A row that stays as it was written; a correction is a new row."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenError(f"{type(self).__name__} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError(f"{type(self).__name__} is never deleted")


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that may be said otherwise one by one, each with its event, and are never taken out."""

    def delete(self) -> NoReturn:
        raise FrozenError(f"{self.model.__name__} is never deleted")
