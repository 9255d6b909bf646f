"""The retention run: one plans, another approves, a job takes what is still due (`retention_flow`)."""

import datetime
from contextlib import suppress

from django.db import transaction
from django.db.models import F, ProtectedError, QuerySet
from django.utils import timezone

from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.jobs.running import cancel, enqueue
from wijkwerk.access.lifecycles.lifecycle import NotNowError
from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.refusals import require_still
from wijkwerk.access.privacy.due import dependents_first, due_rows
from wijkwerk.access.privacy.erasing import erase_row, leave_no_trace
from wijkwerk.access.privacy.models import OPEN_STATES, RetentionItem, RetentionRun, RetentionTally, Tombstone
from wijkwerk.access.privacy.personal_rows import anonymiser, model_of
from wijkwerk.access.privacy.processings import Claim, ending_claims
from wijkwerk.access.privacy.retention_flow import RetentionFlow
from wijkwerk.definitions.processings import Afterwards
from wijkwerk.lib.progress import Progress
from wijkwerk.lib.user_errors import UserError

KIND = "retention"  # of the permission table, of events and of the job
BATCH = 50  # rows in one transaction: a stop, or a crash, loses at most this much work and never half a row


class RetentionError(UserError):
    """A run cannot be planned or stopped like this; the message says why, in Dutch."""


@transaction.atomic
def plan_retention(*, by: Person, today: datetime.date | None = None) -> RetentionRun:
    """The dry run: write down what is due, by key. Nothing else changes. RetentionError where that makes no sense."""
    other = RetentionRun.objects.filter(state__in=OPEN_STATES).first()
    if other is not None:
        raise RetentionError(f"Ronde {other.pk} loopt nog. Voer haar uit of trek haar in, en plan dan opnieuw.")
    day = today or timezone.localdate()
    due = [(claim, _due_keys(claim, day)) for claim in dependents_first(ending_claims())]
    planned = sum(len(keys) for _, keys in due)
    if not planned:
        raise RetentionError(f"Op {day:%d-%m-%Y} is van geen enkel gegeven de bewaartermijn verstreken.")
    run = RetentionFlow.begin(RetentionRun(day=day, planned_by=by), by=by, reason=f"{planned} gegevens")
    for claim, keys in due:
        _plan(run, claim, keys)
    return run


def _due_keys(claim: Claim, day: datetime.date) -> list[str]:
    return [str(key) for key in due_rows(claim, day).order_by("pk").values_list("pk", flat=True)]


def _plan(run: RetentionRun, claim: Claim, keys: list[str]) -> None:
    if keys:
        tally = RetentionTally.objects.create(
            run=run,
            processing=claim.processing.id,
            kind=claim.holding.kind,
            afterwards=claim.holding.afterwards.value,
            planned=len(keys),
        )
        RetentionItem.objects.bulk_create((RetentionItem(tally=tally, key=key) for key in keys), batch_size=500)


def approve_retention(run: RetentionRun, *, by: Person) -> None:
    """The second pair of eyes. Raises what `RetentionFlow.move` raises."""
    with RetentionFlow.move(run, "approve", by=by):
        pass


def drop_retention(run: RetentionRun, *, by: Person, reason: str) -> None:
    """Take back a plan, or what is left of one. What it took already stays taken. Raises as `RetentionFlow.move`."""
    with RetentionFlow.move(run, "drop", by=by, reason=reason):
        RetentionItem.objects.filter(tally__run=run).delete()


def start_retention(run: RetentionRun, *, by: Person) -> Job:
    """Begin an approved run, or go on with one that was stopped. Raises what `RetentionFlow.move` raises."""
    with RetentionFlow.move(run, "run", by=by):
        run.job = enqueue(KIND, by, run=run.pk)
    return run.job


def stop_retention(run: RetentionRun, *, by: Person) -> None:
    """Ask the job to stop after the batch at hand; the run can be begun again.

    Raises RetentionError where it stops already, and what `RetentionFlow.move` raises.
    """
    with RetentionFlow.move(run, "stop", by=by):
        if run.job is None or not cancel(run.job, by=by):
            raise RetentionError("Deze ronde stopt al.")


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
            # Another worker waits here, and takes the next items.
            RetentionRun.objects.select_for_update().get(pk=run.pk)
            for item in _next_items(run):
                _deal_with(item, claims.get(item.tally.kind), run, by)
    _finish(run, by)
    leave_no_trace()


def carry_out_now(run: RetentionRun, progress: Progress, *, by: Person) -> None:
    """As a job would, in this process. Raises what `RetentionFlow.move` raises."""
    with RetentionFlow.move(run, "run", by=by):
        pass
    carry_out(run, progress, by=by)


def _waiting(run: RetentionRun) -> QuerySet[RetentionItem]:
    return RetentionItem.objects.filter(tally__run=run)


def _next_items(run: RetentionRun) -> list[RetentionItem]:
    return list(_waiting(run).select_related("tally").order_by("id")[:BATCH])


def _finish(run: RetentionRun, by: Person | None) -> None:
    with suppress(NotNowError), RetentionFlow.move(run, "finish", by=by):  # another worker finished it before
        pass


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
