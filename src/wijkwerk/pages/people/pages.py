"""The list of people and the page of one, as every view that changes something there shows them again."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wijkwerk.access.people.models import Organisation, Person, RoleHolding, Visitor
from wijkwerk.access.signing_in.passwords import signs_in_with_provider
from wijkwerk.access.signing_in.second_factor import has_second_factor
from wijkwerk.pages.people.forms import (
    MANAGE_PEOPLE,
    AddPersonForm,
    CloseAccountForm,
    GiveRoleForm,
    JoinForm,
)
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.forms import StaffForm, form_of
from wijkwerk.web.registers import Button, RecordPages, Shown
from wijkwerk.web.vacancies import MANAGE_ROLES, EndRoleForm, holding_words, vacancy_row

from .register import PEOPLE, account_state


def _beside_list(request: HttpRequest, refused: StaffForm | None) -> Mapping[str, object]:
    manager = person_of(request)
    return {
        "vacancies": [vacancy_row(each, manager, refused) for each in _vacancies(refused)],
        "adding_vacancy": form_of(refused, GiveRoleForm, manager, MANAGE_ROLES),
        "adding_person": form_of(refused, AddPersonForm, manager, MANAGE_PEOPLE),
    }


def _shown(person: Person, visitor: Visitor) -> Shown:
    organisation = person.organisation.name if person.organisation else ""
    return Shown([("Account", person.account), ("Organisatie", organisation)], account_state(person))


def _beside_record(person: Person, manager: Visitor, refused: StaffForm | None) -> Mapping[str, object]:
    today = timezone.localdate()
    holdings = list(person.role_holdings.select_related("scope").order_by("-valid_from"))
    return {
        "current": [
            _row(each) | {"ending": form_of(refused, EndRoleForm, manager, MANAGE_ROLES, each)}
            for each in holdings
            if each.valid_to is None or each.valid_to >= today
        ],
        "past": [_row(each) for each in holdings if each.valid_to is not None and each.valid_to < today],
        "begun_and_ended": _begun_and_ended(person),
        "functions": [
            (each, date(each.valid_from))
            for each in person.function_holdings.on(today).select_related("function", "scope")
        ],
        "is_self": person == manager,
        "has_password_here": not signs_in_with_provider(person),
        "has_factor": has_second_factor(person),
        "has_organisations": Organisation.objects.filter(is_active=True).exists(),
        "joining": form_of(refused, JoinForm, manager, MANAGE_PEOPLE, person),
        "giving": form_of(refused, GiveRoleForm, manager, MANAGE_ROLES, person),
        "linking": StaffForm(person=manager, deed=("link", "person"), row=person),
        "resetting": StaffForm(person=manager, deed=("reset", "person"), row=person),
    }


PAGES = RecordPages(
    PEOPLE,
    Person.objects.select_related("organisation"),
    _shown,
    (
        Button(
            "close",
            "Account sluiten",
            "people:close",
            CloseAccountForm,
            "Niemand meldt zich daarmee nog aan. Wat er is gedaan, blijft in het logboek.",
        ),
    ),
    template="people/person.html",
    beside_record=_beside_record,
    list_template="people/people.html",
    beside_list=_beside_list,
    # Nobody talks about a colleague beside their account.
    is_spoken_of=False,
)


def _vacancies(refused: StaffForm | None) -> list[RoleHolding]:
    """Those that are open; also one that is yet to begin, where a form about it was refused: what was typed stays."""
    today = timezone.localdate()
    listed = list(RoleHolding.objects.open_vacancies(today).select_related("scope"))
    about = refused.row if refused else None
    if isinstance(about, RoleHolding) and about.person_id is None and about.valid_from > today:
        listed.append(about)
    return listed


def _row(holding: RoleHolding) -> dict[str, Any]:
    scope, today = holding.scope, timezone.localdate()
    return {
        "holding": holding,
        "words": holding_words(holding),
        "since": _day(holding.valid_from),
        "until": _day(holding.valid_to),
        # A role for an area that was merged away gives nothing: somebody must give it for what came instead.
        "lapsed": scope is not None and not scope.is_valid_on(max(today, scope.valid_from)),
    }


def _day(day: datetime.date | None) -> str:
    return date(day) if day else ""


def _begun_and_ended(person: Person) -> list[tuple[str, str]]:
    """Roles that ended at once on their first day: the row is vacant since, and only its history says who held it."""
    gone = RoleHolding.objects.ever_held_by(person).filter(person=None).select_related("scope").order_by("-valid_from")
    return [(holding_words(each), date(each.valid_from)) for each in gone]
