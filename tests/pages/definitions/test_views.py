"""Begrippen in the browser: written, adopted by another, and read by everybody with a role."""

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.definition.models import Definition

pytestmark = pytest.mark.django_db
SENT = {"term": "Wijkaanpak", "text": "Samenhangende inzet.", "source": "Bestuurlijke opdracht, hoofdstuk 2"}


@pytest.fixture
def writer() -> Client:
    return signed_in("schrijft", Role.BELEIDSADVISEUR)


@pytest.fixture
def other() -> Client:
    return signed_in("ander", Role.ONDERZOEKER)


def page(client: Client, definition: Definition) -> str:
    return text_of(client.get(f"/begrippen/{definition.pk}/"))


def post(client: Client, definition: Definition, deed: str, **sent: str):
    answer = next(
        each
        for each in client.get(f"/begrippen/{definition.pk}/").context["answers"]
        if each.address.endswith(f"/{deed}/")
    )
    return client.post(answer.address, {"read": answer.form.read, **sent})


def test_a_begrip_is_written_by_one_and_adopted_by_another(writer: Client, other: Client):
    assert writer.post("/begrippen/nieuw/", SENT).status_code == 302
    definition = Definition.objects.get()
    assert "U hebt dit begrip zelf geschreven. Een ander moet het" in page(writer, definition)
    assert post(other, definition, "vaststellen", reason="").status_code == 302
    assert "geldt" in page(writer, definition)
    assert "Bestuurlijke opdracht, hoofdstuk 2" in text_of(writer.get("/begrippen/"))


def test_a_council_member_reads_what_is_in_force_and_no_concept(writer: Client, other: Client):
    writer.post("/begrippen/nieuw/", SENT)
    definition, council = Definition.objects.get(), signed_in("raadslid", Role.RAAD)
    assert council.get(f"/begrippen/{definition.pk}/").status_code == 404
    post(other, definition, "vaststellen", reason="")
    assert "Samenhangende inzet." in page(council, definition)


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(writer: Client):
    answer = writer.post("/begrippen/nieuw/", SENT | {"source": ""})
    assert answer.status_code == 422
    assert "Samenhangende inzet." in answer.content.decode()
