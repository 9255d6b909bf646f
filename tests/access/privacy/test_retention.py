"""The retention run: a plan, another pair of eyes, batches that can be broken off, and tombstones afterwards."""

import shutil
import threading
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import CASCADE
from django.utils import timezone

from tests.access.privacy.builders import moment, person, role, session_of
from wijkwerk.access.jobs.process import JobCancelledError
from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.lifecycles.lifecycle import NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import first_broken_event, record
from wijkwerk.access.models import (
    AuditEvent,
    Job,
    Person,
    RetentionItem,
    RetentionRun,
    RoleHolding,
    SignInLink,
    Tombstone,
)
from wijkwerk.access.people.account_actions import close_account, end_role_at_once, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import MayNoLongerError, RefusedError
from wijkwerk.access.privacy import retention_actions as actions
from wijkwerk.access.privacy.due import dependents_first
from wijkwerk.access.privacy.models import RunState, TombstoneError
from wijkwerk.access.privacy.personal_rows import model_of, name_of
from wijkwerk.access.privacy.processings import ending_claims
from wijkwerk.access.privacy.retention_actions import (
    RetentionError,
    approve_retention,
    carry_out,
    drop_retention,
    plan_retention,
    start_retention,
    stop_retention,
)
from wijkwerk.access.privacy.retention_flow import is_busy
from wijkwerk.governance.models import Note

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def officers(django_user_model: Any) -> tuple[Person, Person]:
    now = timezone.now()
    made = person("fg-1"), person("fg-2")
    Person.objects.update(last_login=now, created_at=now)
    for each in made:
        give_role(each, Role.PRIVACY_OFFICER, by=None)
    return made


def leaver(account: str = "weg") -> Person:
    """Somebody who left long ago, signed something, and is still known everywhere."""
    gone = person(account, last_login="2022-05-01")
    role(gone, "2020-01-01", "2022-05-01")
    SignInLink.objects.create(person=gone, token_hash=account, expires_at=moment("2026-11-20"))
    session_of(gone)
    record(person=gone, verb="sign", kind="release", key="cbs-1", reason="gezien")
    return gone


def approved(officers: tuple[Person, Person]) -> RetentionRun:
    run = plan_retention(by=officers[0])
    approve_retention(run, by=officers[1])
    return run


def quiet(done: int, total: int, text: str) -> None:
    pass


def verbs() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(kind="retention").order_by("id").values_list("verb", "key"))


def test_a_plan_names_counts_and_keys_and_changes_nothing(officers):
    gone = leaver()
    before = list(Person.objects.order_by("pk").values())
    run = plan_retention(by=officers[0])
    (tally,) = run.tallies.all()
    assert (tally.processing, tally.kind, tally.afterwards, tally.planned) == ("aanmelden", "person", "anonimiseren", 1)
    assert list(RetentionItem.objects.values_list("key", flat=True)) == [str(gone.pk)]
    assert list(Person.objects.order_by("pk").values()) == before
    assert verbs() == [("plan", str(run.pk))]
    told = " ".join(str(each) for each in RetentionItem.objects.values()) + str(list(run.tallies.values()))
    assert gone.name not in told
    assert gone.account not in told.replace("'", " ").split()


def test_nothing_due_makes_no_plan(officers):
    with pytest.raises(RetentionError, match="van geen enkel gegeven de bewaartermijn verstreken"):
        plan_retention(by=officers[0])
    assert not RetentionRun.objects.exists()
    assert verbs() == []


def test_one_plan_at_a_time(officers):
    leaver()
    run = plan_retention(by=officers[0])
    with pytest.raises(RetentionError, match=f"Ronde {run.pk} loopt nog"):
        plan_retention(by=officers[1])


def test_nobody_approves_an_own_plan_and_the_database_knows_it_too(officers):
    leaver()
    run = plan_retention(by=officers[0])
    with pytest.raises(RefusedError, match="een ander heeft de opruimronde voorbereid"):
        approve_retention(run, by=officers[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionRun.objects.update(approved_by=officers[0])
    approve_retention(run, by=officers[1])
    with pytest.raises(NotNowError, match="al goedgekeurd"):
        approve_retention(run, by=officers[1])


def test_a_plan_that_nobody_approved_does_not_run(officers):
    leaver()
    run = plan_retention(by=officers[0])
    with pytest.raises(NotNowError, match="eerst worden goedgekeurd"):
        start_retention(run, by=officers[1])
    assert not Job.objects.exists()


def test_a_run_leaves_tombstones_and_nothing_else(officers):
    gone = leaver()
    run = approved(officers)
    start_retention(run, by=officers[0])
    assert work_once()
    run.refresh_from_db()
    assert (run.state, run.job.state) == (RunState.DONE, "done")
    (stone,) = Tombstone.objects.all()
    assert (stone.kind, stone.key, stone.processing, stone.run) == ("person", str(gone.pk), "aanmelden", run)
    assert stone.day == timezone.localdate()
    assert not RetentionItem.objects.exists()
    assert not SignInLink.objects.exists()
    assert not Session.objects.exists()
    gone.refresh_from_db()
    assert (gone.name, gone.email, gone.is_active, gone.last_login) == ("voormalig medewerker", "", False, None)
    assert gone.account.startswith("voormalig-")
    assert not gone.has_usable_password()
    assert verbs() == [(verb, str(run.pk)) for verb in ("plan", "approve", "run", "finish")]
    assert first_broken_event() is None
    assert AuditEvent.objects.filter(person=gone, verb="sign").count() == 1, "what was signed stays signed"


def test_every_way_to_sign_in_goes_with_the_person(officers):
    gone = leaver()
    SocialAccount.objects.create(user=gone, provider="gemeente", uid="janneke-1")
    Authenticator.objects.create(user=gone, type="totp", data={"secret": "x"})
    kept = Authenticator.objects.create(user=officers[0], type="totp", data={"secret": "y"})
    carry_out(approved(officers), quiet, by=None)
    assert not SocialAccount.objects.exists()
    assert list(Authenticator.objects.all()) == [kept]
    assert holding("janneke") == []


def test_nothing_of_the_person_is_left_in_any_row(officers):
    gone = leaver("janneke")
    run = approved(officers)
    carry_out(run, quiet, by=None)
    assert holding("janneke") == []
    assert gone.pk in Person.objects.values_list("pk", flat=True)


def holding(word: str) -> list[str]:
    """Every row of every table in which a word stands."""
    from django.apps import apps

    return [
        f"{model._meta.label} {row}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        if word in str(row).lower()
    ]


def test_the_walk_over_every_row_would_find_a_name():
    leaver("janneke")
    assert len(holding("janneke")) == 2  # the person and the link


def test_what_goes_with_a_person_and_was_due_itself_is_taken_first_and_told(officers):
    gone = leaver()
    link = SignInLink.objects.create(person=gone, token_hash="oud", expires_at=moment("2020-01-01"))
    Session.objects.update(expire_date=moment("2020-01-01"))
    session = Session.objects.get()
    run = approved(officers)
    carry_out(run, quiet, by=None)
    counts = {tally.kind: (tally.planned, tally.taken, tally.left) for tally in run.tallies.all()}
    assert counts == {"person": (1, 1, 0), "signinlink": (1, 1, 0), "session": (1, 1, 0)}
    stones = [(stone.kind, stone.key) for stone in Tombstone.objects.order_by("id")]
    assert stones[-1] == ("person", str(gone.pk))
    assert set(stones[:-1]) == {("signinlink", str(link.pk)), ("session", session.pk)}


def test_every_kind_that_goes_with_another_comes_before_it():
    kinds = [claim.holding.kind for claim in dependents_first(ending_claims())]
    assert sorted(kinds) == sorted(claim.holding.kind for claim in ending_claims())
    alone = kinds.index("person")
    assert {"signinlink", "correctionrequest"} <= set(kinds[:alone])
    for kind in kinds:
        for field in model_of(kind)._meta.concrete_fields:
            if field.related_model is not None and field.remote_field.on_delete is CASCADE:
                owner = name_of(field.related_model)
                assert owner not in kinds or kinds.index(kind) < kinds.index(owner), (kind, owner)


def test_a_run_takes_only_what_is_still_due(officers):
    back, gone = leaver("terug"), leaver("weg")
    run = approved(officers)
    back.last_login = timezone.now()
    back.save()
    carry_out(run, quiet, by=None)
    (tally,) = run.tallies.all()
    assert (tally.planned, tally.taken, tally.left) == (2, 1, 1)
    assert [stone.key for stone in Tombstone.objects.all()] == [str(gone.pk)]
    back.refresh_from_db()
    assert back.name == "Medewerker terug"
    assert not RetentionItem.objects.exists()


def test_what_became_due_after_the_plan_waits_for_the_next_one(officers):
    leaver("een")
    run = approved(officers)
    late = leaver("twee")
    carry_out(run, quiet, by=None)
    late.refresh_from_db()
    assert late.name == "Medewerker twee"


def test_a_row_that_is_gone_already_is_passed_over(officers):
    somebody = person("a", last_login="2026-11-01")
    Person.objects.filter(pk=somebody.pk).update(last_login=timezone.now())
    link = SignInLink.objects.create(person=somebody, token_hash="x", expires_at=moment("2020-01-01"))
    run = approved(officers)
    link.delete()
    carry_out(run, quiet, by=None)
    assert run.tallies.get().left == 1
    assert not Tombstone.objects.exists()


def test_a_run_that_is_stopped_goes_on_where_it_was(officers, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(5):
        leaver(f"weg{number}")
    run = approved(officers)

    def stop_after_two(done: int, total: int, text: str) -> None:
        assert total == 5
        if done:
            raise JobCancelledError("stop")

    with pytest.raises(JobCancelledError):
        carry_out(run, stop_after_two, by=None)
    assert (Tombstone.objects.count(), RetentionItem.objects.count()) == (2, 3)
    seen: list[int] = []
    carry_out(run, lambda done, total, text: seen.append(done), by=None)
    assert seen == [2, 4]
    assert (Tombstone.objects.count(), RetentionItem.objects.count()) == (5, 0)
    assert run.tallies.get().taken == 5


def test_two_workers_at_once_take_every_row_once(officers, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 1)
    for number in range(4):
        leaver(f"weg{number}")
    run = approved(officers)

    def other_worker_first(done: int, total: int, text: str) -> None:
        if done == 1:
            carry_out(run, quiet, by=None)

    carry_out(run, other_worker_first, by=None)
    assert (run.tallies.get().taken, run.tallies.get().left) == (4, 0)
    assert Tombstone.objects.count() == 4
    assert AuditEvent.objects.filter(kind="retention", verb="finish").count() == 1


def test_a_batch_that_breaks_leaves_no_half_row(officers, monkeypatch):
    gone = leaver()
    run = approved(officers)

    def broken(**given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Tombstone.objects, "create", broken)
    with pytest.raises(OSError, match="disk full"):
        carry_out(run, quiet, by=None)
    gone.refresh_from_db()
    assert gone.name == "Medewerker weg"
    assert RetentionItem.objects.count() == 1
    assert SignInLink.objects.count() == 1


def test_a_busy_run_is_not_begun_twice_and_can_be_stopped(officers):
    leaver()
    run = approved(officers)
    start_retention(run, by=officers[0])
    run.refresh_from_db()
    assert is_busy(run)
    with pytest.raises(NotNowError, match="al bezig"):
        start_retention(run, by=officers[0])
    with pytest.raises(NotNowError, match="Stop haar eerst"):
        drop_retention(run, by=officers[0], reason="fout")
    stop_retention(run, by=officers[1])
    run.refresh_from_db()
    assert not is_busy(run)
    assert not work_once()
    start_retention(run, by=officers[1])
    assert work_once()
    run.refresh_from_db()
    assert run.state == RunState.DONE
    with pytest.raises(NotNowError, match="niet bezig"):
        stop_retention(run, by=officers[1])


def lose_the_role(officer: Person) -> None:
    end_role_at_once(RoleHolding.objects.get(person=officer), by=None, reason="ontslag")


def test_a_round_does_not_begin_for_somebody_whose_role_ended_while_it_waited(officers):
    gone = leaver()
    run = approved(officers)
    job = start_retention(run, by=officers[0])
    lose_the_role(officers[0])
    assert work_once()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.problem == (
        "Medewerker fg-1 mag dit niet meer: ‘Een goedgekeurde opruimronde uitvoeren’. Vraag het iemand die dit wel mag."
    )
    gone.refresh_from_db()
    assert gone.name == "Medewerker weg"
    assert not Tombstone.objects.exists()
    refused = AuditEvent.objects.get(verb="refused")
    assert (refused.person, refused.kind, refused.reason) == (officers[0], "retention", "run")
    start_retention(run, by=officers[1])
    assert work_once()
    run.refresh_from_db()
    assert run.state == RunState.DONE, "another goes on with it"


@pytest.mark.parametrize("way", ["role", "account"])
def test_a_round_ends_before_the_next_batch_when_its_starter_loses_the_right(officers, monkeypatch, way):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(5):
        leaver(f"weg{number}")
    run = approved(officers)

    def lose_it_after_two(done: int, total: int, text: str) -> None:
        if done == 2 and way == "role":
            lose_the_role(officers[0])
        if done == 2 and way == "account":
            close_account(Person.objects.get(pk=officers[0].pk), by=None, reason="ontslag")

    with pytest.raises(MayNoLongerError, match="mag dit niet meer"):
        carry_out(run, lose_it_after_two, by=officers[0])
    assert (Tombstone.objects.count(), RetentionItem.objects.count()) == (4, 1)


def test_what_somebody_approved_who_has_gone_since_stays_approved(officers):
    """As a signature does: it says that somebody who might looked at the plan then."""
    leaver()
    run = approved(officers)
    lose_the_role(officers[1])
    start_retention(run, by=officers[0])
    assert work_once()
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_stopping_is_an_event_of_the_round_and_of_its_job_and_happens_once(officers):
    leaver()
    run = approved(officers)
    job = start_retention(run, by=officers[0])
    Job.objects.filter(pk=job.pk).update(state="running", heartbeat_at=timezone.now())
    stop_retention(run, by=officers[1])
    with pytest.raises(RetentionError, match="stopt al"):
        stop_retention(run, by=officers[1])
    told = AuditEvent.objects.filter(person=officers[1], verb__in=("cancel", "stop")).order_by("id")
    assert list(told.values_list("kind", "key")) == [("job", str(job.pk)), ("retention", str(run.pk))]


def test_a_plan_can_be_taken_back_with_a_reason_and_leaves_no_list(officers):
    leaver()
    run = plan_retention(by=officers[0])
    with pytest.raises(NoReasonGivenError, match="Zeg waarom"):
        drop_retention(run, by=officers[0], reason=" ")
    drop_retention(run, by=officers[0], reason="Er loopt een onderzoek")
    assert not RetentionItem.objects.exists()
    with pytest.raises(NotNowError, match="al ingetrokken"):
        drop_retention(run, by=officers[0], reason="nog eens")
    assert plan_retention(by=officers[0]).pk != run.pk


def test_a_row_that_others_point_at_is_kept_and_told(officers):
    job = Job.objects.create(kind="x", state="done", finished_at=moment("2024-01-01"))
    run = approved(officers)
    run.job = job
    run.save()
    carry_out(run, quiet, by=None)
    assert not Job.objects.filter(pk=job.pk).exists(), "a run lets go of its job"
    assert run.tallies.get().taken == 1


@pytest.mark.parametrize("state", ["concept", "vastgesteld"])
def test_a_note_goes_with_its_whole_history(officers, state):
    note = Note.objects.create(title="Oud", text="iets", written_at=moment("2014-03-01"), written_by=officers[0])
    note.text = "iets over janneke"
    note.save()
    Note.objects.filter(pk=note.pk).update(state=state, adopted_at=moment("2014-04-01"))
    assert Note.history.count() == 2
    young = Note.objects.create(title="Jong", text="iets", written_at=moment("2016-12-31"))
    carry_out(approved(officers), quiet, by=None)
    assert holding("janneke") == []
    assert list(Note.objects.all()) == [young]
    assert not Note.history.filter(id=note.pk).exists()
    assert [(stone.kind, stone.key) for stone in Tombstone.objects.all()] == [("note", str(note.pk))]


def test_a_longer_term_in_the_register_holds_at_once(officers, settings, tmp_path):
    shutil.copytree(settings.WIJKWERK_CATALOGUE / "processings", tmp_path / "processings")
    gone = leaver()
    run = approved(officers)
    path = tmp_path / "processings" / "aanmelden.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("retention: 2 jaar", "retention: 7 jaar"), "utf-8")
    settings.WIJKWERK_CATALOGUE = tmp_path
    carry_out(run, quiet, by=None)
    gone.refresh_from_db()
    assert gone.name == "Medewerker weg"
    assert run.tallies.get().left == 1


def test_a_tombstone_is_never_changed_or_taken_away(officers):
    leaver()
    carry_out(approved(officers), quiet, by=None)
    stone = Tombstone.objects.get()
    for attempt in (stone.save, stone.delete, Tombstone.objects.all().delete):
        with pytest.raises(TombstoneError):
            attempt()
    with pytest.raises(TombstoneError):
        Tombstone.objects.update(key="x")


@pytest.mark.django_db(transaction=True)
def test_a_job_that_lost_its_worker_begins_again_and_finishes(officers):
    leaver("een")
    leaver("twee")
    run = approved(officers)
    job = start_retention(run, by=officers[0])
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1, heartbeat_at=moment("2026-01-01"))
    stop = threading.Event()
    assert work_once()
    stop.set()
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert Tombstone.objects.count() == 2
