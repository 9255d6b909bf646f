"""End a role now, and not at the end of the day."""

import datetime

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.actions import end_role
from wijkwerk.access.audit import record
from wijkwerk.access.people import Person, RoleHolding


@transaction.atomic
def end_role_at_once(holding: RoleHolding, *, by: Person | None, reason: str) -> None:
    """The last day of a role still counts, so what ends at once had its last day yesterday.

    What began today has had no last day yet: the holding becomes vacant until the end of the day, and a vacant role
    gives nobody anything. Its history and the log tell who held it.
    """
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    if holding.valid_from <= yesterday:
        end_role(holding, by=by, last_day=yesterday, reason=reason)
        return
    holding.person = None
    holding.valid_to = holding.valid_from
    holding.save(update_fields=["person", "valid_to"])
    record(person=by, verb="end", kind="roleholding", key=str(holding.pk), reason=reason)
