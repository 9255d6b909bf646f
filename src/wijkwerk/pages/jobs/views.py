"""Long work that somebody asked for: how far it is, what went wrong, and stop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.jobs.queue import Job, JobState
from wijkwerk.access.jobs.running import cancel, cancelled_by, time_left
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import require
from wijkwerk.access.privacy.models import RetentionRun
from wijkwerk.access.privacy.retention_actions import stop_retention
from wijkwerk.lib.user_errors import UserError
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.job_words import job_words

SHOWN = 50
# Where somebody goes on when the work is done.
NEXT = {
    "import": ("releases:list", "Naar de leveringen"),
    "publish": ("web:editions", "Naar de edities"),
    "retention": ("retention:list", "Naar de bewaartermijnen"),
}


class JobError(UserError):
    """What was asked of a job cannot be; the message says why, in Dutch."""


@require_safe
@staff_page("read", "job")
def jobs(request: HttpRequest, person: Person) -> HttpResponse:
    rows = [
        {"job": each, "title": _title(each)} for each in Job.objects.select_related("person").order_by("-id")[:SHOWN]
    ]
    context = {"section": "jobs", "crumbs": staff_trail(("Taken", "")), "rows": rows}
    return render(request, "jobs/jobs.html", context)


@require_safe
@staff_page("read", "job")
def job(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """How far it is. htmx asks again every two seconds; without JavaScript a link does.

    A page that reloads itself takes the place of a reader away (WCAG 2.2.1), so that only the progress is replaced.
    """
    return _page(request, _find(person, number))


def _page(request: HttpRequest, row: Job, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    left = time_left(row)
    busy = row.state in {JobState.QUEUED, JobState.RUNNING}
    way = NEXT.get(row.kind)
    context = {
        "section": "jobs",
        "crumbs": staff_trail(("Taken", reverse("web:jobs")), (_title(row), "")),
        "job": row,
        "heading": _title(row),
        "busy": busy,
        "percent": round(100 * row.done / row.total) if row.total else 0,
        "left": _spoken(left.total_seconds()) if left else "",
        "stopping": form_of(form, StaffForm, person, ("cancel", "job"), row)
        if busy and _may_stop(row, person)
        else None,
        "stopped": _stopped(row),
        "way": (reverse(way[0]), way[1]) if way and row.state == JobState.DONE else None,
        "problems": row.problem.splitlines(),
    }
    return render(request, "jobs/job.html", context)


def _stop(row: Job, run: RetentionRun | None, person: Person) -> None:
    if run is not None:
        stop_retention(run, by=person)
    elif not cancel(row, by=person):
        raise JobError("Deze taak is al klaar of stopt al. Er is niets veranderd.")


def _may_stop(row: Job, person: Person) -> bool:
    run = _run_of(row)
    return may(person, "cancel", "job") and (run is None or may(person, "run", run))


def _run_of(row: Job) -> RetentionRun | None:
    return RetentionRun.objects.filter(job=row).first()


def _stopped(row: Job) -> str:
    """By whom, and when."""
    event = cancelled_by(row)
    if event is None or event.person is None:
        return ""
    local = timezone.localtime(event.moment)
    return f"{event.person.name}, {date(local.date())}, {local:%H:%M}"


def _title(row: Job) -> str:
    return job_words(row.kind)


def _spoken(seconds: float) -> str:
    if seconds < 60:
        return "minder dan een minuut"
    minutes = round(seconds / 60)
    return "ongeveer een minuut" if minutes == 1 else f"ongeveer {minutes} minuten"


def _stoppable(person: Person, number: int) -> Job:
    row = _find(person, number)
    run = _run_of(row)
    if run is not None:
        require(person, "run", run)
    return row


def _find(person: Person, number: int) -> Job:
    row = Job.objects.select_related("person").filter(pk=number).first()
    if row is None:
        raise NotHereError(f"Er is geen taak {number}.", (Way("Alle taken", reverse("web:jobs")),))
    return row


@deed("cancel", "job", page=_page, find=_stoppable)
def cancel_job(sent: Sent[Job, StaffForm]) -> Outcome:
    """A retention round stops as it does on its own page: for who may run one, and with the event of the round."""
    run = _run_of(sent.row)
    _stop(sent.row, run, sent.person)
    kept = "Wat al weg is, blijft weg; de rest kan later." if run else "Wat half klaar was, wordt weggegooid."
    return done(f"De taak stopt. {kept}", "web:job", number=sent.row.pk)
