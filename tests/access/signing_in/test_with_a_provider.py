"""Signing in with the real provider, from the button to the role and back out."""

import pytest

from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.access.people import Role, roles_of

from .oidc import Visitor

pytestmark = pytest.mark.django_db


def signed_in_as(visitor: Visitor) -> Person:
    return Person.objects.get(pk=visitor.here.session["_auth_user_id"])


def test_a_group_at_the_provider_makes_a_person_with_its_role(provider, visitor):
    provider.set_people(anja=["g-onderzoek", "g-anders"])
    answer = visitor.sign_in("anja")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = signed_in_as(visitor)
    assert person.name == "Functie anja"
    assert roles_of(person) == {Role.BEZOEKER, Role.ONDERZOEKER}
    assert list(AuditEvent.objects.values_list("verb", "reason")) == [
        ("add", "aangemeld bij Gemeente Proef"),
        ("give", "groep van Gemeente Proef"),
        ("sign_in", ""),
    ]
