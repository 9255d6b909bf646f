"""What wijkwerk keeps about whoever is signed in: to see, to take along, and to ask for a correction."""

import datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.models import CorrectionRequest
from wijkwerk.access.privacy.person_actions import ask_correction, export_person
from wijkwerk.access.privacy.person_data import everything_about
from wijkwerk.access.privacy.processings import processings
from wijkwerk.pages.privacy.person_files import person_archive
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Email, Outcome, PlainText, Sent, StaffForm, deed, done, form_of


class CorrectionForm(StaffForm):
    name = PlainText("Zo moet mijn naam zijn", 120, pattern=bool, expected="een naam", autocomplete="name")
    email = Email("Zo moet mijn e-mailadres zijn", required=False, autocomplete="email")


@require_safe
@staff_page("read", "account")
def own_data(request: HttpRequest, person: Person) -> HttpResponse:
    return _page(request, person)


def _oneself(person: Person) -> Person:
    return person


def _page(request: HttpRequest, person: Person, form: CorrectionForm | None = None) -> HttpResponse:
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
        "exporting": StaffForm(person=person, deed=("export", "account"), row=person),
        "asking": form_of(form, CorrectionForm, person, ("read", "account"), person),
    }
    return render(request, "privacy/own_data.html", context)


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


@deed("read", "account", page=_page, find=_oneself)
def export(sent: Sent[Person, StaffForm]) -> FileResponse:
    return person_archive(sent.person, export_person(sent.person, by=sent.person))


@deed("read", "account", form=CorrectionForm, page=_page, find=_oneself)
def ask(sent: Sent[Person, CorrectionForm]) -> Outcome:
    ask_correction(sent.person, **sent.form.cleaned_data)
    return done("Uw verzoek ligt bij de privacy-officer.", "web:own_data")
