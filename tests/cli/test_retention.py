"""`wijkwerk retention`: the same steps as on the site, for two persons, with the permission table asked for each."""

import pytest
from django.utils import timezone
from tests.access.privacy.builders import person
from tests.web.staff_site import person as with_role

from wijkwerk.access.models import AuditEvent, Person, RetentionRun, Tombstone
from wijkwerk.access.people.roles import Role
from wijkwerk.cli.main import main

pytestmark = pytest.mark.django_db

DONE, REFUSED, UNKNOWN = 0, 1, 2


@pytest.fixture(autouse=True)
def people() -> None:
    for account in ("fg", "fg2"):
        with_role(account, Role.PRIVACY_OFFICER)
    with_role("ben", Role.BEHEERDER)
    with_role("ona", Role.ONDERZOEKER)
    Person.objects.update(last_login=timezone.now())


def gone() -> Person:
    return person("weg", last_login="2020-01-01")


def retention(*arguments: str) -> int:
    return main(["retention", *arguments])


def test_a_round_goes_from_plan_to_tombstones(capsys):
    leaver = gone()
    assert retention("plan", "--by", "ben") == DONE
    run = RetentionRun.objects.get()
    told = capsys.readouterr().out
    assert f"Ronde {run.pk} is voorbereid" in told
    assert "1 aan de beurt, 0 gedaan" in told
    assert leaver.name not in told
    assert retention("approve", str(run.pk), "--by", "fg") == DONE
    assert retention("run", str(run.pk), "--by", "ben") == DONE
    assert "1 aan de beurt, 1 gedaan" in capsys.readouterr().out
    assert Tombstone.objects.get().key == str(leaver.pk)
    verbs = AuditEvent.objects.filter(kind="retention").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["plan", "approve", "run", "finish"]
    assert retention("list") == DONE
    assert "uitgevoerd" in capsys.readouterr().out


def test_what_is_due_is_told_without_a_trace(capsys):
    gone()
    before = AuditEvent.objects.count()
    assert retention("due") == DONE
    told = capsys.readouterr().out
    assert "person                      1  anonimiseren, 2 jaar na" in told
    assert not RetentionRun.objects.exists()
    assert AuditEvent.objects.count() == before


def test_nobody_approves_an_own_plan(capsys):
    gone()
    retention("plan", "--by", "fg")
    assert retention("approve", str(RetentionRun.objects.get().pk), "--by", "fg") == REFUSED
    assert "een ander heeft de opruimronde voorbereid" in capsys.readouterr().err


@pytest.mark.parametrize(("deed", "account"), [("plan", "ona"), ("approve", "ben"), ("run", "ona")])
def test_the_table_is_asked_for_who_does_it(capsys, deed, account):
    gone()
    retention("plan", "--by", "fg")
    number = str(RetentionRun.objects.get().pk)
    assert retention(deed, number, "--by", account) == REFUSED
    assert "mag dit niet" in capsys.readouterr().out
    assert AuditEvent.objects.filter(verb="refused", kind="retention", reason=deed).count() == 1


@pytest.mark.parametrize("arguments", [["plan"], ["plan", "--by", "niemand"], ["run", "7", "--by", "fg"]])
def test_who_or_what_is_not_there_is_told(arguments):
    assert retention(*arguments) == UNKNOWN


def test_a_run_that_nobody_approved_does_not_run(capsys):
    gone()
    retention("plan", "--by", "fg")
    assert retention("run", str(RetentionRun.objects.get().pk), "--by", "fg") == REFUSED
    assert "eerst worden goedgekeurd" in capsys.readouterr().err
    assert not Tombstone.objects.exists()


def test_an_empty_list_says_so(capsys):
    assert retention("list") == DONE
    assert "Er is nog geen ronde geweest" in capsys.readouterr().out


def test_somebody_whose_account_is_closed_does_nothing():
    gone()
    Person.objects.filter(account="fg").update(is_active=False)
    assert retention("plan", "--by", "fg") == UNKNOWN
