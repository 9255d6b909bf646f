"""What cannot be undone asks once more who this is; what was sent is not done before that."""

from contextlib import closing

import pytest

from tests.addresses import Address, addresses, good_address
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.weighty import is_weighty

pytestmark = pytest.mark.django_db
EVERYTHING = (Role.ONDERZOEKER, Role.BEHEERDER, Role.PRIVACY_OFFICER)
# Sent here, a deed that weighs is made to stop.
BRAKES = {"retention:stop"}
SENT = [each for each in addresses() if each.deed is not None and is_weighty(each.deed) and each.name not in BRAKES]
REACHED = {  # one of each kind, so that a walk that finds nothing does not pass
    "web:publish", "releases:sign", "releases:reject", "web:adopt_norms", "decisions:adopt", "bodies:end",
    "people:vacancy", "people:join", "people:give_role", "people:end_role", "people:close",
}  # fmt: skip


def long_ago(client) -> None:
    """The second factor was passed, but an hour since."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()


def test_the_walk_finds_what_weighs():
    assert {each.name for each in SENT} >= REACHED
    assert {each.name for each in addresses()} >= BRAKES


@pytest.mark.parametrize("address", SENT, ids=lambda each: each.name)
def test_it_is_not_done_before_one_says_again_who_one_is(address: Address):
    """Whoever holds every role that administers, an hour after the second factor."""
    client = signed_in("iemand", *EVERYTHING)
    long_ago(client)
    before = AuditEvent.objects.count(), Person.objects.count()
    sent = {"account": "nieuw", "name": "Nieuw"}
    answer = client.post(good_address(address), sent, headers={"referer": "http://testserver/mensen/"})
    if answer.status_code == 405:
        assert address.name not in REACHED, "a page that is only looked at"
        return
    assert (answer.status_code, answer["Location"]) == (302, "/account/bevestigen/?next=%2Fmensen%2F")
    assert (AuditEvent.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("address", SENT, ids=lambda each: each.name)
@pytest.mark.usefixtures("staff_site")
def test_who_just_said_so_is_not_asked(address: Address):
    client = signed_in("iemand", *EVERYTHING)
    with closing(client.post(good_address(address))) as answer:
        assert not answer.get("Location", "").startswith("/account/")


def test_the_demo_asks_nobody(settings):
    settings.WIJKWERK_DEMO = True
    client = signed_in("iemand", *EVERYTHING)
    long_ago(client)
    assert client.post("/mensen/gremia/nieuw/", {"name": "Stuurgroep", "kind": "steering_group"}).status_code == 302
