"""Read the register: which version holds on a day, what an area's wijktype is, and where norms may be set."""

import datetime

from django.db.models import Max, Q

from wijkwerk.data.models import Area
from wijkwerk.definitions.kaders import AreaKind, KaderStatus
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.models import AreaType, Kader


def kader_on(day: datetime.date) -> Kader | None:
    """The version that holds on a day: the last adopted one that had begun, else the last provisional one.

    A later provisional version never pushes an adopted one aside. None where there is no version yet.
    """
    begun = Kader.objects.filter(valid_from__lte=day)
    adopted = begun.filter(status=KaderStatus.ADOPTED).order_by("-version").first()
    return adopted or begun.order_by("-version").first()


def area_kinds_on(day: datetime.date) -> dict[str, AreaKind]:
    """Area code -> wijktype on a day, of the areas that have one of their own."""
    rows = AreaType.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return {code: AreaKind(kind) for code, kind in rows.values_list("area_code", "kind")}


def norm_areas(gemeente: str) -> dict[str, str]:
    """Code -> name of the wijken and buurten of a gemeente in its latest division: where a norm may be set."""
    rows = Area.objects.filter(gemeente_code=gemeente, level__in=[Level.WIJK, Level.BUURT])
    latest = rows.aggregate(year=Max("year"))["year"]
    return dict(rows.filter(year=latest).values_list("code", "name"))
