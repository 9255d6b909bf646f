"""Stadsdelen: make, rename, fill and end the municipality's own grouping of its wijken."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.table import Deed
from wijkwerk.data.area.stadsdelen import (
    assign_wijken,
    create_stadsdeel,
    end_stadsdeel,
    rename_stadsdeel,
    stadsdeel_of_wijken,
)
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import own_gemeente, staff_page, staff_trail
from wijkwerk.web.forms import Choices, Day, FreeText, Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way

_EDIT: Deed = ("edit", "area")


class _WithDay(StaffForm):
    """From or until a day, with the decision behind it."""

    @classmethod
    def values_of(cls, row: Area) -> dict[str, Any]:
        return {}


class CreateForm(_WithDay):
    name = FreeText("Naam", 200, to_log=True)  # a gremium of a stadsdeel tells its name there
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500, required=False)


class AssignForm(_WithDay):
    wijk = Choices(
        "Wijken die erbij komen",
        hint="Een wijk die u hier weghaalt, blijft ingedeeld tot u haar bij een ander stadsdeel zet.",
    )
    day = Day("Vanaf", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["wijk"]
        assert isinstance(field, Choices)
        field.choices = [(wijk.code, wijk.name) for wijk in _wijken(own_gemeente())]
        field.initial = _members_of(self.row) if self.row else []


class RenameForm(StaffForm):
    name = FreeText("Naam", 200, to_log=True)
    reason = Reason("Reden of besluit", 500, required=False)


class EndForm(_WithDay):
    day = Day("Laatste dag", initial=timezone.localdate)
    reason = Reason("Reden of besluit", 500)


@require_safe
@staff_page("read", "area")
def stadsdelen(request: HttpRequest, person: Person) -> HttpResponse:
    """For everybody inside the gemeente to read; the forms are for those who may edit."""
    return _page(request)


def _page(request: HttpRequest, row: Area | None = None, form: StaffForm | None = None) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    may_edit = may(person, *_EDIT)
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
                "forms": _forms(part, person, form) if may_edit else {},
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
        "creating": form_of(form, CreateForm, person, _EDIT) if may_edit else None,
    }
    return render(request, "stadsdelen/stadsdelen.html", context)


def _forms(part: Area, person: Person, form: StaffForm | None) -> dict[str, StaffForm]:
    """None for one that has ended, but for what was typed when somebody else ended it: that stays to be read."""
    forms = {
        "assigning": form_of(form, AssignForm, person, _EDIT, part),
        "renaming": form_of(form, RenameForm, person, _EDIT, part),
        "ending": form_of(form, EndForm, person, _EDIT, part),
    }
    return {name: each for name, each in forms.items() if not part.valid_to or each is form}


def _members_of(stadsdeel: Area) -> list[str]:
    members = stadsdeel_of_wijken(timezone.localdate(), own_gemeente())
    return [wijk for wijk, code in members.items() if code == stadsdeel.code]


def _wijken(gemeente: str) -> list[Area]:
    """The wijken of the latest division."""
    wijken = Area.objects.filter(level=Level.WIJK, gemeente_code=gemeente)
    latest = wijken.aggregate(year=Max("year"))["year"]
    return list(wijken.filter(year=latest).order_by("code"))


def _find(person: Person, code: str) -> Area:
    stadsdeel = Area.objects.filter(level=Level.STADSDEEL, code=code, gemeente_code=own_gemeente()).first()
    if stadsdeel is None:
        raise NotHereError(f"Er is geen stadsdeel ‘{code}’.", (Way("Alle stadsdelen", reverse("web:stadsdelen")),))
    return stadsdeel


@deed("edit", "area", form=CreateForm, page=_page)
def create(sent: Sent[None, CreateForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    stadsdeel = create_stadsdeel(
        own_gemeente(), form_data["name"], by=sent.person, since=form_data["day"], reason=form_data["reason"]
    )
    return done(f"{_named(stadsdeel)} is gemaakt. Deel er nu wijken in.", "web:stadsdelen")


@deed("edit", "area", form=AssignForm, page=_page, find=_find)
def assign(sent: Sent[Area, AssignForm]) -> Outcome:
    form_data = sent.form.cleaned_data
    assign_wijken(sent.row, form_data["wijk"], by=sent.person, since=form_data["day"], reason=form_data["reason"])
    return done(f"De wijken zijn vanaf {date(form_data['day'])} ingedeeld bij {sent.row.name}.", "web:stadsdelen")


@deed("edit", "area", form=RenameForm, page=_page, find=_find)
def rename(sent: Sent[Area, RenameForm]) -> Outcome:
    rename_stadsdeel(sent.row, sent.form.cleaned_data["name"], by=sent.person, reason=sent.reason)
    return done(f"Het stadsdeel heet nu {sent.row.name}.", "web:stadsdelen")


@deed("edit", "area", form=EndForm, page=_page, find=_find)
def end(sent: Sent[Area, EndForm]) -> Outcome:
    day = sent.form.cleaned_data["day"]
    end_stadsdeel(sent.row, by=sent.person, last_day=day, reason=sent.reason)
    return done(f"{sent.row.name} eindigt na {date(day)}.", "web:stadsdelen")


def _named(stadsdeel: Area) -> str:
    """Some are called a stadsdeel themselves."""
    name = stadsdeel.name
    return name if name.lower().startswith("stadsdeel") else f"Stadsdeel {name}"
