"""The retention run: one plans, another approves, a job takes what is still due. Each step writes its audit event.

planned --approve, by another--> approved --job--> done
   |                                |
   +-------------drop--------------+--> dropped
"""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, ProtectedError, QuerySet
from django.utils import timezone

from wijkwerk.definitions.processings import Afterwards
from wijkwerk.lib.user_errors import UserError

from ..audit import record
from ..job_queue import Job, JobState
from ..jobs import cancel, enqueue
from ..people import Person
from ..refusals import require_still
from .due import dependents_first, due_rows
from .erasing import erase_row, leave_no_trace
from .models import OPEN_STATES, RetentionItem, RetentionRun, RetentionTally, RunState, Tombstone
from .register import Claim, ending_claims
from .registry import anonymiser, model_of

KIND = "retention"  # of the permission table, of events and of the job
BATCH = 50  # rows in one transaction: a stop, or a crash, loses at most this much work and never half a row
Progress = Callable[[int, int, str], None]


class RetentionError(UserError):
    """A run cannot be planned, approved or begun like this; the message says why, in Dutch."""


@transaction.atomic
def plan_retention(*, by: Person, today: datetime.date | None = None) -> RetentionRun:
    """The dry run: write down what is due, by key. Nothing else changes. RetentionError where that makes no sense."""
    other = RetentionRun.objects.filter(state__in=OPEN_STATES).first()
    if other is not None:
        raise RetentionError(f"Ronde {other.pk} loopt nog. Voer haar uit of trek haar in, en plan dan opnieuw.")
    day = today or timezone.localdate()
    run = RetentionRun.objects.create(day=day, planned_by=by)
    planned = sum(_plan(run, claim) for claim in dependents_first(ending_claims()))
    if not planned:
        raise RetentionError(f"Op {day:%d-%m-%Y} is van geen enkel gegeven de bewaartermijn verstreken.")
    record(person=by, verb="plan", kind=KIND, key=str(run.pk), reason=f"{planned} gegevens")
    return run


def _plan(run: RetentionRun, claim: Claim) -> int:
    keys = [str(key) for key in due_rows(claim, run.day).order_by("pk").values_list("pk", flat=True)]
    if keys:
        tally = RetentionTally.objects.create(
            run=run,
            processing=claim.processing.id,
            kind=claim.holding.kind,
            afterwards=claim.holding.afterwards.value,
            planned=len(keys),
        )
        RetentionItem.objects.bulk_create((RetentionItem(tally=tally, key=key) for key in keys), batch_size=500)
    return len(keys)


@transaction.atomic
def approve_retention(run: RetentionRun, *, by: Person) -> None:
    """The second pair of eyes. RetentionError for who planned it, and where there is nothing to approve."""
    run = _locked(run)
    if run.planned_by_id == by.pk:
        raise RetentionError("U hebt deze ronde zelf gepland; een ander moet haar goedkeuren.")
    if run.state != RunState.PLANNED:
        raise RetentionError(f"Deze ronde is al {run.get_state_display()}.")
    run.state, run.approved_by, run.approved_at = RunState.APPROVED, by, timezone.now()
    run.save(update_fields=["state", "approved_by", "approved_at"])
    record(person=by, verb="approve", kind=KIND, key=str(run.pk), reason="plan nagelopen en akkoord")


@transaction.atomic
def drop_retention(run: RetentionRun, *, by: Person, reason: str) -> None:
    """Take back a plan, or what is left of one. What it took already stays taken. RetentionError without a reason."""
    run = _locked(run)
    if not reason.strip():
        raise RetentionError("Zeg waarom u deze ronde intrekt.")
    if not run.is_open:
        raise RetentionError(f"Deze ronde is al {run.get_state_display()}.")
    if is_busy(run):
        raise RetentionError("Deze ronde is bezig. Stop haar eerst.")
    RetentionItem.objects.filter(tally__run=run).delete()
    run.state, run.finished_at = RunState.DROPPED, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    record(person=by, verb="drop", kind=KIND, key=str(run.pk), reason=reason.strip())


@transaction.atomic
def start_retention(run: RetentionRun, *, by: Person) -> Job:
    """Begin an approved run, or go on with one that was stopped. RetentionError where it may not begin."""
    run = _locked(run)
    _require_startable(run)
    run.job = enqueue(KIND, by, run=run.pk)
    run.save(update_fields=["job"])
    record(person=by, verb="run", kind=KIND, key=str(run.pk), reason="na goedkeuring")
    return run.job


def _require_startable(run: RetentionRun) -> None:
    if run.state != RunState.APPROVED:
        wanting = "moet eerst worden goedgekeurd" if run.state == RunState.PLANNED else "is al afgerond"
        raise RetentionError(f"Deze ronde {wanting}.")
    if is_busy(run):
        raise RetentionError("Deze ronde is al bezig.")


@transaction.atomic
def stop_retention(run: RetentionRun, *, by: Person) -> None:
    """Ask the job to stop after the batch at hand; the run can be begun again.

    RetentionError where none is busy, or it stops already.
    """
    run = _locked(run)
    if run.job is None or not is_busy(run):
        raise RetentionError("Deze ronde is niet bezig.")
    if not cancel(run.job, by=by):
        raise RetentionError("Deze ronde stopt al.")
    record(person=by, verb="stop", kind=KIND, key=str(run.pk), reason="afgebroken op verzoek")


def is_busy(run: RetentionRun) -> bool:
    return run.job is not None and run.job.state in {JobState.QUEUED, JobState.RUNNING}


def carry_out(run: RetentionRun, progress: Progress, *, by: Person | None) -> None:
    """Take every planned row that is still due today by the register as it is now, and leave a tombstone for each.

    Can be broken off between batches and begun again; `progress` may raise to do so. Raises MayNoLongerError before the
    first batch for which `by` may not run a round any more. The approval stands, as a signature does: it says that
    somebody who might looked at the plan, and nothing goes that is not due. Who doubts it takes the round back.
    """
    claims = {claim.holding.kind: claim for claim in ending_claims()}
    total = sum(run.tallies.values_list("planned", flat=True))
    while batch := _next_items(run):
        require_still(by, "run", KIND)
        progress(total - _waiting(run).count(), total, f"bezig met {batch[0].tally.kind}")
        with transaction.atomic():
            _locked(run)  # another worker waits here, and then finds the next items
            for item in _next_items(run):
                _deal_with(item, claims.get(item.tally.kind), run, by)
    _finish(run, by)
    leave_no_trace()


def carry_out_now(run: RetentionRun, progress: Progress, *, by: Person) -> None:
    """As a job would, in this process. RetentionError where the run may not begin."""
    with transaction.atomic():
        _require_startable(_locked(run))
        record(person=by, verb="run", kind=KIND, key=str(run.pk), reason="na goedkeuring")
    carry_out(run, progress, by=by)


def _waiting(run: RetentionRun) -> QuerySet[RetentionItem]:
    return RetentionItem.objects.filter(tally__run=run)


def _next_items(run: RetentionRun) -> list[RetentionItem]:
    return list(_waiting(run).select_related("tally").order_by("id")[:BATCH])


@transaction.atomic
def _finish(run: RetentionRun, by: Person | None) -> None:
    run = _locked(run)
    if run.state != RunState.APPROVED:
        return
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    counts = [f"{each.taken} × {each.kind} {each.afterwards}" for each in run.tallies.all()]
    record(person=by, verb="finish", kind=KIND, key=str(run.pk), reason=", ".join(counts))


def _deal_with(item: RetentionItem, claim: Claim | None, run: RetentionRun, by: Person | None) -> None:
    tally = item.tally
    taken = claim is not None and claim.holding.afterwards == tally.afterwards and _take(item, claim, run, by)
    column = "taken" if taken else "left"
    RetentionTally.objects.filter(pk=tally.pk).update(**{column: F(column) + 1})
    item.delete()


def _take(item: RetentionItem, claim: Claim, run: RetentionRun, by: Person | None) -> bool:
    """Whether the row was still due, and is now gone or anonymous."""
    kind, today = claim.holding.kind, timezone.localdate()
    model = model_of(kind)
    assert model is not None, f"{kind} was not checked against the register"
    row = model._base_manager.select_for_update().filter(pk=item.key).first()
    if row is None or not due_rows(claim, today).filter(pk=item.key).exists():
        return False
    anonymise = anonymiser(kind) if claim.holding.afterwards is Afterwards.ANONYMISE else None
    if anonymise is not None:
        anonymise(row)
        record(person=by, verb="anonymise", kind=kind, key=item.key, reason=f"ronde {run.pk}: bewaartermijn verstreken")
    else:
        try:
            with transaction.atomic():
                erase_row(row)
        except ProtectedError:
            return False  # something points at it by now: it stays until that is gone
    Tombstone.objects.create(
        kind=kind,
        key=item.key,
        processing=claim.processing.id,
        afterwards=claim.holding.afterwards.value,
        run=run,
        day=today,
    )
    return True


def _locked(run: RetentionRun) -> RetentionRun:
    """The run as it is now, for this transaction alone."""
    return RetentionRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
