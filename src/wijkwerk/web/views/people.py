"""People and their roles: added, given, ended and closed, each with its event. Nobody gives a role to themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.actions import (
    RoleError,
    add_person,
    close_account,
    end_role,
    fill_role,
    give_role,
    join_organisation,
)
from wijkwerk.access.people import Organisation, Person, RoleHolding
from wijkwerk.access.roles import Role, all_role_facts, role_facts
from wijkwerk.access.signing_in.authenticators import take_away_second_factor
from wijkwerk.access.signing_in.confirming import confirm_first
from wijkwerk.access.signing_in.passwords import PasswordLinkError, issue_password_link, signs_in_with_provider
from wijkwerk.access.signing_in.second_factor import has_second_factor
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import FormError, said, said_day, said_scope
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.scope_choices import scope_choices
from wijkwerk.web.staff import staff_page, staff_trail

VACANT = "vacature"


@require_safe
@staff_page("manage", "person")
def people(request: HttpRequest, person: Person) -> HttpResponse:
    return _list(request)


@require_POST
@staff_page("manage", "person")
@confirm_first
def add(request: HttpRequest, person: Person) -> HttpResponse:
    account, name = said(request.POST, "account", 60), said(request.POST, "name", 120)
    try:
        made = add_person(by=person, account=account, name=name)
    except ValidationError:
        return _list(
            request,
            "Een account bestaat uit letters zonder accenten, cijfers en streepjes, en is er nog niet. Een naam mag "
            "niet leeg zijn.",
        )
    messages.success(request, f"{made.name} is toegevoegd en heeft nog geen rol.")
    return redirect("web:person", number=made.pk)


@require_safe
@staff_page("manage", "person")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _one(request, _find(number))


@require_POST
@staff_page("manage", "roleholding")
@confirm_first
@free_text(reason="Reden", to_log=("reason",))
def give(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = _find(number)
    try:
        day = said_day(request.POST)
        holding = give_role(
            found,
            _role(request),
            by=person,
            scope=said_scope(request.POST, day),
            since=day,
            reason=said(request.POST, "reason", 500),
        )
    except (RoleError, FormError) as error:
        return _one(request, found, str(error))
    messages.success(request, f"{holding} vanaf {date(holding.valid_from)}.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "roleholding")
def vacancy(request: HttpRequest, person: Person) -> HttpResponse:
    """A role that is there and that nobody holds yet."""
    try:
        day = said_day(request.POST)
        give_role(None, _role(request), by=person, scope=said_scope(request.POST, day), since=day)
    except (RoleError, FormError) as error:
        return _list(request, str(error))
    messages.success(request, "De vacature staat in de lijst.")
    return redirect("web:people")


@require_POST
@staff_page("manage", "roleholding")
@confirm_first
def fill(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    holding = _holding(number)
    try:
        found = Person.objects.filter(account=said(request.POST, "account", 60), is_active=True).first()
        if found is None:
            raise FormError("Kies iemand die een account heeft.")
        fill_role(holding, found, by=person)
    except (RoleError, FormError) as error:
        return _list(request, str(error))
    messages.success(request, f"{found} vervult de rol vanaf vandaag.")
    return redirect("web:person", number=found.pk)


@require_POST
@staff_page("manage", "roleholding")
@confirm_first
@free_text(reason="Waarom eindigt de rol?", to_log=("reason",))
def end(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    holding = _holding(number)
    try:
        day, reason = said_day(request.POST), said(request.POST, "reason", 500)
        if not reason:
            raise FormError("Zeg waarom de rol eindigt.")
        end_role(holding, by=person, last_day=day, reason=reason)
    except (RoleError, FormError) as error:
        return _list(request, str(error)) if holding.person is None else _one(request, holding.person, str(error))
    messages.success(request, f"{holding} eindigt na {date(day)}.")
    return redirect("web:people") if holding.person is None else redirect("web:person", number=holding.person.pk)


@require_POST
@staff_page("manage", "person")
@confirm_first
@free_text(reason="Waarom sluit het account?", to_log=("reason",))
def close(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found, reason = _find(number), said(request.POST, "reason", 500)
    if not reason or found == person:
        told = "Zeg waarom het account sluit." if found != person else "U kunt uw eigen account niet sluiten."
        return _one(request, found, told)
    close_account(found, by=person, reason=reason)
    messages.success(request, f"Het account van {found.name} is gesloten. Het logboek houdt wat er is gedaan.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "person")
@confirm_first
def link(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """A link to choose a password, told once; not for oneself, nor for whoever signs in with a provider."""
    found = _find(number)
    if found == person or signs_in_with_provider(found):
        return _one(request, found, "Voor dit account maakt u hier geen link.")
    try:
        path = issue_password_link(found, by=person)
    except PasswordLinkError as error:
        return _one(request, found, str(error))
    return _one(request, found, link=request.build_absolute_uri(path))


@require_POST
@staff_page("manage", "person")
@confirm_first
def reset_factor(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """For whoever lost telephone and recovery codes."""
    found = _find(number)
    if found == person:
        return _one(request, found, "Uw eigen tweede stap beheert u bij uw account.")
    take_away_second_factor(found, by=person, reason="kwijt")
    messages.success(request, f"De tweede stap van {found.name} is weg, en wordt opnieuw ingesteld.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "person")
def join(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Put somebody in an organisation, or in none."""
    found, code = _find(number), said(request.POST, "organisation", 60)
    organisation = Organisation.objects.filter(code=code).first()
    if code and organisation is None:
        return _one(request, found, "Kies een organisatie uit de lijst.")
    if join_organisation(found, organisation, by=person):
        messages.success(request, f"{found.name} hoort nu bij {organisation or 'geen organisatie'}.")
    return redirect("web:person", number=number)


def _list(request: HttpRequest, problem: str = "") -> HttpResponse:
    today = timezone.localdate()
    roles: dict[int | None, list[RoleHolding]] = {}
    for holding in RoleHolding.objects.on(today).select_related("scope", "person"):
        roles.setdefault(holding.person_id, []).append(holding)
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", "")),
        "rows": [
            (each, [_words(holding) for holding in roles.get(each.pk, ())])
            for each in Person.objects.select_related("organisation")
        ],
        "vacancies": [(holding, _words(holding)) for holding in roles.get(None, ())],
        "people": Person.objects.filter(is_active=True),
        "sent": request.POST if problem else {},
        "problem": problem,
        **_choices(),
    }
    return render(request, "web/staff/people.html", context, status=409 if problem else 200)


def _one(request: HttpRequest, found: Person, problem: str = "", link: str = "") -> HttpResponse:
    today = timezone.localdate()
    held = list(found.role_holdings.select_related("scope").order_by("-valid_from"))
    context = {
        "section": "people",
        "crumbs": staff_trail(("Mensen en rollen", reverse("web:people")), (found.name, "")),
        "found": found,
        "current": [_row(each) for each in held if each.valid_to is None or each.valid_to >= today],
        "past": [_row(each) for each in held if each.valid_to is not None and each.valid_to < today],
        "is_self": found == request.user,
        "link": link,
        "has_password_here": not signs_in_with_provider(found),
        "has_factor": has_second_factor(found),
        "organisations": Organisation.objects.filter(is_active=True),
        "sent": request.POST if problem else {},
        "problem": problem,
        **_choices(),
    }
    return render(request, "web/staff/person.html", context, status=409 if problem else 200)


def _choices() -> dict[str, object]:
    return {
        "roles": [(role, facts) for role, facts in all_role_facts().items() if role != Role.BEZOEKER],
        "scopes": scope_choices(),
        "today": timezone.localdate().isoformat(),
    }


def _row(holding: RoleHolding) -> dict[str, object]:
    scope, today = holding.scope, timezone.localdate()
    return {
        "holding": holding,
        "words": _words(holding),
        "since": date(holding.valid_from),
        "until": date(holding.valid_to) if holding.valid_to else "",
        # A role for an area that was merged away gives nothing: somebody must give it for what came instead.
        "lapsed": scope is not None and not scope.is_valid_on(max(today, scope.valid_from)),
    }


def _words(holding: RoleHolding) -> str:
    name = role_facts(Role(holding.role)).name
    return f"{name} – {holding.scope}" if holding.scope else name


def _role(request: HttpRequest) -> Role:
    chosen = request.POST.get("role", "")
    if chosen not in set(Role):
        raise FormError("Kies een rol uit de lijst.")
    return Role(chosen)


def _find(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze persoon is er niet.", (Way("Mensen en rollen", reverse("web:people")),))
    return found


def _holding(number: int) -> RoleHolding:
    found = RoleHolding.objects.select_related("person", "scope").filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze rolinvulling is er niet.", (Way("Mensen en rollen", reverse("web:people")),))
    return found
