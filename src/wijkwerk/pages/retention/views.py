"""The retention rounds: plan what is due, let another approve it, run it, and see what is left."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.privacy.models import OPEN_STATES, RetentionRun, RetentionTally, Tombstone
from wijkwerk.access.privacy.person_data import title_of
from wijkwerk.access.privacy.processings import processings
from wijkwerk.access.privacy.retention_actions import (
    approve_retention,
    drop_retention,
    plan_retention,
    start_retention,
    stop_retention,
)
from wijkwerk.access.privacy.retention_flow import is_busy
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page
from wijkwerk.web.forms import Outcome, Reason, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.registers import Button, RecordPages, Shown

from .register import ROUNDS, state_words

KEYS_SHOWN = 200
PER_PAGE = 100


class DropForm(StaffForm):
    reason = Reason("Waarom trekt u deze ronde in?", 500, lines=3)


_BUTTONS = (
    Button("approve", "Goedkeuren", "retention:approve", StaffForm, "Daarna kan de ronde worden uitgevoerd."),
    Button(
        "run",
        "Uitvoeren",
        "retention:start",
        StaffForm,
        "Weg gaat alleen wat dan nog aan de beurt is. Een ronde die was gestopt, gaat verder.",
    ),
    Button("stop", "Stoppen", "retention:stop", StaffForm, "Wat al weg is, blijft weg; de rest kan later."),
    Button("drop", "Intrekken", "retention:drop", DropForm, "Wat al weg is, komt niet terug."),
)


def _shown(run: RetentionRun, visitor: Visitor) -> Shown:
    return Shown([("Berekend op", date(run.day)), *_moments(run)], state_words(run))


def _beside_record(run: RetentionRun, visitor: Visitor, refused: StaffForm | None) -> Mapping[str, object]:
    tallies, titles = list(run.tallies.all()), _titles()
    return {
        "tallies": [_tally(each, titles) for each in tallies],
        "busy": is_busy(run),
        "done": sum(each.taken + each.left for each in tallies),
        "total": sum(each.planned for each in tallies),
        "job_problem": run.job.problem if run.job is not None else "",
    }


def _beside_list(request: HttpRequest, refused: StaffForm | None) -> Mapping[str, object]:
    person = person_of(request)
    open_run = RetentionRun.objects.filter(state__in=OPEN_STATES).first()
    may_plan = may(person, "plan", "retention") and open_run is None
    return {
        "open_run": open_run,
        "planning": form_of(refused, StaffForm, person, ("plan", "retention")) if may_plan else None,
        "stones": Tombstone.objects.count(),
    }


PAGES = RecordPages(
    ROUNDS,
    RetentionRun.objects.select_related("planned_by", "approved_by", "job").prefetch_related("tallies"),
    _shown,
    _BUTTONS,
    template="retention/round.html",
    beside_record=_beside_record,
    list_template="retention/rounds.html",
    beside_list=_beside_list,
    is_spoken_of=False,
)


@require_safe
@staff_page("read", "retention")
def tombstones(request: HttpRequest, person: Person) -> HttpResponse:
    """What was there and is gone, the newest first."""
    page = Paginator(Tombstone.objects.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    titles = _titles()
    context = {
        "section": "privacy",
        "crumbs": ROUNDS.trail("Wat weg is"),
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
    moments = [("Voorbereid", run.planned_at, run.planned_by), ("Goedgekeurd", run.approved_at, run.approved_by)]
    moments.append((run.get_state_display().capitalize(), run.finished_at, None))
    return [
        (words, f"{date(local.date())}, {local:%H:%M}" + (f", {who.name}" if who else ""))
        for words, moment, who in moments
        if moment is not None and (local := timezone.localtime(moment))
    ]


def _titles() -> dict[str, str]:
    return {each.id: each.title for each in processings()}


@deed("plan", "retention", page=PAGES.list_page)
def plan(sent: Sent[None, StaffForm]) -> Outcome:
    """The dry run: nothing goes yet."""
    run = plan_retention(by=sent.person)
    words = "De ronde is voorbereid. Er is nog niets weg; een ander moet haar goedkeuren."
    return done(words, "retention:record", number=run.pk)


@deed("approve", "retention", page=PAGES.page, find=PAGES.readable)
def approve(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    approve_retention(sent.row, by=sent.person)
    return done("De ronde is goedgekeurd.", "retention:record", number=sent.row.pk)


@deed("run", "retention", page=PAGES.page, find=PAGES.readable)
def start(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    start_retention(sent.row, by=sent.person)
    words = "De ronde is begonnen. U kunt deze pagina sluiten; het werk gaat door."
    return done(words, "retention:record", number=sent.row.pk)


@deed("run", "retention", page=PAGES.page, find=PAGES.readable, is_brake=True)
def stop(sent: Sent[RetentionRun, StaffForm]) -> Outcome:
    stop_retention(sent.row, by=sent.person)
    words = "De ronde stopt. Wat al weg is, blijft weg; de rest kan later."
    return done(words, "retention:record", number=sent.row.pk)


@deed("plan", "retention", form=DropForm, page=PAGES.page, find=PAGES.readable)
def drop(sent: Sent[RetentionRun, DropForm]) -> Outcome:
    drop_retention(sent.row, by=sent.person, reason=sent.reason)
    return done("De ronde is ingetrokken.", "retention:record", number=sent.row.pk)
