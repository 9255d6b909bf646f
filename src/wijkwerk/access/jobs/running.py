"""Ask for long work, and do it: `enqueue` in a page or a command, `@handles` beside the work, one `work` loop."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import structlog
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from wijkwerk.access.jobs.process import JobCancelledError, JobLaterError, JobLostError, RunningJob
from wijkwerk.access.jobs.queue import Job, JobState
from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.access.people.models import Person

# A worker beats every ten seconds, also while a handler is in one long statement.
BEAT = 10.0
SILENCE = datetime.timedelta(seconds=60)
# A job that lost its worker this often is the likely cause of that, and is not begun again.
MOST_ATTEMPTS = 3

Handler = Callable[[RunningJob], None]
_HANDLERS: dict[str, Handler] = {}
_EVERY_DAY: list[str] = []
_log = structlog.stdlib.get_logger(__name__)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of a kind. It must be able to begin again over what it left."""

    def register(handler: Handler) -> Handler:
        known = _HANDLERS.setdefault(kind, handler)
        assert known is handler, f"two handlers for jobs of kind {kind}"
        return handler

    return register


def every_day(handler: Handler) -> Handler:
    """Let the worker do this once a day, from its first look at the queue: `@every_day` above `@handles(...)`."""
    kinds = [kind for kind, known in _HANDLERS.items() if known is handler]
    _EVERY_DAY.extend(kind for kind in kinds if kind not in _EVERY_DAY)
    return handler


def ask_for_the_day() -> None:
    """Put in the queue what is done every day and nobody asked for yet today."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    kinds_of_today = set(Job.objects.filter(kind__in=_EVERY_DAY, created_at__gte=start).values_list("kind", flat=True))
    for kind in _EVERY_DAY:
        if kind not in kinds_of_today:
            enqueue(kind, None)


def enqueue(kind: str, person: Person | None, **params: Any) -> Job:
    """Ask for a job; `params` must fit JSON. AssertionError where no handler is registered for the kind.

    Who asks twice for the same gets the one that still waits: a form that is sent twice does nothing twice.
    """
    assert kind in _HANDLERS, f"no handler for jobs of kind {kind}"
    with transaction.atomic():
        if person is not None:
            Person.objects.select_for_update().get(pk=person.pk)  # two requests at once take turns
        same = Job.objects.filter(kind=kind, person=person, params=params, state=JobState.QUEUED).first()
        return same or Job.objects.create(kind=kind, person=person, params=params)


@transaction.atomic
def cancel(job: Job, *, by: Person) -> bool:
    """Take a job out of the queue, or ask the worker to stop at its next sign of progress.

    False where it was over, or somebody asked already: then nothing changes, and there is no event.
    """
    this_job = Job.objects.filter(pk=job.pk)
    if this_job.filter(state=JobState.QUEUED).update(state=JobState.CANCELLED, finished_at=timezone.now()):
        became = "uit de wachtrij gehaald"
    elif this_job.filter(state=JobState.RUNNING, cancel_asked=False).update(cancel_asked=True):
        became = "gevraagd te stoppen terwijl zij bezig was"
    else:
        return False
    record(person=by, verb="cancel", kind="job", key=str(job.pk), reason=became)
    return True


def cancelled_by(job: Job) -> AuditEvent | None:
    """The event of whoever stopped it last; a job that lost its worker can be stopped once more."""
    events = AuditEvent.objects.filter(kind="job", key=str(job.pk), verb="cancel")
    return events.select_related("person").order_by("id").last()


def time_left(job: Job, now: datetime.datetime | None = None) -> datetime.timedelta | None:
    """By the pace so far. None before a twentieth is done, when a guess would jump about."""
    if job.state != JobState.RUNNING or job.started_at is None or not job.total:
        return None
    if job.done * 20 < job.total:
        return None
    passed = (now or timezone.now()) - job.started_at
    return passed * ((job.total - job.done) / job.done)


def work(stop: threading.Event, pause: float = 1.0) -> None:
    """Do jobs, oldest first, until `stop` is set; the job at hand is finished first."""
    day: datetime.date | None = None
    while not stop.is_set():
        close_old_connections()
        if day != timezone.localdate():
            day = timezone.localdate()
            ask_for_the_day()
        if not work_once():
            stop.wait(pause)


def work_once() -> bool:
    """Do one job. False where none is waiting."""
    job = claim()
    if job is None:
        return False
    with _Heartbeat(RunningJob(job)) as running:
        _do(job, running)
    return True


def claim() -> Job | None:
    """Take the oldest waiting job. Two workers never get the same one, nor wait for each other.

    PostgreSQL passes over a job that another worker is just taking. SQLite knows no such lock (Django leaves it out):
    there the transaction holds the only write lock. The update asks for the state again in both.
    """
    requeue_lost()
    with transaction.atomic():
        now = timezone.now()
        is_due = Q(not_before=None) | Q(not_before__lte=now)
        waiting = Job.objects.select_for_update(skip_locked=True).filter(is_due, state=JobState.QUEUED)
        job = waiting.order_by("id").first()
        if job is None:
            return None
        taken = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            started_at=now,
            heartbeat_at=now,
            attempts=F("attempts") + 1,
            done=0,
            total=0,
            text="",
        )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def requeue_lost() -> int:
    """Put back jobs whose worker fell silent; give up on one that loses every worker. Returns how many."""
    silent = Job.objects.filter(
        Q(heartbeat_at=None) | Q(heartbeat_at__lt=timezone.now() - SILENCE), state=JobState.RUNNING
    )
    cancelled = silent.filter(cancel_asked=True).update(state=JobState.CANCELLED, finished_at=timezone.now())
    # Who was put back on purpose did not lose a worker.
    hopeless = silent.filter(attempts__gte=F("postponed") + MOST_ATTEMPTS).update(
        state=JobState.FAILED,
        finished_at=timezone.now(),
        problem=f"De werker viel {MOST_ATTEMPTS} keer weg tijdens deze taak.",
    )
    return cancelled + hopeless + silent.update(state=JobState.QUEUED)


def _do(job: Job, running: RunningJob) -> None:
    handler = _HANDLERS.get(job.kind)
    if handler is None:
        _finish(running, JobState.FAILED, f"Deze versie van wijkwerk kent geen taak '{job.kind}'.")
        return
    try:
        handler(running)
    except JobLostError:
        _log.warning("job taken over by another worker", job=job.pk, kind=job.kind)
    except JobCancelledError:
        _finish(running, JobState.CANCELLED)
    except JobLaterError as later:
        _put_back(running, later)
    except Exception as problem:  # noqa: BLE001 - the worker's outermost loop: one bad job must not end it
        _log.exception("job failed", job=job.pk, kind=job.kind)
        _finish(running, JobState.FAILED, _told(problem))
    else:
        _finish(running, JobState.DONE)


def _told(problem: Exception) -> str:
    """What the person who asked reads: our own named exceptions speak Dutch, others are for the log."""
    if type(problem).__module__.startswith("wijkwerk."):
        return str(problem)
    return f"Er ging iets mis dat niet was voorzien ({type(problem).__name__}); het logboek zegt meer."


def _put_back(running: RunningJob, later: JobLaterError) -> None:
    """Into the queue until its pause is over; who asked in the meantime that it stops, is heard."""
    mine = Job.objects.filter(pk=running.id, state=JobState.RUNNING, attempts=running.attempt, cancel_asked=False)
    moment = timezone.now() + later.pause
    if not mine.update(state=JobState.QUEUED, not_before=moment, postponed=F("postponed") + 1, problem=later.problem):
        _finish(running, JobState.CANCELLED)


def _finish(running: RunningJob, state: JobState, problem: str = "") -> None:
    mine = Job.objects.filter(pk=running.id, state=JobState.RUNNING, attempts=running.attempt)
    mine.update(state=state, finished_at=timezone.now(), problem=problem)
    if state == JobState.DONE:
        Job.objects.filter(pk=running.id, total=0).update(done=1, total=1)
        Job.objects.filter(pk=running.id, state=state).update(done=F("total"))


class _Heartbeat:
    """Beats in a thread of its own while a handler works, with its own connection to the database."""

    def __init__(self, running: RunningJob) -> None:
        self._running = running
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"job-{running.id}-heartbeat", daemon=True)

    def __enter__(self) -> RunningJob:
        self._thread.start()
        return self._running

    def __exit__(self, *details: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT) and self._running.beat():
                pass
        finally:
            connection.close()
