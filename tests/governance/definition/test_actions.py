"""A begrip: written with its source, adopted by another, and replaced without two of them in force."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.web.staff_site import person
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.definition.actions import (
    DefinitionText,
    adopt_definition,
    change_definition,
    end_definition,
    write_definition,
)
from wijkwerk.governance.definition.flow import DefinitionFlow
from wijkwerk.governance.definition.models import Definition
from wijkwerk.governance.errors import GovernanceError

pytestmark = pytest.mark.django_db
TEXT = DefinitionText("Wijkaanpak", "Samenhangende inzet in een gebied.", "Bestuurlijke opdracht, hoofdstuk 2")


@pytest.fixture
def writer() -> Person:
    return person("schrijft", Role.BELEIDSADVISEUR)


@pytest.fixture
def other() -> Person:
    return person("ander", Role.ONDERZOEKER)


def adopted(text: DefinitionText, writer: Person, other: Person) -> Definition:
    definition = write_definition(text, by=writer)
    adopt_definition(definition, by=other, read=DefinitionFlow.mark_of(definition))
    return definition


@pytest.mark.parametrize("missing", ["term", "text", "source"])
def test_a_begrip_says_what_it_means_and_where_that_stands(writer: Person, missing: str):
    given = {"term": "Wijkaanpak", "text": "Inzet.", "source": "Opdracht", missing: "  "}
    with pytest.raises(GovernanceError, match="een omschrijving en een bron"):
        write_definition(DefinitionText(**given), by=writer)
    assert not Definition.objects.exists()


def test_a_concept_is_said_otherwise_until_it_is_adopted(writer: Person):
    definition = write_definition(TEXT, by=writer)
    other_text = DefinitionText("Wijkaanpak", "Iets anders.", "College 30 mei 2023")
    change_definition(definition, other_text, by=writer, read=DefinitionFlow.mark_of(definition))
    definition.refresh_from_db()
    assert (definition.text, definition.source) == ("Iets anders.", "College 30 mei 2023")


def test_a_new_wording_of_a_term_ends_the_one_that_was_in_force(writer: Person, other: Person):
    first = adopted(TEXT, writer, other)
    second = adopted(DefinitionText("wijkaanpak", "Een andere zin.", "College 30 mei 2023"), writer, other)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("vervallen", "geldt")
    event = AuditEvent.objects.get(verb="end", kind="definition", key=str(first.pk))
    assert event.reason == f"vervangen door nummer {second.pk}"


def test_the_database_itself_keeps_one_in_force(writer: Person, other: Person):
    adopted(TEXT, writer, other)
    second = Definition(term="Wijkaanpak", text="x", source="y", state="geldt", adopted_at=timezone.now())
    with pytest.raises(IntegrityError):
        second.save()


def test_a_move_out_of_what_is_frozen_may_not_say_it_otherwise(writer: Person, other: Person):
    definition = adopted(TEXT, writer, other)
    move = DefinitionFlow.move(definition, "end", by=writer, read=DefinitionFlow.mark_of(definition), reason="Weg.")
    with pytest.raises(AssertionError, match="says something else"), move:
        definition.text = "Iets anders."
    definition.refresh_from_db()
    assert (definition.state, definition.text) == ("geldt", TEXT.text)


def test_ending_it_keeps_its_text_with_the_day(writer: Person, other: Person):
    definition = adopted(TEXT, writer, other)
    end_definition(definition, by=writer, read=DefinitionFlow.mark_of(definition), reason="Niet meer in gebruik.")
    definition.refresh_from_db()
    assert (definition.state, definition.text) == ("vervallen", TEXT.text)
    assert definition.ended_at is not None
