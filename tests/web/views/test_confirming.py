"""What cannot be undone asks once more who this is; what was sent is not done before that."""

import pytest

from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.access.roles import Role

pytestmark = pytest.mark.django_db
EVERYTHING = (Role.ONDERZOEKER, Role.BEHEERDER, Role.PRIVACY_OFFICER)
DANGEROUS = [
    "/publiceren/",
    "/mensen/nieuw/",
    "/mensen/1/rol/",
    "/mensen/1/sluiten/",
    "/mensen/1/link/",
    "/mensen/1/tweede-stap/",
    "/mensen/rollen/1/vervullen/",
    "/mensen/rollen/1/beeindigen/",
    "/privacy/bewaartermijnen/1/goedkeuren/",
    "/privacy/bewaartermijnen/1/uitvoeren/",
    "/privacy/personen/1/meenemen/",
    "/privacy/personen/1/wissen/",
]


def long_ago(client) -> None:
    """The second factor was passed, but an hour since."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()


@pytest.mark.parametrize("address", DANGEROUS)
def test_it_is_not_done_before_one_says_again_who_one_is(address):
    client = signed_in("iemand", *EVERYTHING)
    long_ago(client)
    before = AuditEvent.objects.count(), Person.objects.count()
    answer = client.post(
        address, {"account": "nieuw", "name": "Nieuw"}, headers={"referer": "http://testserver/mensen/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/account/bevestigen/?next=%2Fmensen%2F")
    assert (AuditEvent.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("address", DANGEROUS)
def test_who_just_said_so_is_not_asked(address):
    client = signed_in("iemand", *EVERYTHING)
    answer = client.post(address)
    assert not answer.get("Location", "").startswith("/account/")
