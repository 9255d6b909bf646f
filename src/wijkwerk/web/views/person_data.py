"""For the privacy-officer: everything about one person, correction, and being forgotten."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.privacy.models import CorrectionRequest
from wijkwerk.access.privacy.person_actions import (
    PersonDataError,
    correct_person,
    erase_person,
    export_person,
    handle_correction,
    record_look,
)
from wijkwerk.access.privacy.person_data import erasure_answer, everything_about, is_anonymous
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.person_files import person_archive
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail

TITLE = "Rechten van betrokkenen"
PER_PAGE = 50


@require_safe
@staff_page("export", "persondata")
def people(request: HttpRequest, person: Person) -> HttpResponse:
    """Find somebody by name, account or address; and the requests that wait."""
    return _list(request, person)


def _list(request: HttpRequest, person: Person, refused: tuple[int, str] | None = None) -> HttpResponse:
    """refused   number of the request that could not be handled, and why; what was typed there stays"""
    number, problem = refused or (None, "")
    asked = request.GET.get("q", "").strip()[:100]
    found = Person.objects.all()
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(account__icontains=asked) | Q(email__icontains=asked))
    waiting = CorrectionRequest.objects.filter(handled_at=None).select_related("person").order_by("id")
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, "")),
        "asked": asked,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "requests": [
            {
                "request": each,
                "on": _day(each),
                "is_own": each.person_id == person.pk,
                "sent": said(request.POST, "answer", 500) if each.pk == number else "",
                "is_open": each.pk == number,
            }
            for each in waiting
        ],
        "problem": problem,
    }
    return render(request, "web/staff/person_data_list.html", context, status=409 if problem else 200)


@require_safe
@staff_page("export", "persondata")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = _find(number)
    record_look(found, by=person)
    return _one(request, person, found)


@require_POST
@staff_page("export", "persondata")
def export(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = _find(number)
    return person_archive(found, export_person(found, by=person))


@require_POST
@staff_page("correct", "persondata")
@sent_once
def correct(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = _find(number)
    name, email = said(request.POST, "name", 121), said(request.POST, "email", 255)
    try:
        correct_person(found, name=name, email=email, by=person)
    except PersonDataError as error:
        return _one(request, person, found, str(error), sent={"name": name, "email": email})
    messages.success(request, "De gegevens zijn verbeterd.")
    return redirect("web:person_data", number=number)


@require_POST
@staff_page("erase", "persondata")
@sent_once
def erase(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Only with the tick that says what cannot be undone."""
    found = _find(number)
    if request.POST.get("sure") != "ja":
        return _one(request, person, found, "Zet het vinkje: wissen kan niet ongedaan worden gemaakt.")
    try:
        erase_person(found, by=person)
    except PersonDataError as error:
        return _one(request, person, found, str(error))
    messages.success(request, "Naam, account en e-mailadres zijn gewist. De persoon kan niet meer aanmelden.")
    return redirect("web:person_data", number=number)


@require_POST
@staff_page("correct", "persondata")
@sent_once
@free_text(answer="Uitleg aan de aanvrager")
def handle(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = CorrectionRequest.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Dit verzoek is er niet.", (Way(TITLE, reverse("web:person_data_list")),))
    if request.POST.get("do") not in {"grant", "refuse"}:
        return _list(request, person, (number, "Kies of u het verzoek inwilligt of afwijst."))
    granted = request.POST["do"] == "grant"
    try:
        handle_correction(found, granted=granted, by=person, answer=said(request.POST, "answer", 500))
    except PersonDataError as error:
        return _list(request, person, (number, str(error)))
    messages.success(request, "Het verzoek is ingewilligd." if granted else "Het verzoek is afgewezen, met uitleg.")
    return redirect("web:person_data_list")


def _one(
    request: HttpRequest, person: Person, found: Person, problem: str = "", sent: dict[str, str] | None = None
) -> HttpResponse:
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("web:person_data_list")), (found.name, "")),
        "found": found,
        "is_anonymous": is_anonymous(found),
        "is_self": found == person,
        "parts": [(part.title, len(part.rows)) for part in everything_about(found)],
        "answer": erasure_answer(found),
        "may_correct": may(person, "correct", "persondata"),
        "may_erase": may(person, "erase", "persondata"),
        "sent": sent or {"name": found.name, "email": found.email},
        "problem": problem,
    }
    return render(request, "web/staff/person_data.html", context, status=409 if problem else 200)


def _day(request: CorrectionRequest) -> str:
    return date(timezone.localtime(request.asked_at).date())


def _trail(*steps: tuple[str, str]) -> object:
    return staff_trail(("Privacy", reverse("web:privacy")), *steps)


def _find(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise NotHereError("Deze persoon is er niet.", (Way(TITLE, reverse("web:person_data_list")),))
    return found
