"""What wijkwerk keeps about whoever is signed in: to see, to take along, and to ask for a correction."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.privacy.models import CorrectionRequest
from wijkwerk.access.privacy.person_actions import PersonDataError, ask_correction, export_person
from wijkwerk.access.privacy.person_data import everything_about
from wijkwerk.access.privacy.register import processings
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import said
from wijkwerk.web.person_files import person_archive
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail


@require_safe
@staff_page("read", "account")
def own_data(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person)


@require_POST
@staff_page("read", "account")
def export(request: HttpRequest, person: Person) -> HttpResponse:
    return person_archive(person, export_person(person, by=person))


@require_POST
@staff_page("read", "account")
@sent_once
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    name, email = said(request.POST, "name", 121), said(request.POST, "email", 255)
    try:
        ask_correction(person, name=name, email=email)
    except PersonDataError as error:
        return _page(request, person, str(error), {"name": name, "email": email})
    messages.success(request, "Uw verzoek ligt bij de privacy-officer.")
    return redirect("web:own_data")


def _page(request: HttpRequest, person: Person, problem: str = "", sent: dict[str, str] | None = None) -> HttpResponse:
    requests = CorrectionRequest.objects.filter(person=person)  # the newest first
    waiting = requests.filter(handled_at=None).first()
    context = {
        "section": "own_data",
        "crumbs": staff_trail(("Mijn gegevens", "")),
        "person": person,
        "made": _day(person.created_at),
        "parts": [(part.title, len(part.rows)) for part in everything_about(person)],
        "waiting": waiting,
        "asked": _day(waiting.asked_at) if waiting else "",
        "answered": _answered(requests.exclude(handled_at=None).first()),
        "public": [each for each in processings() if each.public],
        "sent": sent or {"name": person.name, "email": person.email},
        "problem": problem,
    }
    return render(request, "web/staff/own_data.html", context, status=409 if problem else 200)


def _answered(request: CorrectionRequest | None) -> dict[str, object] | None:
    if request is None or request.handled_at is None:
        return None
    return {
        "asked": _day(request.asked_at),
        "handled": _day(request.handled_at),
        "granted": request.granted,
        "answer": request.answer,
    }


def _day(moment: datetime.datetime) -> str:
    return date(timezone.localtime(moment).date())
