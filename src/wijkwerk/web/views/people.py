"""People: added, put in an organisation, let in and closed, each with its event."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.actions import ClosedAccountError, add_person, close_account, join_organisation
from wijkwerk.access.people import Organisation, Person
from wijkwerk.access.signing_in.authenticators import take_away_second_factor
from wijkwerk.access.signing_in.passwords import PasswordLinkError, issue_password_link, signs_in_with_provider
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.people_pages import find_person, people_page, person_page
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page


@require_safe
@staff_page("manage", "person")
def people(request: HttpRequest, person: Person) -> HttpResponse:
    return people_page(request)


@require_POST
@staff_page("manage", "person")
@sent_once
def add(request: HttpRequest, person: Person) -> HttpResponse:
    account, name = said(request.POST, "account", 60), said(request.POST, "name", 120)
    try:
        made = add_person(by=person, account=account, name=name)
    except ValidationError:
        return people_page(
            request,
            "Een account bestaat uit letters zonder accenten, cijfers en streepjes, en is er nog niet. Een naam mag "
            "niet leeg zijn.",
            form="add",
        )
    messages.success(request, f"{made.name} is toegevoegd en heeft nog geen rol.")
    return redirect("web:person", number=made.pk)


@require_safe
@staff_page("manage", "person")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return person_page(request, find_person(number))


@require_POST
@staff_page("manage", "person")
@sent_once
@free_text(reason="Waarom sluit het account?", to_log=("reason",))
def close(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found, reason = find_person(number), said(request.POST, "reason", 500)
    if not reason or found == person:
        told = "Zeg waarom het account sluit." if found != person else "U kunt uw eigen account niet sluiten."
        return person_page(request, found, told)
    try:
        close_account(found, by=person, reason=reason)
    except ClosedAccountError as error:
        return person_page(request, found, str(error))
    messages.success(request, f"Het account van {found.name} is gesloten. Het logboek houdt wat er is gedaan.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "person")
def link(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """A link to choose a password, told once; not for oneself, nor for whoever signs in with a provider."""
    found = find_person(number)
    if found == person or signs_in_with_provider(found):
        return person_page(request, found, "Voor dit account maakt u hier geen link.")
    try:
        path = issue_password_link(found, by=person)
    except PasswordLinkError as error:
        return person_page(request, found, str(error))
    return person_page(request, found, link=request.build_absolute_uri(path))


@require_POST
@staff_page("manage", "person")
@sent_once
def reset_factor(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """For whoever lost telephone and recovery codes."""
    found = find_person(number)
    if found == person:
        return person_page(request, found, "Uw eigen tweede stap beheert u bij uw account.")
    try:
        take_away_second_factor(found, by=person, reason="kwijt")
    except ClosedAccountError as error:
        return person_page(request, found, str(error))
    messages.success(request, f"De tweede stap van {found.name} is weg, en wordt opnieuw ingesteld.")
    return redirect("web:person", number=number)


@require_POST
@staff_page("manage", "person")
@sent_once
def join(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Put somebody in an organisation, or in none."""
    found, code = find_person(number), said(request.POST, "organisation", 60)
    organisation = Organisation.objects.filter(code=code).first()
    if code and organisation is None:
        return person_page(request, found, "Kies een organisatie uit de lijst.")
    try:
        joined = join_organisation(found, organisation, by=person)
    except ClosedAccountError as error:
        return person_page(request, found, str(error))
    if joined:
        messages.success(request, f"{found.name} hoort nu bij {organisation or 'geen organisatie'}.")
    return redirect("web:person", number=number)
