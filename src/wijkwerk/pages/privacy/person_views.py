"""For the privacy-officer: everything about one person, correction, and being forgotten."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.table import Deed
from wijkwerk.access.privacy.correction_flow import CorrectionFlow
from wijkwerk.access.privacy.models import CorrectionRequest
from wijkwerk.access.privacy.person_actions import (
    correct_person,
    erase_person,
    export_person,
    handle_correction,
    record_look,
)
from wijkwerk.access.privacy.person_data import erasure_answer, everything_about
from wijkwerk.access.privacy.person_flow import is_anonymous
from wijkwerk.pages.privacy.person_files import person_archive
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Email, FreeText, Outcome, PlainText, Sent, StaffForm, Tick, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.record_pages import record_page

TITLE = "Rechten van betrokkenen"
record_page("persondata", "web:person_data", key="person_id")
PER_PAGE = 50
_CORRECT: Deed = ("correct", "persondata")
_ERASE: Deed = ("erase", "persondata")


class CorrectForm(StaffForm):
    name = PlainText("Naam", 120, pattern=bool, expected="een naam")
    email = Email("E-mailadres", required=False)


class EraseForm(StaffForm):
    sure = Tick(
        "Ik weet dat dit niet ongedaan kan worden gemaakt",
        error_messages={"required": "Zet het vinkje: wissen kan niet ongedaan worden gemaakt."},
    )


class RefuseForm(StaffForm):
    answer = FreeText("Waarom niet?", 500, lines=3, hint="De aanvrager leest dit.")

    @classmethod
    def values_of(cls, row: CorrectionRequest) -> dict[str, Any]:
        return {}


@require_safe
@staff_page("export", "persondata")
def people(request: HttpRequest, person: Person) -> HttpResponse:
    """Find somebody by name, account or address; and the requests that wait."""
    return _list(request)


def _list(request: HttpRequest, row: CorrectionRequest | None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    text = request.GET.get("q", "").strip()[:100]
    persons = Person.objects.all()
    if text:
        persons = persons.filter(Q(name__icontains=text) | Q(account__icontains=text) | Q(email__icontains=text))
    waiting = CorrectionRequest.objects.filter(handled_at=None).select_related("person").order_by("id")
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, "")),
        "asked": text,
        "page": Paginator(persons, PER_PAGE).get_page(request.GET.get("page")),
        "requests": [
            {
                "request": each,
                "on": _day(each),
                "is_own": CorrectionFlow.offers(each, person)["grant"].has_hand,
                "granting": form_of(form, StaffForm, person, _CORRECT, each),
                "refusing": form_of(form, RefuseForm, person, _CORRECT, each),
            }
            for each in waiting
        ],
    }
    return render(request, "privacy/people.html", context)


@require_safe
@staff_page("export", "persondata")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    subject = _find(person, number)
    record_look(subject, by=person)
    return _one(request, subject)


def _one(request: HttpRequest, subject: Person, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    may_correct, may_erase = may(person, *_CORRECT), may(person, *_ERASE)
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("web:person_data_list")), (subject.name, "")),
        "found": subject,
        "is_anonymous": is_anonymous(subject),
        "is_self": subject == person,
        "parts": [(part.title, len(part.rows)) for part in everything_about(subject)],
        "answer": erasure_answer(subject),
        "exporting": StaffForm(person=person, deed=("export", "persondata"), row=subject),
        "correcting": form_of(form, CorrectForm, person, _CORRECT, subject) if may_correct else None,
        "may_erase": may_erase,
        "erasing": form_of(form, EraseForm, person, _ERASE, subject) if may_erase else None,
    }
    return render(request, "privacy/person.html", context)


def _day(request: CorrectionRequest) -> str:
    return date(timezone.localtime(request.asked_at).date())


def _trail(*steps: tuple[str, str]) -> object:
    return staff_trail(("Privacy", reverse("web:privacy")), *steps)


def _request(person: Person, number: int) -> CorrectionRequest:
    correction = CorrectionRequest.objects.filter(pk=number).first()
    if correction is None:
        raise NotHereError("Dit verzoek is er niet.", (Way(TITLE, reverse("web:person_data_list")),))
    return correction


def _find(person: Person, number: int) -> Person:
    subject = Person.objects.filter(pk=number).first()
    if subject is None:
        raise NotHereError("Deze persoon is er niet.", (Way(TITLE, reverse("web:person_data_list")),))
    return subject


@deed("export", "persondata", page=_one, find=_find)
def export(sent: Sent[Person, StaffForm]) -> FileResponse:
    return person_archive(sent.row, export_person(sent.row, by=sent.person))


@deed(*_CORRECT, form=CorrectForm, page=_one, find=_find)
def correct(sent: Sent[Person, CorrectForm]) -> Outcome:
    correct_person(sent.row, by=sent.person, **sent.form.cleaned_data)
    return done("De gegevens zijn verbeterd.", "web:person_data", number=sent.row.pk)


@deed(*_ERASE, form=EraseForm, page=_one, find=_find)
def erase(sent: Sent[Person, EraseForm]) -> Outcome:
    """Only with the tick that says what cannot be undone."""
    erase_person(sent.row, by=sent.person)
    words = "Naam, account en e-mailadres zijn gewist. De persoon kan niet meer aanmelden."
    return done(words, "web:person_data", number=sent.row.pk)


@deed(*_CORRECT, page=_list, find=_request)
def grant(sent: Sent[CorrectionRequest, StaffForm]) -> Outcome:
    handle_correction(sent.row, granted=True, by=sent.person, answer="")
    return done("Het verzoek is ingewilligd.", "web:person_data_list")


@deed(*_CORRECT, form=RefuseForm, page=_list, find=_request)
def refuse(sent: Sent[CorrectionRequest, RefuseForm]) -> Outcome:
    handle_correction(sent.row, granted=False, by=sent.person, answer=sent.form.cleaned_data["answer"])
    return done("Het verzoek is afgewezen, met uitleg.", "web:person_data_list")
