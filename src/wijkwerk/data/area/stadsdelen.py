"""Stadsdelen: the municipality's own grouping of its wijken. Made, renamed, filled and ended; never deleted."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person
from wijkwerk.data.area.scopes import register_area_scopes
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.user_errors import UserError


class StadsdeelError(UserError):
    """A stadsdeel cannot be made, filled or ended like this; the message says why, in Dutch."""


@transaction.atomic
def create_stadsdeel(gemeente: str, name: str, *, by: Person | None, since: datetime.date, reason: str = "") -> Area:
    """Make a stadsdeel of a gemeente from a day. Its code is SD, the gemeente's digits and the first free number."""
    wanted = name.strip()
    if not wanted:
        raise StadsdeelError("Een stadsdeel heeft een naam nodig.")
    _refuse_name(gemeente, wanted, since)
    taken = set(Area.objects.filter(level=Level.STADSDEEL, gemeente_code=gemeente).values_list("code", flat=True))
    code = next(code for number in range(1, 100) if (code := f"SD{gemeente[2:]}{number:02}") not in taken)
    stadsdeel = Area.objects.create(
        code=code,
        year=since.year,
        level=Level.STADSDEEL,
        name=wanted,
        official_name=wanted,
        parent_code=gemeente,
        gemeente_code=gemeente,
        valid_from=since,
    )
    record(person=by, verb="create", kind="area", key=code, reason=reason.strip() or f"vanaf {since:%d-%m-%Y}")
    register_area_scopes(gemeente)
    return stadsdeel


@transaction.atomic
def rename_stadsdeel(stadsdeel: Area, name: str, *, by: Person | None, reason: str) -> None:
    """Give a stadsdeel another name; figures of published editions keep the one they were published under."""
    wanted = name.strip()
    if not wanted:
        raise StadsdeelError("Een stadsdeel heeft een naam nodig.")
    _refuse_name(stadsdeel.gemeente_code or "", wanted, stadsdeel.valid_from, apart_from=stadsdeel)
    stadsdeel.name = wanted
    stadsdeel.save(update_fields=["name"])
    record(person=by, verb="rename", kind="area", key=stadsdeel.code, reason=reason)
    register_area_scopes(stadsdeel.gemeente_code or "")


@transaction.atomic
def assign_wijken(
    stadsdeel: Area, wijken: Iterable[str], *, by: Person | None, since: datetime.date, reason: str = ""
) -> None:
    """Put wijken in a stadsdeel from a day; where they were in another one, that ends the day before.

    Raises StadsdeelError with every code that is no wijk of the same gemeente, or that lay in a stadsdeel after that
    day already; and for a day on which the stadsdeel is not there. What the log tells names where the wijken came from.
    """
    codes = list(dict.fromkeys(wijken))
    own = set(
        Area.objects.filter(level=Level.WIJK, gemeente_code=stadsdeel.gemeente_code, code__in=codes).values_list(
            "code", flat=True
        )
    )
    strange = [code for code in codes if code not in own]
    if strange:
        raise StadsdeelError(f"Geen wijk van deze gemeente: {', '.join(strange)}.")
    if stadsdeel.valid_to is not None and stadsdeel.valid_to < since:
        raise StadsdeelError(f"{stadsdeel.name} is beëindigd op {stadsdeel.valid_to:%d-%m-%Y}.")
    if since < stadsdeel.valid_from:
        raise StadsdeelError(
            f"{stadsdeel.name} begint op {stadsdeel.valid_from:%d-%m-%Y}. Kies die dag of een latere dag."
        )
    _refuse_later_memberships(codes, since)
    current = StadsdeelMembership.objects.filter(wijk_code__in=codes, valid_to=None).select_related("stadsdeel")
    staying = {each.wijk_code for each in current if each.stadsdeel_id == stadsdeel.pk}
    leaving = [each for each in current if each.wijk_code not in staying]
    for membership in leaving:
        _end(membership, since)
    StadsdeelMembership.objects.bulk_create(
        StadsdeelMembership(stadsdeel=stadsdeel, wijk_code=code, valid_from=since)
        for code in codes
        if code not in staying
    )
    came = [f"{each.wijk_code} uit {each.stadsdeel.code}" for each in leaving]
    summary = joined(reason or ", ".join(codes), ", ".join(came))
    record(person=by, verb="assign", kind="area", key=stadsdeel.code, reason=summary)
    register_area_scopes(stadsdeel.gemeente_code or "")


@transaction.atomic
def end_stadsdeel(stadsdeel: Area, *, by: Person | None, last_day: datetime.date, reason: str) -> None:
    """End a stadsdeel and the membership of its wijken after a day."""
    if stadsdeel.valid_to is not None:
        raise StadsdeelError(f"{stadsdeel.name} is al beëindigd op {stadsdeel.valid_to:%d-%m-%Y}.")
    if last_day < stadsdeel.valid_from:
        raise StadsdeelError(f"De laatste dag ligt vóór de eerste ({stadsdeel.valid_from:%d-%m-%Y}).")
    stadsdeel.valid_to = last_day
    stadsdeel.save(update_fields=["valid_to"])
    for membership in StadsdeelMembership.objects.filter(stadsdeel=stadsdeel, valid_to=None):
        _end(membership, last_day + datetime.timedelta(days=1))
    record(person=by, verb="end", kind="area", key=stadsdeel.code, reason=reason)
    register_area_scopes(stadsdeel.gemeente_code or "")


def stadsdeel_of_wijken(day: datetime.date, gemeente: str | None = None) -> Mapping[str, str]:
    """Wijk code -> code of the stadsdeel it lies in on a day; wijken outside every stadsdeel are absent."""
    memberships = StadsdeelMembership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    if gemeente is not None:
        memberships = memberships.filter(stadsdeel__gemeente_code=gemeente)
    return dict(memberships.values_list("wijk_code", "stadsdeel__code"))


def _refuse_later_memberships(codes: list[str], since: datetime.date) -> None:
    """What was in force after this day is no longer rearranged: pages of published editions tell it so."""
    later = StadsdeelMembership.objects.filter(Q(valid_from__gt=since) | Q(valid_to__gte=since), wijk_code__in=codes)
    late = sorted({each.wijk_code for each in later if each.valid_to is None or each.valid_to >= each.valid_from})
    if late:
        raise StadsdeelError(f"Deze wijken zijn na {since:%d-%m-%Y} al anders ingedeeld: {', '.join(late)}.")


def _refuse_name(gemeente: str, name: str, day: datetime.date, apart_from: Area | None = None) -> None:
    same = Area.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), level=Level.STADSDEEL, gemeente_code=gemeente, name__iexact=name
    )
    if apart_from is not None:
        same = same.exclude(pk=apart_from.pk)
    if same.exists():
        raise StadsdeelError(f"Er is al een stadsdeel {name} in deze gemeente.")


def _end(membership: StadsdeelMembership, first_day_elsewhere: datetime.date) -> None:
    """A membership that ends the day before it began was in force on no day; it is kept, to show what was chosen."""
    membership.valid_to = first_day_elsewhere - datetime.timedelta(days=1)
    membership.save(update_fields=["valid_to"])
