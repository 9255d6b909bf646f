"""The retention rounds: plan what is due, let another approve it, run it, and see what is left."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.privacy.actions import (
    RetentionError,
    approve_retention,
    drop_retention,
    is_busy,
    plan_retention,
    start_retention,
    stop_retention,
)
from wijkwerk.access.privacy.models import RetentionRun, RetentionTally, RunState, Tombstone
from wijkwerk.access.privacy.person_data import title_of
from wijkwerk.access.privacy.register import RegisterError, processings
from wijkwerk.access.refusals import require
from wijkwerk.present.numbers import date
from wijkwerk.web.forms_said import said
from wijkwerk.web.free_text import free_text
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail

TITLE = "Bewaartermijnen"
KEYS_SHOWN = 200
PER_PAGE = 100


@require_safe
@staff_page("read", "retention")
def rounds(request: HttpRequest, person: Person) -> HttpResponse:
    return _list(request, person)


@require_POST
@staff_page("plan", "retention")
@sent_once
def plan(request: HttpRequest, person: Person) -> HttpResponse:
    """The dry run: nothing goes yet."""
    try:
        run = plan_retention(by=person)
    except (RetentionError, RegisterError) as error:
        return _list(request, person, str(error))
    messages.success(request, "De ronde is voorbereid. Er is nog niets weg; een ander moet haar goedkeuren.")
    return redirect("web:retention_round", number=run.pk)


@require_safe
@staff_page("read", "retention")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _one(request, person, _find(number))


@require_POST
@staff_page("approve", "retention")
@sent_once
def approve(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    run = _find(number)
    require(person, "approve", run)
    return _done(request, person, run, lambda: approve_retention(run, by=person), "De ronde is goedgekeurd.")


@require_POST
@staff_page("run", "retention")
@sent_once
def start(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    run = _find(number)
    said_when_done = "De ronde is begonnen. U kunt deze pagina sluiten; het werk gaat door."
    return _done(request, person, run, lambda: start_retention(run, by=person), said_when_done)


@require_POST
@staff_page("run", "retention", is_brake=True)
@sent_once
def stop(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    run = _find(number)
    said_when_done = "De ronde stopt. Wat al weg is, blijft weg; de rest kan later."
    return _done(request, person, run, lambda: stop_retention(run, by=person), said_when_done)


@require_POST
@staff_page("plan", "retention")
@sent_once
@free_text(reason="Waarom trekt u deze ronde in?", to_log=("reason",))
def drop(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    run, reason = _find(number), said(request.POST, "reason", 500)
    return _done(
        request, person, run, lambda: drop_retention(run, by=person, reason=reason), "De ronde is ingetrokken."
    )


@require_safe
@staff_page("read", "retention")
def tombstones(request: HttpRequest, person: Person) -> HttpResponse:
    """What was there and is gone, the newest first."""
    page = Paginator(Tombstone.objects.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    titles = _titles()
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("web:retention")), ("Wat weg is", "")),
        "page": page,
        "rows": [
            {
                "stone": each,
                "what": title_of(each.kind),
                "processing": titles.get(each.processing, each.processing),
                "on": date(each.day),
            }
            for each in page
        ],
    }
    return render(request, "web/staff/tombstones.html", context)


def _done(
    request: HttpRequest, person: Person, run: RetentionRun, act: Callable[[], object], said_when_done: str
) -> HttpResponse:
    try:
        act()
    except (RetentionError, RegisterError) as error:
        return _one(request, person, _find(run.pk), str(error))
    messages.success(request, said_when_done)
    return redirect("web:retention_round", number=run.pk)


def _list(request: HttpRequest, person: Person, problem: str = "") -> HttpResponse:
    runs = RetentionRun.objects.select_related("planned_by", "approved_by", "job").prefetch_related("tallies")
    open_run = next((each for each in runs if each.is_open), None)
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, "")),
        "rows": [_listed(each) for each in runs[:PER_PAGE]],
        "open_run": open_run,
        "may_plan": may(person, "plan", "retention") and open_run is None,
        "stones": Tombstone.objects.count(),
        "problem": problem,
    }
    return render(request, "web/staff/retention.html", context, status=409 if problem else 200)


def _one(request: HttpRequest, person: Person, run: RetentionRun, problem: str = "") -> HttpResponse:
    busy = is_busy(run)
    tallies = list(run.tallies.all())
    taken, planned = sum(each.taken + each.left for each in tallies), sum(each.planned for each in tallies)
    titles = _titles()
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("web:retention")), (f"Ronde {run.pk}", "")),
        "run": run,
        "state": "bezig" if busy else run.get_state_display(),
        "day": date(run.day),
        "moments": _moments(run),
        "tallies": [_tally(each, titles) for each in tallies],
        "busy": busy,
        "done": taken,
        "total": planned,
        "may_approve": run.state == RunState.PLANNED and may(person, "approve", run),
        "is_own": run.planned_by_id == person.pk,
        "may_start": run.state == RunState.APPROVED and not busy and may(person, "run", "retention"),
        "may_stop": busy and may(person, "run", "retention"),
        "may_drop": run.is_open and not busy and may(person, "plan", "retention"),
        "job_problem": run.job.problem if run.job is not None else "",
        "problem": problem,
    }
    return render(request, "web/staff/retention_round.html", context, status=409 if problem else 200)


def _listed(run: RetentionRun) -> dict[str, object]:
    tallies = run.tallies.all()
    return {
        "run": run,
        "on": date(run.day),
        "state": "bezig" if is_busy(run) else run.get_state_display(),
        "planned": sum(each.planned for each in tallies),
        "taken": sum(each.taken for each in tallies),
    }


def _tally(tally: RetentionTally, titles: dict[str, str]) -> dict[str, object]:
    keys = list(tally.items.values_list("key", flat=True)[: KEYS_SHOWN + 1])
    return {
        "tally": tally,
        "what": title_of(tally.kind),
        "processing": titles.get(tally.processing, tally.processing),
        "keys": keys[:KEYS_SHOWN],
        "has_more": len(keys) > KEYS_SHOWN,
    }


def _moments(run: RetentionRun) -> list[tuple[str, str]]:
    """What happened when and by whom, in order."""
    told = [("Voorbereid", run.planned_at, run.planned_by), ("Goedgekeurd", run.approved_at, run.approved_by)]
    told.append((run.get_state_display().capitalize(), run.finished_at, None))
    return [
        (words, f"{date(local.date())}, {local:%H:%M}" + (f", {who.name}" if who else ""))
        for words, moment, who in told
        if moment is not None and (local := timezone.localtime(moment))
    ]


def _titles() -> dict[str, str]:
    return {each.id: each.title for each in processings()}


def _trail(*steps: tuple[str, str]) -> object:
    return staff_trail(("Privacy", reverse("web:privacy")), *steps)


def _find(number: int) -> RetentionRun:
    found = (
        RetentionRun.objects.select_related("planned_by", "approved_by", "job")
        .prefetch_related("tallies")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise NotHereError(f"Er is geen ronde {number}.", (Way("Alle rondes", reverse("web:retention")),))
    return found
