"""Organisations and bodies (gremia): where people belong, and what roles and papers hang on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.actions import add_body, add_organisation, end_body
from wijkwerk.access.people import Body, Organisation, Person
from wijkwerk.access.permissions import may
from wijkwerk.present.numbers import date
from wijkwerk.web.body_seats import how_full, seats_of
from wijkwerk.web.forms import Day, FreeText, Outcome, Reason, ScopeField, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.people_pages import vacancy_row
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.staff import staff_page, staff_trail


class AddBodyForm(StaffForm):
    name = FreeText("Nieuw gremium", 120, to_log=True)  # its key in the log is made of its name
    scope = ScopeField()


class EndBodyForm(StaffForm):
    day = Day("Laatste dag", initial=timezone.localdate)
    reason = Reason("Reden", 500)


class AddOrganisationForm(StaffForm):
    name = FreeText("Nieuwe organisatie", 120, to_log=True)


@require_safe
@staff_page("read", "body")
def bodies(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request)


@require_safe
@staff_page("read", "body")
def body(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """Who sits in it, what is vacant, and who sat in it before."""
    found, today = _find(person, code), timezone.localdate()
    seats, scope = seats_of(found, today), found.scope
    manages_roles = may(person, "manage", "roleholding")
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
            {"words": each.role, "since": each.since, "until": each.until}
            | (vacancy_row(each.holding, person) | {"words": each.role} if manages_roles else {})
            for each in seats.vacant
        ],
        "manages_people": may(person, "manage", "person"),
        "manages_roles": manages_roles,
    }
    return render(request, "web/staff/body.html", context)


def _find(person: Person, code: str) -> Body:
    found = Body.objects.select_related("scope__parent").filter(code=code).first()
    if found is None:
        raise NotHereError("Dit gremium is er niet.", (Way("Alle gremia", reverse("web:bodies")),))
    return found


def _page(request: HttpRequest, row: Body | None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    manages, manages_organisations = may(person, "manage", "body"), may(person, "manage", "organisation")
    context = {
        "section": "bodies",
        "crumbs": staff_trail(("Gremia en organisaties", "")),
        "bodies": [
            _row(each) | {"ending": form_of(form, EndBodyForm, person, ("manage", "body"), each) if manages else None}
            for each in Body.objects.select_related("scope__parent")
        ],
        "organisations": Organisation.objects.all(),
        "adding": form_of(form, AddBodyForm, person, ("manage", "body")) if manages else None,
        "adding_organisation": form_of(form, AddOrganisationForm, person, ("manage", "organisation"))
        if manages_organisations
        else None,
    }
    return render(request, "web/staff/bodies.html", context)


def _row(body: Body) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "body": body,
        "seats": how_full(seats_of(body, today)),
        "about": body.scope.parent,
        "until": date(body.scope.valid_to) if body.scope.valid_to else "",
        "is_over": not body.scope.is_valid_on(today),
    }


@deed("manage", "body", form=AddBodyForm, page=_page)
def add(sent: Sent[None, AddBodyForm]) -> Outcome:
    said = sent.form.cleaned_data
    made = add_body(by=sent.person, name=said["name"], parent=said["scope"])
    return done(f"Het gremium {made} is toegevoegd.", "web:bodies")


@deed("manage", "body", form=EndBodyForm, page=_page, find=_find)
def end(sent: Sent[Body, EndBodyForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_body(sent.row, by=sent.person, last_day=day, reason=sent.reason)
    words = f"Het gremium {sent.row} eindigt na {date(day)}. Rollen daarvoor geven daarna niets meer."
    return done(words, "web:bodies")


@deed("manage", "organisation", form=AddOrganisationForm, page=_page)
def add_an_organisation(sent: Sent[None, AddOrganisationForm]) -> Outcome:
    made = add_organisation(by=sent.person, name=sent.form.cleaned_data["name"])
    return done(f"De organisatie {made} is toegevoegd.", "web:bodies")
