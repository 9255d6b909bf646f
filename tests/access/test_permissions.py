"""The truth table: role × verb × kind, every cell once, spelled out a second time so that a slip shows."""

import csv
import datetime
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from wijkwerk.access import permissions
from wijkwerk.access.actions import add_person, close_account, end_role, give_role
from wijkwerk.access.models import Job, Person, RoleHolding
from wijkwerk.access.people import Role
from wijkwerk.access.permissions import UnknownDeedError, also_requires, may

EVERYBODY = {"bezoeker", "onderzoeker", "beheerder"}
STAFF = {"onderzoeker", "beheerder"}
# The same answers by hand. A change of permission is made in two places on purpose.
EXPECTED = {
    ("read", "edition"): EVERYBODY,
    ("export", "edition"): EVERYBODY,
    ("compare", "edition"): STAFF,
    ("publish", "edition"): {"onderzoeker"},
    ("read", "score"): STAFF,
    ("read", "release"): STAFF,
    ("deliver", "release"): {"onderzoeker"},
    ("check", "release"): {"onderzoeker"},
    ("sign", "release"): {"onderzoeker"},
    ("reject", "release"): {"onderzoeker"},
    ("explain", "remark"): {"onderzoeker"},
    ("edit", "area"): {"onderzoeker"},
    ("read", "job"): STAFF,
    ("cancel", "job"): STAFF,
    ("read", "kader"): STAFF,
    ("edit", "kader"): {"onderzoeker"},
    ("adopt", "kader"): {"onderzoeker"},
    ("edit", "decision"): {"onderzoeker"},
    ("adopt", "decision"): {"onderzoeker"},
    ("edit", "goal"): {"onderzoeker"},
    ("edit", "areatype"): {"onderzoeker"},
    ("read", "auditevent"): {"beheerder"},
    ("manage", "person"): {"beheerder"},
    ("manage", "roleholding"): {"beheerder"},
}
VERBS = sorted({verb for verb, _ in EXPECTED})
KINDS = sorted({kind for _, kind in EXPECTED})


def person_with(*roles: str) -> Person:
    person = add_person(by=None, account=f"p{Person.objects.count()}", name="Onderzoeker 1")
    for role in roles:
        give_role(person, Role(role), by=None)
    return person


def test_the_table_names_exactly_the_deeds_that_are_tested_here():
    assert set(permissions.allowed_roles()) == set(EXPECTED)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, "bezoeker", "onderzoeker", "beheerder"])
@pytest.mark.parametrize(("verb", "kind"), sorted(EXPECTED))
def test_each_cell_of_the_table(role, verb, kind):
    if role is None:
        person = AnonymousUser()
    elif role == "bezoeker":
        person = person_with()
    else:
        person = person_with(role)
    assert may(person, verb, kind) is ((role or "bezoeker") in EXPECTED[verb, kind])


@pytest.mark.parametrize(("verb", "kind"), [deed for deed in itertools.product(VERBS, KINDS) if deed not in EXPECTED])
def test_a_deed_outside_the_table_is_an_error_of_ours(verb, kind):
    with pytest.raises(UnknownDeedError, match=r"permissions\.csv does not name"):
        may(AnonymousUser(), verb, kind)


def test_a_deed_outside_the_table_is_refused_in_production(settings):
    settings.WIJKWERK_STRICT = False
    assert may(AnonymousUser(), "read", "diary") is False


@pytest.mark.django_db
def test_two_roles_allow_what_either_allows():
    both = person_with("onderzoeker", "beheerder")
    assert may(both, "sign", "release")
    assert may(both, "manage", "person")


@pytest.mark.django_db
def test_a_role_counts_from_its_first_day_to_its_last():
    person = person_with()
    today = timezone.localdate()
    holding = give_role(person, Role.ONDERZOEKER, by=None, since=today)
    assert may(person, "sign", "release")
    end_role(holding, by=None, last_day=today, reason="andere functie")
    assert may(person, "sign", "release")
    RoleHolding.objects.update(valid_from=today - datetime.timedelta(9), valid_to=today - datetime.timedelta(1))
    assert not may(person, "sign", "release")
    RoleHolding.objects.update(valid_from=today + datetime.timedelta(1), valid_to=None)
    assert not may(person, "sign", "release")


@pytest.mark.django_db
def test_a_closed_account_may_no_more_than_a_visitor():
    person = person_with("onderzoeker")
    close_account(person, by=None, reason="uit dienst")
    assert not may(person, "sign", "release")
    assert may(person, "read", "edition")


@pytest.mark.django_db
def test_a_rule_about_the_object_can_only_take_away(monkeypatch):
    monkeypatch.setattr(permissions, "_RULES", {})
    mine, yours = person_with("onderzoeker"), person_with("onderzoeker")
    job = Job.objects.create(kind="tellen", person=mine)

    @also_requires("cancel", "job")
    def only_who_asked(person, job):
        return job.person == person

    assert may(mine, "cancel", job)
    assert not may(yours, "cancel", job)
    assert may(yours, "cancel", Job)  # without an object there is nothing for the rule to look at
    assert not may(AnonymousUser(), "cancel", job)


@pytest.mark.parametrize("answer", ["", "misschien", "JA"])
def test_a_cell_that_is_not_ja_or_nee_is_refused_with_its_place(tmp_path, monkeypatch, answer):
    table = tmp_path / "permissions.csv"
    table.write_text(
        f"handeling;soort;bezoeker;onderzoeker;beheerder;uitleg\nread;job;nee;{answer};ja;x\n", encoding="utf-8"
    )
    monkeypatch.setattr(permissions, "TABLE", table)
    with pytest.raises(ValueError, match="read job, onderzoeker"):
        permissions.allowed_roles.__wrapped__()


def test_a_deed_that_stands_in_the_table_twice_is_refused(tmp_path, monkeypatch):
    row = "read;job;nee;ja;ja;x\n"
    table = tmp_path / "permissions.csv"
    table.write_text(f"handeling;soort;bezoeker;onderzoeker;beheerder;uitleg\n{row}{row}", encoding="utf-8")
    monkeypatch.setattr(permissions, "TABLE", table)
    with pytest.raises(ValueError, match="twice"):
        permissions.allowed_roles.__wrapped__()


def test_every_line_of_the_table_is_explained_in_a_sentence():
    with permissions.TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            assert len(row["uitleg"].split()) >= 2, row
