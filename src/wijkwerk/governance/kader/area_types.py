"""Give an area its wijktype, from a day."""

import datetime

from django.db import transaction
from django.db.models import Q

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.simultaneous import or_told

from .models import AreaType
from .resolution import short_date


@transaction.atomic
def set_area_type(
    area: str, kind: AreaKind, *, by: Person | None, since: datetime.date, reason: str = ""
) -> AreaType | None:
    """Give an area a wijktype from a day; what it had ends the day before. None where it has that type already.

    Raises GovernanceError where a wijktype of a later day is known.
    """
    list(AreaType.objects.select_for_update().filter(area_code=area).order_by("pk").values_list("pk"))  # take turns
    later = AreaType.objects.filter(Q(valid_from__gt=since) | Q(valid_to__gte=since), area_code=area)
    before = AreaType.objects.filter(area_code=area, valid_to=None).first()
    if later.exists() or (before is not None and before.valid_from > since):
        raise GovernanceError(f"Van {area} is na {short_date(since)} al een wijktype bekend. Kies een latere dag.")
    if before is not None and before.kind == kind:
        return None
    if before is not None:
        if before.valid_from == since:
            raise GovernanceError(f"{area} is vanaf {short_date(since)} al {before.kind}. Kies een latere dag.")
        before.valid_to = since - datetime.timedelta(days=1)
        before.save(update_fields=["valid_to"])
    with or_told(GovernanceError(f"Zojuist gaf iemand anders {area} ook een wijktype. Kijk wat er nu staat.")):
        area_type = AreaType.objects.create(area_code=area, kind=kind.value, valid_from=since)
    was = "" if before is None else f"was {before.kind}"
    record(
        person=by,
        verb="set",
        kind="areatype",
        key=area,
        reason=joined(kind.value, was, reason),
    )
    return area_type
