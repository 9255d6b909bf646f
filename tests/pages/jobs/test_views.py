"""Long work on a page."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import text_of
from tests.web.staff_site import person
from wijkwerk.access.jobs.queue import Job, JobState
from wijkwerk.access.jobs.running import _HANDLERS, work_once
from wijkwerk.access.models import AuditEvent, Person, RetentionItem, RetentionRun, RetentionTally
from wijkwerk.access.people.roles import Role
from wijkwerk.access.privacy.retention_actions import start_retention


def job(**changes: object) -> Job:
    values: dict[str, object] = {"kind": "publish", "params": {}}
    return Job.objects.create(**(values | changes))


def test_a_waiting_job_is_followed_by_a_link_and_by_htmx(onderzoeker: Client) -> None:
    waiting = job()
    response = onderzoeker.get(f"/taken/{waiting.pk}/")
    assert "Editie publiceren: in de wachtrij" in text_of(response)
    assert f'<a href="/taken/{waiting.pk}/">Kijk hoe ver het nu is</a>' in response.content.decode()
    assert 'hx-trigger="every 2s"' in response.content.decode()
    assert "Refresh" not in response, "a page that reloads itself is no page one can read"


def test_a_running_job_tells_how_far_it_is_and_how_long_it_takes(onderzoeker: Client) -> None:
    begun = timezone.now() - datetime.timedelta(minutes=2)
    running = job(
        state=JobState.RUNNING, started_at=begun, heartbeat_at=timezone.now(), done=2, total=4, text="Cijfers schrijven"
    )
    response = onderzoeker.get(f"/taken/{running.pk}/")
    assert '<progress id="voortgang" max="4" value="2">50 %</progress>' in response.content.decode()
    text = text_of(response)
    assert "Cijfers schrijven" in text
    assert "2 van 4, nog ongeveer 2 minuten" in text


def test_a_done_job_shows_the_way_on_and_stands_still(onderzoeker: Client) -> None:
    response = onderzoeker.get(f"/taken/{job(state=JobState.DONE, done=1, total=1).pk}/")
    assert "hx-trigger" not in response.content.decode()
    assert "Naar de edities" in text_of(response)
    assert "Taak stoppen" not in text_of(response)


def test_a_failed_job_tells_every_line_of_what_went_wrong(onderzoeker: Client) -> None:
    failed = job(kind="import", state=JobState.FAILED, problem="Regel een\nRegel twee")
    text = text_of(onderzoeker.get(f"/taken/{failed.pk}/"))
    assert "Bestand inlezen: mislukt" in text
    assert "Regel een Regel twee" in text


def test_a_job_can_be_stopped(beheerder: Client) -> None:
    waiting = job()
    text = text_of(beheerder.post(f"/taken/{waiting.pk}/stoppen/", follow=True))
    assert "De taak stopt" in text
    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELLED
    event = AuditEvent.objects.get(kind="job", verb="cancel")
    assert (event.person.account, event.key) == ("ben", str(waiting.pk))
    assert "Gestopt door Ben," in text


def test_a_job_that_is_over_is_not_stopped_and_that_is_told(beheerder: Client) -> None:
    done = job(state=JobState.DONE, done=1, total=1)
    response = beheerder.post(f"/taken/{done.pk}/stoppen/")
    assert response.status_code == 409
    assert "is al klaar of stopt al" in text_of(response)
    assert not AuditEvent.objects.filter(verb="cancel").exists()


def test_a_retention_round_stops_here_by_the_rules_and_with_the_event_of_its_own_page(
    onderzoeker: Client, beheerder: Client
) -> None:
    planner, approver = person("fg-1", Role.PRIVACY_OFFICER), person("fg-2")
    run = RetentionRun.objects.create(
        day=timezone.localdate(), state="approved", planned_by=planner, approved_by=approver
    )
    busy = start_retention(run, by=planner)
    address = f"/taken/{busy.pk}/"
    assert "Taak stoppen" not in text_of(onderzoeker.get(address)), "who may not run a round may not stop one"
    assert onderzoeker.post(f"{address}stoppen/").status_code == 403
    busy.refresh_from_db()
    assert busy.state == JobState.QUEUED
    assert "Taak stoppen" in text_of(beheerder.get(address))
    assert "de rest kan later" in text_of(beheerder.post(f"{address}stoppen/", follow=True))
    told = AuditEvent.objects.filter(person__account="ben", verb__in=("cancel", "stop")).order_by("id")
    assert list(told.values_list("verb", "kind", "key")) == [
        ("cancel", "job", str(busy.pk)),
        ("stop", "retention", str(run.pk)),
    ]
    again = beheerder.post(f"{address}stoppen/")
    assert (again.status_code, "niet bezig" in text_of(again)) == (409, True)


def test_the_list_shows_the_newest_first(onderzoeker: Client) -> None:
    first, second = job(), job(kind="import")
    text = text_of(onderzoeker.get("/taken/"))
    assert text.index(f"Bestand inlezen {second.pk}") < text.index(f"Editie publiceren {first.pk}")


def test_an_empty_list_says_so(onderzoeker: Client) -> None:
    assert "Er zijn nog geen taken" in text_of(onderzoeker.get("/taken/"))


@pytest.mark.parametrize("address", ["/taken/", "/taken/1/"])
def test_visitors_are_asked_to_sign_in(site: Client, staff_site: None, address: str) -> None:
    assert site.get(address).status_code == 302


def test_a_job_that_is_not_there_is_said(onderzoeker: Client) -> None:
    assert onderzoeker.get("/taken/999/").status_code == 404
    assert onderzoeker.get(f"/taken/{job().pk}/stoppen/").status_code == 405


BY_THE_MACHINE = {"area_scopes", "digests", "mail", "sweep_files"}


def params_of(kind: str, planner: Person) -> dict[str, object]:
    if kind != "retention":
        return {"source": "groentelling", "paths": []}
    approver = person("fg-2")
    run = RetentionRun.objects.create(
        day=timezone.localdate(), state="approved", planned_by=planner, approved_by=approver
    )
    return {"run": run.pk}


@pytest.mark.parametrize("kind", sorted(set(_HANDLERS) - BY_THE_MACHINE))
def test_no_job_of_any_kind_is_done_for_somebody_who_may_not_any_more(staff_site: None, kind: str) -> None:
    without = person("iemand")
    waiting = job(kind=kind, person=without, params=params_of(kind, without))
    RetentionItem.objects.bulk_create(
        RetentionItem(tally=RetentionTally.objects.create(run=run, kind="person", planned=1), key=str(without.pk))
        for run in RetentionRun.objects.all()
    )
    assert work_once()
    waiting.refresh_from_db()
    assert waiting.state == JobState.FAILED
    assert re.search(r"mag (dit niet meer|geen editie publiceren)", waiting.problem)
