"""The register of processings for the FG and for who works here: what is kept about people, why, and for how long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.privacy.coverage import unclaimed_fields
from wijkwerk.access.privacy.processings import RegisterError
from wijkwerk.pages.privacy.processings import ProcessingRow, processing_rows
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way

TITLE = "Verwerkingen van persoonsgegevens"


@require_safe
@staff_page("read", "processing")
def processings(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "section": "privacy",
        "crumbs": staff_trail(("Privacy", reverse("web:privacy")), (TITLE, "")),
        "rows": _rows(),
        "unclaimed": unclaimed_fields(),
        "reads_retention": may(person, "read", "retention"),
        "exports": may(person, "export", "persondata"),
    }
    return render(request, "privacy/processings.html", context)


@require_safe
@staff_page("read", "processing")
def processing(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    row = next((each for each in _rows() if each.processing.id == name), None)
    if row is None:
        way = Way("Alle verwerkingen", reverse("web:processings"))
        raise NotHereError(f"Het register kent geen verwerking ‘{name}’.", (way,))
    context = {
        "section": "privacy",
        "crumbs": staff_trail(
            ("Privacy", reverse("web:privacy")), (TITLE, reverse("web:processings")), (row.processing.title, "")
        ),
        "row": row,
        "reviewed": date(row.processing.reviewed.on),
    }
    return render(request, "privacy/processing.html", context)


def _rows() -> list[ProcessingRow]:
    """Raises a PageProblem where the register does not fit this version."""
    try:
        return processing_rows()
    except RegisterError as error:
        raise BadQuestionError(str(error), (Way("Privacy", reverse("web:privacy")),)) from error
