"""Long work that somebody asked for: how far it is, what went wrong, and stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.job_queue import Job, JobState
from wijkwerk.access.jobs import cancel, time_left
from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.web.job_words import job_words
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.staff import staff_page, staff_trail

SHOWN = 50
# Where somebody goes on when the work is done.
NEXT = {
    "import": ("web:releases", "Naar de leveringen"),
    "publish": ("web:editions", "Naar de edities"),
    "retention": ("web:retention", "Naar de bewaartermijnen"),
}


@require_safe
@staff_page("read", "job")
def jobs(request: HttpRequest, person: Person) -> HttpResponse:
    rows = [
        {"job": each, "title": _title(each)} for each in Job.objects.select_related("person").order_by("-id")[:SHOWN]
    ]
    context = {"section": "jobs", "crumbs": staff_trail(("Taken", "")), "rows": rows}
    return render(request, "web/staff/jobs.html", context)


@require_safe
@staff_page("read", "job")
def job(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """How far it is. htmx asks again every two seconds; without JavaScript a link does.

    A page that reloads itself takes the place of a reader away (WCAG 2.2.1), so that only the progress is replaced.
    """
    found = _find(number)
    left = time_left(found)
    busy = found.state in {JobState.QUEUED, JobState.RUNNING}
    way = NEXT.get(found.kind)
    context = {
        "section": "jobs",
        "crumbs": staff_trail(("Taken", reverse("web:jobs")), (_title(found), "")),
        "job": found,
        "heading": _title(found),
        "busy": busy,
        "percent": round(100 * found.done / found.total) if found.total else 0,
        "left": _spoken(left.total_seconds()) if left else "",
        "may_cancel": busy and may(person, "cancel", "job"),
        "way": (reverse(way[0]), way[1]) if way and found.state == JobState.DONE else None,
        "problems": found.problem.splitlines(),
    }
    return render(request, "web/staff/job.html", context)


@require_POST
@staff_page("cancel", "job")
def cancel_job(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    cancel(_find(number))
    messages.success(request, "De taak stopt. Wat half klaar was, wordt weggegooid.")
    return redirect("web:job", number=number)


def _title(found: Job) -> str:
    return job_words(found.kind)


def _spoken(seconds: float) -> str:
    if seconds < 60:
        return "minder dan een minuut"
    minutes = round(seconds / 60)
    return "ongeveer een minuut" if minutes == 1 else f"ongeveer {minutes} minuten"


def _find(number: int) -> Job:
    found = Job.objects.select_related("person").filter(pk=number).first()
    if found is None:
        raise NotHereError(f"Er is geen taak {number}.", (Way("Alle taken", reverse("web:jobs")),))
    return found
