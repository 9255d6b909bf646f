"""The retention rounds: plan what is due, let another approve it, run it, and see what is left."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.privacy.actions import (
    approve_retention,
    drop_retention,
    plan_retention,
    start_retention,
    stop_retention,
)
from wijkwerk.access.privacy.models import RetentionRun, RetentionTally, Tombstone
from wijkwerk.access.privacy.person_data import title_of
from wijkwerk.access.privacy.register import processings
from wijkwerk.access.privacy.retention_flow import RetentionFlow, is_busy
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.problems import NotHereError, Way
from wijkwerk.web.public import person_of
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.staff import staff_page, staff_trail

TITLE = "Bewaartermijnen"
KEYS_SHOWN = 200
record_page("retention", "retention:record")
PER_PAGE = 100


class DropForm(StaffForm):
    reason = Reason("Waarom trekt u deze ronde in?", 500, lines=3)


@require_safe
@staff_page("read", "retention")
def rounds(request: HttpRequest, person: Person) -> HttpResponse:
    return _list(request)


@require_safe
@staff_page("read", "retention")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _one(request, _find(person, number))


@require_safe
@staff_page("read", "retention")
def tombstones(request: HttpRequest, person: Person) -> HttpResponse:
    """What was there and is gone, the newest first."""
    page = Paginator(Tombstone.objects.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    titles = _titles()
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("retention:list")), ("Wat weg is", "")),
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
    return render(request, "retention/tombstones.html", context)


def _list(request: HttpRequest, row: None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    runs = RetentionRun.objects.select_related("planned_by", "approved_by", "job").prefetch_related("tallies")
    open_run = next((each for each in runs if each.is_open), None)
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, "")),
        "rows": [_listed(each) for each in runs[:PER_PAGE]],
        "open_run": open_run,
        "planning": form_of(form, StaffForm, person, ("plan", "retention"))
        if may(person, "plan", "retention") and open_run is None
        else None,
        "stones": Tombstone.objects.count(),
    }
    return render(request, "retention/rounds.html", context)


def _one(request: HttpRequest, run: RetentionRun, form: StaffForm | None = None) -> HttpResponse:
    person, busy = person_of(request), is_busy(run)
    offers = RetentionFlow.offers(run, person)
    dropping = form_of(form, DropForm, person, ("plan", "retention"), run)
    plain = {verb: StaffForm(person=person, deed=(verb, "retention"), row=run) for verb in ("approve", "run")}
    tallies = list(run.tallies.all())
    taken, planned = sum(each.taken + each.left for each in tallies), sum(each.planned for each in tallies)
    titles = _titles()
    context = {
        "section": "privacy",
        "crumbs": _trail((TITLE, reverse("retention:list")), (f"Ronde {run.pk}", "")),
        "run": run,
        "state": "bezig" if busy else run.get_state_display(),
        "day": date(run.day),
        "moments": _moments(run),
        "tallies": [_tally(each, titles) for each in tallies],
        "busy": busy,
        "done": taken,
        "total": planned,
        "approving": plain["approve"] if offers["approve"].is_open else None,
        "is_own": offers["approve"].has_hand,
        "starting": plain["run"] if offers["run"].is_open else None,
        "stopping": plain["run"] if offers["stop"].is_open else None,
        "dropping": dropping if offers["drop"].is_open or dropping is form else None,  # what was typed stays to be read
        "job_problem": run.job.problem if run.job is not None else "",
    }
    return render(request, "retention/round.html", context)


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


def _find(person: Person, number: int) -> RetentionRun:
    found = (
        RetentionRun.objects.select_related("planned_by", "approved_by", "job")
        .prefetch_related("tallies")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise NotHereError(f"Er is geen ronde {number}.", (Way("Alle rondes", reverse("retention:list")),))
    return found


@deed("plan", "retention", page=_list)
def plan(sent: Sent[None, StaffForm]) -> Outcome:
    """The dry run: nothing goes yet."""
    run = plan_retention(by=sent.person)
    words = "De ronde is voorbereid. Er is nog niets weg; een ander moet haar goedkeuren."
    return done(words, "retention:record", number=run.pk)


@deed("approve", "retention", page=_one, find=_find)
def approve(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    approve_retention(sent.row, by=sent.person)
    return done("De ronde is goedgekeurd.", "retention:record", number=sent.row.pk)


@deed("run", "retention", page=_one, find=_find)
def start(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    start_retention(sent.row, by=sent.person)
    words = "De ronde is begonnen. U kunt deze pagina sluiten; het werk gaat door."
    return done(words, "retention:record", number=sent.row.pk)


@deed("run", "retention", page=_one, find=_find, is_brake=True)
def stop(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    stop_retention(sent.row, by=sent.person)
    words = "De ronde stopt. Wat al weg is, blijft weg; de rest kan later."
    return done(words, "retention:record", number=sent.row.pk)


@deed("plan", "retention", form=DropForm, page=_one, find=_find)
def drop(sent: Sent[RetentionRun, DropForm]) -> Outcome:
    drop_retention(sent.row, by=sent.person, reason=sent.reason)
    return done("De ronde is ingetrokken.", "retention:record", number=sent.row.pk)
