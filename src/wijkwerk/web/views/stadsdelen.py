"""Stadsdelen: make, rename, fill and end the municipality's own grouping of its wijken."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.data.stadsdelen import (
    StadsdeelError,
    assign_wijken,
    create_stadsdeel,
    end_stadsdeel,
    rename_stadsdeel,
    stadsdeel_of_wijken,
)
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import FormError, said, said_day
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import own_gemeente, staff_page, staff_trail


@require_safe
@staff_page("read", "area")
def stadsdelen(request: HttpRequest, person: Person) -> HttpResponse:
    """For everybody inside the gemeente to read; the forms are for those who may edit."""
    return _page(request, person)


@require_POST
@staff_page("edit", "area")
@sent_once
@free_text(name="Naam", reason="Reden", to_log=("name", "reason"))  # a gremium of a stadsdeel tells its name there
def create(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        made = create_stadsdeel(
            own_gemeente(),
            said(request.POST, "name", 200),
            by=person,
            since=said_day(request.POST),
            reason=said(request.POST, "reason", 500),
        )
    except (StadsdeelError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, f"Stadsdeel {made.name} is gemaakt. Deel er nu wijken in.")
    return redirect("web:stadsdelen")


@require_POST
@staff_page("edit", "area")
@sent_once
@free_text(name="Naam", reason="Reden", to_log=("name", "reason"))  # a gremium of a stadsdeel tells its name there
def change(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """One of three things, by the button that was pressed: other wijken, another name, the end."""
    stadsdeel = _find(code)
    try:
        said = _change(request, person, stadsdeel)
    except (StadsdeelError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, said)
    return redirect("web:stadsdelen")


def _change(request: HttpRequest, person: Person, stadsdeel: Area) -> str:
    day, reason = said_day(request.POST), said(request.POST, "reason", 500)
    match request.POST.get("do"):
        case "assign":
            wijken = request.POST.getlist("wijk")
            if not wijken:
                raise StadsdeelError("Kies minstens één wijk.")
            assign_wijken(stadsdeel, wijken, by=person, since=day, reason=reason)
            return f"De wijken zijn vanaf {date(day)} ingedeeld bij {stadsdeel.name}."
        case "rename":
            rename_stadsdeel(stadsdeel, said(request.POST, "name", 200), by=person, reason=reason)
            return f"Het stadsdeel heet nu {stadsdeel.name}."
        case "end":
            if not reason:
                raise StadsdeelError("Zeg waarom het stadsdeel eindigt.")
            end_stadsdeel(stadsdeel, by=person, last_day=day, reason=reason)
            return f"{stadsdeel.name} eindigt na {date(day)}."
    raise StadsdeelError("Kies wat u met het stadsdeel wilt doen.")


def _page(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    today = timezone.localdate()
    gemeente = own_gemeente()
    members = stadsdeel_of_wijken(today, gemeente)
    wijken = _wijken(gemeente)
    parts = Area.objects.filter(level=Level.STADSDEEL, gemeente_code=gemeente).order_by("name", "code")
    coming = StadsdeelMembership.objects.filter(stadsdeel__in=parts, valid_from__gt=today).select_related("stadsdeel")
    names = {wijk.code: wijk.name for wijk in wijken}
    context = {
        "section": "stadsdelen",
        "crumbs": staff_trail(("Stadsdelen", "")),
        "rows": [
            {
                "area": part,
                "since": date(part.valid_from),
                "ended": date(part.valid_to) if part.valid_to else "",
                "wijken": [
                    {"code": wijk.code, "name": wijk.name, "inside": members.get(wijk.code) == part.code}
                    for wijk in wijken
                ],
                "names": [wijk.name for wijk in wijken if members.get(wijk.code) == part.code],
            }
            for part in parts
        ],
        "coming": [
            {
                "wijk": names.get(each.wijk_code, each.wijk_code),
                "name": each.stadsdeel.name,
                "since": date(each.valid_from),
            }
            for each in coming
        ],
        "outside": [wijk.name for wijk in wijken if wijk.code not in members],
        "may_edit": may(person, "edit", "area"),
        "today": today.isoformat(),
        "problem": problem,
    }
    return render(request, "web/staff/stadsdelen.html", context, status=409 if problem else 200)


def _wijken(gemeente: str) -> list[Area]:
    """The wijken of the latest division."""
    wijken = Area.objects.filter(level=Level.WIJK, gemeente_code=gemeente)
    latest = wijken.aggregate(year=Max("year"))["year"]
    return list(wijken.filter(year=latest).order_by("code"))


def _find(code: str) -> Area:
    found = Area.objects.filter(level=Level.STADSDEEL, code=code, gemeente_code=own_gemeente()).first()
    if found is None:
        raise NotHereError(f"Er is geen stadsdeel ‘{code}’.", (Way("Alle stadsdelen", reverse("web:stadsdelen")),))
    return found
