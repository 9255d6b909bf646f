"""The list of people and the page of one, as every view that changes something there shows them again."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wijkwerk.access.people import Organisation, Person, RoleHolding
from wijkwerk.access.roles import Role, role_facts
from wijkwerk.access.signing_in.passwords import signs_in_with_provider
from wijkwerk.access.signing_in.second_factor import has_second_factor
from wijkwerk.pages.people.forms import (
    MANAGE_PEOPLE,
    MANAGE_ROLES,
    AddPersonForm,
    CloseAccountForm,
    EndRoleForm,
    FillRoleForm,
    GiveRoleForm,
    JoinForm,
)
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import StaffForm, form_of
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.staff import staff_trail


def people_page(request: HttpRequest, row: RoleHolding | None = None, form: StaffForm | None = None) -> HttpResponse:
    """form   the one that was refused, about this row; the page shows it in its place"""
    today, manager = timezone.localdate(), person_of(request)
    roles: dict[int | None, list[RoleHolding]] = {}
    for holding in RoleHolding.objects.on(today).exclude(person=None).select_related("scope"):
        roles.setdefault(holding.person_id, []).append(holding)
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", "")),
        "rows": [
            (each, [holding_words(holding) for holding in roles.get(each.pk, ())])
            for each in Person.objects.select_related("organisation")
        ],
        "vacancies": [vacancy_row(each, manager, form) for each in _vacancies(today, row)],
        "adding_vacancy": form_of(form, GiveRoleForm, manager, MANAGE_ROLES),
        "adding_person": form_of(form, AddPersonForm, manager, MANAGE_PEOPLE),
    }
    return render(request, "people/people.html", context)


def person_page(request: HttpRequest, found: Person, form: StaffForm | None = None, *, link: str = "") -> HttpResponse:
    """form   the one that was refused; the page shows it in its place"""
    today, manager = timezone.localdate(), person_of(request)
    held = list(found.role_holdings.select_related("scope").order_by("-valid_from"))
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", reverse("people:list")), (found.name, "")),
        "found": found,
        "current": [
            _row(each) | {"ending": form_of(form, EndRoleForm, manager, MANAGE_ROLES, each)}
            for each in held
            if each.valid_to is None or each.valid_to >= today
        ],
        "past": [_row(each) for each in held if each.valid_to is not None and each.valid_to < today],
        "begun_and_ended": _begun_and_ended(found),
        "functions": [
            (each, date(each.valid_from))
            for each in found.function_holdings.on(today).select_related("function", "scope")
        ],
        "is_self": found == manager,
        "link": link,
        "has_password_here": not signs_in_with_provider(found),
        "has_factor": has_second_factor(found),
        "has_organisations": Organisation.objects.filter(is_active=True).exists(),
        "joining": form_of(form, JoinForm, manager, MANAGE_PEOPLE, found),
        "giving": form_of(form, GiveRoleForm, manager, MANAGE_ROLES, found),
        "closing": form_of(form, CloseAccountForm, manager, MANAGE_PEOPLE, found),
        "linking": StaffForm(person=manager, deed=("link", "person"), row=found),
        "resetting": StaffForm(person=manager, deed=("reset", "person"), row=found),
    }
    return render(request, "people/person.html", context)


def vacancy_row(holding: RoleHolding, manager: Person, form: StaffForm | None = None) -> dict[str, Any]:
    """A vacant role, with the forms to fill it and to take it back."""
    return {
        "holding": holding,
        "words": holding_words(holding),
        "filling": form_of(form, FillRoleForm, manager, MANAGE_ROLES, holding),
        "ending": form_of(form, EndRoleForm, manager, MANAGE_ROLES, holding),
    }


def find_person(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze persoon is er niet.", (Way("Mensen en rollen", reverse("people:list")),))
    return found


def holding_words(holding: RoleHolding) -> str:
    name = role_facts(Role(holding.role)).name
    return f"{name} – {holding.scope}" if holding.scope else name


def _vacancies(today: datetime.date, refused: RoleHolding | None) -> list[RoleHolding]:
    """Those that are open; also one that is yet to begin, where a form about it was refused: what was typed stays."""
    listed = list(RoleHolding.objects.open_vacancies(today).select_related("scope"))
    if refused is not None and refused.person_id is None and refused.valid_from > today:
        listed.append(refused)
    return listed


def _row(holding: RoleHolding) -> dict[str, Any]:
    scope, today = holding.scope, timezone.localdate()
    return {
        "holding": holding,
        "words": holding_words(holding),
        "since": date(holding.valid_from),
        "until": date(holding.valid_to) if holding.valid_to else "",
        # A role for an area that was merged away gives nothing: somebody must give it for what came instead.
        "lapsed": scope is not None and not scope.is_valid_on(max(today, scope.valid_from)),
    }


def _begun_and_ended(found: Person) -> list[tuple[str, str]]:
    """Roles that ended at once on their first day: the row is vacant since, and only its history says who held it."""
    gone = RoleHolding.objects.ever_held_by(found).filter(person=None).select_related("scope").order_by("-valid_from")
    return [(holding_words(each), date(each.valid_from)) for each in gone]
