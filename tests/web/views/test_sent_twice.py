"""Forms that make something, each sent twice from one page: one is made, and both lead to it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.data.own_deliveries import CONTENT
from tests.governance.builders import norm
from tests.web.staff_site import data_folder
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.people.models import Body, Organisation, Person, RoleHolding
from wijkwerk.access.people.scopes import Scope
from wijkwerk.data.models import Area, Release, ReleaseState
from wijkwerk.governance.models import Decision, Goal, Kader
from wijkwerk.pages.norms.rows import row_values

pytestmark = pytest.mark.postgresql
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
# Not long ago, whenever this runs: `account_actions.MOST_DAYS_BACK`.
DAY = {"day": str(timezone.localdate() - timedelta(days=5))}
DECISION = {
    **DAY, "body": "Gemeenteraad", "case_number": "Z-1", "subject": "Kader", "title": "Besluit", "reference": "R-1",
    "url": "https://voorbeeld.example/1",
}  # fmt: skip

KADER = {
    "name": "Kader", "valid_from": "2026-01-01", "horizon": "2040", "reason": "een begin", "do": "save", "norms": "1",
    **{f"norm-1-{name}": value for name, value in row_values(norm()).items()},
}  # fmt: skip


def twice(client: Client, page: str, action: str, sent: dict[str, object]) -> str:
    """Where both lead. The second has a file of its own: what was read is at its end."""
    token = _TOKEN.findall(client.get(page).content.decode())[-1]
    led_to = []
    for _ in range(2):
        given = {name: value() if callable(value) else value for name, value in sent.items()}
        answer = client.post(action, {**given, "csrfmiddlewaretoken": token})
        assert answer.status_code == 302
        led_to.append(answer["Location"])
    assert led_to[0] == led_to[1]
    return str(led_to[0])


@pytest.mark.parametrize(
    ("page", "action", "sent", "made"),
    [
        ("/mensen/", "/mensen/nieuw/", {"account": "nieuw", "name": "Nieuw"}, Person),
        ("/mensen/", "/mensen/vacature/", {**DAY, "role": "raad", "scope": "", "reason": "nieuw"}, RoleHolding),
        (
            "/mensen/gremia/",
            "/mensen/gremia/nieuw/",
            {"name": "Stuurgroep", "kind": "steering_group", "scope": ""},
            Body,
        ),
        ("/mensen/gremia/", "/mensen/organisaties/nieuw/", {"name": "Stichting"}, Organisation),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_beheerder_makes(
    beheerder: Client, page: str, action: str, sent: dict[str, object], made: type[Person | RoleHolding]
):
    before = made.objects.count()
    twice(beheerder, page, action, sent)
    assert made.objects.count() == before + 1


@pytest.mark.parametrize(
    ("page", "action", "sent", "count"),
    [
        ("/normen/besluiten/", "/normen/besluiten/nieuw/", DECISION, Decision.objects.count),
        ("/normen/doelen/", "/normen/doelen/nieuw/", {**DAY, "title": "Leefbaar", "position": "1"}, Goal.objects.count),
        ("/normen/nieuw/", "/normen/nieuw/", KADER, Kader.objects.count),
        ("/stadsdelen/", "/stadsdelen/nieuw/", {**DAY, "name": "Noord", "reason": "x"}, Area.objects.count),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_onderzoeker_makes(
    onderzoeker: Client, page: str, action: str, sent: dict[str, object], count: Callable[[], int]
):
    before = count()
    twice(onderzoeker, page, action, sent)
    assert count() == before + 1


def test_a_file_is_handed_in_once(onderzoeker: Client):
    sent = {"table": "groentelling/groen", "file": lambda: SimpleUploadedFile("groen.csv", CONTENT.encode())}
    twice(onderzoeker, "/aanleveren/", "/aanleveren/", sent)
    assert len(list((data_folder() / "uploads").iterdir())) == 1


def test_an_edition_is_asked_for_once(onderzoeker: Client):
    Release.objects.create(
        key="cbs_kwb-1-aaaaaaaa", source="cbs_kwb", table="85984NED", periods=[2024], hash="a" * 64,
        state=ReleaseState.SIGNED,
    )  # fmt: skip
    led_to = twice(onderzoeker, "/publiceren/", "/publiceren/", {"note": ""})
    assert led_to == f"/taken/{Job.objects.get().pk}/"


def test_a_role_is_given_once_and_both_lead_to_the_person(beheerder: Client, collega: Client):
    page = f"/mensen/{Person.objects.get(account='col').pk}/"
    before = Scope.objects.count(), RoleHolding.objects.count()
    led_to = twice(beheerder, page, f"{page}rol/", {**DAY, "role": "raad", "scope": "", "reason": "gekozen"})
    assert led_to == page
    assert (Scope.objects.count(), RoleHolding.objects.count()) == (before[0], before[1] + 1)
