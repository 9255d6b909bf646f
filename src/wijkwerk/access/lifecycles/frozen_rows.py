"""Rows that nothing changes any more, once their flow says so."""

from typing import Any

from django.db import models

from wijkwerk.access.lifecycles.lifecycle import flow_of


class FrozenError(AssertionError):
    """Our own code asked to change something that was adopted."""


class Freezing(models.Model):
    """A row that stays as it is in the frozen states of its flow. What is stored counts, not what is in memory."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if is_frozen(self):
            raise FrozenError(f"{type(self).__name__} {self.pk} is never changed any more")
        super().save(*args, **kwargs)

    def save_in_move(self, update_fields: list[str]) -> None:
        """For the flow alone: what is frozen may still end, and says no other thing by that."""
        super().save(update_fields=update_fields)


def is_frozen(row: models.Model) -> bool:
    """Whether what is stored of it never changes any more, by its flow."""
    flow = flow_of(row)
    stored = None if row.pk is None else type(row)._base_manager.filter(pk=row.pk).first()
    return flow is not None and stored is not None and flow.state_of(stored) in flow.frozen
