"""What is due: the day before the term has passed, on it, and what stands in its way."""

import datetime

import pytest
from django.contrib.sessions.models import Session

from tests.access.privacy.builders import TODAY, moment, person, role, session_of
from wijkwerk.access.models import CorrectionRequest, Job, SignInLink, Tombstone
from wijkwerk.access.privacy.due import due_rows
from wijkwerk.access.privacy.processings import ending_claims

pytestmark = pytest.mark.django_db


def due(kind: str, day: datetime.date = TODAY) -> list[object]:
    (claim,) = [each for each in ending_claims() if each.holding.kind == kind]
    return sorted(due_rows(claim, day).values_list("pk", flat=True))


@pytest.mark.parametrize(("last_login", "is_due"), [("2024-11-27", True), ("2024-11-28", True), ("2024-11-29", False)])
def test_an_account_is_due_two_calendar_years_after_the_last_sign_in(last_login, is_due):
    somebody = person("a", last_login=last_login)
    assert due("person") == ([somebody.pk] if is_due else [])


def test_an_account_that_was_never_used_counts_from_the_day_it_was_made():
    old, _ = person("oud", created="2024-11-28"), person("jong", created="2024-11-29")
    assert due("person") == [old.pk]


@pytest.mark.parametrize(
    ("since", "until", "is_due"),
    [
        ("2020-01-01", None, False),  # a role that has no end
        ("2020-01-01", "2024-11-29", False),
        ("2020-01-01", "2024-11-28", True),
        ("2027-01-01", None, False),  # a role that is still to begin
    ],
)
def test_a_role_keeps_an_account_from_being_due(since, until, is_due):
    somebody = person("a", last_login="2022-01-01")
    role(somebody, since, until)
    assert due("person") == ([somebody.pk] if is_due else [])


def test_a_vacant_role_keeps_nobody():
    somebody = person("a", last_login="2022-01-01")
    made = role(somebody, "2020-01-01")
    made.person = None
    made.save()
    assert due("person") == [somebody.pk]


def test_who_was_made_anonymous_is_not_due_again():
    somebody = person("a", last_login="2022-01-01")
    Tombstone.objects.create(
        kind="person", key=str(somebody.pk), processing="aanmelden", afterwards="anonimiseren", day=TODAY
    )
    assert due("person") == []


def test_links_and_sessions_are_due_after_they_expired():
    somebody = person("a", last_login="2026-11-01")
    made = [
        SignInLink.objects.create(person=somebody, token_hash=day, expires_at=moment(day))
        for day in ("2026-10-28", "2026-10-29")
    ]
    assert due("signinlink") == [made[0].pk]
    key = session_of(somebody)
    Session.objects.update(expire_date=moment("2026-11-21"))
    assert due("session") == [key]
    Session.objects.update(expire_date=moment("2026-11-22"))
    assert due("session") == []


def test_jobs_and_requests_are_due_after_they_were_closed_and_never_before():
    closed = Job.objects.create(kind="x", state="done", finished_at=moment("2025-10-28"))
    Job.objects.create(kind="x", state="done", finished_at=moment("2025-10-29"))
    Job.objects.create(kind="x", created_at=moment("2020-01-01"))
    assert due("job") == [closed.pk]
    somebody = person("a", last_login="2026-11-01")
    handled = CorrectionRequest.objects.create(person=somebody, handled_at=moment("2025-11-28"), handled_by=somebody)
    CorrectionRequest.objects.create(person=somebody, name="Anders", asked_at=moment("2020-01-01"))
    assert due("correctionrequest") == [handled.pk]
