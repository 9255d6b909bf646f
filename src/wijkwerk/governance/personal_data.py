"""What is exported about a person who wrote or adopted decisions, documents and kaders."""

from django.db.models import Q

from wijkwerk.access.people import Person
from wijkwerk.access.privacy.registry import Row, exports, rows

from .models import Decision, Document, Kader


@exports(Document)
def documents_of(person: Person) -> list[Row]:
    return rows(Document.objects.filter(added_by=person), "title", "reference", "date", of=person)


@exports(Decision)
def decisions_of(person: Person) -> list[Row]:
    found = Decision.objects.filter(Q(written_by=person) | Q(adopted_by=person))
    return rows(found, "body", "date", "case_number", "subject", "adopted_at", of=person)


@exports(Kader)
def kaders_of(person: Person) -> list[Row]:
    found = Kader.objects.filter(Q(made_by=person) | Q(adopted_by=person))
    return rows(found, "version", "name", "made_at", "adopted_at", "note", "reason", of=person)
