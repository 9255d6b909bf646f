"""What is exported about whoever wrote or adopted papers: that it was so, and nothing that stands in them."""

import json

import pytest

from tests.access.privacy.builders import person
from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.privacy.person_data import everything_about
from wijkwerk.governance.models import Document, Note, NoteState

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
