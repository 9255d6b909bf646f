"""When a note is due, and what is exported about a person who wrote or adopted papers."""

import datetime

from django.db.models import Q, QuerySet

from wijkwerk.access.people import Person
from wijkwerk.access.privacy.registry import Row, end_of, exports, retains, rows
from wijkwerk.definitions.processings import StartRule

from .models import Decision, Document, Kader, Note


@retains(Note, StartRule.MADE)
def notes_written(starts: StartRule, last_start: datetime.date) -> QuerySet[Note]:
    return Note.objects.filter(written_at__lt=end_of(last_start))


@exports(Note)
def notes_of(person: Person) -> list[Row]:
    found = Note.objects.filter(Q(written_by=person) | Q(adopted_by=person))
    return rows(found, "title", "text", "confidentiality", "scope", "state", "written_at", "adopted_at", of=person)


@exports(Document)
def documents_of(person: Person) -> list[Row]:
    found = Document.objects.filter(added_by=person)
    return rows(found, "title", "reference", "date", "url", "sha256", "confidentiality", "scope", of=person)


@exports(Decision, without={"documents": "staan bij de documenten, van wie ze toevoegde"})
def decisions_of(person: Person) -> list[Row]:
    found = Decision.objects.filter(Q(written_by=person) | Q(adopted_by=person))
    return rows(found, "body", "date", "case_number", "subject", "adopted_at", of=person)


@exports(Kader)
def kaders_of(person: Person) -> list[Row]:
    found = Kader.objects.filter(Q(made_by=person) | Q(adopted_by=person))
    what = ("version", "name", "status", "valid_from", "horizon", "example", "origin", "note", "reason", "decision")
    return rows(found, *what, "made_at", "adopted_at", of=person)
