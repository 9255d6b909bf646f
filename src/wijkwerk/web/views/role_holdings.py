"""Roles given, vacant, filled and ended, each with its event. Nobody gives a role to themselves."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from wijkwerk.access.actions import RoleError, end_role, end_role_at_once, fill_role, give_role
from wijkwerk.access.people import Person, RoleHolding
from wijkwerk.access.refusals import require
from wijkwerk.access.roles import Role
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import FormError, said, said_day, said_scope
from wijkwerk.web.free_text import free_text
from wijkwerk.web.people_pages import find_person, holding_words, people_page, person_page
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page


@require_POST
@staff_page("manage", "roleholding")
@sent_once
@free_text(reason="Reden", to_log=("reason",))
def give(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = find_person(number)
    try:
        day, role = said_day(request.POST), _role(request)
        require(person, "manage", RoleHolding(person=found, role=role))
        holding = give_role(
            found,
            role,
            by=person,
            scope=said_scope(request.POST, day),
            since=day,
            reason=said(request.POST, "reason", 500),
        )
    except (RoleError, FormError) as error:
        return person_page(request, found, str(error), form="give")
    messages.success(request, f"{holding} vanaf {date(holding.valid_from)}.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "roleholding")
@sent_once
@free_text(reason="Reden", to_log=("reason",))
def vacancy(request: HttpRequest, person: Person) -> HttpResponse:
    """A role that is there and that nobody holds yet."""
    try:
        day = said_day(request.POST)
        give_role(
            None,
            _role(request),
            by=person,
            scope=said_scope(request.POST, day),
            since=day,
            reason=said(request.POST, "reason", 500),
        )
    except (RoleError, FormError) as error:
        return people_page(request, str(error), form="vacancy")
    messages.success(request, "De vacature staat in de lijst.")
    return redirect("web:people")


@require_POST
@staff_page("manage", "roleholding")
@sent_once
@free_text(reason="Reden", to_log=("reason",))
def fill(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    holding = _holding(number)
    try:
        found = Person.objects.filter(account=said(request.POST, "account", 60), is_active=True).first()
        if found is None:
            raise FormError("Kies iemand die een account heeft.")
        require(person, "manage", RoleHolding(person=found, role=holding.role, scope=holding.scope))
        fill_role(holding, found, by=person, reason=said(request.POST, "reason", 500))
    except (RoleError, FormError) as error:
        return people_page(request, str(error), form=f"fill-{number}")
    messages.success(request, f"{found} vervult de rol vanaf vandaag.")
    return redirect("web:person", number=found.pk)


@require_POST
@staff_page("manage", "roleholding")
@sent_once
@free_text(reason="Waarom eindigt de rol?", to_log=("reason",))
def end(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Now, unless a last day was chosen (`when=day`): a change of role takes effect at once."""
    holding = _holding(number)
    holder = holding.person
    try:
        last_day = said_day(request.POST) if request.POST.get("when") == "day" else None
        reason = said(request.POST, "reason", 500)
        if not reason:
            raise FormError("Zeg waarom de rol eindigt.")
        told = _end(holding, by=person, last_day=last_day, reason=reason)
    except (RoleError, FormError) as error:
        if holder is None:
            return people_page(request, str(error))
        return person_page(request, holder, str(error), form=f"end-{number}")
    messages.success(request, told)
    return redirect("web:people") if holder is None else redirect("web:person", number=holder.pk)


def _end(holding: RoleHolding, *, by: Person, last_day: datetime.date | None, reason: str) -> str:
    """What is told of it."""
    words = f"De rol {holding_words(holding)}" if holding.person else f"De vacature {holding_words(holding)}"
    if last_day is None:
        end_role_at_once(holding, by=by, reason=reason)
        return f"{words} is nu beëindigd."
    end_role(holding, by=by, last_day=last_day, reason=reason)
    return f"{words} eindigt na {date(last_day)}."


def _role(request: HttpRequest) -> Role:
    chosen = request.POST.get("role", "")
    if chosen not in set(Role):
        raise FormError("Kies een rol uit de lijst.")
    return Role(chosen)


def _holding(number: int) -> RoleHolding:
    found = RoleHolding.objects.select_related("person", "scope").filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze rolinvulling is er niet.", (Way("Mensen en rollen", reverse("web:people")),))
    return found
