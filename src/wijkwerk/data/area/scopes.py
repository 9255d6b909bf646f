"""Areas as scopes: what roles, notes and papers about an area hang on.

The scopes of a gemeente follow its newest division and its stadsdelen of today: buurt in wijk in stadsdeel in gemeente.
An area that is no longer there keeps its scope, ended on the last day before that division, and so does one whose code
now means another place: who held a role for the old place does not thereby hold it for the new one. Where the division
that ended it turns out a mistake and is taken back, the scope goes on, with all that hangs on it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.data.area.areas import is_same_name
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.definitions.vocabulary import Level

_FROM_LARGE_TO_SMALL = ("GM", "SD", "WK", "BU")


@dataclass(frozen=True, slots=True)
class _Place:
    code: str
    name: str
    parent: str | None
    since: datetime.date
    until: datetime.date | None = None


@transaction.atomic
def register_area_scopes(gemeente: str) -> None:
    """Bring the scopes of a gemeente's areas in line with its newest division. A second time changes nothing."""
    newest = Area.objects.inside(gemeente).exclude(level=Level.STADSDEEL).aggregate(year=Max("year"))["year"]
    if newest is None:
        return
    today = timezone.localdate()
    places = _places(gemeente, newest, today)
    known = {scope.key: scope for scope in Scope.objects.filter(kind=ScopeKind.AREA, valid_to=None)}
    first_day = datetime.date(newest, 1, 1)
    for scope in [each for each in known.values() if _is_inside(each, gemeente)]:
        place = places.get(scope.key)
        if place is None or place.until is not None or _means_another_place(scope, place):
            _end(scope, first_day, place)
            del known[scope.key]
    lacking = [place for place in places.values() if place.until is None and place.code not in known]
    reopened = _reopen(lacking, gemeente)
    known |= reopened
    new = [place for place in lacking if place.code not in reopened]
    for larger in _FROM_LARGE_TO_SMALL:
        known |= _begin([place for place in new if place.code.startswith(larger)], known, gemeente)
    changed = _hang(places, known, gemeente)
    if new or changed or reopened:
        # One event for all; each row has its history, and an end has an event of its own.
        again = f", {len(reopened)} toch niet beëindigd" if reopened else ""
        summary = f"{len(new)} nieuw, {changed} ingedeeld of hernoemd{again}"
        record(person=None, verb="register", kind="scope", key=gemeente, reason=summary)


def scope_of_area(code: str) -> Scope | None:
    """The scope of an area of the own gemeente that is there now."""
    return Scope.objects.filter(kind=ScopeKind.AREA, key=code, valid_to=None).first()


def _places(gemeente: str, year: int, today: datetime.date) -> Mapping[str, _Place]:
    stadsdelen = Area.objects.filter(level=Level.STADSDEEL, gemeente_code=gemeente, valid_from__lte=today)
    of_wijken = _stadsdeel_of_wijken(today)
    division = Area.objects.filter(year=year).exclude(level=Level.STADSDEEL)
    own = [*division.filter(gemeente_code=gemeente), *division.filter(code=gemeente)]
    since = _first_years(gemeente, year)
    places = {
        area.code: _Place(
            area.code,
            area.name,
            None if area.code == gemeente else of_wijken.get(area.code) or area.parent_code or gemeente,
            datetime.date(since.get(area.code, year), 1, 1),
        )
        for area in own
    }
    for area in stadsdelen:
        # A last day that is still to come is not the end yet: the worker looks again every day.
        until = area.valid_to if area.valid_to is not None and area.valid_to < today else None
        places[area.code] = _Place(area.code, area.name, gemeente, area.valid_from, until)
    return places


def _stadsdeel_of_wijken(day: datetime.date) -> Mapping[str, str]:
    current = StadsdeelMembership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return dict(current.values_list("wijk_code", "stadsdeel__code"))


def _first_years(gemeente: str, year: int) -> Mapping[str, int]:
    """Since which division each code means the place that it means in this year."""
    rows = Area.objects.inside(gemeente).exclude(level=Level.STADSDEEL).order_by("-year")
    names: dict[str, str] = {}
    first: dict[str, int] = {}
    over: set[str] = set()
    for code, name, since in rows.values_list("code", "name", "year"):
        if names.setdefault(code, name) != name and not is_same_name(names[code], name):
            over.add(code)
        if code not in over:
            first[code] = since
    return first


def _is_inside(scope: Scope, gemeente: str) -> bool:
    """By its code, which of every area holds the digits of its gemeente: GM0164, SD016401, WK016401, BU01640100."""
    return scope.key[2:6] == gemeente[2:6]


def _means_another_place(scope: Scope, place: _Place) -> bool:
    """A stadsdeel may be renamed by the gemeente and stays what it was."""
    return not scope.key.startswith("SD") and not is_same_name(place.name, scope.name)


def _reopen(places: list[_Place], gemeente: str) -> dict[str, Scope]:
    """Those that a division ended which was taken back since: nothing says any more that the place is not there."""
    wanted = {place.code: place for place in places if not place.code.startswith("SD")}
    ended = Scope.objects.filter(kind=ScopeKind.AREA, valid_to__isnull=False).order_by("valid_to")
    same = [scope for scope in ended if scope.key in wanted and is_same_name(scope.name, wanted[scope.key].name)]
    last = {scope.key: scope for scope in same}
    reopened = {key: scope for key, scope in last.items() if not _ended_by_division(scope, gemeente)}
    for scope in reopened.values():
        scope.valid_to = None
        scope.save(update_fields=["valid_to"])
    return reopened


def _ended_by_division(scope: Scope, gemeente: str) -> bool:
    """Whether the division after its last day still says that the place is not there, or is another."""
    assert scope.valid_to is not None, "it was ended"
    rows = Area.objects.filter(Q(gemeente_code=gemeente) | Q(code=gemeente), year=scope.valid_to.year + 1)
    names = dict(rows.exclude(level=Level.STADSDEEL).values_list("code", "name"))
    return bool(names) and not (scope.key in names and is_same_name(names[scope.key], scope.name))


def _begin(places: list[_Place], known: Mapping[str, Scope], gemeente: str) -> dict[str, Scope]:
    """All of one level at once, in what is larger. One by one, each with its history, takes twelve times as long."""
    begun = [
        Scope(
            kind=ScopeKind.AREA,
            key=place.code,
            name=place.name,
            valid_from=place.since,
            parent=_parent(place, known, gemeente),
        )
        for place in places
    ]
    return {scope.key: scope for scope in bulk_create_with_history(begun, Scope)} if begun else {}


def _parent(place: _Place, known: Mapping[str, Scope], gemeente: str) -> Scope | None:
    """What lay in something that is no longer there lies in the gemeente."""
    return None if place.parent is None else known.get(place.parent) or known.get(gemeente)


def _end(scope: Scope, division: datetime.date, place: _Place | None) -> None:
    last_day = division - datetime.timedelta(days=1)
    if place is not None and place.until is not None:
        last_day = place.until
    scope.valid_to = max(last_day, scope.valid_from)
    scope.save(update_fields=["valid_to"])
    why = (
        "niet meer in de indeling"
        if place is None
        else "beëindigd"
        if place.until
        else "de code is nu een ander gebied"
    )
    record(person=None, verb="end", kind="scope", key=scope.key, reason=why)


def _hang(places: Mapping[str, _Place], known: Mapping[str, Scope], gemeente: str) -> int:
    """Returns how many changed."""
    changed = 0
    for place in places.values():
        scope = known.get(place.code)
        if scope is None:
            continue
        parent = _parent(place, known, gemeente)
        if scope.parent_id != (parent.pk if parent else None) or scope.name != place.name:
            scope.parent, scope.name = parent, place.name
            scope.save(update_fields=["parent", "name"])
            changed += 1
    return changed
