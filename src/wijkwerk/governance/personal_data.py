"""When a note is due, and what is exported about a person who wrote or adopted papers."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from wijkwerk.access.people import Person
from wijkwerk.access.privacy.registry import Row, end_of, exports, retains, rows
from wijkwerk.definitions.processings import StartRule

from .models import Decision, Document, Kader, Note


@retains(Note, StartRule.MADE)
def notes_written(starts: StartRule, last_start: datetime.date) -> QuerySet[Note]:
    return Note.objects.filter(written_at__lt=end_of(last_start))


# An export goes to the person and past the privacy-officer, and neither need be allowed to read the paper any more.
_CONTENT = "gaat over de gemeente en niet over de persoon; wie het mag lezen, leest het op de bladzijde met dit nummer"


@exports(Note, without={"title": _CONTENT, "text": _CONTENT})
def notes_of(person: Person) -> list[Row]:
    found = Note.objects.filter(Q(written_by=person) | Q(adopted_by=person))
    return _numbered(found, "confidentiality", "scope", "state", "written_at", "adopted_at", of=person)


@exports(Document, without=dict.fromkeys(("title", "reference", "url", "sha256"), _CONTENT))
def documents_of(person: Person) -> list[Row]:
    found = Document.objects.filter(added_by=person)
    return _numbered(found, "date", "confidentiality", "scope", of=person)


def _numbered(found: QuerySet[Any], *fields: str, of: Person) -> list[Row]:
    shown = rows(found, *fields, of=of)
    return [{"nummer": each.pk, **row} for each, row in zip(found, shown, strict=True)]


@exports(Decision, without={"documents": "staan bij de documenten, van wie ze toevoegde"})
def decisions_of(person: Person) -> list[Row]:
    found = Decision.objects.filter(Q(written_by=person) | Q(adopted_by=person))
    return rows(found, "body", "date", "case_number", "subject", "adopted_at", of=person)


@exports(Kader)
def kaders_of(person: Person) -> list[Row]:
    found = Kader.objects.filter(Q(made_by=person) | Q(adopted_by=person))
    what = ("version", "name", "status", "valid_from", "horizon", "example", "origin", "note", "reason", "decision")
    return rows(found, *what, "made_at", "adopted_at", of=person)
