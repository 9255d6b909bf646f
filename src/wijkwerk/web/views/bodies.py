"""Organisations and bodies (gremia): where people belong, and what roles and papers hang on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.actions import RoleError, add_body, add_organisation, end_body
from wijkwerk.access.people import Body, Organisation, Person
from wijkwerk.access.permissions import may
from wijkwerk.present.numbers import date
from wijkwerk.web.body_seats import how_full, seats_of
from wijkwerk.web.forms_said import FormError, said, said_day, said_scope
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.scope_choices import scope_choices
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail


@require_safe
@staff_page("read", "body")
def bodies(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person)


@require_safe
@staff_page("read", "body")
def body(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Who sits in it, what is vacant, and who sat in it before."""
    found, today = _find(code), timezone.localdate()
    seats, scope = seats_of(found, today), found.scope
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", reverse("web:bodies")), (found.name, "")),
        "body": found,
        "about": scope.parent,
        "since": date(scope.valid_from),
        "until": date(scope.valid_to) if scope.valid_to else "",
        "is_over": scope.valid_to is not None and scope.valid_to < today,
        "seats": seats,
        "vacant": [
            {"holding": each.holding, "words": each.role, "since": each.since, "until": each.until, "sent": {}}
            for each in seats.vacant
        ],
        "manages_people": may(person, "manage", "person"),
        "manages_roles": may(person, "manage", "roleholding"),
        "people": Person.objects.filter(is_active=True).exclude(pk=person.pk),
    }
    return render(request, "web/staff/body.html", context)


@require_POST
@staff_page("manage", "body")
@sent_once
@free_text(name="Nieuw gremium", to_log=("name",))  # its key in the log is made of its name
def add(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        made = add_body(
            by=person, name=said(request.POST, "name", 120), parent=said_scope(request.POST, timezone.localdate())
        )
    except (RoleError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, f"Het gremium {made} is toegevoegd.")
    return redirect("web:bodies")


@require_POST
@staff_page("manage", "body")
@sent_once
@free_text(reason="Reden", to_log=("reason",))
def end(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    found = _find(code)
    try:
        day, reason = said_day(request.POST), said(request.POST, "reason", 500)
        if not reason:
            raise FormError("Zeg waarom het gremium eindigt.")
        end_body(found, by=person, last_day=day, reason=reason)
    except (RoleError, FormError) as error:
        return _page(request, person, str(error))
    messages.success(request, f"Het gremium {found} eindigt na {date(day)}. Rollen daarvoor geven daarna niets meer.")
    return redirect("web:bodies")


@require_POST
@staff_page("manage", "organisation")
@sent_once
@free_text(name="Nieuwe organisatie", to_log=("name",))
def add_an_organisation(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        made = add_organisation(by=person, name=said(request.POST, "name", 120))
    except RoleError as error:
        return _page(request, person, str(error))
    messages.success(request, f"De organisatie {made} is toegevoegd.")
    return redirect("web:bodies")


def _find(code: str) -> Body:
    found = Body.objects.select_related("scope__parent").filter(code=code).first()
    if found is None:
        raise NotHereError("Dit gremium is er niet.", (Way("Alle gremia", reverse("web:bodies")),))
    return found


def _page(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    today = timezone.localdate()
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", "")),
        "bodies": [
            {
                "body": each,
                "seats": how_full(seats_of(each, today)),
                "about": each.scope.parent,
                "until": date(each.scope.valid_to) if each.scope.valid_to else "",
                "is_over": not each.scope.is_valid_on(today),
            }
            for each in Body.objects.select_related("scope__parent")
        ],
        "organisations": Organisation.objects.all(),
        "may_manage": may(person, "manage", "body"),
        "may_add_organisations": may(person, "manage", "organisation"),
        "scopes": scope_choices(),
        "today": today.isoformat(),
        "sent": request.POST if problem else {},
        "problem": problem,
    }
    return render(request, "web/staff/bodies.html", context, status=409 if problem else 200)
