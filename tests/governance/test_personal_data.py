"""What is exported about whoever wrote, adopted or answered, and when what visitors left is due."""

import datetime
import json

import pytest
from django.utils import timezone

from tests.access.privacy.builders import person
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.privacy.due import due_rows
from wijkwerk.access.privacy.person_data import everything_about
from wijkwerk.access.privacy.processings import ending_claims
from wijkwerk.governance.feedback.actions import FeedbackSubject, receive_feedback
from wijkwerk.governance.models import Document, Feedback, FeedbackAddress, FeedbackKind, Note, NoteState

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.mark.parametrize("level", list(Confidentiality))
def test_an_export_holds_no_paper_that_its_reader_need_not_be_allowed_to_read(level: Confidentiality):
    writer, adopter = person("schrijft"), person("stelt-vast")
    note = Note.objects.create(title="Titel-geheim", text="Tekst-geheim", confidentiality=level, written_by=writer)
    Note.objects.filter(pk=note.pk).update(state=NoteState.ADOPTED, adopted_by=adopter, adopted_at=note.written_at)
    document = Document.objects.create(
        title="Stuk-geheim", reference="Kenmerk-geheim", url="https://geheim.nl", date="2026-01-01",
        confidentiality=level, added_by=writer,
    )  # fmt: skip
    for each in (writer, adopter):
        parts = {part.kind: list(part.rows) for part in everything_about(each)}
        assert "geheim" not in json.dumps(parts, ensure_ascii=False)
        assert [row["nummer"] for row in parts["note"]] == [note.pk]
    assert [row["nummer"] for row in {part.kind: part.rows for part in everything_about(writer)}["document"]] == [
        document.pk
    ]


def handled(days_ago: int) -> Feedback:
    officer = Person.objects.get_or_create(account="onderzoeker", name="Onderzoeker")[0]
    row = receive_feedback(
        FeedbackSubject("de site"), kind=FeedbackKind.OTHER, text="Geheime tekst", email="a@b.example"
    )
    moment = timezone.now() - datetime.timedelta(days=days_ago)
    Feedback.objects.filter(pk=row.pk).update(state="beantwoord", answer="Ja.", handled_at=moment, handled_by=officer)
    return row


def due(kind: str) -> list[int]:
    claim = next(claim for claim in ending_claims() if claim.holding.kind == kind)
    return [row.pk for row in due_rows(claim, timezone.localdate())]


def test_an_address_is_due_a_month_after_the_answer_and_the_feedback_two_years_after_it():
    old, recent, fresh = handled(800), handled(60), handled(3)
    waiting = receive_feedback(FeedbackSubject("de site"), kind=FeedbackKind.OTHER, text="x", email="a@b.example")
    Feedback.objects.filter(pk=waiting.pk).update(received_at=timezone.now() - datetime.timedelta(days=900))
    addresses = set(FeedbackAddress.objects.filter(pk__in=due("feedbackaddress")).values_list("feedback", flat=True))
    assert addresses == {old.pk, recent.pk}, "what nobody answered yet keeps its address"
    assert due("feedback") == [old.pk]
    assert fresh.pk not in due("feedback")


def test_an_export_of_who_answered_holds_the_answer_and_nothing_of_the_visitor():
    row = handled(1)
    parts = {part.kind: list(part.rows) for part in everything_about(Person.objects.get(account="onderzoeker"))}
    told = json.dumps(parts, ensure_ascii=False)
    assert [each["nummer"] for each in parts["feedback"]] == [row.pk]
    assert "Ja." in told
    assert "Geheime tekst" not in told
    assert "a@b.example" not in told
