"""Organisations and bodies (gremia): where people belong, and what roles and papers hang on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.account_actions import add_organisation
from wijkwerk.access.people.body_actions import add_body, change_body, end_body
from wijkwerk.access.people.models import Body, Organisation, Person, RoleHolding
from wijkwerk.access.permission.permissions import may
from wijkwerk.pages.bodies.forms import (
    MANAGE_BODIES,
    MANAGE_ORGANISATIONS,
    AddBodyForm,
    AddOrganisationForm,
    ChangeBodyForm,
    EndBodyForm,
)
from wijkwerk.pages.bodies.seats import Seat, seats_of
from wijkwerk.pages.bodies.tree import all_bodies, area_of, is_over, kind_words
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.vacancies import vacancy_row


@require_safe
@staff_page("read", "body")
def bodies(request: HttpRequest, person: Person) -> HttpResponse:
    return _list_page(request)


@require_safe
@staff_page("read", "body")
def body(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Who sits in it, what is vacant, who sat in it before, and what falls under it."""
    return _page(request, _find(person, code))


def _find(person: Person, code: str) -> Body:
    row: Body | None = Body.objects.select_related("scope__parent").filter(code=code).first()
    if row is None:
        raise NotHereError("Dit gremium is er niet.", (Way("Alle gremia", reverse("bodies:list")),))
    return row


def _list_page(request: HttpRequest, row: None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", "")),
        "bodies": all_bodies(timezone.localdate()),
        "organisations": Organisation.objects.all(),
        "adding": form_of(form, AddBodyForm, person, MANAGE_BODIES) if may(person, *MANAGE_BODIES) else None,
        "adding_organisation": form_of(form, AddOrganisationForm, person, MANAGE_ORGANISATIONS)
        if may(person, *MANAGE_ORGANISATIONS)
        else None,
    }
    return render(request, "bodies/bodies.html", context)


def _page(request: HttpRequest, row: Body, form: StaffForm | None = None) -> HttpResponse:
    person, today, scope = person_of(request), timezone.localdate(), row.scope
    seats, manages_roles = seats_of(row, today), may(person, "manage", "roleholding")
    is_managed = may(person, "manage", "body") and not is_over(row, today)
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", reverse("bodies:list")), (row.name, "")),
        "body": row,
        "kind": kind_words(row),
        "parent": row.parent,
        "area": area_of(row),
        "below": [each for each in Body.objects.directly_in(row).select_related("scope") if not is_over(each, today)],
        "since": date(scope.valid_from),
        "until": date(scope.valid_to) if scope.valid_to else "",
        "is_over": is_over(row, today),
        "seats": seats,
        "vacant": [_vacancy(each, person if manages_roles else None) for each in seats.vacant],
        "changing": form_of(form, ChangeBodyForm, person, MANAGE_BODIES, row) if is_managed else None,
        "ending": form_of(form, EndBodyForm, person, MANAGE_BODIES, row)
        if is_managed and scope.valid_to is None
        else None,
        "manages_people": may(person, "manage", "person"),
        "manages_roles": manages_roles,
        "keeps_functions": may(person, "edit", "function"),
    }
    return render(request, "bodies/body.html", context)


def _vacancy(seat: Seat, manager: Person | None) -> dict[str, Any]:
    """With the forms to fill a role, for who manages those; a function is filled on its own page."""
    row = {"seat": seat, "words": seat.what, "since": seat.since, "until": seat.until}
    if manager is None or not isinstance(seat.holding, RoleHolding):
        return row
    return vacancy_row(seat.holding, manager) | row


@deed("manage", "body", form=AddBodyForm, page=_list_page)
def add(sent: Sent[None, AddBodyForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    new_body = add_body(by=sent.person, name=form_data["name"], kind=form_data["kind"], parent=form_data["scope"])
    return done(f"Het gremium {new_body} is toegevoegd.", "bodies:record", code=new_body.code)


@deed("manage", "body", form=ChangeBodyForm, page=_page, find=_find)
def change(sent: Sent[Body, ChangeBodyForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    change_body(
        sent.row,
        by=sent.person,
        read=sent.read,
        name=form_data["name"],
        kind=form_data["kind"],
        parent=form_data["scope"],
        reason=sent.reason,
    )
    return done("Het gremium is gewijzigd.", "bodies:record", code=sent.row.code)


@deed("manage", "body", form=EndBodyForm, page=_page, find=_find)
def end(sent: Sent[Body, EndBodyForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_body(sent.row, by=sent.person, last_day=day, reason=sent.reason)
    words = f"Het gremium {sent.row} eindigt na {date(day)}. Rollen daarvoor geven daarna niets meer."
    return done(words, "bodies:list")


@deed("manage", "organisation", form=AddOrganisationForm, page=_list_page)
def add_an_organisation(sent: Sent[None, AddOrganisationForm]) -> Outcome:
    organisation = add_organisation(by=sent.person, name=sent.form.cleaned_data["name"])
    return done(f"De organisatie {organisation} is toegevoegd.", "bodies:list")
