"""What is written by one and adopted by another, and stays as it is from then on."""

from django.db import models
from django.utils import timezone

from wijkwerk.access.lifecycles.frozen_rows import Freezing
from wijkwerk.access.models import Person


class Written(Freezing):
    """The four stamps of it; when each is set says the flow of the kind."""

    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgesteld door"
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)

    class Meta:
        abstract = True
