"""What is asked about a note, and the figures that its text names."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from wijkwerk.governance.models import Note, NoteState
from wijkwerk.governance.note.actions import MOST_TEXT, NoteText
from wijkwerk.governance.note.facts import KeptFact
from wijkwerk.web.figures.fact_texts import facts_of, read_text
from wijkwerk.web.forms import FreeText, MarkdownText, PlacedForm


class NoteForm(PlacedForm):
    model = Note
    state: ClassVar[str] = NoteState.DRAFT
    field_order = ("title", "text", "confidentiality", "scope")

    title = FreeText("Titel", 200)
    text = MarkdownText("Tekst", MOST_TEXT)

    facts: tuple[KeptFact, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.keeps and "text" in cleaned and "scope" in cleaned:
            try:
                self.facts = facts_of(cleaned["text"], cleaned["scope"])
            except ValidationError as problem:
                self.add_error("text", problem)
        return cleaned

    def text_as_read(self, text: str) -> str:
        return text if "text" in self.errors else read_text(text, self.facts).text

    def note_text(self) -> NoteText:
        return NoteText(**{name: self.cleaned_data[name] for name in self.base_fields}, facts=self.facts)
