import datetime
import threading

import pytest
from django.utils import timezone

from wijkwerk.access.jobs import running as jobs
from wijkwerk.access.jobs.process import JobCancelledError, JobLaterError, JobLostError, RunningJob
from wijkwerk.access.jobs.running import (
    MOST_ATTEMPTS,
    SILENCE,
    cancel,
    cancelled_by,
    claim,
    enqueue,
    handles,
    requeue_lost,
    time_left,
    work_once,
)
from wijkwerk.access.models import AuditEvent, Job, Person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    """No handlers but those of the test."""
    known = {}
    monkeypatch.setattr(jobs, "_HANDLERS", known)
    monkeypatch.setattr(jobs, "_EVERY_DAY", [])
    return known


class ImportRefusedError(Exception):
    """Stands for a named exception of a package of ours."""

    __module__ = "wijkwerk.data.delivery_problems"


def asked(handler=lambda job: None, **params) -> Job:
    handles("tellen")(handler)
    return enqueue("tellen", None, **params)


def stopper() -> Person:
    return Person.objects.get_or_create(account="ben", name="Ben")[0]


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def silence(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - SILENCE - datetime.timedelta(seconds=1))


def test_a_job_is_done_with_the_params_it_was_asked_with():
    seen = []
    person = Person.objects.create(account="onderzoeker-1", name="Onderzoeker 1")
    handles("lezen")(lambda job: seen.append((job.params, job.person)))
    job = enqueue("lezen", person, source="cbs_kwb", years=[2020, 2024])
    assert fresh(job).state == "queued"
    assert work_once()
    assert seen == [({"source": "cbs_kwb", "years": [2020, 2024]}, person)]
    assert (fresh(job).state, fresh(job).problem, fresh(job).done, fresh(job).total) == ("done", "", 1, 1)
    assert fresh(job).started_at <= fresh(job).finished_at


def test_jobs_are_done_in_the_order_in_which_they_were_asked():
    seen = []
    handler = lambda job: seen.append(job.params["number"])  # noqa: E731
    for number in (1, 2, 3):
        asked(handler, number=number) if number == 1 else enqueue("tellen", None, number=number)
    while work_once():
        pass
    assert seen == [1, 2, 3]


def test_nothing_to_do_is_said():
    assert work_once() is False


def test_asking_for_work_that_nobody_can_do_is_our_mistake():
    with pytest.raises(AssertionError, match="no handler"):
        enqueue("dansen", None)


def test_two_handlers_for_one_kind_are_our_mistake():
    handles("tellen")(lambda job: None)
    with pytest.raises(AssertionError, match="two handlers"):
        handles("tellen")(lambda job: None)


def test_a_job_of_a_kind_that_this_version_does_not_know_fails_with_a_message():
    job = Job.objects.create(kind="van een nieuwere versie")
    work_once()
    assert fresh(job).state == "failed"
    assert "kent geen taak" in fresh(job).problem


def test_progress_shows_how_far_it_is():
    seen = []

    def handler(running):
        running.progress(3, 10, "wijken lezen")
        seen.append(Job.objects.values_list("done", "total", "text").get(pk=running.id))

    job = asked(handler)
    work_once()
    assert seen == [(3, 10, "wijken lezen")]
    assert (fresh(job).done, fresh(job).total) == (10, 10)


def test_progress_in_a_tight_loop_writes_twice_a_second():
    moment = [0.0]
    asked()
    running = RunningJob(claim(), now=lambda: moment[0])
    seen = []
    for done in range(1, 11):
        moment[0] += 0.1
        running.progress(done, 100, "regels lezen")
        seen.append(Job.objects.get().done)
    assert seen == [1, 1, 1, 1, 1, 6, 6, 6, 6, 6]


def test_the_last_step_and_a_new_text_are_always_written():
    asked()
    running = RunningJob(claim(), now=lambda: 0.0)
    running.progress(1, 2, "lezen")
    running.progress(2, 2, "lezen")
    assert Job.objects.get().done == 2
    running.progress(0, 9, "schrijven")
    assert Job.objects.get().text == "schrijven"


def test_a_failure_that_we_named_is_told_to_who_asked():
    def handler(job):
        raise ImportRefusedError("regel 3, kolom inwoners: '12,5a' gevonden")

    job = asked(handler)
    work_once()
    assert (fresh(job).state, fresh(job).problem) == ("failed", "regel 3, kolom inwoners: '12,5a' gevonden")


def test_a_failure_that_nobody_foresaw_is_logged_and_does_not_end_the_worker(caplog):
    def handler(job):
        raise ZeroDivisionError("division by zero")

    first = asked(handler)
    second = enqueue("tellen", None, part=2)
    assert work_once()
    assert work_once()
    assert fresh(first).problem == fresh(second).problem
    assert "ZeroDivisionError" in fresh(first).problem
    assert "division by zero" not in fresh(first).problem
    assert caplog.text.count("division by zero") >= 2


def test_a_waiting_job_is_taken_out_of_the_queue():
    job = asked()
    cancel(job, by=stopper())
    assert fresh(job).state == "cancelled"
    assert work_once() is False


def test_a_running_job_stops_at_its_next_sign_of_progress():
    after = []

    def handler(running):
        cancel(Job.objects.get(pk=running.id), by=stopper())
        running.progress(1, 2, "half")
        after.append("came here")

    job = asked(handler)
    work_once()
    assert (fresh(job).state, after) == ("cancelled", [])


def test_a_job_that_is_over_cannot_be_cancelled():
    job = asked()
    work_once()
    cancel(job, by=stopper())
    assert fresh(job).state == "done"
    assert not fresh(job).cancel_asked
    assert not AuditEvent.objects.exists()
    assert cancelled_by(job) is None


def test_stopping_a_job_is_an_event_of_whoever_did_it_and_of_what_it_became():
    waiting = asked()
    assert cancel(waiting, by=stopper())
    running = enqueue("tellen", None, part=2)
    claim()
    assert cancel(running, by=stopper())
    assert not cancel(running, by=stopper()), "it stops already"
    told = AuditEvent.objects.order_by("id").values_list("person__account", "verb", "kind", "key", "reason")
    assert list(told) == [
        ("ben", "cancel", "job", str(waiting.pk), "uit de wachtrij gehaald"),
        ("ben", "cancel", "job", str(running.pk), "gevraagd te stoppen terwijl zij bezig was"),
    ]
    assert cancelled_by(running).person == stopper()


def test_a_job_is_given_to_one_worker():
    asked()
    assert claim() is not None
    assert claim() is None


def test_two_workers_that_saw_the_same_job_do_not_both_get_it(monkeypatch):
    asked()
    original = jobs.requeue_lost
    monkeypatch.setattr(jobs, "requeue_lost", lambda: 0)
    first = Job.objects.filter(state="queued").first()
    assert claim().pk == first.pk
    assert not Job.objects.filter(pk=first.pk, state="queued").update(state="running")
    assert original() == 0


def test_a_job_of_a_killed_worker_is_done_again():
    job = asked()
    claim()
    silence(job)
    again = claim()
    assert (again.pk, again.attempts, again.done) == (job.pk, 2, 0)


def test_a_job_whose_worker_still_beats_is_left_alone():
    asked()
    RunningJob(claim()).beat()
    assert requeue_lost() == 0


def test_a_worker_that_comes_back_too_late_hears_that_the_job_is_no_longer_its_own():
    job = asked()
    late = RunningJob(claim())
    silence(job)
    claim()
    assert late.beat() is False
    with pytest.raises(JobLostError):
        late.progress(1, 2, "nog bezig")
    assert fresh(job).done == 0


def test_a_worker_that_comes_back_too_late_does_not_end_the_job_of_another():
    def handler(running):
        silence(Job.objects.get(pk=running.id))
        assert claim().attempts == 2

    job = asked(handler)
    work_once()
    assert fresh(job).state == "running"


def test_a_job_that_loses_every_worker_is_given_up():
    job = asked()
    for _ in range(MOST_ATTEMPTS):
        assert claim() is not None
        silence(job)
    assert claim() is None
    assert fresh(job).state == "failed"
    assert "viel 3 keer weg" in fresh(job).problem


def test_a_job_that_was_to_stop_when_its_worker_was_killed_is_cancelled():
    job = asked()
    claim()
    cancel(job, by=stopper())
    silence(job)
    assert claim() is None
    assert fresh(job).state == "cancelled"


def not_now(running: RunningJob) -> None:
    raise JobLaterError(datetime.timedelta(minutes=5), "De mailserver is er niet.")


def pause_is_over(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now() - datetime.timedelta(seconds=1))


def test_a_job_that_cannot_be_done_now_waits_and_keeps_nobody_up():
    later = asked(not_now)
    handles("rekenen")(lambda job: None)
    other = enqueue("rekenen", None)
    assert work_once()
    assert (fresh(later).state, fresh(later).problem) == ("queued", "De mailserver is er niet.")
    assert fresh(later).not_before > timezone.now() + datetime.timedelta(minutes=4)
    assert work_once()
    assert fresh(other).state == "done"
    assert work_once() is False


def test_a_job_that_waited_is_done_after_its_pause_and_says_no_more_what_was_wrong():
    seen = []
    job = asked(lambda running: seen.append(running.postponed) if running.postponed else not_now(running))
    work_once()
    pause_is_over(job)
    work_once()
    assert (seen, fresh(job).state, fresh(job).problem) == ([1], "done", "")


def test_being_put_back_does_not_count_as_losing_a_worker():
    job = asked(not_now)
    for _ in range(MOST_ATTEMPTS):
        work_once()
        pause_is_over(job)
    assert claim().attempts == MOST_ATTEMPTS + 1
    silence(job)
    assert claim() is not None, "its worker fell away for the first time"


def test_a_job_that_was_to_stop_is_not_put_back():
    def handler(running):
        cancel(Job.objects.get(pk=running.id), by=stopper())
        not_now(running)

    job = asked(handler)
    work_once()
    assert fresh(job).state == "cancelled"


def test_the_time_left_follows_from_the_pace():
    began = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
    job = Job(state="running", started_at=began, done=25, total=100)
    assert time_left(job, began + datetime.timedelta(seconds=10)) == datetime.timedelta(seconds=30)


@pytest.mark.parametrize(
    ("state", "done", "total"), [("running", 4, 100), ("running", 0, 0), ("queued", 50, 100), ("done", 100, 100)]
)
def test_no_time_left_is_guessed_too_early_or_where_nothing_runs(state, done, total):
    began = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
    job = Job(state=state, started_at=began, done=done, total=total)
    assert time_left(job, began + datetime.timedelta(seconds=10)) is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_until_it_is_told_to_stop():
    stop = threading.Event()
    seen = []

    def handler(job):
        seen.append(job.id)
        if len(seen) == 2:
            stop.set()

    asked(handler)
    enqueue("tellen", None, part=2)
    left = enqueue("tellen", None, part=3)
    jobs.work(stop, pause=0)
    assert len(seen) == 2
    assert fresh(left).state == "queued"


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_while_its_handler_is_in_one_long_step(monkeypatch):
    monkeypatch.setattr(jobs, "BEAT", 0.01)
    beaten = threading.Event()
    monkeypatch.setattr(RunningJob, "beat", lambda self: beaten.set() or True)
    job = asked(lambda running: beaten.wait(5))
    work_once()
    assert beaten.is_set()
    assert fresh(job).state == "done"


def test_being_cancelled_and_being_lost_are_two_things():
    assert not issubclass(JobLostError, JobCancelledError)
    assert not issubclass(JobCancelledError, JobLostError)
