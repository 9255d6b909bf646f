"""The list of people and the page of one, as every view that changes something there shows them again."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wijkwerk.access.people import Organisation, Person, RoleHolding
from wijkwerk.access.roles import Role, all_role_facts, role_facts
from wijkwerk.access.signing_in.passwords import signs_in_with_provider
from wijkwerk.access.signing_in.second_factor import has_second_factor
from wijkwerk.present.numbers import date
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.scope_choices import scope_choices
from wijkwerk.web.staff import staff_trail


def people_page(request: HttpRequest, problem: str = "", form: str = "") -> HttpResponse:
    """form   which form of the page holds the problem, and keeps what was filled in"""
    today = timezone.localdate()
    roles: dict[int | None, list[RoleHolding]] = {}
    for holding in RoleHolding.objects.on(today).exclude(person=None).select_related("scope"):
        roles.setdefault(holding.person_id, []).append(holding)
    vacancies = RoleHolding.objects.open_vacancies(today).select_related("scope")
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", "")),
        "rows": [
            (each, [holding_words(holding) for holding in roles.get(each.pk, ())])
            for each in Person.objects.select_related("organisation")
        ],
        "vacancies": [
            {"holding": each, "words": holding_words(each), "sent": _sent(request, form, f"fill-{each.pk}")}
            for each in vacancies
        ],
        "people": Person.objects.filter(is_active=True).exclude(account=request.user.get_username()),
        "sent": _sent(request, form, "vacancy"),
        "added": _sent(request, form, "add"),
        "problem": problem,
        **_choices(),
    }
    return render(request, "web/staff/people.html", context, status=409 if problem else 200)


def person_page(
    request: HttpRequest, found: Person, problem: str = "", *, form: str = "", link: str = ""
) -> HttpResponse:
    """form   which form of the page holds the problem, and keeps what was filled in"""
    today = timezone.localdate()
    held = list(found.role_holdings.select_related("scope").order_by("-valid_from"))
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", reverse("web:people")), (found.name, "")),
        "found": found,
        "current": [
            _row(each, _sent(request, form, f"end-{each.pk}"))
            for each in held
            if each.valid_to is None or each.valid_to >= today
        ],
        "past": [_row(each) for each in held if each.valid_to is not None and each.valid_to < today],
        "begun_and_ended": _begun_and_ended(found),
        "is_self": found == request.user,
        "link": link,
        "has_password_here": not signs_in_with_provider(found),
        "has_factor": has_second_factor(found),
        "organisations": Organisation.objects.filter(is_active=True),
        "sent": _sent(request, form, "give"),
        "problem": problem,
        **_choices(),
    }
    return render(request, "web/staff/person.html", context, status=409 if problem else 200)


def find_person(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze persoon is er niet.", (Way("Mensen en rollen", reverse("web:people")),))
    return found


def holding_words(holding: RoleHolding) -> str:
    name = role_facts(Role(holding.role)).name
    return f"{name} – {holding.scope}" if holding.scope else name


def _sent(request: HttpRequest, form: str, name: str) -> Mapping[str, object]:
    return request.POST.dict() if form == name else {}


def _choices() -> dict[str, object]:
    return {
        "roles": [(role, facts) for role, facts in all_role_facts().items() if role != Role.BEZOEKER],
        "scopes": scope_choices(),
        "today": timezone.localdate().isoformat(),
    }


def _row(holding: RoleHolding, sent: Mapping[str, object] | None = None) -> dict[str, object]:
    scope, today = holding.scope, timezone.localdate()
    return {
        "holding": holding,
        "words": holding_words(holding),
        "since": date(holding.valid_from),
        "until": date(holding.valid_to) if holding.valid_to else "",
        "sent": sent or {},
        # A role for an area that was merged away gives nothing: somebody must give it for what came instead.
        "lapsed": scope is not None and not scope.is_valid_on(max(today, scope.valid_from)),
    }


def _begun_and_ended(found: Person) -> list[tuple[str, str]]:
    """Roles that ended at once on their first day: the row is vacant since, and only its history says who held it."""
    gone = RoleHolding.objects.ever_held_by(found).filter(person=None).select_related("scope").order_by("-valid_from")
    return [(holding_words(each), date(each.valid_from)) for each in gone]
