"""Retention rounds on the site: planned by one, approved by another, run by the worker, and what is left."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import get_text, text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.jobs.running import work_once
from wijkwerk.access.models import AuditEvent, Person, RetentionItem, RetentionRun, Tombstone
from wijkwerk.access.people.roles import Role

from ...access.privacy.builders import person

pytestmark = pytest.mark.django_db
PLAN = "/privacy/bewaartermijnen/voorbereiden/"


@pytest.fixture
def officer(staff_site: None) -> Client:
    return signed_in("fg", Role.PRIVACY_OFFICER)


@pytest.fixture
def second(staff_site: None) -> Client:
    return signed_in("fg2", Role.PRIVACY_OFFICER)


@pytest.fixture
def beheerder(staff_site: None) -> Client:
    return signed_in("ben", Role.BEHEERDER)


def gone() -> Person:
    return person("weg", last_login="2020-01-01")


def page_of(run: RetentionRun) -> str:
    return f"/privacy/bewaartermijnen/{run.pk}/"


def planned(client: Client) -> RetentionRun:
    gone()
    assert client.post(PLAN).status_code == 302
    return RetentionRun.objects.get()


def test_nothing_due_is_said_and_makes_no_round(officer):
    response = officer.post(PLAN)
    assert response.status_code == 409
    assert "van geen enkel gegeven de bewaartermijn verstreken" in text_of(response)
    assert "Er is nog geen ronde geweest" in get_text(officer, "/privacy/bewaartermijnen/")


def test_a_plan_shows_counts_and_keys_and_no_names(officer):
    run = planned(officer)
    text = get_text(officer, page_of(run))
    leaver = Person.objects.get(account="weg")
    assert "Personen" in text
    assert "anonimiseren 1 0 0" in text
    assert f"Kenmerken van personen die nog wachten {leaver.pk}" in text
    assert leaver.name not in text
    assert "U hebt deze opruimronde zelf voorbereid. Een ander moet haar goedkeuren." in text


def test_nobody_approves_an_own_plan(officer):
    run = planned(officer)
    assert "Goedkeuren</button>" not in officer.get(page_of(run)).content.decode()
    response = officer.post(f"{page_of(run)}goedkeuren/")
    assert response.status_code == 403
    assert "een ander heeft de opruimronde voorbereid" in text_of(response)


def test_a_beheerder_plans_and_runs_but_never_approves(beheerder, officer):
    run = planned(beheerder)
    assert beheerder.post(f"{page_of(run)}goedkeuren/").status_code == 403
    assert officer.post(f"{page_of(run)}goedkeuren/").status_code == 302
    assert beheerder.post(f"{page_of(run)}uitvoeren/").status_code == 302


def test_a_round_goes_from_plan_to_tombstones(officer, second):
    run = planned(officer)
    leaver = Person.objects.get(account="weg")
    response = officer.post(f"{page_of(run)}uitvoeren/")
    assert response.status_code == 409
    assert "moet eerst worden goedgekeurd" in text_of(response)
    assert second.post(f"{page_of(run)}goedkeuren/").status_code == 302
    assert officer.post(f"{page_of(run)}uitvoeren/").status_code == 302
    text = get_text(officer, page_of(run))
    assert f"Opruimronde {run.pk}: bezig" in text
    assert "0 van 1" in text
    assert work_once()
    assert f"Opruimronde {run.pk}: uitgevoerd" in get_text(officer, page_of(run))
    stones = get_text(officer, "/privacy/bewaartermijnen/weg/")
    assert f"Personen {leaver.pk} Aanmelden en rollen van medewerkers anoniem gemaakt" in stones
    assert f"ronde {run.pk}" in stones
    assert not RetentionItem.objects.exists()


def test_a_busy_round_can_be_stopped_and_gone_on_with(officer, second):
    run = planned(officer)
    second.post(f"{page_of(run)}goedkeuren/")
    officer.post(f"{page_of(run)}uitvoeren/")
    assert second.post(f"{page_of(run)}stoppen/").status_code == 302
    assert not work_once()
    assert "Uitvoeren" in get_text(officer, page_of(run))
    officer.post(f"{page_of(run)}uitvoeren/")
    assert work_once()
    assert Tombstone.objects.count() == 1


def test_a_round_is_taken_back_with_a_reason_that_is_looked_through_first(officer):
    run = planned(officer)
    told = officer.post(f"{page_of(run)}intrekken/", {"reason": "Bel 06-12345678"})
    assert told.status_code == 422
    assert "Het logboek vergeet niets: haal het weg." in text_of(told)
    assert "Bel 06-12345678</textarea>" in told.content.decode(), "what was typed stays"
    blank = officer.post(f"{page_of(run)}intrekken/", {"reason": " "})
    assert blank.status_code == 422
    assert "Waarom trekt u deze ronde in?: dit moet ingevuld zijn" in text_of(blank)
    run.refresh_from_db()
    assert run.state == "planned"
    assert officer.post(f"{page_of(run)}intrekken/", {"reason": "Lopend onderzoek"}).status_code == 302
    run.refresh_from_db()
    assert run.state == "dropped"
    assert AuditEvent.objects.filter(verb="drop", reason="Lopend onderzoek").exists()
    late = officer.post(f"{page_of(run)}intrekken/", {"reason": "Toch niet nodig"})
    assert late.status_code == 409
    assert "Toch niet nodig</textarea>" in late.content.decode(), "what was typed stays"


def test_a_round_that_is_not_there_is_told(officer):
    assert officer.get("/privacy/bewaartermijnen/99/").status_code == 404
    assert officer.post("/privacy/bewaartermijnen/99/goedkeuren/").status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_that_no_row_can_have_is_told_too(officer, number):
    assert officer.get(f"/privacy/bewaartermijnen/{number}/").status_code == 404
    assert officer.get(f"/privacy/personen/{number}/").status_code == 404
    assert officer.get("/privacy/bewaartermijnen/weg/", {"page": number}).status_code == 200


def test_a_second_plan_waits_for_the_first(officer):
    run = planned(officer)
    text = get_text(officer, "/privacy/bewaartermijnen/")
    assert f"Ronde {run.pk} loopt nog" in text
    assert officer.post(PLAN).status_code == 409


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.CONTROLLER, True), (Role.ONDERZOEKER, False), (Role.AFDELINGSMANAGER, False), (Role.BEHEERDER, True)],
)
def test_who_may_see_the_rounds_follows_the_table(staff_site, role, sees):
    client = signed_in("x", role)
    assert client.get("/privacy/bewaartermijnen/").status_code == (200 if sees else 403)
    if role == Role.CONTROLLER:
        assert client.post(PLAN).status_code == 403


def test_the_job_is_called_by_its_name(officer, second):
    run = planned(officer)
    second.post(f"{page_of(run)}goedkeuren/")
    officer.post(f"{page_of(run)}uitvoeren/")
    assert "Opruimronde uitvoeren" in get_text(officer, "/taken/")
    assert timezone.localdate() == run.day
