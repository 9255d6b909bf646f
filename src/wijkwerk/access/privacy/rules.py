"""What a permission about privacy also requires, besides the table."""

from django.db.models import Model

from ..people import Visitor
from ..permissions import also_requires
from .models import RetentionRun


@also_requires("approve", "retention", "wie een opruimronde voorbereidde, keurt haar niet zelf goed")
def is_planned_by_another(person: Visitor, run: Model) -> bool:
    return not isinstance(run, RetentionRun) or run.planned_by_id != person.pk
